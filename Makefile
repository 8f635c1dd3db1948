# Each command sets up what it needs and works without the others having run.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.ONESHELL:
.DEFAULT_GOAL := help
# Processes start several times faster with compiled code in its cache.
unexport PYTHONDONTWRITEBYTECODE
PY := $(or $(DMED_VENV),.venv)/bin/python
BIN := $(or $(DMED_VENV),.venv)/bin
ROOMS := models triage hardware mobile_api bot kiosk deploy tests

.PHONY: help demo journey test thorough check format bench model screens migration clean

help: ## Show this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 18

demo: ## Start a demo hospital: API, staff pages, board, kiosk (DMED_PORT moves it)
	@deploy/setup.sh run
	@exec $(PY) -m deploy.demo

journey: ## Play the whole visit with the real parts; pictures and tickets in var/journey/
	@deploy/setup.sh dev
	@exec $(PY) -m tests.journeys

test: ## Set up and run all tests
	@deploy/setup.sh dev
	@$(BIN)/pytest -q -n 2 --dist loadfile --no-loadscope-reorder

thorough: ## The slow rest: every screen in every language and size, many made-up requests of everybody
	@deploy/setup.sh dev
	@$(BIN)/pytest -q -n 2 --dist loadfile -m "thorough or fuzz or hypothesis" \
		--hypothesis-profile=searching

check: ## Format, lint, types, import contracts, then the tests: what CI runs
	@deploy/setup.sh dev
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy $(ROOMS)
	@$(BIN)/lint-imports
	@$(MAKE) --no-print-directory test

format: ## Put code into the one format
	@deploy/setup.sh dev
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

bench: ## Print measured figures (run it when nothing else runs)
	@deploy/setup.sh dev
	@exec $(PY) -m tests.bench

model: ## Train the triage network again from the knowledge base
	@deploy/setup.sh dev
	@exec $(PY) -m triage train

screens: ## Draw every kiosk screen with synthetic people into var/screens/
	@deploy/setup.sh dev
	@exec $(PY) -m kiosk.screens.gallery --out var/screens

clean: ## Remove what the commands made here (demo data too)
	@rm -rf var .venv .mypy_cache .ruff_cache .pytest_cache
