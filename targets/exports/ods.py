"""Workbooks for LibreOffice, by odfpy."""

import io
from collections.abc import Sequence
from typing import Any

from odf import number, style, table, teletype, text
from odf.opendocument import OpenDocumentSpreadsheet

from targets.exports.sheets import Column, Kind, Sheet
from targets.plain_text import shown


def to_ods(sheets: Sequence[Sheet], *, foot: str = "") -> bytes:
    """A workbook with typed cells and set widths. Text is always text, never a formula.

    `foot` stands at the foot of every page that is printed.
    """
    document = OpenDocumentSpreadsheet()
    writer = _Writer(document, _footed(document, foot) if foot else None)
    for sheet in sheets:
        document.spreadsheet.addElement(writer.table(sheet))
    file = io.BytesIO()
    document.write(file)
    return file.getvalue()


def _footed(document: Any, foot: str) -> Any:
    """The style of tables whose printed pages have the foot."""
    layout = style.PageLayout(name="Footed")
    layout.addElement(style.PageLayoutProperties(printorientation="landscape"))
    # Without room of its own a foot is not printed.
    room = style.FooterStyle()
    room.addElement(style.HeaderFooterProperties(minheight="0.75cm", margintop="0.25cm"))
    layout.addElement(room)
    document.automaticstyles.addElement(layout)
    page = style.MasterPage(name="FootedPage", pagelayoutname=layout)
    footer = style.Footer()
    footer.addElement(text.P(text=foot))
    page.addElement(footer)
    document.masterstyles.addElement(page)
    footed = style.Style(name="FootedTable", family="table", masterpagename=page)
    document.automaticstyles.addElement(footed)
    return footed


def _paragraph(line: str) -> Any:
    """A line with every blank of it; without elements of their own, blanks that follow each other become one."""
    paragraph = text.P()
    for place, piece in enumerate(line.split("\t")):
        if place:
            # Not <text:tab/>: calamine, which reads our workbooks, leaves that out.
            paragraph.addText("\t")
        teletype.addTextToElement(paragraph, piece)
    return paragraph


class _Writer:
    """Makes the tables of one document, which keeps their styles."""

    def __init__(self, document: Any, table_style: Any) -> None:
        self.document, self.table_style = document, table_style
        self.heading = self._cell_style("Heading", bold=True)
        self.styles = {
            Kind.WHOLE: self._cell_style("Whole", self._number_style("N1", 0, grouping=True)),
            Kind.PERCENT: self._cell_style("Percent", self._percent_style()),
        }
        self.decimals: dict[int, Any] = {}

    def table(self, sheet: Sheet) -> Any:
        options = {"stylename": self.table_style} if self.table_style else {}
        made = table.Table(name=sheet.tab, **options)
        for column in sheet.columns:
            made.addElement(table.TableColumn(stylename=self._width(column.width)))
        for note in sheet.notes:
            made.addElement(self._row([self._text(note)]))
        if sheet.notes:
            made.addElement(self._row([table.TableCell()]))
        headings = table.TableHeaderRows()
        headings.addElement(
            self._row([self._text(column.heading, self.heading) for column in sheet.columns])
        )
        made.addElement(headings)
        for row in sheet.rows:
            cells = zip(sheet.columns, row, strict=True)
            made.addElement(self._row([self._cell(column, cell) for column, cell in cells]))
        return made

    def _row(self, cells: Sequence[Any]) -> Any:
        row = table.TableRow()
        for cell in cells:
            row.addElement(cell)
        return row

    def _cell(self, column: Column, value: Any) -> Any:
        kind = column.kind
        if value is None:
            return table.TableCell()
        if kind == Kind.TEXT:
            return self._text(str(value))
        exact = value / 100 if kind == Kind.PERCENT else value
        type_name = "percentage" if kind == Kind.PERCENT else "float"
        stylename = self._decimal(column.places) if kind == Kind.DECIMAL else self.styles[kind]
        cell = table.TableCell(valuetype=type_name, value=str(exact), stylename=stylename)
        cell.addElement(text.P(text=str(value)))
        return cell

    def _text(self, content: str, stylename: Any = None) -> Any:
        options = {"stylename": stylename} if stylename else {}
        cell = table.TableCell(valuetype="string", **options)
        for line in shown(content).split("\n"):
            cell.addElement(_paragraph(line))
        return cell

    def _decimal(self, places: int) -> Any:
        if places not in self.decimals:
            shown_as = self._number_style(f"N{places}D", places, grouping=False)
            self.decimals[places] = self._cell_style(f"Decimal{places}", shown_as)
        return self.decimals[places]

    def _width(self, characters: int) -> Any:
        name = f"Column{characters}"
        found = [
            one
            for one in self.document.automaticstyles.childNodes
            if one.getAttribute("name") == name
        ]
        if found:
            return found[0]
        made = style.Style(name=name, family="table-column")
        made.addElement(style.TableColumnProperties(columnwidth=f"{characters * 2.2:.1f}mm"))
        self.document.automaticstyles.addElement(made)
        return made

    def _cell_style(self, name: str, data_style: Any = None, *, bold: bool = False) -> Any:
        options = {"datastylename": data_style} if data_style else {}
        made = style.Style(name=name, family="table-cell", **options)
        if bold:
            made.addElement(style.TextProperties(fontweight="bold"))
        self.document.automaticstyles.addElement(made)
        return made

    def _number_style(self, name: str, places: int, *, grouping: bool) -> Any:
        made = number.NumberStyle(name=name)
        made.addElement(
            number.Number(
                decimalplaces=places, minintegerdigits=1, grouping="true" if grouping else "false"
            )
        )
        self.document.automaticstyles.addElement(made)
        return made

    def _percent_style(self) -> Any:
        made = number.PercentageStyle(name="P2")
        made.addElement(number.Number(decimalplaces=2, minintegerdigits=1))
        made.addElement(number.Text(text="%"))
        self.document.automaticstyles.addElement(made)
        return made
