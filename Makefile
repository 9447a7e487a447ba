# Everything starts here, on a machine with Python 3.11 and make:
#   make run       the demonstration, seeded and published, on http://127.0.0.1:8000
#   make test      the tests; ARGS="guides -k slug" passes words on to pytest
#   make coverage  the tests, and which lines and branches of the code none of them takes
#   make check     formatting, lint, types, layers, templates, migrations, deployment settings
#   make format    rewrites Python and templates the way `make check` wants them
#   make messages  collects the texts of the interface into locale/
#   make screenshots  takes the pictures of docs/screenshots/ from a demonstration of its own
#   make audit     which locked package a public advisory names; asks the network
#   make lock      makes the locked requirement files again from pyproject.toml

PYTHON ?= python3
PORT ?= 8000
PROCESSES ?= 2
DATA := $(or $(WELLSPRING_DATA),$(CURDIR)/data)

BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
# Indexes and folders of this machine must not get into the locked files.
LOCK := PIP_CONFIG_FILE=/dev/null PIP_FIND_LINKS= $(BIN)/pip-compile --quiet --strip-extras \
	--allow-unsafe --generate-hashes --no-header --no-emit-options --no-emit-index-url \
	--no-emit-find-links --no-emit-trusted-host
NEW_SECRET := $(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(64))'
# As a module, so that the extractor in public is found.
PYBABEL := $(BIN)/python -m babel.messages.frontend --quiet
TEXTS := $(wildcard locale/*/LC_MESSAGES/django.po)

.DEFAULT_GOAL := setup
.PHONY: setup run port-is-free test coverage check format messages screenshots lock audit

setup: .venv/development .venv/texts

.venv/installed: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed: make setup PYTHON=python3.11")'
	@printf 'Packages ... '; started=$$(date +%s); \
	$(PYTHON) -m venv .venv && $(INSTALL) -r requirements.txt && echo "$$(($$(date +%s) - started)) s"
	@touch $@

.venv/development: .venv/installed requirements-dev.txt
	$(INSTALL) -r requirements-dev.txt
	@touch $@

.venv/texts: .venv/installed $(TEXTS)
	@$(if $(TEXTS),$(PYBABEL) compile --domain django --directory locale)
	@touch $@

# The demonstration signs with a key of its own, kept so that a restart signs nobody out.
$(DATA)/secret-key: | .venv/installed
	@mkdir -p $(DATA)
	@umask 077; $(NEW_SECRET) > $@

run: port-is-free .venv/installed .venv/texts $(DATA)/secret-key
	@DEMO=1 PORT=$(PORT) exec $(MANAGE) run_demo

port-is-free:
	@$(PYTHON) cms/operations/port.py $(PORT)

test: setup
	$(BIN)/python -m pytest --numprocesses $(PROCESSES) --dist worksteal $(ARGS)

coverage: setup
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest --numprocesses $(PROCESSES) --dist worksteal $(ARGS)
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy .
	$(BIN)/lint-imports --no-cache
	$(BIN)/djhtml --tabwidth 2 --check templates
	$(BIN)/djlint --quiet --lint templates
	DEBUG=1 $(BIN)/python -W ignore::RuntimeWarning manage.py makemigrations --check --dry-run
	env --unset=DEBUG --unset=DEMO SECRET_KEY="$$($(NEW_SECRET))" ALLOWED_HOSTS=wellspring.example \
		$(MANAGE) check --deploy --fail-level WARNING
	$(BIN)/python -m pip check
	$(INSTALL) --dry-run -r requirements.txt
	! grep --line-number --extended-regexp '://|^ *--(index|extra|find|trusted)' requirements*.txt

format: setup
	$(BIN)/ruff check --fix-only --exit-zero .
	$(BIN)/ruff format .
	$(BIN)/djhtml --tabwidth 2 templates

messages: setup
	@mkdir -p locale
	$(PYBABEL) extract --mapping pyproject.toml --no-location --sort-output \
		--add-comments "Translators:" --project Wellspring --output locale/django.pot .
	for language in vi id ar; do \
		test -f locale/$$language/LC_MESSAGES/django.po || $(PYBABEL) init --domain django \
			--input-file locale/django.pot --output-dir locale --locale $$language; \
	done
	$(PYBABEL) update --domain django --input-file locale/django.pot --output-dir locale \
		--no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date
	$(PYBABEL) compile --domain django --directory locale

screenshots: setup
	$(BIN)/python -m tests.screenshots

.venv/audit/installed: requirements-audit.txt .venv/installed
	$(PYTHON) -m venv .venv/audit
	.venv/audit/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes \
		-r requirements-audit.txt
	@touch $@

# Strict: a package that could not be asked for is not one without advisories.
audit: .venv/audit/installed
	.venv/audit/bin/pip-audit --strict --disable-pip --require-hashes \
		-r requirements.txt -r requirements-dev.txt

lock: .venv/development
	$(LOCK) --output-file requirements.txt pyproject.toml
	$(LOCK) --extra dev --constraint requirements.txt --output-file requirements-dev.txt pyproject.toml
	$(LOCK) --extra audit --constraint requirements.txt --output-file requirements-audit.txt pyproject.toml
