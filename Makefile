PYTHON ?= python3
WORKERS ?= 2
ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
RUN_READY := $(VENV)/.ready-run
DEV_READY := $(VENV)/.ready-dev
DOCS_READY := $(VENV)/.ready-docs
COMPILE := UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile \
	--universal --python-version 3.11 --generate-hashes --no-strip-extras --quiet

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help site serve test check faults fuzz audit-dependencies mutants coverage audit screenshots bench bench-search bench-related bench-serving reference docs dist lock clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-18s %s\n", $$1, $$2 }' Makefile

site: $(RUN_READY) ## build the demo site into public/
	$(BIN)/digestry build $(ARGS)

serve: $(RUN_READY) ## build, serve and rebuild on every change
	$(BIN)/digestry serve $(ARGS)

# Hundreds of tests start the program: compiled once, even where Python is told to keep nothing.
test: $(DEV_READY) ## run all tests, those in a browser too
	$(BIN)/python tests/browser/ensure_chromium.py
	$(BIN)/python -m compileall -q generator
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal $(ARGS)

check: $(DEV_READY) ## lint, formatting, types and the order of imports
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/python -m mypy
	$(BIN)/lint-imports --no-logo

faults: $(DEV_READY) ## kill 200 builds at random moments (ARGS='--kills N --seed N')
	$(BIN)/python -m tests.faults $(ARGS)

audit-dependencies: $(DEV_READY) ## look for known weaknesses in what the lock files pin
	$(BIN)/python -m pip_audit --require-hashes --disable-pip --requirement requirements.lock
	$(BIN)/python -m pip_audit --require-hashes --disable-pip --requirement requirements-dev.lock
	$(BIN)/python -m pip_audit --require-hashes --disable-pip --requirement requirements-docs.lock

mutants: $(DEV_READY) ## change the program in small ways; the tests should notice (minutes)
	$(BIN)/uv pip install --quiet --python $(BIN)/python --group mutation
	nice -n 19 $(BIN)/python -m mutmut run $(ARGS)
	$(BIN)/python -m mutmut results

coverage: $(DEV_READY) ## run the tests that need no browser, and say which branches they miss
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal -m "not browser" --cov --cov-report=term $(ARGS)

audit: $(DEV_READY) ## run axe-core, Nu, Lighthouse and more over the pages (ARGS=--quick: no npm)
	$(BIN)/python tests/browser/ensure_chromium.py
	$(BIN)/python -m tests.audit $(ARGS)

screenshots: $(DEV_READY) ## take pictures of all pages: languages, colour schemes, devices
	$(BIN)/python tests/browser/ensure_chromium.py
	$(BIN)/python -m tests.audit.screenshots $(ARGS)

fuzz: $(DEV_READY) ## try hostile digests for long (ARGS='--inputs N --seconds N --seed N')
	$(BIN)/python tests/browser/ensure_chromium.py
	@$(BIN)/python -c 'import atheris, selectolax' 2>/dev/null || $(BIN)/uv pip install --quiet --group fuzz || \
		echo 'atheris is not to be had here: only whole sites are tried' >&2
	$(BIN)/python -m tests.fuzz $(ARGS)

bench: $(DEV_READY) ## time a build beside other generators (ARGS='FOLDER --papers N,N')
	$(BIN)/python -m benchmarks.speed $(ARGS)

bench-search: $(DEV_READY) ## how well and fast the search finds known papers (ARGS='FOLDER --papers N')
	$(BIN)/python tests/browser/ensure_chromium.py
	$(BIN)/python -m benchmarks.search $(ARGS)

bench-related: $(DEV_READY) ## cost and quality of related papers (ARGS='FOLDER --sample N')
	$(BIN)/python -m benchmarks.related $(ARGS)

bench-serving: $(DEV_READY) ## how many requests a second the preview answers (ARGS='--requests N')
	$(BIN)/python -m benchmarks.serving $(ARGS)

reference: $(DEV_READY) ## write the views' fields into docs/reference/theme.md
	$(BIN)/python -m tests.docs.fields

docs: $(DOCS_READY) ## build the documentation site into .docs/site/
	$(BIN)/python docs/stage.py .docs/source
	$(BIN)/sphinx-build --fail-on-warning --keep-going --fresh-env --quiet --builder dirhtml \
		--conf-dir docs --doctree-dir .docs/doctrees .docs/source .docs/site

dist: $(DEV_READY) ## build the source distribution and the wheel, the same bytes for the same commit
	SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct) $(BIN)/uv build --no-build-isolation --out-dir dist

lock: $(DEV_READY) ## pin what pyproject.toml asks for (ARGS=--upgrade: the newest)
	$(COMPILE) pyproject.toml --group build --output-file requirements.lock $(ARGS)
	$(COMPILE) pyproject.toml --group build --group dev --constraints requirements.lock \
		--output-file requirements-dev.lock $(ARGS)
	$(COMPILE) --group docs --constraints requirements-dev.lock \
		--output-file requirements-docs.lock $(ARGS)

clean: ## remove what builds, tests and checks left behind
	rm -rf public .digestry .public.digestry* .docs dist .coverage* htmlcov .hypothesis \
		.import_linter_cache .mypy_cache .pytest_cache .ruff_cache .audit .bench .fuzz mutants \
		tests/audit/node_modules

$(RUN_READY): requirements.lock pyproject.toml | $(BIN)/python
	$(PIP) install --require-hashes --requirement requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV_READY): requirements-dev.lock $(RUN_READY)
	$(PIP) install --require-hashes --requirement requirements-dev.lock
	@touch $@

$(DOCS_READY): requirements-docs.lock | $(BIN)/python
	$(PIP) install --require-hashes --requirement requirements-docs.lock
	@touch $@

# Debian keeps a part of venv in a package of its own.
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo 'Digestry needs Python 3.11 or newer: make PYTHON=/path/to/python ...' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { \
		apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y python3-venv; \
	} >/dev/null || { echo 'This Python lacks venv: install the package python3-venv' >&2; exit 1; }
	$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }
