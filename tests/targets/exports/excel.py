"""A workbook as Excel writes it, with what other programs lose: extensions, a picture, a control, VML that is no XML."""

import io
import zipfile
from collections.abc import Mapping
from types import MappingProxyType

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415478da63f8cfc0000003"
    "0101009e0f9ad40000000049454e44ae426082"
)
# The part of the sheet that is marked, and its title.
PART, TITLE = "xl/worksheets/sheet2.xml", "Số liệu & báo cáo"

ROWS = (
    '<row r="1" spans="1:5" x14ac:dyDescent="0.25"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
    '<row r="2" spans="1:5" ht="30" customHeight="1" x14ac:dyDescent="0.25"><c r="A2" s="1" t="s"><v>2</v></c>'
    '<c r="B2"><v>12.5</v></c></row>'
    '<row r="3" spans="1:5" x14ac:dyDescent="0.25"><c r="A3" t="s"><v>2</v></c><c r="B3"><v>4</v></c></row>'
)
BEHIND = (
    '<sheetProtection sheet="1" objects="1" scenarios="1"/><mergeCells count="1"><mergeCell ref="A3:A4"/></mergeCells>'
    '<phoneticPr fontId="1" type="noConversion"/>'
    '<conditionalFormatting sqref="B2:B9"><cfRule type="dataBar" priority="4"><dataBar><cfvo type="min"/>'
    '<cfvo type="max"/><color rgb="FF638EC6"/></dataBar></cfRule></conditionalFormatting>'
    '<conditionalFormatting sqref="A1"><cfRule type="expression" dxfId="0" priority="2"><formula>A1&gt;"é"</formula>'
    "</cfRule></conditionalFormatting>"
    '<dataValidations count="1"><dataValidation type="whole" allowBlank="1" sqref="B2:B9" xr:uid="{0A}">'
    "<formula1>0</formula1><formula2>9</formula2></dataValidation></dataValidations>"
    '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>'
    '<pageSetup paperSize="9" orientation="portrait" r:id="rId1"/><drawing r:id="rId2"/><legacyDrawing r:id="rId3"/>'
    '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice '
    'Requires="x14"><controls><control shapeId="1025" r:id="rId5" name="Button 1"/></controls></mc:Choice>'
    "</mc:AlternateContent>"
    f'<extLst><ext uri="{{78C0D931-6437-407d-A8EE-F0AAD7539E65}}" xmlns:x14="{X14}"><x14:conditionalFormattings>'
    '<x14:conditionalFormatting xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:cfRule '
    'type="expression" priority="1" id="{0B}"><xm:f>Other!A1</xm:f></x14:cfRule><xm:sqref>A9</xm:sqref>'
    "</x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst>"
)
SHEET = (
    f'{HEAD}<worksheet xmlns="{MAIN}" xmlns:r="{LINK}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac xr" '
    'xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac" '
    'xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision" xr:uid="{{0C}}">'
    '<dimension ref="A1:B3"/><sheetViews><sheetView workbookViewId="0"/></sheetViews>'
    '<sheetFormatPr defaultRowHeight="15" x14ac:dyDescent="0.25"/><cols><col min="1" max="1" width="60" '
    'customWidth="1"/><col min="2" max="2" width="9" hidden="1"/></cols>'
    "<sheetData>{rows}</sheetData>{behind}</worksheet>"
)
BOXES = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml"\r\n xmlns:o="urn:schemas-microsoft-com:office:office"\r\n '
    'xmlns:x="urn:schemas-microsoft-com:office:excel">\r\n <o:shapelayout v:ext="edit">\r\n  <o:idmap v:ext="edit" '
    'data="1"/>\r\n </o:shapelayout><v:shapetype id="_x0000_t201" coordsize="21600,21600" o:spt="201"\r\n  '
    'path="m,l,21600r21600,l21600,xe">\r\n </v:shapetype><v:shape id="_x0000_s1025" type="#_x0000_t201">'
    "<v:textbox><div><font>Bấm<br>đây</font></div></v:textbox>"
    '<x:ClientData ObjectType="Button"><x:Anchor>1, 0, 1, 0, 2, 0, 2, 0</x:Anchor></x:ClientData></v:shape>'
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202"\r\n  path="m,l,21600r21600,l21600,xe">\r\n '
    '</v:shapetype><v:shape id="_x0000_s1026" type="#_x0000_t202" style=\'position:absolute;\r\n  '
    "margin-left:59.25pt;margin-top:1.5pt;width:96pt;height:20pt;z-index:1;\r\n  visibility:hidden' "
    'fillcolor="#ffffe1">\r\n  <x:ClientData ObjectType="Note">\r\n   <x:MoveWithCells/>\r\n   <x:SizeWithCells/>'
    "\r\n   <x:Anchor>\r\n    2, 15, 1, 10, 4, 31, 2, 9</x:Anchor>\r\n   <x:AutoFill>False</x:AutoFill>\r\n   "
    "<x:Row>1</x:Row>\r\n   <x:Column>1</x:Column>\r\n  </x:ClientData>\r\n </v:shape></xml>"
)
COMMENT = (
    '<comment ref="B2" authorId="0" shapeId="0" xr:uid="{0D}"><text><r><rPr><b/><sz val="9"/><rFont val="Tahoma"/>'
    '</rPr><t>Lan:</t></r><r><rPr><sz val="9"/></rPr><t xml:space="preserve">\nHỏi lại chị Hà</t></r></text></comment>'
)
NOTES = (
    f'{HEAD}<comments xmlns="{MAIN}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'mc:Ignorable="xr" xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision">'
    "<authors><author>{author}</author></authors><commentList>{comments}</commentList></comments>"
)


