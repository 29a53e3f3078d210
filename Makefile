# The commands of this project for those who have make. run.py has all of them: `make html` is
# `python run.py html`, with the same options. Works with GNU make 3.81 (macOS) and newer.

PYTHON ?= python3

VERBS := help serve devserver html publish verify-live deploy rollback live precompress regenerate clean new rename links \
	ready form adopt check-content test test-hosts coverage check lint types format lock photos screenshots audit dist setup
NAMES := ALLOW_DELETES AUDITOPTS BIND BUCKET CACHEDIR CHECKOPTS CHROMIUM CONFFILE EDITOR_URL ENDPOINT FROM \
	HOST INCREMENTAL INPUTDIR INTO JOBS KEEP KEEP_DAYS KIND LENIENT LONG OUTPUTDIR PELICANOPTS PORT PRECOMPRESS \
	PREFIX PUBLISHCONF PY SEED SITEURL SLUG TARGET TESTOPTS TITLE TO TRANSLATES URL WHY

# Values are passed on as typed: neither make nor the shell may expand a $ in them.
define passed
override $(1) := $$(value $(1))
export $(1)
endef
$(foreach name,$(NAMES),$(eval $(call passed,$(name))))
# LANG is also the language of the terminal: only what was typed is that of a translation.
TYPED_LANG := $(if $(filter command,$(origin LANG)),$(value LANG))
RUN_BY := make
export TYPED_LANG RUN_BY

.DEFAULT_GOAL := help
.PHONY: $(VERBS)

$(VERBS):
	@command -v $(PYTHON) >/dev/null || { echo "error: $(PYTHON) is not installed: sudo apt install python3 python3-venv" >&2; exit 1; }
	@$(PYTHON) run.py $@
