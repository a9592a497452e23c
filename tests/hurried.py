"""`python tests/hurried.py …` is `python -m pos_app …`, which asks in the same rhythm, only faster:
for tests that look at a process of the program's own and not at how long a customer takes."""

import runpy
import sys
from pathlib import Path

# As where the program is started: nothing of the tests is found.
sys.path.insert(0, str(Path(__file__).parents[1]))

from paces import hurried_rhythm

from pos_app.till.providers import poll_schedule

del sys.path[1]
vars(poll_schedule).update(hurried_rhythm())
runpy.run_module("pos_app", run_name="__main__", alter_sys=True)
