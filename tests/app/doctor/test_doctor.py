"""What the doctor finds, where all is well and where nothing is: real disks and handshakes."""

import asyncio
import json
import os
import socket
import sqlite3
import threading
from collections.abc import Awaitable, Callable, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from hostile.certificates import Authority, Flaw
from hostile.provider import answer, hostile_provider
from new_sales import new_sale

from pos_app.app.doctor import check, key_place, machine, paper, profile_folder, records, services
from pos_app.app.doctor.check import Check, all_found
from pos_app.app.doctor.examination import ProfileDoctor
from pos_app.cli import main
from pos_app.domain.events import Created, Sending
from pos_app.domain.money import Currency, Money
from pos_app.domain.phone import Phone
from pos_app.installation import keyring_process
from pos_app.installation.profile import Profile
from pos_app.journal.database_file import open_journal
from pos_app.journal.store import Store
from pos_app.ports.doctor.findings import Diagnosis, Sign, Soundness, Subject, in_order
from pos_app.words.doctor.findings import finding_words, report_line

AT = datetime(2026, 11, 20, 10, tzinfo=UTC)
PHONE = "+244923456789"
KEY = "sk-very-secret-key-of-the-shop"
NAMES = ("Loja da Dona Beatriz", "Beatriz Kiluanji", "Impressora da Beatriz")


def found(work: Callable[[], Awaitable[Sequence[Diagnosis]]]) -> Sequence[Diagnosis]:
    async def looked() -> Sequence[Diagnosis]:
        return await work()

    return asyncio.run(looked())


def examined(profile: Profile) -> dict[Subject, Diagnosis]:
    async def all_of_it() -> list[Diagnosis]:
        return [one async for one in ProfileDoctor(profile).examine()]

    return {one.subject: one for one in asyncio.run(all_of_it())}


def sell(path: Path) -> None:
    """A sale that waits, and whose customer's number is in the journal."""
    with closing(open_journal(path)) as db:
        created = Created(
            number=1,
            method="vpos",
            amount=Money(1_500_00, Currency.AOA),
            phone=Phone("AO", PHONE[4:]),
            description=NAMES[1],
            key=KEY,
            business_day=AT.date(),
        )
        store = Store(db, "t", lambda: AT)
        new_sale(store, "1" * 32, lambda _: created, Sending(request="POST /", body=PHONE))


def test_a_check_that_hangs_or_breaks_is_a_finding_and_the_others_come_before_it() -> None:
    for_ever = threading.Event()

    async def hangs() -> Sequence[Diagnosis]:
        await check.apart(for_ever.wait)
        return []

    async def breaks() -> Sequence[Diagnosis]:
        raise ZeroDivisionError(PHONE)

    async def all_of_it() -> list[Diagnosis]:
        checks = [
            Check(Subject.DISK, hangs, patience=0.2),
            Check(Subject.SOUND, breaks),
            Check(Subject.RELEASE, machine.release),
        ]
        return [one async for one in all_found(checks)]

    told = asyncio.run(all_of_it())
    for_ever.set()
    assert {one.subject for one in told[:2]} == {Subject.SOUND, Subject.RELEASE}
    assert told[2].fact is Sign.SLOW_CHECK
    assert "ZeroDivisionError" in str([one.figures for one in told])
    assert PHONE not in str(told)


def test_a_journal_is_judged_beside_an_open_till_and_a_spoiled_one_is_named(tmp_path: Path) -> None:
    place = Profile(tmp_path)
    assert found(lambda: records.journal(place))[0].fact is Sign.JOURNAL_NONE
    sell(place.journal)
    with closing(open_journal(place.journal)):  # as a till that is open
        file, waiting = found(lambda: records.journal(place))
    assert (file.fact, file.figures[1]) == (Sign.JOURNAL, 2)
    assert (waiting.fact, waiting.figures[0]) == (Sign.SALES_WAIT, 1)
    assert waiting.figures[1] == "2026-11-20 10:00Z"

    with closing(sqlite3.connect(place.journal)) as db:
        db.execute("DROP TRIGGER events_are_not_changed")
        db.execute("UPDATE events SET data = '{}' WHERE seq = 1")
        db.commit()
    assert found(lambda: records.journal(place))[0].fact is Sign.JOURNAL_DAMAGED
    place.journal.write_bytes(b"no database" * 1000)
    assert found(lambda: records.journal(place))[0].health is Soundness.BROKEN


