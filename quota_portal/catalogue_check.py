"""Are the message catalogues complete and compiled? `make check` asks; a fault is said and ends with status 1."""

import filecmp
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = Path("locale/vi/LC_MESSAGES/django.po")


def main() -> None:
    faults = [*_untranslated(), *_out_of_date(), *_not_compiled()]
    for fault in faults:
        print(fault)
    sys.exit(1 if faults else 0)


def _untranslated() -> list[str]:
    counted = subprocess.run(
        ["msgfmt", "--check", "--statistics", "-o", "/dev/null", str(ROOT / CATALOGUE)],
        capture_output=True,
        text=True,
        env=os.environ | {"LC_ALL": "C"},
        check=False,
    )
    complete = counted.returncode == 0 and re.search(r"untranslated|fuzzy", counted.stderr) is None
    return [] if complete else [f"{CATALOGUE}: {counted.stderr.strip()}"]


def _out_of_date() -> list[str]:
    """Messages of the sources that the catalogue lacks, or the other way round."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "checkout"
        shutil.copytree(
            ROOT, copy, ignore=shutil.ignore_patterns(".venv", "var", "node_modules", ".git")
        )
        subprocess.run(
            ["make", "--silent", f"VENV={sys.prefix}", "catalogue"],
            cwd=copy,
            env=os.environ | {"PORTAL_DATA_DIR": str(ROOT / "var")},
            check=True,
            capture_output=True,
        )
        same = _messages(copy / CATALOGUE) == _messages(ROOT / CATALOGUE)
    return [] if same else [f"{CATALOGUE} is not up to date: run make messages"]


def _messages(catalogue: Path) -> set[str]:
    entries = catalogue.read_text().split("\n\n")[1:]
    return {entry.partition("msgid ")[2].partition("\nmsgstr")[0] for entry in entries}


def _not_compiled() -> list[str]:
    with tempfile.NamedTemporaryFile(suffix=".mo") as fresh:
        subprocess.run(["msgfmt", "-o", fresh.name, str(ROOT / CATALOGUE)], check=True)
        same = filecmp.cmp(fresh.name, ROOT / CATALOGUE.with_suffix(".mo"), shallow=False)
    return [] if same else [f"{CATALOGUE.with_suffix('.mo')} is not compiled: run make messages"]


if __name__ == "__main__":
    main()
