PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
# What isn't named here is left to align.toml and to the defaults of the program.
REPORT  ?=
SOURCES ?=
OUT     ?=
ENGINE  ?=
JOBS    ?=
DATA    ?=
ARGS    ?=

FLAGS = $(if $(SOURCES),--sources "$(SOURCES)") $(if $(OUT),--out "$(OUT)") $(if $(ENGINE),--engine "$(ENGINE)") $(if $(JOBS),--jobs $(JOBS))

.DEFAULT_GOAL := help
.PHONY: help align review shots sources test check format bench clean distclean

help: ## list the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | awk -F'\t' '{ printf "  make %-10s %s\n", $$1, $$2 }'
	@echo
	@echo "  make align REPORT=path SOURCES=dir OUT=dir ENGINE=name JOBS=n   builds your own report"

align: $(VENV)/.run ## build the corpus of corpus/ja (or REPORT=path) into out/ (or OUT=dir)
	@$(BIN)/align run $(if $(REPORT),"$(REPORT)") $(FLAGS) $(ARGS)

review: $(VENV)/.run ## review the corpus of out/ (or OUT=dir) in a page of your browser
	@$(BIN)/align review $(if $(SOURCES),--sources "$(SOURCES)") $(if $(OUT),--out "$(OUT)") $(ARGS)

shots: $(VENV)/.dev ## make pictures of every page of the review in out/shots/
	@$(BIN)/python -m tests.browser.shots

sources: $(VENV)/.run ## show which source was found for each reference of REPORT=path
	@$(BIN)/align sources "$(or $(REPORT),corpus/ja/openai-memo.md)" $(if $(SOURCES),--sources "$(SOURCES)")

# One process more than there are cores: browsers and servers are waited for.
test: $(VENV)/.dev ## run the tests
	@$(BIN)/python -m pytest -n $$($(BIN)/python -c 'import os; print(min(8, 1 + (os.cpu_count() or 1)))') --dist worksteal $(ARGS)

check: $(VENV)/.dev ## lint, types, and the direction of imports
	$(BIN)/ruff check src tests bench training
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.dev ## mend what the linter can mend
	$(BIN)/ruff check --fix src tests bench training

bench: $(VENV)/.bench ## measure quality and speed (DATA=dir adds evaluation sets)
	@$(BIN)/python -m bench $(if $(DATA),"$(DATA)") $(ARGS)

clean: ## remove what was built, but not the environment and the translation memory
	rm -rf out bench/out build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +

distclean: clean ## remove the environment too
	rm -rf $(VENV) src/*.egg-info

# The environment is made once, and again when what it is made of changes.
$(VENV)/.run: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "align needs Python 3.11 or newer; name one with PYTHON=python3.x")'
	@echo "Setting up $(VENV) (once; a minute or so)"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.run
	@echo "Adding what the tests need"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

$(VENV)/.bench: $(VENV)/.dev
	@echo "Adding the peers of the bench"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,bench]'
	@touch $@
