# The commands of this project, the same for people and for CI. `make` alone lists them.
# Works with GNU make 3.81 (macOS) and newer.

INPUTDIR ?= content
OUTPUTDIR ?= output
CONFFILE ?= pelicanconf.py
PUBLISHCONF ?= publishconf.py
PELICANOPTS ?=
PORT ?= 8000
BIND ?= 127.0.0.1
EDITOR_URL ?=
LENIENT ?=
PYTHON ?= python3
CACHEDIR ?= .cache
JOBS ?= auto
TESTOPTS ?=
AUDITOPTS ?=
export CHROMIUM LONG SEED SITEURL PELICANOPTS INPUTDIR OUTPUTDIR CACHEDIR INCREMENTAL WHY

VENV := .venv
PY := $(VENV)/bin/python
SITE := $(VENV)/site.stamp
DEV := $(VENV)/dev.stamp
LENIENTLY := $(if $(filter-out 0 no false,$(LENIENT)),--lenient)
# Tests copy the compiled modules into projects of their own.
COMPILE = $(PY) -m compileall -q plugins
PYTEST = -m pytest --numprocesses "$(JOBS)" --dist worksteal
BUILD = $(PY) -m plugins.site
WITH = --input "$(INPUTDIR)" $(LENIENTLY)
PREVIEW = $(PY) -m plugins.preview --input "$(INPUTDIR)" --settings "$(CONFFILE)" $(LENIENTLY)

# The page of the clinic's own content.
OPEN_POINTS = $(if $(filter content,$(INPUTDIR)),--open-points docs/before-launch.md)

.DEFAULT_GOAL := help
.PHONY: help serve devserver html publish regenerate clean new rename links ready form adopt check-content test coverage check lint \
	types format lock photos screenshots audit dist

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' Makefile

serve: $(SITE) ## Preview at http://localhost:8000 with drafts; rebuilds and refreshes on save (PORT, BIND, EDITOR_URL)
	@$(PREVIEW) --port "$(PORT)" --bind "$(BIND)" $(if $(EDITOR_URL),--editor-url "$(EDITOR_URL)")

devserver: serve ## The same as serve

html: $(SITE) ## Build the public version of the site into output/ (INPUTDIR, OUTPUTDIR, LENIENT=1, WHY)
	@$(BUILD) html --output "$(OUTPUTDIR)" --settings "$(CONFFILE)" $(WITH)

publish: $(SITE) ## Build for production; needs SITEURL=https://...
	@$(BUILD) publish --output "$(OUTPUTDIR)" --settings "$(PUBLISHCONF)" $(WITH)

regenerate: $(SITE) ## Build into output/ and again after each save
	@$(PREVIEW) --no-server --mode html --output "$(OUTPUTDIR)"

clean: ## Remove the files that builds have written (OUTPUTDIR)
	@$(PYTHON) -m plugins.publishing.cleaning

# The title is passed on as typed: neither make nor the shell may expand a $ in it.
override TITLE := $(value TITLE)
override TRANSLATES := $(value TRANSLATES)
export TITLE TRANSLATES
# LANG is also the language of the terminal: only what was typed is that of a translation.
new: $(SITE) ## Start a post (TITLE="Why we warm up"), a page (KIND=page) or a translation (TRANSLATES, LANG)
	@$(PY) -m plugins.editorial new --input "$(INPUTDIR)" --settings "$(CONFFILE)" --kind "$(KIND)" \
		--lang "$(if $(filter command,$(origin LANG)),$(LANG))"

# As typed, for the same reason.
override FROM := $(value FROM)
override TO := $(value TO)
export FROM TO
rename: $(SITE) ## Give a post another slug, and keep its old address: make rename FROM=old TO=new
	@$(PY) -m plugins.editorial rename --input "$(INPUTDIR)" --settings "$(CONFFILE)"

override SLUG := $(value SLUG)
export SLUG
links: $(SITE) ## Offer links from and to an article: make links SLUG=why-we-warm-up
	@$(PY) -m plugins.editorial links --input "$(INPUTDIR)" --settings "$(CONFFILE)"

ready: $(SITE) ## Say what a post lacks before it is published: make ready SLUG=why-we-warm-up
	@$(PY) -m plugins.editorial ready --input "$(INPUTDIR)" --settings "$(CONFFILE)"

form: ## Install the form for posts, which make serve then has at /edit/; needs Node
	@$(PYTHON) -m tools.form

adopt: $(SITE) ## Make a content folder of an old site: make adopt FROM=../old-site INPUTDIR=mysite
	@$(PY) -m plugins.migration --input "$(INPUTDIR)"

check-content: $(SITE) ## Check posts and data files as a build does (CHECKOPTS="--changed --publish")
	@$(PY) -m plugins.editorial check --input "$(INPUTDIR)" --settings "$(CONFFILE)" $(OPEN_POINTS) $(CHECKOPTS)

test: $(DEV) ## Run all tests, those in a real browser too (LONG=1, SEED=1, JOBS=2)
	@$(PY) tools/chromium.py
	@$(COMPILE)
	@$(PY) $(PYTEST) $(TESTOPTS)

coverage: $(DEV) ## Run all tests as `make test` does, and fail if they cover too little code
	@$(PY) tools/chromium.py
	@$(COMPILE)
	@$(PY) -m coverage erase
	@$(PY) -m coverage run $(PYTEST) $(TESTOPTS)
	@$(PY) -m coverage combine --quiet
	@$(PY) -m coverage report

check: lint types ## Lint, types and the quick tests (JOBS=2)
	@$(COMPILE)
	@$(PY) $(PYTEST) -q -m "not slow and not browser" $(TESTOPTS)

lint: $(DEV) ## Check style without changing anything
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .

types: $(DEV)
	@$(PY) -m mypy

format: $(DEV) ## Format the code, and fix what can be fixed automatically
	@$(PY) -m ruff check --fix .
	@$(PY) -m ruff format .

lock: $(DEV) ## Lock the newest allowed versions of all libraries, with their hashes
	@$(PY) tools/lock.py

photos: $(SITE) ## Fetch the newest photos from Instagram (needs INSTAGRAM_ACCESS_TOKEN; INPUTDIR)
	@$(PY) -m plugins.photo_feed refresh --input "$(INPUTDIR)" --settings "$(CONFFILE)"

screenshots: $(DEV) ## Take screenshots of every kind of page: three widths, light and dark, and as printed
	@$(PY) tools/chromium.py
	@$(PY) -m tools.screenshots

audit: $(DEV) ## Measure what docs/visitors.md promises; needs Node and Java (AUDITOPTS, INPUTDIR)
	@$(PY) tools/chromium.py
	@$(PY) -m tools.audit --input "$(INPUTDIR)" --settings "$(PUBLISHCONF)" $(AUDITOPTS)

dist: $(DEV) ## Build the plugins that other Pelican sites can use, as packages in dist/; uploads nothing
	@$(PY) -m tools.dist

# A full disk may truncate a .pyc file, and some versions of Python then fail at the next start. So
# builds write none, and the setup compiles the plugins once.
serve devserver html publish regenerate new ready adopt check-content photos clean: export PYTHONDONTWRITEBYTECODE := 1

# Setup: make skips it while the stamps are newer than the locks.
$(SITE): requirements/site.lock
	@command -v $(PYTHON) >/dev/null || { echo "error: $(PYTHON) is not installed: sudo apt install python3 python3-venv" >&2; exit 1; }
	@$(PYTHON) tools/make_venv.py $(VENV) site

$(DEV): requirements/dev.lock requirements/plugins.lock $(SITE)
	@$(PYTHON) tools/make_venv.py $(VENV) dev
