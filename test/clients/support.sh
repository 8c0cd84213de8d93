# What the scripts of the clients share; they source it, and have a temporary folder then, $work, which goes away at the end.
set -euo pipefail

clients=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$(dirname "$clients")")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# As in Automake: the exit code of what was passed over.
PASSED_OVER=77

pass_over() { echo "passed over: $1"; exit $PASSED_OVER; }

fail() { echo "failed: $1" >&2; exit 1; }

needs() { command -v "$1" >/dev/null || pass_over "$1 is not there"; }

# at_least NAME LEAST ACTUAL: versions, with whatever stands before and behind the numbers.
at_least() {
  local actual
  actual=$(grep -oE '[0-9]+(\.[0-9]+)*' <<<"$3" | head -n 1) || pass_over "$1 does not say its version"
  printf '%s\n' "$2" "$actual" | sort --version-sort --check=quiet || pass_over "$1 is $actual, and must be $2 or newer"
}

# python_with REQUIREMENTS: an environment of Python in $work/venv, with these packages.
python_with() {
  python3 -c 'import venv, ensurepip' 2>/dev/null || pass_over 'python3 with venv is not there'
  python3 -m venv "$work/venv"
  "$work/venv/bin/pip" install --quiet --disable-pip-version-check --requirement "$1"
  export PATH=$work/venv/bin:$PATH
}

# debian_packages NAME...: unpacked into $work/debian, not installed: no rights are needed, and nothing stays on the machine.
debian_packages() {
  needs apt-get
  needs dpkg-deb
  (mkdir "$work/packages" && cd "$work/packages" && apt-get download "$@" >/dev/null 2>"$work/packages.log") ||
    { cat "$work/packages.log" >&2; fail "$* cannot be downloaded"; }
  for package in "$work/packages"/*.deb; do dpkg-deb -x "$package" "$work/debian"; done
  export PATH=$work/debian/usr/bin:$PATH
}

# beside_outcrop COMMAND...: with an Outcrop of its own, in an empty folder, with the variables that Outcrop sets and hardly
# any other. A job of 100 records takes a second, one of 20,000 long enough to be stopped. OUTCROP_AUTH=verify has it verify
# their signatures.
beside_outcrop() {
  mkdir "$work/home" && cd "$work/home"
  env -i PATH="$PATH" HOME="$work/home" TMPDIR="$work" LANG=C.UTF-8 OUTCROP_AUTH="${OUTCROP_AUTH:-}" \
    node "$root/bin/outcrop.mjs" exec --phases perRecord=10ms -- "$@"
}
