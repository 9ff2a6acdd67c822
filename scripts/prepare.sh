# Sourced by scripts/demo and scripts/test: what both need on a fresh machine. Expects the repository as working folder.

fail() {
  printf '%s\n' "$@" >&2
  exit 1
}

require_node() {
  command -v node >/dev/null || fail "Node.js 20.19 or newer is needed: https://nodejs.org"
  node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' ||
    fail "Node.js 20.19 or newer is needed; this is $(node --version)."
}

# What npm needs to build pcsclite, which speaks to PC/SC (binding.gyp of that package).
readonly PCSCLITE_BUILD=(/usr/include/PCSC/winscard.h:libpcsclite-dev g++:g++ make:make python3:python3)

# require_debian "COMMAND-OR-FILE:PACKAGE"...: installs the packages whose command or file (a pattern, where the path names
# the processor) is missing, or says how to.
require_debian() {
  local pair missing=()
  # Daemons are in /usr/sbin, which is in the path of root only.
  local PATH=$PATH:/usr/sbin
  for pair in "$@"; do
    command -v "${pair%%:*}" >/dev/null || compgen -G "${pair%%:*}" >/dev/null || missing+=("${pair##*:}")
  done
  # Without a Japanese font the prompt is a row of boxes.
  [ -n "$(fc-list :lang=ja 2>/dev/null)" ] || missing+=(fonts-noto-cjk)
  [ ${#missing[@]} -gt 0 ] || return 0

  local sudo=()
  [ "$(id -u)" -eq 0 ] || sudo=(sudo)
  local command="${sudo[*]:+sudo }apt-get install --yes --no-install-recommends ${missing[*]}"
  command -v apt-get >/dev/null || fail "These commands are missing; please install what provides them: ${missing[*]}"
  if [ "$(id -u)" -ne 0 ] && ! sudo -n true 2>/dev/null; then
    fail "Some Debian packages are missing. Please run this once, then try again:" "  sudo apt-get update && $command"
  fi
  echo "Installing Debian packages: ${missing[*]}"
  "${sudo[@]}" apt-get update --quiet=2
  DEBIAN_FRONTEND=noninteractive "${sudo[@]}" apt-get install --quiet=2 --yes --no-install-recommends "${missing[@]}" >/dev/null
}

# npm packages as package-lock.json has them; again only when it has changed. Not by `npm ci`, which insists on an entry
# for every platform's optional binaries, and not every registry mirror has them all.
require_npm_packages() {
  local installed=node_modules/.kazasu-package-lock.json
  cmp --silent package-lock.json "$installed" && return 0
  echo "Installing npm packages"
  # Native code is built against the headers of this Node.js where it brought them, instead of downloading them.
  local prefix
  prefix=$(dirname "$(dirname "$(node -p process.execPath)")")
  [ -f "$prefix/include/node/node.h" ] && export npm_config_nodedir=$prefix
  npm install --no-save --no-audit --no-fund --no-update-notifier --loglevel=error ||
    fail 'npm could not install the packages. Is there a network?'
  cp package-lock.json "$installed"
}

# step NAME COMMAND...: runs a command under a heading, and says how long it took.
step() {
  local name=$1 started=$SECONDS
  shift
  printf '\n== %s\n' "$name"
  "$@"
  printf '== %s: %s s\n' "$name" "$((SECONDS - started))"
}

# begin COMMAND...: starts a command that mostly waits, beside the next steps; if one of them fails, it is ended with them.
begin() {
  begun_output=$(mktemp)
  # In a process group of its own, so that what it has started ends with it.
  setsid "$@" >"$begun_output" 2>&1 &
  begun=$!
  trap 'kill -- "-$begun" 2>/dev/null || true; rm -f "$begun_output"' EXIT
}

# finish: waits for what was begun, prints what it said, and fails as it did.
finish() {
  local status=0
  wait "$begun" || status=$?
  trap - EXIT
  cat "$begun_output"
  rm -f "$begun_output"
  return "$status"
}
