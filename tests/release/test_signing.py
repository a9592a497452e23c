"""Signing: what is run where there is a certificate, and what is said where there is none."""

import base64
from pathlib import Path

import pytest
from release.scripts import script

SIGN = script("sign.py")
PFX = {"POS_APP_WINDOWS_CERTIFICATE": "AA==", "POS_APP_WINDOWS_PASSWORD": "Segredo-1"}
MACOS = {
    "POS_APP_MACOS_CERTIFICATE": base64.b64encode(b"p12").decode(),
    "POS_APP_MACOS_PASSWORD": 'Segredo "2"',
    "POS_APP_MACOS_IDENTITY": "Developer ID Application: Loja (AAAA)",
    "POS_APP_NOTARY_KEY": base64.b64encode(b"p8").decode(),
    "POS_APP_NOTARY_KEY_ID": "KEY",
    "POS_APP_NOTARY_ISSUER": "ISSUER",
}


@pytest.mark.parametrize("platform", ["win32", "darwin"])
@pytest.mark.parametrize("call", [["prepare"], ["sign", "a-file"]])
def test_without_a_certificate_a_developer_goes_on_and_a_release_does_not(
    platform: str, call: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert SIGN.main(call, platform, {"POS_APP_SIGNING": "optional"}) == 0
    assert SIGN.main(call, platform, {}) == 0
    assert SIGN.main(call, platform, {"POS_APP_SIGNING": "required"}) == 1
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 3
    assert all(line.startswith("NOT SIGNED: not given: POS_APP_") for line in said)


@pytest.mark.parametrize(
    ("platform", "given"), [("win32", PFX), ("darwin", MACOS)], ids=["win32", "darwin"]
)
def test_half_of_what_signing_needs_is_a_mistake_for_everybody(
    platform: str, given: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    for name in given:
        rest = {other: text for other, text in given.items() if other != name} | {name: ""}
        assert SIGN.main(["sign", "a-file"], platform, rest) == 1
        assert capsys.readouterr().err.rstrip().endswith(f"is not given: {name}")


def test_a_certificate_in_windows_store_is_enough() -> None:
    environment = {"POS_APP_WINDOWS_THUMBPRINT": "AB12"}
    assert SIGN.missing_for("win32", environment) == ()
    step = SIGN.windows_step("signtool", ["pos-app.exe"], environment)
    assert step.command[:4] == ["signtool", "sign", "/sha1", "AB12"]
    assert step.command[-1] == "pos-app.exe"
    assert {"/fd", "/tr", "/td"} <= set(step.command), "what is signed outlives the certificate"


def test_a_certificate_that_is_not_in_the_store_yet_signs_nothing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert SIGN.main(["sign", "a-file"], "win32", PFX) == 1
    assert "sign.py prepare" in capsys.readouterr().err


def test_the_newest_kit_signs(tmp_path: Path) -> None:
    for version in ("10.0.9.0", "10.0.26100.0", "10.0.22621.0"):
        tool = tmp_path / "Windows Kits" / "10" / "bin" / version / "x64" / "signtool.exe"
        tool.parent.mkdir(parents=True)
        tool.touch()
    found = SIGN.newest_signtool({"ProgramFiles(x86)": str(tmp_path)})
    assert found.parts[-3] == "10.0.26100.0"


def test_no_secret_is_an_argument() -> None:
    """Every program of a computer can read the others' command lines."""
    steps = [
        *SIGN.keychain_steps(Path("a.p12"), MACOS["POS_APP_MACOS_PASSWORD"], "own-word"),
        *SIGN.macos_steps("till.dmg", Path("notary.p8"), MACOS),
    ]
    words = " ".join(word for step in steps for word in step.command)
    for secret in ("Segredo", "own-word", MACOS["POS_APP_NOTARY_KEY"]):
        assert secret not in words
    assert '-P "Segredo \\"2\\""' in steps[0].says
    assert "Segredo" not in SIGN._IMPORT_PFX


def test_apple_looks_at_the_image_before_its_word_is_put_in() -> None:
    steps = SIGN.macos_steps("till.dmg", Path("notary.p8"), MACOS)
    assert [" ".join(step.command[1:3]) for step in steps] == [
        "--sign Developer ID Application: Loja (AAAA)",
        "notarytool submit",
        "stapler staple",
        "stapler validate",
    ]
    assert "--wait" in steps[1].command


@pytest.mark.parametrize("call", [[], ["sign"], ["prepare", "a-file"], ["other"]])
def test_what_is_not_understood_is_answered_with_the_manual(
    call: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert SIGN.main(call, "win32", {}) == 2
    assert "POS_APP_SIGNING" in capsys.readouterr().err
