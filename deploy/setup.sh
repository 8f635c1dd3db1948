#!/usr/bin/env bash
# Makes this checkout ready: system packages, virtual environment, locked packages.
#
#   deploy/setup.sh run    what the processes need (kiosk, API, bot)
#   deploy/setup.sh dev    the same, and what tests and checks need
#
# As root on Debian or Ubuntu, missing system packages are installed; otherwise the exact
# line to run is printed and the exit status is 3. Nothing is done twice: the second call
# takes milliseconds.
set -euo pipefail
unset PYTHONDONTWRITEBYTECODE # compiled code makes every later start faster
cd "$(dirname "$0")/.."
kind=${1:-run}
venv=${DMED_VENV:-.venv}

# Package, and a file that proves it is there without asking dpkg (other systems, images).
window_packages=(
  libgl1 libgl1-mesa-dri libegl1 libgbm1 libmtdev1 libx11-6 libx11-xcb1 libxext6 libxcursor1
  libxi6 libxrandr2 libxss1 libxxf86vm1 libxrender1 libxfixes3 libglib2.0-0 libusb-1.0-0
)
# libatomic1: for the Node.js inside Playwright
test_packages=(xvfb xdotool chromium libatomic1)

has_package() { [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

find_python() {
  local candidate
  for candidate in "${PYTHON:-}" python3.11 python3 /usr/bin/python3.11; do
    [ -n "$candidate" ] || continue
    if "$candidate" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null; then
      echo "$candidate"
      return
    fi
  done
  echo "Python 3.11 is needed (Debian 12: apt-get install python3 python3-venv)." >&2
  exit 3
}

wanted=("${window_packages[@]}")
if [ "$kind" = dev ]; then
  wanted+=("${test_packages[@]}")
  # A browser that is already there, named by the operator, is as good as Debian's.
  if [ -n "${DMED_CHROMIUM:-}" ]; then wanted=("${wanted[@]/chromium/}"); fi
fi
python=$(find_python)
"$python" -c 'import ensurepip, venv' 2>/dev/null || wanted+=(python3-venv)

missing=()
if command -v dpkg-query >/dev/null; then
  for package in "${wanted[@]}"; do
    if [ -n "$package" ] && ! has_package "$package"; then missing+=("$package"); fi
  done
else
  echo "Not Debian: see to it that these are there: ${wanted[*]}" >&2
fi
if [ ${#missing[@]} -gt 0 ]; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing system packages: ${missing[*]}"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
  else
    echo "System packages are missing. Run this line, then the same command again:" >&2
    echo "  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${missing[*]}" >&2
    exit 3
  fi
fi

lock=requirements.lock
[ "$kind" = dev ] && lock=requirements-dev.lock
stamp="$venv/.installed"
want=$(sha256sum "$lock" | cut -d' ' -f1)
full=$(sha256sum requirements-dev.lock | cut -d' ' -f1)
have=$(cat "$stamp" 2>/dev/null || true)
# The development lock holds everything that the running one does.
if [ "$have" != "$want" ] && [ "$have" != "$full" ]; then
  [ -x "$venv/bin/python" ] || "$python" -m venv "$venv"
  echo "Installing locked packages from $lock (about a minute the first time)"
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps \
    --only-binary :all: --require-hashes -r "$lock"
  echo "$want" >"$stamp"
fi