def links(*entries: tuple[str, str, str]) -> str:
    made = "".join(
        f'<Relationship Id="{name}" Type="{LINK}/{kind}" Target="{target}"/>'
        for name, kind, target in entries
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{made}</Relationships>'


SHEET_LINKS = links(
    ("rId1", "printerSettings", "../printerSettings/printerSettings1.bin"),
    ("rId2", "drawing", "../drawings/drawing1.xml"),
    ("rId3", "vmlDrawing", "../drawings/vmlDrawing1.vml"),
    ("rId4", "comments", "../comments1.xml"),
    ("rId5", "ctrlProp", "../ctrlProps/ctrlProp1.xml"),
)


DEFAULTS = {
    "bin": "application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings",
    "vml": "application/vnd.openxmlformats-officedocument.vmlDrawing",
    "png": "image/png",
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
}
OVERRIDES = {
    "xl/workbook.xml": "openxmlformats-officedocument.spreadsheetml.sheet.main",
    "xl/worksheets/sheet1.xml": "openxmlformats-officedocument.spreadsheetml.worksheet",
    "xl/worksheets/sheet2.xml": "openxmlformats-officedocument.spreadsheetml.worksheet",
    "xl/styles.xml": "openxmlformats-officedocument.spreadsheetml.styles",
    "xl/sharedStrings.xml": "openxmlformats-officedocument.spreadsheetml.sharedStrings",
    "xl/comments1.xml": "openxmlformats-officedocument.spreadsheetml.comments",
    "xl/drawings/drawing1.xml": "openxmlformats-officedocument.drawing",
    "xl/ctrlProps/ctrlProp1.xml": "ms-excel.controlproperties",
}


def types(overrides: Mapping[str, str] = MappingProxyType(OVERRIDES)) -> str:
    defaults = (
        f'<Default Extension="{extension}" ContentType="{kind}"/>'
        for extension, kind in DEFAULTS.items()
    )
    parts = (
        f'<Override PartName="/{part}" ContentType="application/vnd.{kind}+xml"/>'
        for part, kind in overrides.items()
    )
    content = "".join([*defaults, *parts])
    return f'{HEAD}<Types xmlns="{PACKAGE}/content-types">{content}</Types>'


# What has to go so that the sheet has no comments yet.
WITHOUT_COMMENTS = {
    "xl/worksheets/_rels/sheet2.xml.rels": None,
    "xl/comments1.xml": None,
    "xl/drawings/vmlDrawing1.vml": None,
    "[Content_Types].xml": types(
        {part: kind for part, kind in OVERRIDES.items() if part != "xl/comments1.xml"}
    ),
}


def workbook(
    rows: str = ROWS,
    behind: str = BEHIND,
    replaced: Mapping[str, str | bytes | None] = MappingProxyType({}),
) -> bytes:
    """The workbook; parts are replaced or added, or left out where they are None."""
    made: dict[str, str | bytes | None] = {
        "[Content_Types].xml": types(),
        "_rels/.rels": links(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{LINK}"><sheets><sheet name="Other" sheetId="1" '
        f'state="hidden" r:id="rId1"/><sheet name="{TITLE.replace("&", "&amp;")}" sheetId="2" r:id="rId2"/></sheets>'
        "</workbook>",
        "xl/_rels/workbook.xml.rels": links(
            ("rId1", "worksheet", "worksheets/sheet1.xml"),
            ("rId2", "worksheet", "/xl/worksheets/sheet2.xml"),
            ("rId3", "styles", "styles.xml"),
            ("rId4", "sharedStrings", "sharedStrings.xml"),
        ),
        "xl/worksheets/sheet1.xml": f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData/></worksheet>',
        PART: SHEET.format(rows=rows, behind=behind),
        "xl/worksheets/_rels/sheet2.xml.rels": SHEET_LINKS,
        "xl/styles.xml": f'{HEAD}<styleSheet xmlns="{MAIN}"><fonts count="1"><font><sz val="11"/></font></fonts>'
        '<fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders>'
        '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf numFmtId="49"/></cellXfs>'
        '<dxfs count="1"><dxf><font><b/></font></dxf></dxfs><tableStyles count="0"/></styleSheet>',
        "xl/sharedStrings.xml": f'{HEAD}<sst xmlns="{MAIN}"><si><t>Mã</t></si><si><t>Tổng số hồ sơ</t></si>'
        '<si><t xml:space="preserve"> 1.000270 </t></si></sst>',
        "xl/media/image1.png": PICTURE,
        "xl/drawings/drawing1.xml": f'{HEAD}<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"/>',
        "xl/drawings/vmlDrawing1.vml": BOXES,
        "xl/comments1.xml": NOTES.format(author="Lan", comments=COMMENT),
        "xl/printerSettings/printerSettings1.bin": b"\0\1\2",
        "xl/ctrlProps/ctrlProp1.xml": f"{HEAD}<formControlPr/>",
    }
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in (made | dict(replaced)).items():
            if part is not None:
                kind = zipfile.ZIP_STORED if name.endswith("png") else zipfile.ZIP_DEFLATED
                archive.writestr(zipfile.ZipInfo(name), part, kind)
    return content.getvalue()
