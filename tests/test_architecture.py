"""The house keeps its order: who may import whom, what is pure, who writes."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PURE = [
    "targets/due_dates.py",
    "targets/figures.py",
    "targets/periods.py",
    "targets/workflow.py",
    "targets/problems.py",
    "targets/form_06.py",
    "targets/posted.py",
    "targets/plausibility.py",
    "targets/formulas.py",
    "reporting/change.py",
    "reporting/compliance.py",
    "reporting/league_table.py",
    "reporting/completeness.py",
    "reporting/cumulative.py",
    "reporting/swarm.py",
    "reporting/unit_names.py",
    "reporting/source_comparison.py",
    "reporting/rounding.py",
    "reporting/interval.py",
    "reporting/outlook.py",
    "reporting/folded_text.py",
    "reporting/gaps.py",
    "reporting/peers.py",
    "reporting/shades.py",
    "reporting/levers.py",
    "reporting/definitions/beside.py",
    "reporting/documents/official.py",
    "reporting/documents/overview.py",
    "reporting/documents/ranking_sheet.py",
    "reporting/movement.py",
    "reporting/rankings/canonical.py",
    "reporting/rankings/differences.py",
    "reporting/rankings/formulas.py",
    "reporting/rankings/frozen.py",
    "reporting/rankings/one_rank_higher.py",
    "reporting/rankings/results.py",
    "reporting/rankings/states.py",
    "reporting/rankings/why_not_counted.py",
    "reporting/scoring.py",
    "reporting/scoring_rule.py",
]
# The admin's own pages are the exception of ADR 5; they name no method below.
WRITING = {
    "save",
    "delete",
    "create",
    "update",
    "bulk_create",
    "bulk_update",
    "update_or_create",
    "get_or_create",
}
LONGEST_FILE = 400


def sources(folder):
    return sorted(path for path in (ROOT / folder).rglob("*.py") if "migrations" not in path.parts)


def imported(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


@pytest.mark.parametrize("path", sources("targets"), ids=lambda path: str(path.relative_to(ROOT)))
def test_targets_never_imports_reporting(path):
    assert [name for name in imported(path) if name.split(".")[0] == "reporting"] == []


@pytest.mark.parametrize("path", PURE)
def test_pure_module_imports_no_django_and_no_model(path):
    impure = {"django", "targets.models", "quota_portal"}
    found = [name for name in imported(ROOT / path) for bad in impure if name.startswith(bad)]
    assert found == []


@pytest.mark.parametrize("path", PURE)
def test_pure_module_has_no_floats(path):
    nodes = ast.walk(ast.parse((ROOT / path).read_text()))
    floats = [
        node for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, float)
    ]
    assert floats == []


@pytest.mark.parametrize(
    "path",
    [
        path
        for app in ("targets", "reporting")
        for path in sources(app)
        if "actions" not in path.parts
    ],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_only_actions_write(path):
    calls = [
        node.func.attr
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    ]
    # `workbook.save(file)` and `dict.update` are no writes of the database.
    # A digest's `update` is none either.
    files = {
        "exports": {"save"},
        "marked": {"save"},
        "documents": {"save"},
        "open_data": {"update"},
    }
    allowed = files.get(path.parent.name, set())
    assert sorted(WRITING & set(calls) - allowed) == []


@pytest.mark.parametrize(
    "path",
    [path for app in ("targets", "reporting", "quota_portal", "tests") for path in sources(app)],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_file_is_short(path):
    assert len(path.read_text().splitlines()) <= LONGEST_FILE


def test_actions_take_keywords_only():
    positional = [
        f"{path.name}:{node.name}"
        for app in ("targets", "reporting")
        for path in sources(f"{app}/actions")
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.FunctionDef)
        and not node.name.startswith("_")
        and node.args.args
        # Reads a draft and writes nothing.
        and node.name != "target_changes"
    ]
    assert positional == []
