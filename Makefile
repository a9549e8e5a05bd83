# The two commands of the README are `make demo` and `make test`; both make their own .venv.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
# The tests write thousands of small databases to their end: in memory where there is plenty of it, or else where it is usual.
ROOM := $(shell [ "$$(df --output=avail -BG /dev/shm 2>/dev/null | tr -dc '0-9\n' | tail -1)" -ge 8 ] 2>/dev/null && echo TMPDIR=/dev/shm)

.PHONY: demo test cover check soak bundle notebooks clean

demo: .venv/installed
	@rm -rf demo
	@$(BIN)/underveis demo demo

test: .venv/developed
	@bash .ci/system-packages
	@$(ROOM) $(BIN)/python -m pytest -n auto

# The same, with the lines that no test reaches; it takes half as long again.
cover: .venv/developed
	@bash .ci/system-packages
	@$(ROOM) $(BIN)/python -m pytest -n auto --cov --cov-report=term:skip-covered

check: .venv/developed
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python docs/check.py

# Every benchmark in its full form; one JSON line each.
soak: .venv/developed
	@for script in benchmarks/*_time.py benchmarks/*_at_size.py benchmarks/*_quality.py benchmarks/import_*.py; do $(BIN)/python $$script || exit 1; done

# The pages of the form and of the workbench; need Node and npm.
bundle:
	@instruments/form/browser/build.sh
	@coding/workbench/browser/build.sh

clean:
	rm -rf .venv demo dist .coverage .mypy_cache .ruff_cache .pytest_cache .hypothesis

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Underveis needs Python 3.11 or newer.")'
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"

.venv/installed: .venv/bin/python pyproject.toml constraints.txt
	@$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable .
	@touch $@

.venv/developed: .venv/installed
	@$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable ".[postgres]" --group dev
	@touch $@