def test_copies_are_judged_by_their_age_and_whether_they_open(tmp_path: Path) -> None:
    place = Profile(tmp_path)
    sell(place.journal)
    folder = tmp_path / "copies"

    def judged(now: datetime = AT) -> Sign:
        return found(lambda: records.copies(place, folder, now))[0].fact

    assert judged() is Sign.COPY_NONE
    folder.mkdir()
    copy = folder / "journal-till-20261120T090000Z.sqlite3"
    sell(copy)
    assert judged() is Sign.COPY
    assert judged(AT + timedelta(days=9)) is Sign.COPY_OLD
    copy.write_bytes(b"torn")
    assert judged() is Sign.COPY_UNREADABLE


def test_a_disk_is_measured_and_a_network_drive_is_known(tmp_path: Path) -> None:
    (took,) = found(lambda: profile_folder.speed(tmp_path))
    assert took.fact in (Sign.DISK, Sign.DISK_SLOW)
    assert not [*tmp_path.iterdir()]
    mounts = tmp_path / "mountinfo"
    mounts.write_text(
        "1 0 0:1 / / rw - ext4 /dev/sda rw\n"
        f"2 1 0:2 / {tmp_path} rw,relatime shared:1 - nfs4 server:/tills rw\n"
    )
    assert profile_folder.is_remote(tmp_path / "till", mounts)
    assert not profile_folder.is_remote(Path("/usr"), mounts)
    tmp_path.chmod(0o755)
    assert found(lambda: profile_folder.folder(Profile(tmp_path)))[0].fact is Sign.PROFILE_OPEN


@pytest.mark.parametrize(
    ("flaw", "fact"),
    [
        (Flaw.NONE, Sign.CERTIFICATE),
        (Flaw.EXPIRED, Sign.CERTIFICATE_NOT_TRUSTED),
        (Flaw.UNKNOWN_AUTHORITY, Sign.CERTIFICATE_NOT_TRUSTED),
    ],
)
def test_a_certificate_is_named_by_its_issuer_and_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, flaw: Flaw, fact: Sign
) -> None:
    made = Authority(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(made.file))
    with hostile_provider(answer(), made.tls(flaw)) as there:
        (shown,) = found(partial(services.certificate, "x", there.url))
    assert shown.fact in (fact, Sign.CERTIFICATE_ENDS)
    if flaw is Flaw.UNKNOWN_AUTHORITY:
        assert shown.figures[1] != "?"


def test_nobody_at_an_address_is_a_finding() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        address = f"https://127.0.0.1:{taken.getsockname()[1]}"
    assert found(lambda: services.certificate("x", address))[0].fact is Sign.NOT_REACHED


def test_the_doctor_works_where_the_till_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing of the profile can be used, there is no screen and no keyring; each is said."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    place = Profile(tmp_path)
    place.settings.write_bytes(b"\xff= [")
    place.journal.write_bytes(b"torn" * 2000)
    place.office.write_text("{")
    (tmp_path / "till-id").write_bytes(b"\xff")
    place.keys.write_bytes(b"torn")
    told = examined(place)
    for subject in (Subject.SETTINGS, Subject.JOURNAL, Subject.OFFICE, Subject.PRINTER):
        assert told[subject].health is Soundness.BROKEN, told[subject]
    assert told[Subject.KEYRING].fact is Sign.KEY_FILE
    assert told[Subject.RELEASE].health is Soundness.WELL
    assert {one.fact for one in told.values()}.isdisjoint({Sign.BUG})
    for one in told.values():
        assert all(isinstance(text, str) for text in finding_words(one))


