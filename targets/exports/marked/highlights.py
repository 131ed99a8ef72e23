"""Highlights of faulty cells as rules of conditional formatting, so that no cell loses a style of its own."""

from collections.abc import Mapping, Sequence
from typing import Any

from lxml import etree

from targets.exports.marked.conditions import still_holds
from targets.exports.marked.marks import Mark, Place, reference
from targets.exports.marked.package import MAIN, Package, main
from targets.exports.marked.sheet import Sheet

# A rule says whose it is by a text in its formula, which all programs keep. N of a text is 0.
_OURS = '"quota portal"'
_RULE = f"AND(N({_OURS})=0,{{}})"

_BEFORE_LOOKS = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles")
_SIDES = ("left", "right", "top", "bottom")
_LOOK = (
    f'<dxf xmlns="{MAIN}"><font><color rgb="FF9C0006"/></font><fill><patternFill patternType="solid">'
    '<fgColor rgb="FFFFC7CE"/><bgColor rgb="FFFFC7CE"/></patternFill></fill><border>'
    + "".join(f'<{side} style="thin"><color rgb="FF9C0006"/></{side}>' for side in _SIDES)
    + "</border></dxf>"
)


def clear(sheet: Sheet) -> None:
    """Take earlier highlights away."""
    ours = [rule for element in sheet.formats() for rule in element if _is_ours(rule)]
    for rule in ours:
        element = rule.getparent()
        element.remove(rule)
        if len(element) == 0:
            sheet.root.remove(element)
    _renumber(sheet, first=1)


def add(
    sheet: Sheet,
    cells: Mapping[Place, Sequence[Mark]],
    shown: Mapping[Place, Place],
    look: int,
) -> None:
    """Highlight each cell, where it is shown, as long as it holds what is faulty; before all rules of people."""
    _renumber(sheet, first=len(cells) + 1)
    elements: dict[Place, Any] = {}
    for priority, (place, marks) in enumerate(cells.items(), start=1):
        where = shown[place]
        if where not in elements:
            name = reference(where)
            elements[where] = etree.Element(main("conditionalFormatting"), sqref=name)
        rule = etree.SubElement(
            elements[where],
            main("cfRule"),
            type="expression",
            dxfId=str(look),
            priority=str(priority),
        )
        condition = still_holds(reference(place), marks[0].cell)
        etree.SubElement(rule, main("formula")).text = _RULE.format(condition)
    sheet.add_formats(elements.values())


def look(package: Package) -> int:
    """The number of the highlights' style among the workbook's, which it is added to unless it is there."""
    part = package.styles()
    styles = package.tree(part)
    looks = styles.find(main("dxfs"))
    if looks is None:
        before = {main(name) for name in _BEFORE_LOOKS}
        looks = etree.Element(main("dxfs"))
        styles.insert(sum(child.tag in before for child in styles), looks)
    ours = etree.fromstring(_LOOK)
    form = _form(ours)
    for number, known in enumerate(looks.iterchildren(main("dxf"))):
        if _form(known) == form:
            return number
    looks.append(ours)
    looks.set("count", str(len(looks)))
    package.replace_tree(part, styles)
    return len(looks) - 1


def _is_ours(rule: Any) -> bool:
    return any(_OURS in (formula.text or "") for formula in rule.iterfind(main("formula")))


def _renumber(sheet: Sheet, *, first: int) -> None:
    """Give the rules that are there the priorities from `first` on, in the order that they have."""
    rules = [rule for rule in sheet.root.iter("{*}cfRule") if rule.get("priority")]
    order = sorted({int(rule.get("priority")) for rule in rules})
    numbers = {priority: str(number) for number, priority in enumerate(order, start=first)}
    for rule in rules:
        rule.set("priority", numbers[int(rule.get("priority"))])


def _form(element: Any) -> Any:
    """What makes two styles the same: all but prefixes and blanks."""
    return element.tag, sorted(element.items()), [_form(child) for child in element]
