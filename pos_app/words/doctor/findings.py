"""Words for a finding: what was found, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.domain.paper.print_job import Hitch
from pos_app.ports.doctor.findings import Diagnosis, Sign
from pos_app.ports.office.status import OfficeState
from pos_app.words.account_check import account_check_words
from pos_app.words.doctor.subjects import health_words, subject_words
from pos_app.words.office.status_words import state_meaning
from pos_app.words.paper.printers import trouble_of
from pos_app.words.problems import problem_words
from pos_app.words.translate import QT_TRANSLATE_NOOP, say

if TYPE_CHECKING:
    from collections.abc import Mapping

_FOUND: Mapping[Sign, str] = {
    Sign.RELEASE: QT_TRANSLATE_NOOP("words", "Version {0}, {1}, of {2}"),
    Sign.CHECKOUT: QT_TRANSLATE_NOOP("words", "Version {0}, run from its source"),
    Sign.SYSTEM: QT_TRANSLATE_NOOP("words", "{0}, Python {1}"),
    Sign.SCREENS: QT_TRANSLATE_NOOP("words", "Screens: {0} ({1})"),
    Sign.SCREEN_THERE: QT_TRANSLATE_NOOP("words", "A window can open"),
    Sign.SCREEN_NONE: QT_TRANSLATE_NOOP("words", "No screen here: commands work, no window opens"),
    Sign.MEMORY: QT_TRANSLATE_NOOP("words", "{0} MB free"),
    Sign.MEMORY_LOW: QT_TRANSLATE_NOOP("words", "Only {0} MB free"),
    Sign.NOT_TOLD: QT_TRANSLATE_NOOP("words", "This system does not tell"),
    Sign.SETTINGS: QT_TRANSLATE_NOOP("words", "Can be read"),
    Sign.SETTINGS_NONE: QT_TRANSLATE_NOOP("words", "There is none yet: the usual settings apply"),
    Sign.SLOW_CHECK: QT_TRANSLATE_NOOP("words", "No answer within {0} s"),
    Sign.BUG: QT_TRANSLATE_NOOP("words", "The check itself failed ({0})"),
    Sign.PROFILE: QT_TRANSLATE_NOOP("words", "{0}: can be written, private"),
    Sign.PROFILE_NONE: QT_TRANSLATE_NOOP("words", "{0}: no till was ever opened here"),
    Sign.PROFILE_OPEN: QT_TRANSLATE_NOOP("words", "{0}: others on this computer can look into it"),
    Sign.PROFILE_READ_ONLY: QT_TRANSLATE_NOOP("words", "{0}: nothing can be saved there"),
    Sign.PROFILE_NETWORK: QT_TRANSLATE_NOOP("words", "{0}: is on a network drive"),
    Sign.ROOM: QT_TRANSLATE_NOOP("words", "{0} MB free, {1} MB are enough"),
    Sign.ROOM_LOW: QT_TRANSLATE_NOOP("words", "{0} MB free, {1} MB are needed"),
    Sign.DISK: QT_TRANSLATE_NOOP("words", "Saves safely in {0} ms"),
    Sign.DISK_SLOW: QT_TRANSLATE_NOOP("words", "Takes {0} ms to save safely, more than {1} ms"),
    Sign.DISK_REFUSES: QT_TRANSLATE_NOOP("words", "Saves nothing: {0}"),
    Sign.RUNNING: QT_TRANSLATE_NOOP("words", "The till is open"),
    Sign.NOT_RUNNING: QT_TRANSLATE_NOOP("words", "The till is not open"),
    Sign.KEYRING: QT_TRANSLATE_NOOP("words", "The system's keyring keeps keys ({0})"),
    Sign.KEY_FILE: QT_TRANSLATE_NOOP("words", "No keyring: keys are in the encrypted file"),
    Sign.KEYRING_NONE: QT_TRANSLATE_NOOP("words", "There is no keyring that keeps keys"),
    Sign.KEYRING_SILENT: QT_TRANSLATE_NOOP("words", "The system's keyring does not answer"),
    Sign.JOURNAL: QT_TRANSLATE_NOOP("words", "Sound, {0} MB, {1} events; verified in full: {2}"),
    Sign.JOURNAL_NONE: QT_TRANSLATE_NOOP("words", "There is no journal yet"),
    Sign.JOURNAL_DAMAGED: QT_TRANSLATE_NOOP("words", "The journal is damaged"),
    Sign.WAL_LARGE: QT_TRANSLATE_NOOP("words", "Its log has {0} MB: a program keeps it open"),
    Sign.SALES_NONE: QT_TRANSLATE_NOOP("words", "None"),
    Sign.SALES_WAIT: QT_TRANSLATE_NOOP("words", "{0} waiting, the oldest since {1}"),
    Sign.SALES_UNKNOWN: QT_TRANSLATE_NOOP(
        "words", "{0} waiting, {1} of them unknown, the oldest since {2}"
    ),
    Sign.COPY: QT_TRANSLATE_NOOP("words", "Last one: {0}; {1} in {2}"),
    Sign.COPY_OLD: QT_TRANSLATE_NOOP("words", "The last one is old: {0}; {1} in {2}"),
    Sign.COPY_NONE: QT_TRANSLATE_NOOP("words", "There is none in {0}"),
    Sign.COPY_UNREADABLE: QT_TRANSLATE_NOOP("words", "The last one cannot be read: {0}"),
    Sign.CLOCK: QT_TRANSLATE_NOOP("words", "Agrees with the payment services"),
    Sign.CLOCK_OFF: QT_TRANSLATE_NOOP(
        "words", "This computer says {0}, the payment service says {1}"
    ),
    Sign.CLOCK_NOT_COMPARED: QT_TRANSLATE_NOOP("words", "No payment service told its time"),
    Sign.ZONE: QT_TRANSLATE_NOOP("words", "{0}: in the shop it is {1}"),
    Sign.CERTIFICATE: QT_TRANSLATE_NOOP("words", "{0}: by {1}, valid for {2} days"),
    Sign.CERTIFICATE_ENDS: QT_TRANSLATE_NOOP("words", "{0}: by {1}, ends in {2} days"),
    Sign.CERTIFICATE_NOT_TRUSTED: QT_TRANSLATE_NOOP(
        "words", "{0}: by {1}, which this computer does not trust ({2})"
    ),
    Sign.CERTIFICATE_PROXY: QT_TRANSLATE_NOOP("words", "{0}: through this computer's proxy"),
    Sign.CERTIFICATE_PLAIN: QT_TRANSLATE_NOOP("words", "{0}: this computer, without encryption"),
    Sign.NOT_REACHED: QT_TRANSLATE_NOOP("words", "{0} cannot be reached: {1}"),
    Sign.ACCOUNT: QT_TRANSLATE_NOOP("words", "Answers, and knows the account"),
    Sign.ACCOUNT_NONE: QT_TRANSLATE_NOOP("words", "None is set up"),
    Sign.PRINTER: QT_TRANSLATE_NOOP("words", "Ready to print"),
    Sign.PRINTER_MUTE: QT_TRANSLATE_NOOP("words", "Does not say whether it is ready"),
    Sign.PRINTER_LOW: QT_TRANSLATE_NOOP("words", "Ready, little paper left"),
    Sign.PRINTER_USB_CLOSED: QT_TRANSLATE_NOOP("words", "This user may not write to USB printers"),
    Sign.PRINTER_NO_CUPS: QT_TRANSLATE_NOOP("words", "The print system (CUPS) is not running"),
    Sign.PRINTER_NONE: QT_TRANSLATE_NOOP("words", "None is set up"),
    Sign.OFFICE: QT_TRANSLATE_NOOP("words", "Belongs to {0}; events to send: {2}"),
    Sign.OFFICE_NONE: QT_TRANSLATE_NOOP("words", "This till belongs to no office"),
    Sign.SOUND: QT_TRANSLATE_NOOP("words", "There is a sound card"),
    Sign.SOUND_NONE: QT_TRANSLATE_NOOP("words", "No sound card: the till plays no sounds"),
}
_DO: Mapping[Sign, str] = {
    Sign.MEMORY_LOW: QT_TRANSLATE_NOOP("words", "Close other programs."),
    Sign.SLOW_CHECK: QT_TRANSLATE_NOOP(
        "words", "Check the connection or the device, then check again."
    ),
    Sign.BUG: QT_TRANSLATE_NOOP("words", "Send the report to technical support."),
    Sign.PROFILE_OPEN: QT_TRANSLATE_NOOP("words", "Open the till once: it closes the folder."),
    Sign.PROFILE_READ_ONLY: QT_TRANSLATE_NOOP(
        "words", "Free some space, or give this user the right to write in the folder."
    ),
    Sign.PROFILE_NETWORK: QT_TRANSLATE_NOOP(
        "words",
        "Move the till's folder to a disk of this computer: a network can damage a journal.",
    ),
    Sign.ROOM_LOW: QT_TRANSLATE_NOOP("words", "Delete other files, or use a larger disk."),
    Sign.DISK_SLOW: QT_TRANSLATE_NOOP(
        "words", "Every sale waits for it. Close programs that write much, or replace the disk."
    ),
    Sign.DISK_REFUSES: QT_TRANSLATE_NOOP("words", "Check the disk, its space and its rights."),
    Sign.KEYRING_NONE: QT_TRANSLATE_NOOP(
        "words", "Unlock the keyring, or choose a passphrase for the file of keys in the settings."
    ),
    Sign.KEYRING_SILENT: QT_TRANSLATE_NOOP(
        "words", "Unlock the keyring, or sign in to this computer again."
    ),
    Sign.JOURNAL_DAMAGED: QT_TRANSLATE_NOOP(
        "words", "Charge nothing more, run pos-app verify, and restore the last backup."
    ),
    Sign.WAL_LARGE: QT_TRANSLATE_NOOP("words", "Close other programs that read the journal."),
    Sign.SALES_UNKNOWN: QT_TRANSLATE_NOOP("words", "Resolve them in the window, with a manager."),
    Sign.COPY_OLD: QT_TRANSLATE_NOOP("words", "Make a backup on the page Till."),
    Sign.COPY_NONE: QT_TRANSLATE_NOOP(
        "words", "Plug the disk for backups in, or make a backup on the page Till."
    ),
    Sign.COPY_UNREADABLE: QT_TRANSLATE_NOOP("words", "Make a new backup, on another disk."),
    Sign.CLOCK_OFF: QT_TRANSLATE_NOOP("words", "Correct this computer's clock."),
    Sign.CERTIFICATE_ENDS: QT_TRANSLATE_NOOP("words", "Ask whoever runs that address to renew it."),
    Sign.CERTIFICATE_NOT_TRUSTED: QT_TRANSLATE_NOOP(
        "words",
        "Check the clock. If a proxy or a virus scanner issued it, exclude this address there.",
    ),
    Sign.NOT_REACHED: QT_TRANSLATE_NOOP("words", "Check the internet connection and the address."),
    Sign.PRINTER_LOW: QT_TRANSLATE_NOOP("words", "Have a new roll ready."),
    Sign.PRINTER_TROUBLE: QT_TRANSLATE_NOOP(
        "words", "Check its cable, its power and its paper, then check again."
    ),
    Sign.PRINTER_USB_CLOSED: QT_TRANSLATE_NOOP(
        "words",
        "Add the user to the group lp (sudo usermod -aG lp USER) or install the udev rule, then "
        "sign in again.",
    ),
    Sign.PRINTER_NO_CUPS: QT_TRANSLATE_NOOP(
        "words", "Start it (sudo systemctl start cups), or install it (sudo apt install cups)."
    ),
}


def finding_words(finding: Diagnosis) -> tuple[str, str]:
    """Returns what was found, and what to do next: "" where there is nothing to do."""
    match finding.fact:
        case Sign.ACCOUNT_FAILED if finding.problem:
            return account_check_words(finding.problem, finding.about), ""
        case Sign.FAILED | Sign.JOURNAL_DAMAGED if finding.problem:
            return problem_words(finding.problem)
        case Sign.PRINTER_TROUBLE:
            return trouble_of(Hitch(str(finding.figures[0]))), say(_DO[finding.fact])
        case Sign.OFFICE if finding.figures[1]:
            state = OfficeState(str(finding.figures[1]))
            return say(_FOUND[finding.fact], *finding.figures), state_meaning(state)
    found = _FOUND[finding.fact]
    do = _DO.get(finding.fact)
    return say(found, *finding.figures), say(do) if do else ""


def report_line(finding: Diagnosis) -> str:
    """Returns a finding as it stands in the report and at a terminal."""
    found, do = finding_words(finding)
    line = f"{health_words(finding.health)}: {subject_words(finding)}: {found}"
    return f"{line.rstrip('.')}. {do}" if do else line
