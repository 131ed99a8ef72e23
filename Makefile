# Everything a developer or an operator types. `make` alone lists it.
SHELL := /bin/bash
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
# The demonstration lives in October 2018: a decision of 2018 needs its own day to be seen at work.
DEMO_DAY ?= 2018-10-03
# Liberation has the measures of Times New Roman, which the letters name.
OFFICE := libreoffice-calc libreoffice-writer fonts-liberation2

.PHONY: help run dev install install-dev chromium libreoffice test test-long check bench lighthouse screenshots messages catalogue requirements frontend clean

help:  ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

run: install  ## from nothing to the portal with sample data on http://127.0.0.1:8000 (PORT= changes the port)
	@PORTAL_TODAY=$${PORTAL_TODAY:-$(DEMO_DAY)} $(MANAGE) run_demo --port $(PORT)

dev: install-dev  ## the same with the development server, which reloads on change
	@PORTAL_TODAY=$${PORTAL_TODAY:-$(DEMO_DAY)} DEBUG=1 $(MANAGE) run_demo --port $(PORT) --reload

install: $(VENV)/base.stamp  ## only the virtual environment .venv

install-dev: $(VENV)/dev.stamp

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	@echo "Making the virtual environment $(VENV) …"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/base.stamp: requirements/base.txt | $(BIN)/python
	@echo "Installing what the portal needs …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/base.txt
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt | $(BIN)/python
	@echo "Installing what the portal and its tests need …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@ $(VENV)/base.stamp

chromium:
	@command -v chromium >/dev/null || { test "$$(id -u)" = 0 && command -v apt-get >/dev/null \
		&& echo "Installing chromium for the browser tests …" \
		&& apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null; } \
		|| echo "chromium is missing: the browser tests are skipped (as root they would install it)."

test: install-dev chromium  ## install what the tests need and run all of them, browser tests included
	@$(BIN)/pytest

libreoffice:
	@{ command -v soffice && { ! command -v dpkg || dpkg -s $(OFFICE); }; } >/dev/null 2>&1 || { test "$$(id -u)" = 0 && command -v apt-get >/dev/null \
		&& echo "Installing LibreOffice for the slow tests …" \
		&& apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(OFFICE) >/dev/null; } \
		|| echo "LibreOffice is missing: its tests fail (as root they would install it)."

test-long: install-dev libreoffice  ## slow tests: hostile files, killed processes, files opened in LibreOffice
	@$(BIN)/pytest -m long

check: install-dev  ## formatting, lint, types, migrations, deployment, translations
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(MANAGE) makemigrations --check --dry-run
	HTTPS=1 $(MANAGE) check --deploy --fail-level WARNING
	$(BIN)/python -m quota_portal.catalogue_check

bench: install-dev  ## speed, as a ratio to a floor in the same run
	@$(BIN)/python -m bench

lighthouse: install chromium  ## five main pages in Lighthouse, at 95 or better; reports in lighthouse-out/ (needs Node)
	@test -d frontend/node_modules/lighthouse || npm --prefix frontend ci
	@npm --silent --prefix frontend run lighthouse

screenshots: install-dev chromium  ## the main pages as pictures, in screenshots-out/; the few of the documents in docs/screenshots/
	@$(BIN)/python -m tests.screenshots

messages: install-dev catalogue  ## bring the message catalogue up to date and compile it
	$(MANAGE) compilemessages -l vi -i $(VENV)

catalogue:
	@$(MANAGE) makemessages -l vi -e html,txt,py,svg --no-location --no-wrap --no-obsolete -i .venv -i frontend -i 'var/*' -i static -i tests

requirements: install-dev  ## pin requirements/*.in anew
	@$(BIN)/python -m pip install --quiet uv
	@for name in base dev; do \
		env -u PIP_FIND_LINKS $(BIN)/uv pip compile --quiet --upgrade --generate-hashes --universal --python-version 3.11 \
			--no-header --no-emit-index-url --no-emit-find-links requirements/$$name.in -o requirements/$$name.txt; done

frontend:  ## build static/css and static/fonts from pinned packages (needs Node)
	npm --prefix frontend ci
	npm --prefix frontend run build

clean:  ## remove the virtual environment; var/ with its data stays
	rm -rf $(VENV)