def test_no_secret_no_number_and_nobodys_name_is_ever_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Everything that a till knows of people and keys, in every place of it."""
    pin, token, passphrase = "739164", "office-token-0011223344", "open-sesame-of-the-shop"
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    monkeypatch.setenv("POS_APP_VPOS_TOKEN", KEY)
    monkeypatch.setenv("POS_APP_PASSPHRASE", passphrase)
    monkeypatch.setenv("POS_APP_PIN", pin)
    monkeypatch.setenv("HTTPS_PROXY", f"http://user:{KEY}@127.0.0.1:9")
    place = Profile(tmp_path)
    with closing(socket.create_server(("127.0.0.1", 0))) as gone:
        port = gone.getsockname()[1]
    place.settings.write_text(
        f'[shop]\nname = "{NAMES[0]}"\n\n'
        f'[providers.vpos]\nbase_url = "http://127.0.0.1:{port}"\ntoken = "{KEY}"\n'
        f'supervisor_card = "{PHONE}"\n\n'
        f'[printers."{NAMES[2]}"]\nconnection = "network"\naddress = "127.0.0.1:{port}"\n'
    )
    place.people.write_text(json.dumps({"people": [{"name": NAMES[1], "pin": pin}]}))
    place.office.write_text(json.dumps({"address": "https://x", "token": token}))
    sell(place.journal)
    report = tmp_path / "report.txt"
    arguments = ["--profile", str(tmp_path), "doctor"]
    code = main([*arguments, "--json", "--report", str(report)])
    told = capsys.readouterr()
    shown = {one["subject"] for one in json.loads(told.out)}
    assert shown == {one.value for one in Subject}
    main(arguments)
    text = capsys.readouterr()
    everything = f"{told.out}{told.err}{text.out}{text.err}{report.read_text()}"
    assert code == 1
    for secret in (KEY, token, passphrase, pin, PHONE, PHONE[4:], *NAMES):
        assert secret not in everything, secret
    assert report.stat().st_mode & 0o077 == 0


def test_a_printer_that_cannot_be_one_is_told_without_the_shops_name_of_it(tmp_path: Path) -> None:
    place = Profile(tmp_path)
    place.settings.write_text(f'[printers."{NAMES[2]}"]\nconnection = "smoke"\naddress = "x"\n')
    (bad,) = asyncio.run(check.found(Check(Subject.PRINTER, lambda: paper.printers(place, None))))
    assert bad.health is Soundness.BROKEN
    assert "printers" in report_line(bad)
    assert NAMES[2] not in report_line(bad)


def test_a_keyring_keeps_reads_and_deletes_a_probe(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that was switched off is none, and a file of keys is said to stand in for it."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    place = Profile(tmp_path)
    assert found(lambda: key_place.keyring(place))[0].fact is Sign.KEYRING_NONE
    place.keys.touch()
    assert found(lambda: key_place.keyring(place))[0].fact is Sign.KEY_FILE

    kept: dict[tuple[str, str], str] = {}

    class Kept:
        priority = 5

        def set_password(self, service: str, name: str, secret: str) -> None:
            kept[service, name] = secret

        def get_password(self, service: str, name: str) -> str | None:
            return kept.get((service, name))

        def delete_password(self, service: str, name: str) -> None:
            del kept[service, name]

    monkeypatch.setattr(keyring_process, "trusted_keyring", Kept)
    told = keyring_process.probe_here({"service": "s", "secret": "x"}, lambda: None)
    assert told
    assert not kept


def test_what_a_library_says_of_a_secret_is_masked_in_the_report(tmp_path: Path) -> None:
    doctor = ProfileDoctor(Profile(tmp_path), environment={"POS_APP_VPOS_TOKEN": KEY})
    line = f"Authorization: Bearer abc, {KEY}, {PHONE}"
    said = doctor.report([line])
    assert not any(secret in said for secret in ("abc,", KEY, PHONE))


def test_findings_are_listed_in_one_order_and_every_fact_has_its_words() -> None:
    some = [Diagnosis(subject, Soundness.WELL, Sign.NOT_TOLD) for subject in reversed(Subject)]
    assert [one.subject for one in in_order(some)] == [*Subject]
    for fact in set(Sign) - {Sign.FAILED, Sign.ACCOUNT_FAILED, Sign.PRINTER_TROUBLE}:
        assert report_line(Diagnosis(Subject.DISK, Soundness.WARNING, fact, ("a", "", "c")))
    assert os.linesep not in report_line(some[0])
