#!/bin/sh
# Installs an office into a folder of its own, from this checkout: its libraries by the lock beside this
# file, its code, and bin/pos-app. Again for an upgrade. It needs no Qt: the words of the pages are read
# from their sources.
#   packaging/office/install.sh /opt/pos-app
set -eu
to=${1:?a folder, as /opt/pos-app}
cd "$(dirname "$0")/../.."
python=${PYTHON:-python3}
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "The office needs Python 3.11 or later; this is $("$python" --version)." >&2
    exit 1
}
[ -x "$to/bin/python" ] || "$python" -m venv "$to"
"$to/bin/python" -m pip install --quiet --disable-pip-version-check --no-cache-dir --require-hashes \
    -r packaging/office/requirements.lock
# Beside the old code, and then in its place: whoever starts meanwhile finds one or the other.
rm -rf "$to/code.new" "$to/code.old"
mkdir "$to/code.new"
cp -R pos_app "$to/code.new/pos_app"
find "$to/code.new" -name __pycache__ -prune -exec rm -rf {} +
[ ! -d "$to/code" ] || mv "$to/code" "$to/code.old"
mv "$to/code.new" "$to/code"
rm -rf "$to/code.old"
echo "$to/code" >"$("$to/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/pos_app.pth"
"$to/bin/python" -m compileall -q "$to/code"
printf '#!/bin/sh\nexec "%s/bin/python" -P -m pos_app "$@"\n' "$to" >"$to/bin/pos-app"
chmod +x "$to/bin/pos-app"
