"""An .xlsx taken apart, and what the standard (ECMA-376) and Excel demand of its parts."""

import io
import posixpath
import re
import zipfile

from lxml import etree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NOTE = re.compile(r'ObjectType="Note".*?Row>(\d+)<.*?Column>(\d+)<', re.DOTALL)
# The children of a worksheet, in the order of CT_Worksheet.
SEQUENCE = [
    "sheetPr",
    "dimension",
    "sheetViews",
    "sheetFormatPr",
    "cols",
    "sheetData",
    "sheetCalcPr",
    "sheetProtection",
    "protectedRanges",
    "scenarios",
    "autoFilter",
    "sortState",
    "dataConsolidate",
    "customSheetViews",
    "mergeCells",
    "phoneticPr",
    "conditionalFormatting",
    "dataValidations",
    "hyperlinks",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "headerFooter",
    "rowBreaks",
    "colBreaks",
    "customProperties",
    "cellWatches",
    "ignoredErrors",
    "smartTags",
    "drawing",
    "legacyDrawing",
    "legacyDrawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
]
STYLES = [
    "numFmts",
    "fonts",
    "fills",
    "borders",
    "cellStyleXfs",
    "cellXfs",
    "cellStyles",
    "dxfs",
    "tableStyles",
    "colors",
    "extLst",
]


def parts(content: bytes) -> dict[str, bytes]:
    """The parts by name, in their order."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert len({name.lower() for name in names}) == len(names)
        return {name: archive.read(name) for name in names}


def links(found: dict[str, bytes], part: str) -> dict[str, tuple[str, str]]:
    """The links of a part: by identifier the kind and the part that it leads to."""
    folder, name = posixpath.split(part)
    content = found.get(f"{folder}/_rels/{name}.rels")
    entries = [] if content is None else list(etree.fromstring(content))
    made = {
        entry.get("Id"): (
            entry.get("Type").removeprefix(f"{LINK}/"),
            posixpath.normpath(posixpath.join(f"/{folder}", entry.get("Target")))[1:],
        )
        for entry in entries
        if entry.get("TargetMode") != "External"
    }
    assert len(made) == len(entries)
    return made


def linked(found: dict[str, bytes], part: str, kind: str) -> str | None:
    leads = [target for name, target in links(found, part).values() if name == kind]
    assert len(leads) <= 1
    return leads[0] if leads else None


def comments(content: bytes, part: str) -> dict[str, str]:
    """The comments of a sheet by their cells."""
    found = parts(content)
    notes = linked(found, part, "comments")
    if notes is None:
        return {}
    return {
        comment.get("ref"): "".join(comment.find(f"{MAIN}text").itertext(f"{MAIN}t"))
        for comment in etree.fromstring(found[notes]).iter(f"{MAIN}comment")
    }


def rules(content: bytes, part: str) -> dict[str, list[str]]:
    """The formulas of the conditional formats of a sheet, by the cells that they are for."""
    return {
        element.get("sqref"): [formula.text for formula in element.iter(f"{MAIN}formula")]
        for element in etree.fromstring(parts(content)[part]).iter(f"{MAIN}conditionalFormatting")
    }


def check(content: bytes, part: str) -> None:
    """Fail where Excel would mend or refuse the workbook for what concerns this sheet."""
    found = parts(content)
    _check_types(found)
    sheet = etree.fromstring(found[part])
    order = [SEQUENCE.index(_local(child)) for child in sheet if _local(child) in SEQUENCE]
    assert order == sorted(order)
    for _kind, target in links(found, part).values():
        assert target in found
    _check_rules(found, sheet)
    notes = linked(found, part, "comments")
    if notes:
        (drawing,) = sheet.iterchildren(f"{MAIN}legacyDrawing")
        kind, boxes = links(found, part)[drawing.get(f"{{{LINK}}}id")]
        assert kind == "vmlDrawing"
        _check_notes(etree.fromstring(found[notes]), found[boxes].decode())


def _local(element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _check_types(found: dict[str, bytes]) -> None:
    types = list(etree.fromstring(found["[Content_Types].xml"]))
    defaults = [entry.get("Extension").lower() for entry in types if entry.get("Extension")]
    overrides = [entry.get("PartName") for entry in types if entry.get("PartName")]
    assert len(set(overrides)) == len(overrides)
    for name, content in found.items():
        if name != "[Content_Types].xml":
            assert f"/{name}" in overrides or name.rpartition(".")[2].lower() in defaults
        if name.endswith((".xml", ".rels")):
            etree.fromstring(content)


def _check_rules(found: dict[str, bytes], sheet) -> None:
    made = list(sheet.iter(f"{MAIN}cfRule"))
    priorities = [int(rule.get("priority")) for rule in made]
    assert all(priority > 0 for priority in priorities)
    assert len(set(priorities)) == len(priorities)
    styles = etree.fromstring(found["xl/styles.xml"])
    order = [STYLES.index(_local(child)) for child in styles]
    assert order == sorted(order)
    looks = styles.find(f"{MAIN}dxfs")
    number = 0 if looks is None else len(looks)
    assert looks is None or looks.get("count") == str(number)
    assert all(int(rule.get("dxfId")) < number for rule in made if rule.get("dxfId"))


def _check_notes(root, boxes: str) -> None:
    assert [_local(child) for child in root][:2] == ["authors", "commentList"]
    authors = len(root[0])
    cells = [comment.get("ref") for comment in root[1]]
    assert len(set(cells)) == len(cells)
    for comment in root[1]:
        assert int(comment.get("authorId")) < authors
        assert _local(comment[0]) == "text"
        assert len("".join(comment[0].itertext())) < 32_767
    assert sorted(_cell(*place) for place in NOTE.findall(boxes)) == sorted(cells)
    numbers = re.findall(r"_x0000_s(\d+)", boxes)
    assert len(set(numbers)) == len(numbers)
    blocks = {
        int(n) for data in re.findall(r'idmap[^<>]*data="([^"]*)"', boxes) for n in data.split(",")
    }
    assert {int(number) // 1024 for number in numbers} <= blocks
    assert 'id="_x0000_t202"' in boxes


def _cell(row: str, column: str) -> str:
    name, number = "", int(column) + 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return f"{name}{int(row) + 1}"
