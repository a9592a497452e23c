"""`PYTHONPATH=.:tests .venv/bin/python -m faults.power [SEEDS]`: the whole campaign, and 1 where
something was lost."""

import sys

from faults.power.campaign import campaign


def main() -> int:
    figures = campaign(range(int(sys.argv[1]) if len(sys.argv) > 1 else 1))
    sys.stdout.write(f"{figures}\n")
    return 1 if figures.losses else 0


if __name__ == "__main__":
    sys.exit(main())
