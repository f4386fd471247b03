# Two commands are enough: `make run` and `make test`. Both set up what is missing first (.ci/setup).
.NOTPARALLEL:
.DEFAULT_GOAL := help
.PHONY: help run test check verify lint bench demo lock train clean ready ready-to-test

PYTHON := .venv/bin/python
ARGS :=

help: ## Show these lines
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' Makefile

run: ready ## Set everything up and serve on http://127.0.0.1:8389
	TINBAO_ENV=development .venv/bin/tinbao serve $(ARGS)

test: ready-to-test ## Set everything up and run every test but the long ones (ARGS="-k word")
	$(PYTHON) -m pytest -n auto --maxprocesses=4 --dist=worksteal -m "not verify" $(ARGS)

check: lint test ## Format, lint, types, architecture, then the tests

verify: ready-to-test ## The long checks
	$(PYTHON) -m pytest -n 2 --dist=worksteal -m verify $(ARGS)

lint: ready-to-test ## Format, lint, types, architecture
	$(PYTHON) -m ruff format --check
	$(PYTHON) -m ruff check
	$(PYTHON) -m mypy
	$(PYTHON) .venv/bin/lint-imports

bench: ready-to-test ## Print the benchmark tables (ARGS=understanding: only how well texts are understood)
	.venv/bin/tinbao bench $(ARGS)

demo: ready ## Play invented reports against a running `make run`
	.venv/bin/tinbao demo $(ARGS)

train: ready-to-test ## Train every model on the corpus and print the scores (half an hour)
	$(PYTHON) -m nlp.training.train_spans
	$(PYTHON) -m nlp.training.train_roles
	$(PYTHON) -m nlp.training.train_message
	$(PYTHON) -m nlp.training.train_masking $(ARGS)

LOCK := $(PYTHON) -m uv pip compile --generate-hashes --no-emit-index-url --no-header pyproject.toml

lock: ready-to-test ## Write both locks from pyproject.toml (ARGS=--upgrade takes newer versions)
	$(LOCK) $(ARGS) -o requirements.txt
	$(LOCK) $(ARGS) --extra dev -o requirements-dev.txt

clean: ## Remove what was built; the data in var/ stays
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

ready:
	@sh .ci/setup run

ready-to-test:
	@sh .ci/setup test
