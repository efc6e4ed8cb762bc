# Everything that starts, checks, tests and ships the portal. `make help` lists it.
.DEFAULT_GOAL := help
.PHONY: help run check test drills test-services test-cluster translations docs licences lock bench-relevance bench-speed bench-strange

PYTHON := .venv/bin/python
LOCKED := uv pip compile --quiet --universal --python-version 3.11.2 --generate-hashes --no-header

help:  ## Say what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-15s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo "  Variables: PORT=8001 (where to serve), DEMO=0 (without the demonstration), UTLYSA_VAR=DIR (where to keep data)"

run:  ## Install what is needed, load the demonstration once and serve the portal
	@ops/venv run
	@exec $(PYTHON) manage.py serve --prepare

check:  ## Format, lint, types, import order, migrations, translations, generated documents
	@ops/venv dev
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m ruff check .
	.venv/bin/lint-imports
	$(PYTHON) manage.py makemigrations --check --dry-run
	$(PYTHON) manage.py translations --check
	$(PYTHON) manage.py print_docs --check
	$(PYTHON) -m mypy .

test:  ## Every test that needs no server, those in a browser included
	@ops/venv dev
	chromium=$$($(PYTHON) -m ops.browser) && CHROMIUM="$$chromium" $(PYTHON) -m pytest -n auto --dist loadgroup

drills:  ## The generated tests in full, ten times what the other commands try; the races on a PostgreSQL of their own
	@ops/venv dev
	UTLYSA_DRILLS=1 $(PYTHON) -m pytest -n auto -m "drill and not postgresql"
	UTLYSA_DRILLS=1 $(PYTHON) -m ops.postgres -- $(PYTHON) -m pytest -n auto -m "drill and postgresql"

test-services:  ## The tests that open a database, without browser, and the races, on a PostgreSQL of their own
	@ops/venv dev
	$(PYTHON) -m ops.postgres -- $(PYTHON) -m pytest -n auto --dist loadgroup -m "not browser and not portal"

test-cluster:  ## Search on a cluster of three nodes: the engines' contract, and nodes that are killed
	@ops/venv dev
	$(PYTHON) -m ops.opensearch --nodes 3 -- $(PYTHON) -m pytest tests/search -m cluster

translations:  ## Bring the Swedish catalogue up to date with the code
	@ops/venv dev
	$(PYTHON) manage.py translations --update

docs:  ## Print the documents that are made from the code
	@ops/venv dev
	$(PYTHON) manage.py print_docs

licences:  ## List the licences of what the portal is built on in docs/licences.md
	@ops/venv run
	$(PYTHON) -m ops.licences

lock:  ## Choose versions anew from requirements/*.in
	$(LOCKED) --output-file requirements/run.lock requirements/run.in
	$(LOCKED) --output-file requirements/dev.lock requirements/dev.in

bench-relevance:  ## Measure what search finds: PROJECTS=file.json QUERIES=file.jsonl (SEARCH_CLUSTER: on that cluster)
	@ops/venv dev
	@test -n "$(PROJECTS)" -a -n "$(QUERIES)" || { echo "Say which files: make bench-relevance PROJECTS=projects.json QUERIES=queries.jsonl"; exit 2; }
	$(PYTHON) -m bench.relevance "$(PROJECTS)" "$(QUERIES)"

BENCH = UTLYSA_VAR=$${UTLYSA_VAR:-/tmp/utlysa-bench-$(SIZE)} $(PYTHON) -m bench

bench-speed:  ## Measure rebuilding and pages in a generated registry: SIZE=100000 projects
	@ops/venv dev
	@test -n "$(SIZE)" || { echo "Say how many projects: make bench-speed SIZE=100000"; exit 2; }
	$(BENCH) registry_of $(SIZE)
	$(BENCH) speed --parts rebuild,start,pages,findable

bench-strange:  ## Four hundred strange strings against a generated registry: SIZE=10000 projects
	@ops/venv dev
	@test -n "$(SIZE)" || { echo "Say how many projects: make bench-strange SIZE=10000"; exit 2; }
	$(BENCH) registry_of $(SIZE)
	UTLYSA_VAR=$${UTLYSA_VAR:-/tmp/utlysa-bench-$(SIZE)} $(PYTHON) manage.py rebuild_index --if-missing
	$(BENCH) strange
