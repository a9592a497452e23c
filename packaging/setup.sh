#!/bin/sh
# Sets up what the till needs: Qt's system libraries, then a virtual environment from a lock.
#   packaging/setup.sh run    what the till itself needs
#   packaging/setup.sh dev    and what its checks need
#   packaging/setup.sh build  and what its build needs
set -eu
cd "$(dirname "$0")/.."
what=${1:?run, dev or build}
case $what in
    run) kind=run lock=packaging/requirements.lock ;;
    dev | build) kind=dev lock=packaging/requirements-dev.lock ;;
    *) echo "run, dev or build, not $what" >&2; exit 2 ;;
esac
python=${PYTHON:-python3}

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "pos_app needs Python 3.11 or later; this is $("$python" --version)." >&2
    exit 1
}

# Says what happens and how long it may take. Whoever has everything already hears nothing.
say() {
    echo "pos_app: $*"
}

# System libraries: a wheel of Qt brings Qt, not what Qt stands on.
if command -v dpkg-query >/dev/null; then
    wanted=$(cat packaging/system-packages.txt)
    "$python" -c 'import ensurepip, venv' 2>/dev/null || wanted="$wanted python3-venv"
    # A session bus of the tests' own, on which a keyring says nothing.
    [ "$what" = dev ] && wanted="$wanted dbus-daemon"
    # A spreadsheet of somebody else's, which opens what the till exports.
    [ "$what" = dev ] && wanted="$wanted libreoffice-calc-nogui"
    # The print server that shops have, and what reads its PDFs and the codes on paper. Of all its
    # parts only cups itself brings the backend that reaches a printer on the network.
    [ "$what" = dev ] && wanted="$wanted cups cups-client poppler-utils zbar-tools"
    if [ "$what" = build ]; then
        # PyInstaller takes programs apart, and puts in the library that Debian's Python does without.
        wanted="$wanted binutils $("$python" -c 'if True:
            import sys
            print("libpython%d.%d" % sys.version_info[:2] if sys.base_prefix == "/usr" else "")')"
    fi
    missing=
    for package in $wanted; do
        # Debian 13 and Ubuntu 24.04 have some of them under a name that ends in t64.
        dpkg-query -W -f '${db:Status-Status}\n' "$package" "${package}t64" 2>/dev/null |
            grep -qx installed || missing="$missing $package"
    done
    if [ -n "$missing" ]; then
        line="apt-get install -y --no-install-recommends$missing"
        if [ "$(id -u)" = 0 ]; then
            sudo=
        elif sudo -n true 2>/dev/null; then
            sudo=sudo
        else
            echo "Qt needs system libraries that are not installed. Run this, then try again:" >&2
            echo "    sudo $line" >&2
            exit 1
        fi
        say "installing the system libraries that the window needs (a minute or two):$missing"
        $sudo apt-get update -qq
        $sudo env DEBIAN_FRONTEND=noninteractive $line -qq >/dev/null
    fi
fi

# One file remembers which lock the environment was made from.
made_from=.venv/made-from-$kind
if ! cmp -s "$lock" "$made_from"; then
    if [ ! -x .venv/bin/python ]; then
        say "making a Python environment in .venv (some seconds)"
        "$python" -m venv .venv
    fi
    say "downloading the till's libraries, once (about 250 MB: one to five minutes, nothing moves meanwhile)"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"
    # A checkout is used where it lies: no build of the package, only a pointer to it.
    site=$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
    pwd >"$site/pos_app.pth"
    printf '#!/bin/sh\nexec "%s/.venv/bin/python" -P -m pos_app "$@"\n' "$(pwd)" >.venv/bin/pos-app
    chmod +x .venv/bin/pos-app
    cp "$lock" "$made_from"
    # The development lock holds all that the till's own lock holds.
    [ "$kind" = run ] || cp packaging/requirements.lock .venv/made-from-run
fi

.venv/bin/python -c 'import PySide6.QtNetwork, PySide6.QtPrintSupport, PySide6.QtWidgets' || {
    echo "Qt does not load: install the libraries listed in packaging/system-packages.txt." >&2
    exit 1
}

# The window reads translations compiled; only their sources are kept.
for source in pos_app/bundled/translations/*.ts; do
    if [ ! "${source%.ts}.qm" -nt "$source" ]; then
        say "preparing the till's languages (a second)"
        packaging/translations.sh compile
        break
    fi
done
