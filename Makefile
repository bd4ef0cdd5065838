# Communiqué: `make run` loads the examples and serves them, `make help` lists the rest.
# Works with GNU make 4.3 and a POSIX sh; needs Python 3.11 or later and, the first time, the network.

.DEFAULT_GOAL := help
.PHONY: help run test lint format lock score compiled clean environment

DOCS ?=
PORT ?= 7878
STORE ?= $(if $(DOCS),kg-data,kg-data-examples)
export DOCS PORT STORE
KG = .venv/bin/kg
TESTS =

help: ## list what can be made
	@sed -n 's/^\([a-z]*\):.*## /  make \1 — /p' Makefile
	@echo '  make run DOCS=folder — your own documents instead of the examples, into kg-data, where they add up;'
	@echo '  make run DOCS=folder STORE=other — into a store of their own; PORT=8080 for another port'

environment: ## install into .venv what requirements.lock names (every other target does so itself)
	@tools/environment.sh

run: ## load the example documents and serve them on http://127.0.0.1:7878/
	@[ -z "$$DOCS" ] || [ -e "$$DOCS" ] || { echo "communique: no such file or folder: $$DOCS" >&2; exit 2; }
	@tools/environment.sh
	@exec $(KG) demo --store "$$STORE" --port "$$PORT" -- $${DOCS:+"$$DOCS"}

test: ## run the tests (TESTS=tests/store for a part)
	@tools/environment.sh
	@.venv/bin/python -m pytest $(TESTS)

lint: ## style and types, as the tests check them
	@tools/environment.sh
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy

format: ## let ruff put the source in order
	@tools/environment.sh
	@.venv/bin/ruff check --fix .
	@.venv/bin/ruff format .

lock: ## pin every dependency anew in requirements.lock (needs the network)
	@tools/lock.sh

score: ## how well the extraction reads the documents with known answers
	@tools/environment.sh
	@.venv/bin/python tools/score.py

compiled: ## the package with what reads documents compiled, in build/compiled (needs gcc, python3-dev)
	@tools/environment.sh
	@rm -rf build/compiled && mkdir -p build/compiled
	@cp -R kg loaders ontology queries examples build/compiled
	@.venv/bin/python tools/compiled.py build/compiled

clean: ## remove .venv, the stores made by `make run`, and caches
	rm -rf .venv kg-data-examples build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
