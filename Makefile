# The verbs of this project, the same for people and for CI. `make` alone lists them.
# Works with GNU make 3.81 (macOS) and newer.

INPUTDIR ?= content
OUTPUTDIR ?= output
CONFFILE ?= pelicanconf.py
PUBLISHCONF ?= publishconf.py
PELICANOPTS ?=
PORT ?= 8000
BIND ?= 127.0.0.1
LENIENT ?=
PYTHON ?= python3
JOBS ?= auto
TESTOPTS ?=
AUDITOPTS ?=
export CHROMIUM LONG SEED SITEURL PELICANOPTS INPUTDIR OUTPUTDIR

VENV := .venv
PY := $(VENV)/bin/python
SITE := $(VENV)/site.stamp
DEV := $(VENV)/dev.stamp
LENIENTLY := $(if $(filter-out 0 no false,$(LENIENT)),--lenient)
PYTEST = $(PY) -m pytest --numprocesses "$(JOBS)" --dist worksteal
BUILD = $(PY) -m plugins.publishing
WITH = --input "$(INPUTDIR)" $(LENIENTLY)
PREVIEW = $(PY) -m plugins.preview --input "$(INPUTDIR)" --settings "$(CONFFILE)" $(LENIENTLY)

.DEFAULT_GOAL := help
.PHONY: help serve devserver html publish regenerate clean new test check lint types format lock \
	photos screenshots audit

help: ## List the verbs
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' Makefile

serve: $(SITE) ## Preview at http://localhost:8000 with drafts; rebuilds and refreshes on save (PORT, BIND)
	@$(PREVIEW) --port "$(PORT)" --bind "$(BIND)"

devserver: serve ## The same as serve

html: $(SITE) ## Build into output/ what the public would see (INPUTDIR, OUTPUTDIR, LENIENT=1)
	@$(BUILD) html --output "$(OUTPUTDIR)" --settings "$(CONFFILE)" $(WITH)

publish: $(SITE) ## Build for production; needs SITEURL=https://...
	@$(BUILD) publish --output "$(OUTPUTDIR)" --settings "$(PUBLISHCONF)" $(WITH)

regenerate: $(SITE) ## Build into output/ and again after each save
	@$(PREVIEW) --no-server --mode html --output "$(OUTPUTDIR)"

clean: ## Remove what builds have written (OUTPUTDIR)
	@$(PYTHON) -m plugins.publishing.cleaning

# A title reaches the program as it was typed: neither make nor the shell may read a $ in it.
override TITLE := $(value TITLE)
export TITLE
new: $(SITE) ## Begin a post: make new TITLE="Why we warm up"
	@$(PY) -m plugins.editorial new --input "$(INPUTDIR)"

test: $(DEV) ## Run all tests, those in a real browser too (LONG=1, SEED=1, JOBS=2)
	@$(PY) tools/chromium.py
	@$(PYTEST) $(TESTOPTS)

check: lint types ## Lint, types and the quick tests, in about two minutes
	@$(PYTEST) -q -m "not slow and not browser" $(TESTOPTS)

lint: $(DEV) ## Check style without changing anything
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .

types: $(DEV)
	@$(PY) -m mypy

format: $(DEV) ## Put the code into its usual form
	@$(PY) -m ruff check --fix .
	@$(PY) -m ruff format .

lock: $(DEV) ## Choose newest allowed versions of all libraries, with their hashes
	@$(PY) tools/lock.py

photos: $(SITE) ## Ask Instagram for the newest photos (needs INSTAGRAM_ACCESS_TOKEN; INPUTDIR)
	@$(PY) -m plugins.photo_feed refresh --input "$(INPUTDIR)" --settings "$(CONFFILE)"

screenshots: $(DEV) ## Picture every kind of page: three widths, light and dark, and as printed
	@$(PY) tools/chromium.py
	@$(PY) -m tools.screenshots

audit: $(DEV) ## Measure what visitors are promised; needs Node and Java (AUDITOPTS, INPUTDIR)
	@$(PY) tools/chromium.py
	@$(PY) -m tools.audit --input "$(INPUTDIR)" --settings "$(PUBLISHCONF)" $(AUDITOPTS)

# A full disk may cut a .pyc short, which some Pythons then trip over at the next start: builds write
# none, and setting up compiles the plugins once.
serve devserver html publish regenerate new photos clean: export PYTHONDONTWRITEBYTECODE := 1

# Setting up: the stamps are newer than the locks exactly when nothing is to be done.
$(SITE): requirements/site.lock
	@command -v $(PYTHON) >/dev/null || { echo "error: $(PYTHON) is not installed: sudo apt install python3 python3-venv" >&2; exit 1; }
	@$(PYTHON) tools/make_venv.py $(VENV) site

$(DEV): requirements/dev.lock $(SITE)
	@$(PYTHON) tools/make_venv.py $(VENV) dev
