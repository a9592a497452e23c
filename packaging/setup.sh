#!/bin/sh
# Sets up what the till needs: Qt's system libraries, then a virtual environment from its locks.
#   packaging/setup.sh run     what the till itself needs
#   packaging/setup.sh office  and what an office on this computer needs (make office)
#   packaging/setup.sh dev     and what its checks need
#   packaging/setup.sh build   and what its build needs
set -eu
cd "$(dirname "$0")/.."
what=${1:?run, office, dev or build}
case $what in
    run) locks=run ;;
    office) locks="run office" ;;
    dev | build) locks=dev ;;
    *) echo "run, office, dev or build, not $what" >&2; exit 2 ;;
esac
lock_of() {
    case $1 in
        run) echo packaging/requirements.lock ;;
        office) echo packaging/office/requirements.lock ;;
        dev) echo packaging/requirements-dev.lock ;;
    esac
}
python=${PYTHON:-python3}

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "pos_app needs Python 3.11 or later; this is $("$python" --version)." >&2
    exit 1
}

# Says what happens and how long it may take. Whoever has everything already hears nothing.
say() {
    echo "pos_app: $*"
}

has_postgres() {
    for server in /usr/lib/postgresql/*/bin/postgres; do
        version=${server#/usr/lib/postgresql/}
        [ -x "$server" ] && [ "${version%%/*}" -ge 15 ] && return 0
    done
    return 1
}

# Ubuntu's are snaps under other names.
browser="chromium chromium-driver"
# shellcheck disable=SC1091 # a file of the system
if [ -r /etc/os-release ] && [ "$(. /etc/os-release && echo "$ID")" = ubuntu ]; then
    browser="chromium-browser chromium-chromedriver"
fi

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
    # The browser in which the owner's pages are tried, and the office's backups.
    [ "$what" = dev ] && wanted="$wanted pgbackrest $browser"
    # Whatever version the distribution has; the office wants 15 or later, and says so.
    case $what in dev | office) has_postgres || wanted="$wanted postgresql" ;; esac
    if [ "$what" = build ]; then
        # PyInstaller takes programs apart, and puts in the library that Debian's Python does without.
        wanted="$wanted binutils dpkg-dev $("$python" -c 'if True:
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
            echo "Some system packages are not installed. Run this, then try again:" >&2
            echo "    sudo $line" >&2
            exit 1
        fi
        say "installing system packages (a minute or two):$missing"
        # PostgreSQL's package would make and start a server of the whole computer; ours lies in a
        # folder, and stops with whoever started it. What else is installed here is not our business.
        only_programs=/etc/postgresql-common/createcluster.d/pos_app.conf
        $sudo mkdir -p "${only_programs%/*}"
        echo "create_main_cluster = false" | $sudo tee "$only_programs" >/dev/null
        code=0
        # shellcheck disable=SC2086 # a line of words
        { $sudo apt-get update -qq && $sudo env DEBIAN_FRONTEND=noninteractive $line -qq; } >/dev/null ||
            code=$?
        $sudo rm -f "$only_programs"
        [ "$code" = 0 ] || exit "$code"
    fi
fi

# One file for each lock remembers that the environment was made from it.
for name in $locks; do
    lock=$(lock_of "$name") made_from=.venv/made-from-$name
    cmp -s "$lock" "$made_from" && continue
    if [ ! -x .venv/bin/python ]; then
        say "making a Python environment in .venv (some seconds)"
        "$python" -m venv .venv
    fi
    if [ "$name" = office ]; then
        say "downloading the office's libraries, once (about 30 MB: less than a minute)"
    else
        say "downloading the till's libraries, once (about 250 MB: one to five minutes, nothing moves meanwhile)"
    fi
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"
    # A checkout is used where it lies: no build of the package, only a pointer to it.
    site=$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
    pwd >"$site/pos_app.pth"
    printf '#!/bin/sh\nexec "%s/.venv/bin/python" -P -m pos_app "$@"\n' "$(pwd)" >.venv/bin/pos-app
    chmod +x .venv/bin/pos-app
    cp "$lock" "$made_from"
    # The development lock holds all that the others hold.
    if [ "$name" = dev ]; then
        for held in run office; do cp "$(lock_of $held)" ".venv/made-from-$held"; done
    fi
done

.venv/bin/python -c 'import PySide6.QtNetwork, PySide6.QtPrintSupport, PySide6.QtWidgets' || {
    echo "Qt does not load: install the libraries listed in packaging/system-packages.txt." >&2
    exit 1
}

# The window starts without compiling Qt's binding anew (pos_app/system/qt_binding.py).
for known in .venv/lib/python*/site-packages/shiboken6-*.dist-info; do
    [ -d "$known" ] || continue
    version=${known##*/shiboken6-}
    [ -d ".venv/qt-binding/${version%.dist-info}" ] || PYTHONPATH=. .venv/bin/python packaging/qt_binding.py
done

# The window reads translations compiled; only their sources are kept.
for source in pos_app/bundled/translations/*.ts; do
    if [ ! "${source%.ts}.qm" -nt "$source" ]; then
        say "preparing the till's languages (a second)"
        packaging/translations.sh compile
        break
    fi
done
