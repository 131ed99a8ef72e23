"""What the documents name exists, and what exists is named."""

import re
from pathlib import Path

import pytest

from reporting.rankings import states
from targets import workflow

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text()


def variables():
    sources = [ROOT / "quota_portal/settings.py", ROOT / "quota_portal/gunicorn_conf.py"]
    text = "".join(source.read_text() for source in sources)
    pattern = r"""(?:env\.\w+|required|optional_day|environ\.get)\(\s*["']([A-Z_]+)["']"""
    return sorted(set(re.findall(pattern, text)))


@pytest.mark.parametrize("name", variables())
def test_variable_is_in_the_readme(name):
    assert f"`{name}`" in README


def test_variables_are_found():
    assert {"DATABASE_URL", "PORTAL_TODAY", "SECRET_KEY", "EMAIL_URL", "PORT"} <= set(variables())


@pytest.mark.parametrize(
    "document",
    sorted(ROOT.glob("*.md")) + sorted((ROOT / "docs").rglob("*.md")),
    ids=lambda path: path.name,
)
def test_links_lead_somewhere(document):
    links = re.findall(r"\]\(([^)#:]+)\)", document.read_text())
    assert [link for link in links if not (document.parent / link).exists()] == []


@pytest.mark.parametrize("package", ["bootstrap", "@fontsource/be-vietnam-pro", "axe-core"])
def test_vendored_package_is_listed_with_its_pinned_version(package):
    pinned = re.search(rf'"{package}": "([^"]+)"', (ROOT / "frontend/package.json").read_text())[1]
    assert f"| {package} | {pinned} |" in (ROOT / "frontend/README.md").read_text()


@pytest.mark.parametrize(
    ("document", "diagram"), [("states.md", workflow.diagram), ("rankings.md", states.diagram)]
)
def test_picture_of_the_states_is_that_of_the_transitions(document, diagram):
    assert f"```mermaid\n{diagram()}\n```" in (ROOT / "docs" / document).read_text()
