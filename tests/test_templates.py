"""Templates load the libraries that they use and no others, and every tag and filter of the portal is used by one."""

import re
from pathlib import Path

import pytest
from django.template import engines
from django.template.library import import_library

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
TEXTS = {
    str(path.relative_to(TEMPLATES)): path.read_text()
    for path in sorted(TEMPLATES.rglob("*"))
    if path.is_file()
}
LIBRARIES = engines["django"].engine.libraries
OWN = [
    name
    for name, module in LIBRARIES.items()
    if module.split(".")[0] in {"quota_portal", "reporting", "targets"}
]


def words(text):
    """The names that stand where tags and filters do."""
    return set(re.findall(r"{%\s*(\w+)", text)) | set(re.findall(r"\|(\w+)", text))


def defined(library):
    found = import_library(LIBRARIES[library])
    return {*found.tags, *found.filters}


@pytest.mark.parametrize("name", [name for name, text in TEXTS.items() if "{% load " in text])
def test_template_uses_each_library_that_it_loads(name):
    loaded = " ".join(re.findall(r"{% load ([^%]+) %}", TEXTS[name])).split()
    assert loaded == sorted(set(loaded))
    assert [library for library in loaded if not defined(library) & words(TEXTS[name])] == []


@pytest.mark.parametrize("library", OWN)
def test_each_tag_and_filter_is_used_by_a_template(library):
    assert defined(library) - words("".join(TEXTS.values())) == set()
