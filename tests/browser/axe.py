"""What axe finds wrong with a page, by the rules of WCAG 2.2, levels A and AA, and that all of it lies within landmarks."""

from pathlib import Path

from playwright.sync_api import Page

# Brought along by the browser itself, which no policy of the page hinders.
AXE = Path(__file__).parent / "vendor" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
FIND = """async (rules) => {
    const found = await axe.run(document, {
        runOnly: rules, rules: {region: {enabled: true}}, resultTypes: ["violations"], preload: false,
    });
    return found.violations.map(
        (one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => node.html).join(" | ")}`
    );
}"""


def bring_along(page: Page) -> Page:
    """Every document that the page opens from now on has axe in it."""
    page.add_init_script(path=AXE)
    return page


def violations(page: Page) -> list[str]:
    """The rules that the page breaks, each with the elements that do."""
    return page.evaluate(FIND, RULES)
