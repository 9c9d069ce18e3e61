# Les commandes du projet. « make » seul les liste.
# Sous Windows sans make, les mêmes étapes sont dans le README.

PYTHON ?= python3
PORT ?= 8501
WORKERS ?= auto

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.stamp-run
READY_DEV := $(VENV)/.stamp-dev
ENVIRONMENT = command -v $(PYTHON) > /dev/null || { echo "Python est introuvable : installez Python 3.11 ou plus récent."; exit 2; }; \
	$(PYTHON) tools/environment.py $(VENV)
INSTALL := $(BIN)/python -m pip install -qq --disable-pip-version-check --no-input
LOCK := $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-emit-index-url --no-emit-find-links --extra build $(if $(UPGRADE),--upgrade)

.DEFAULT_GOAL := help
.PHONY: help run test check build bench lock clean

help:
	@echo "make run     installe ce qu'il faut et ouvre le tableau de bord (PORT=$(PORT))"
	@echo "make test    tous les tests, navigateur compris (WORKERS=$(WORKERS) processus)"
	@echo "make check   style, types, architecture, documentation à jour"
	@echo "make build   reconstruit data/curated à partir de data/sources"
	@echo "make bench   mesure démarrage, pages, octets et charge, à côté d'une page Streamlit nue, et la lecture des grandes tables"
	@echo "make lock    refait requirements*.txt (UPGRADE=1 : aux dernières versions)"
	@echo "make clean   efface l'environnement et les fichiers temporaires"

run: $(READY)
	@PORT=$(PORT) exec $(BIN)/python app.py

# Playwright keeps an event loop in its process, where tests that run their own could not: two processes.
test: $(READY_DEV)
	@chromium="$$($(BIN)/python tools/chromium.py --install)" && export DEMODASH_CHROMIUM="$$chromium" && \
		$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup --ignore tests/browser && \
		$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup tests/browser

check: $(READY_DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/demodash docs --check
	$(BIN)/python tools/tree.py

build: $(READY)
	$(BIN)/demodash build

bench: $(READY_DEV)
	@chromium="$$($(BIN)/python tools/chromium.py --install)" && \
		DEMODASH_CHROMIUM="$$chromium" $(BIN)/python -m benchmarks

# uv keeps the versions that the files already name, unless UPGRADE is set.
lock: $(READY_DEV)
	$(LOCK) --output-file requirements.txt
	$(LOCK) --extra dev --constraint requirements.txt --output-file requirements-dev.txt

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis src/*.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY): requirements.txt pyproject.toml
	@$(ENVIRONMENT)
	@echo "Installation des bibliothèques (une à deux minutes la première fois)…"
	@$(INSTALL) --require-hashes -r requirements.txt
	@$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

# requirements-dev.txt holds the whole of requirements.txt, at the same versions.
$(READY_DEV): requirements-dev.txt pyproject.toml
	@$(ENVIRONMENT)
	@echo "Installation des bibliothèques et des outils (une à deux minutes la première fois)…"
	@$(INSTALL) --require-hashes -r requirements-dev.txt
	@$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $(READY) $@
