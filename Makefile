# make run     open the sample portfolio; without a display, write its papers into build/
# make test    every check, the same as .ci/run
# make lock    pin the packages anew after a change of pyproject.toml
#
# Both do all the set-up they need and skip it when nothing has changed.

PYTHON ?= python3
VENV_PYTHON := .venv/bin/python
READY := .venv/.ready
WINDOW_READY := .venv/.window-ready
SET_UP_INPUTS := .ci/set_up.py requirements.lock pyproject.toml hatch_build.py
CATALOGUES := $(wildcard resources/locale/*/LC_MESSAGES/tracker.po)
COMPILED := $(CATALOGUES:.po=.mo)
DISPLAYS := $(DISPLAY)$(WAYLAND_DISPLAY)

STAGES := lint format types layers translations tests wheel

.NOTPARALLEL:
.DELETE_ON_ERROR:
.PHONY: run test lock $(STAGES)

run: $(READY) $(COMPILED) $(if $(DISPLAYS),$(WINDOW_READY))
	@$(VENV_PYTHON) main.py --sample

test: $(STAGES)
	@printf '\nAll checks passed\n'

$(STAGES): $(READY)

lint:
	@printf '\n== Lint (ruff)\n'
	@$(VENV_PYTHON) -m ruff check

format:
	@printf '\n== Format (ruff)\n'
	@$(VENV_PYTHON) -m ruff format --check

types:
	@printf '\n== Types (mypy)\n'
	@$(VENV_PYTHON) -m mypy

layers:
	@printf '\n== Layers (import-linter)\n'
	@.venv/bin/lint-imports --no-logo

translations:
	@printf '\n== Translations\n'
	@$(VENV_PYTHON) .ci/catalogues.py check

tests: $(COMPILED)
	@printf '\n== Tests (pytest)\n'
	@$(VENV_PYTHON) -m pytest -q -n 2

wheel:
	@printf '\n== Wheel, built and run outside the checkout\n'
	@$(VENV_PYTHON) .ci/wheel.py

$(READY): $(SET_UP_INPUTS)
	@$(PYTHON) .ci/set_up.py
	@touch $@

$(WINDOW_READY): $(READY)
	@$(PYTHON) .ci/set_up.py --window
	@touch $@

$(COMPILED) &: $(CATALOGUES) | $(READY)
	@$(VENV_PYTHON) .ci/catalogues.py compile

lock:
	@$(PYTHON) -m venv build/lock
	@build/lock/bin/python -m pip install --quiet --upgrade uv
	@build/lock/bin/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
		--no-emit-index-url --group dev --custom-compile-command 'make lock' \
		--output-file requirements.lock pyproject.toml
