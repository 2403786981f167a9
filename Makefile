# The commands of this project; each installs what it needs into .venv first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.DEFAULT_GOAL := help
.PHONY: help demo test run bench eval soak lock clean

help:
	@echo "make demo   the whole path offline, printed in this terminal"
	@echo "make test   every check a contributor must pass"
	@echo "make run    the bot, with the settings in .env"
	@echo "make bench  ratios of speed     make eval  accuracy     make soak  long fault runs"

$(STAMP): requirements.lock Makefile
	@$(PYTHON) -c 'import sys; sys.exit("Watchfloor needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.12 ...") if sys.version_info < (3, 11) else None'
	@echo "Installing what Watchfloor needs into $(VENV); this takes a minute or two, once."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@printf '#!/bin/sh\nPYTHONPATH="%s" exec "%s" -P -m bot "$$@"\n' "$(CURDIR)" "$(CURDIR)/$(BIN)/python" > $(BIN)/watchfloor
	@chmod +x $(BIN)/watchfloor
	@touch $@

demo: $(STAMP)
	@$(BIN)/watchfloor demo

test: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n 2 --cov --cov-report=term:skip-covered

run: $(STAMP)
	@$(BIN)/watchfloor run

bench: $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.lock
	$(BIN)/python -m benchmarks

eval: $(STAMP)
	$(BIN)/python -m benchmarks.evaluate

soak: $(STAMP)
	$(BIN)/python -m pytest -m soak -n 0 --timeout 7200 tests

# Three locks of one resolution: all for a checkout, what runs for the image, and the rivals.
COMPILE := uv pip compile -q --universal --python-version 3.11 --no-emit-index-url --generate-hashes --custom-compile-command "make lock"

lock:
	$(COMPILE) --group dev pyproject.toml -o requirements.lock
	$(COMPILE) -c requirements.lock pyproject.toml -o requirements-image.lock
	$(COMPILE) -c requirements.lock --group bench -o requirements-bench.lock

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .coverage
