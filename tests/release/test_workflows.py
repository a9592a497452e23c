"""The workflows, which no test can run: schema, a stranger's view, and their lines of shell."""

import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from release.scripts import ROOT
from ruamel.yaml import YAML

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
SCRIPTS = [*sorted((ROOT / "packaging").rglob("*.sh")), ROOT / ".ci" / "run"]
BIN = Path(sys.executable).parent

each_workflow = pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)


def _read(workflow: Path) -> Mapping[str, Any]:
    read: Mapping[str, Any] = YAML(typ="safe").load(workflow)
    return read


def _steps(workflow: Path) -> Iterator[Mapping[str, Any]]:
    for job in _read(workflow)["jobs"].values():
        yield from job["steps"]


def test_the_workflows_keep_to_the_schema_of_github() -> None:
    schema = ("--builtin-schema", "vendor.github-workflows")
    subprocess.run([BIN / "check-jsonschema", *schema, *WORKFLOWS], check=True)


def test_nothing_in_a_workflow_can_be_used_by_a_stranger() -> None:
    done = subprocess.run(
        [BIN / "zizmor", "--offline", "--no-progress", "--quiet", *WORKFLOWS],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_lines_of_shell_hold(tmp_path: Path) -> None:
    lines = []
    for workflow in WORKFLOWS:
        for number, step in enumerate(_steps(workflow)):
            if "run" in step:
                lines.append(tmp_path / f"{workflow.stem}-{number}.sh")
                lines[-1].write_text(f"#!/bin/bash\nset -eo pipefail\n{step['run']}")
    assert len(lines) > len(WORKFLOWS)
    done = subprocess.run(
        [BIN / "shellcheck", *SCRIPTS, *lines], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


@each_workflow
def test_a_job_may_do_what_it_says_and_no_more(workflow: Path) -> None:
    read = _read(workflow)
    assert read["permissions"] == {}
    for name, job in read["jobs"].items():
        rights = {right for right, how in job["permissions"].items() if how == "write"}
        assert rights == {"publish": {"contents"}, "tell": {"issues"}}.get(name, set())
        assert job["timeout-minutes"] <= 90


@each_workflow
def test_an_action_is_named_by_its_commit_and_keeps_no_credentials(workflow: Path) -> None:
    pinned = re.findall(r"uses: (\S+)( # v\d+\.\d+\.\d+)?$", workflow.read_text(), re.MULTILINE)
    assert pinned
    for action, version in pinned:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", action)
        assert version
    for step in _steps(workflow):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False


@each_workflow
def test_the_scripts_that_a_workflow_runs_are_there(workflow: Path) -> None:
    named = re.findall(r"packaging/[\w/.-]+\.(?:py|sh|lock)", workflow.read_text())
    assert [name for name in named if not (ROOT / name).is_file()] == []


def test_a_release_restores_no_cache() -> None:
    """What another run left there would be built into what shops install."""
    text = (ROOT / ".github" / "workflows" / "release.yml").read_text()
    assert "actions/cache" not in text
    assert "cache:" not in text
