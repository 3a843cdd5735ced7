# Shared by build and test: finds what they need, installs what is missing, or says what to type.
# Sourced with the project's root as the current folder.

tools=.cache/tools

# MkDocs 2 has no plugins and is not for us; the theme would say so on every build.
export NO_MKDOCS_2_WARNING=1

say() { printf "==> %s\n" "$*"; }


stop() {
    printf '\n' >&2
    printf '%s\n' "$@" >&2
    exit 1
}

# Installs Debian or Ubuntu packages, as root or through sudo that asks for no password. Fails otherwise.
apt_install() {
    command -v apt-get > /dev/null || return 1
    local as=()
    if [ "$(id -u)" != 0 ]; then
        sudo -n true 2> /dev/null || return 1
        as=(sudo -n)
    fi
    say "installing $*"
    # The list of packages may be empty or old on a new machine.
    "${as[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq update > .cache/apt.log 2>&1 || true
    "${as[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "$@" \
        >> .cache/apt.log 2>&1 || { tail -n 5 .cache/apt.log >&2; return 1; }
}

# What to type for the packages: Debian's names, Fedora's names, Homebrew's names.
how_to_install() {
    if [ "$(uname)" = Darwin ]; then
        echo "    brew install $3"
    elif command -v dnf > /dev/null; then
        echo "    sudo dnf install $2"
    elif command -v apt-get > /dev/null; then
        echo "    sudo apt-get install $1"
    else
        echo "    install these with your system's package manager: $2"
    fi
}

need_python() {
    local version='import sys; sys.exit(sys.version_info < (3, 11))'
    python3 -c "$version" 2> /dev/null && return
    command -v python3 > /dev/null || apt_install python3 || true
    python3 -c "$version" 2> /dev/null || stop \
        "Python 3.11 or newer is needed, and python3 is $(python3 --version 2>&1 || echo missing)." \
        "Please type:" "$(how_to_install python3 python3 python)" "and run this again."
}

need_uv() {
    uv=$(command -v uv || true)
    [ -n "$uv" ] && return
    uv=$tools/bin/uv
    [ -x "$uv" ] && return
    need_python
    say "getting uv, which installs the rest"
    # A venv of its own, because distributions forbid pip to touch their Python (PEP 668).
    if ! python3 -m venv "$tools" > .cache/venv.log 2>&1; then
        rm -rf "$tools"
        apt_install python3-venv || stop "Python's venv module is needed. Please type:" \
            "$(how_to_install python3-venv python3 python)" "and run this again."
        python3 -m venv "$tools"
    fi
    "$tools/bin/pip" install --quiet --disable-pip-version-check uv || stop \
        "uv could not be fetched with pip: see above. Is this machine on the network?" \
        "You can also install uv yourself; this script takes the one it finds on the PATH."
}

need_environment() {
    mkdir -p .cache
    need_uv
    # --locked: a lock file that does not fit pyproject.toml is a mistake, not something to mend in passing.
    # --inexact: building must not take away what testing installed.
    "$uv" sync --quiet --locked --inexact --compile-bytecode --no-default-groups "$@"
}

has_pango() { "$uv" run --no-sync python -W error -c 'import weasyprint.text.ffi' 2> /dev/null; }

need_pango() {
    has_pango && return
    apt_install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 && has_pango && return
    stop "WeasyPrint needs the Pango and HarfBuzz-Subset libraries to make PDFs. Please type:" \
        "$(how_to_install 'libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0' 'pango harfbuzz' pango)" \
        "and run this again." \
        "On macOS with a Python that is not Homebrew's, also: export DYLD_FALLBACK_LIBRARY_PATH=$(brew --prefix 2> /dev/null || echo /opt/homebrew)/lib"
}

find_chromium() {
    local name
    for name in "${KYR_CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
        [ -n "$name" ] || continue
        # Ubuntu's "chromium" may only be a pointer to a snap: ask it who it is.
        if command -v "$name" > /dev/null && "$name" --version > /dev/null 2>&1; then
            command -v "$name"
            return
        fi
    done
    ls -d "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" 2> /dev/null
}

need_chromium() {
    KYR_CHROMIUM=$(find_chromium || true)
    if [ -z "$KYR_CHROMIUM" ]; then
        apt_install chromium || true
        KYR_CHROMIUM=$(find_chromium || true)
    fi
    [ -n "$KYR_CHROMIUM" ] || stop "The browser tests need Chromium or Chrome. Please type:" \
        "$(how_to_install chromium chromium '--cask google-chrome')" \
        "(on Ubuntu: sudo snap install chromium), or set KYR_CHROMIUM to its path, and run this again."
    export KYR_CHROMIUM
}

# Playwright brings its own Node.js, which wants libatomic; a bare Debian lacks it.
need_playwright() {
    "$uv" run --no-sync playwright --version > /dev/null 2>&1 && return
    apt_install libatomic1 && "$uv" run --no-sync playwright --version > /dev/null && return
    stop "Playwright, which drives the browser in the tests, does not start. Please type:" \
        "$(how_to_install libatomic1 libatomic libatomic)" "and run this again."
}
