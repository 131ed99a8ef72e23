"""The monthly form by keyboard and from a spreadsheet: paste, arrows and Enter, up to the edges of the grid."""

from tests.browser.test_live_figures import FORM, short_of, shown


def test_pasted_column_stops_at_the_last_row_and_counts(signed_in, province):
    page = signed_in(province.cast.lan)
    page.goto(FORM)
    cells = {
        column: [
            page.locator(f"[name='{column}-{procedure.pk}']") for procedure in province.procedures
        ]
        for column in ("total", "online")
    }

    def paste(text, cell):
        page.evaluate("text => navigator.clipboard.writeText(text)", text)
        cell.focus()
        page.keyboard.press("Control+V")

    paste("100\n200\n300\n400\n", cells["total"][1])
    paste(" 20 \r\n30\r\n", cells["online"][1])
    values = {column: [cell.input_value() for cell in cells[column]] for column in cells}
    assert values == {"total": ["", "100", "200"], "online": ["", "20", "30"]}
    assert shown(page) == [["", "20,00 %", "15,00 %"], "16,00 %", "64/400", short_of(16)]
    paste("7", cells["total"][0])
    assert [cell.input_value() for cell in cells["total"]] == ["7", "100", "200"]


def test_keys_move_between_cells_and_stop_at_the_edges(signed_in, province):
    page = signed_in(province.cast.lan)
    page.goto(FORM)
    first, last = province.procedures[0].pk, province.procedures[2].pk
    steps = [
        ("ArrowUp", f"total-{first}"),
        ("ArrowLeft", f"total-{first}"),
        ("ArrowRight", f"online-{first}"),
        ("ArrowRight", f"online-{first}"),
        ("Enter", f"online-{province.procedures[1].pk}"),
        ("ArrowDown", f"online-{last}"),
        ("Enter", f"online-{last}"),
        ("ArrowLeft", f"total-{last}"),
        ("ArrowUp", f"total-{province.procedures[1].pk}"),
    ]
    page.locator(f"[name='total-{first}']").focus()
    walked = []
    for key, _ in steps:
        page.keyboard.press(key)
        walked.append((key, page.evaluate("document.activeElement.name")))
    assert walked == steps
    # Within a number the arrows move the cursor, not to another cell.
    page.locator(f"[name='total-{first}']").fill("123")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.name") == f"total-{first}"
