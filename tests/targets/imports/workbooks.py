"""Workbooks made part by part, so that a test can also make what no program would write."""

import io
import zipfile

XML = '<?xml version="1.0" encoding="UTF-8"?>'
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
ODF = "urn:oasis:names:tc:opendocument:xmlns"

# The styles that `s="1"` to `s="3"` of a cell name: a day, a time of day, a duration.
STYLES = (
    f'{XML}<styleSheet {MAIN}><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14"/>'
    '<xf numFmtId="20"/><xf numFmtId="46"/></cellXfs></styleSheet>'
)


def archive(parts: dict[str, str | bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as file:
        for name, part in parts.items():
            file.writestr(name, part)
    return content.getvalue()


def make_xlsx(*sheets: str, states: tuple[str, ...] = (), parts: dict[str, str] | None = None):
    """An .xlsx of sheets, each the XML of its rows; `states` has "hidden" for those that are, `parts` replaces parts."""
    numbers = range(1, len(sheets) + 1)
    states = states + ("visible",) * (len(sheets) - len(states))
    entries = "".join(
        f'<sheet name="Sheet {n}" sheetId="{n}" state="{states[n - 1]}" r:id="r{n}"/>'
        for n in numbers
    )
    # The parts are numbered backwards: a sheet is found by its link, not by its number.
    links = "".join(
        f'<Relationship Id="r{n}" Type="{LINK}/worksheet" '
        f'Target="worksheets/sheet{len(sheets) + 1 - n}.xml"/>'
        for n in numbers
    )
    made = {
        "[Content_Types].xml": f'{XML}<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": f'{XML}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r" '
        f'Type="{LINK}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{XML}<workbook {MAIN} xmlns:r="{LINK}"><sheets>{entries}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>',
        "xl/styles.xml": STYLES,
    }
    for n, rows in zip(numbers, sheets, strict=True):
        sheet = f"{XML}<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>"
        made[f"xl/worksheets/sheet{len(sheets) + 1 - n}.xml"] = sheet
    return archive(made | (parts or {}))


def make_ods(*sheets: str, prolog: str = "", manifest: str = ""):
    """An .ods of sheets, each the XML of its rows; `prolog` stands before the document."""
    tables = "".join(
        f'<table:table table:name="Sheet {n}">{rows}</table:table>'
        for n, rows in enumerate(sheets, start=1)
    )
    return archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": f'{XML}<manifest:manifest xmlns:manifest="{ODF}:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">'
            f"{manifest}</manifest:file-entry></manifest:manifest>",
            "content.xml": f'{XML}{prolog}<office:document-content xmlns:office="{ODF}:office:1.0" '
            f'xmlns:table="{ODF}:table:1.0" xmlns:text="{ODF}:text:1.0" '
            'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
            f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
            "</office:document-content>",
        }
    )
