#!/bin/sh
# The window's words in other languages, and those of Qt's own dialogs (qt_*.ts, written by hand).
#   packaging/translations.sh update     reads the sources and notes what is to be translated
#   packaging/translations.sh compile    makes what the window reads (*.qm) from what people edit (*.ts)
set -eu
cd "$(dirname "$0")/.."
bin=.venv/bin
[ -d .venv/Scripts ] && bin=.venv/Scripts # Windows'
where=pos_app/bundled/translations

case ${1:?update or compile} in
    update)
        # English needs its plurals only: its words stand in the sources.
        find pos_app -name '*.py' | LC_ALL=C sort >"$where/sources.lst"
        trap 'rm -f "$where/sources.lst"' EXIT
        for language in pt en; do
            only=
            [ "$language" = en ] && only=-pluralonly
            "$bin/pyside6-lupdate" $only -silent -no-obsolete -locations none -sort-messages -source-language en \
                -target-language "$language" "@$where/sources.lst" -ts "$where/pos_app_$language.ts"
        done
        ;;
    compile)
        # An open window reads its words from the file itself: a new file takes the old one's place.
        for words in "$where"/*.ts; do
            "$bin/pyside6-lrelease" -silent "$words" -qm "${words%.ts}.new"
            mv "${words%.ts}.new" "${words%.ts}.qm"
        done
        ;;
    *) echo "update or compile, not $1" >&2; exit 2 ;;
esac
