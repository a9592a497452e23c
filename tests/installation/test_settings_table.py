"""Whatever stands in the table of settings is read, written, guarded and documented: a new row is
tried here without a word more."""

import asyncio
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as some

from pos_app.domain.countries import COUNTRIES
from pos_app.domain.errors import BadInput, InputProblem
from pos_app.domain.people.approval import Approval
from pos_app.domain.quick_amounts import MOST
from pos_app.installation import settings
from pos_app.installation.accounts import ProfileSettings
from pos_app.installation.credentials import Keys
from pos_app.installation.profile import Profile
from pos_app.installation.settings import SETTINGS, Settings
from pos_app.ports.setting_rules import (
    AmountLine,
    Choice,
    FileName,
    Number,
    QuickAmountsLine,
    SettingRule,
    SlipLine,
    Switch,
)
from pos_app.ports.settings_service import Setting
from pos_app.ports.shop import LANGUAGES, SHOP_SETTINGS, ShopSettings, Theme

MANUAL = Path(__file__).parents[2] / "packaging" / "MANUAL.md"

WORDS = some.text(some.characters(categories=("L", "N", "P", "Zs")), min_size=1, max_size=60)
AMOUNTS = some.integers(1, 10**6).map(str)
# Of those that the table alone cannot make up.
MADE_UP: dict[str, some.SearchStrategy[Setting]] = {
    "shop.zone": some.sampled_from([country.zone for country in COUNTRIES.values()]),
    "shop.day_starts_at": some.times().map(lambda at: f"{at:%H:%M}"),
    "shop.logo": some.sampled_from(["logo.png", "logo-1f2e.png"]),
    "shop.quick_amounts": some.lists(some.integers(1, 10**6).map(str), max_size=MOST).map(
        "; ".join
    ),
}
ODD: Iterable[object] = ("", "odd", -1, 10**6, 1.5, [], {"a": 1}, True, False)

each = pytest.mark.parametrize("row", SETTINGS.values(), ids=SETTINGS)
each_of_shop = pytest.mark.parametrize("row", SHOP_SETTINGS.values(), ids=SHOP_SETTINGS)


def values(row: SettingRule) -> some.SearchStrategy[Setting]:
    match row.allowed:
        case Switch():
            return some.booleans()
        case Choice(choices):
            return some.sampled_from([str(choice) for choice in choices])
        case Number(allowed):
            assert isinstance(allowed, range | tuple)
            return some.sampled_from(allowed)
        case AmountLine():
            return some.integers(1, 99_999).map(str)
        case QuickAmountsLine():
            return some.lists(some.integers(1, 9999), max_size=4).map(
                lambda amounts: "; ".join(map(str, amounts))
            )
    return MADE_UP.get(row.name, WORDS.filter(str.strip))


def read(folder: Path, text: str) -> Settings:
    path = folder / "settings.toml"
    path.write_text(text, encoding="utf-8")
    return settings.load(path)


async def anybody(_: str, __: Approval | None) -> None:
    """May change everything."""


@given(chosen=some.fixed_dictionaries({name: values(row) for name, row in SETTINGS.items()}))
def test_what_is_written_is_read_back(chosen: dict[str, Setting]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "settings.toml")
        settings.save(path, {(row.section, row.key): chosen[row.name] for row in SETTINGS.values()})
        known = settings.load(path)
    for row in SETTINGS.values():
        assert getattr(known, row.field) == row.allowed.read(chosen[row.name])
        assert type(getattr(known, row.field)) is type(row.default)


@each
def test_a_file_that_leaves_it_out_has_the_default(row: SettingRule, tmp_path: Path) -> None:
    known = read(tmp_path, f"[{row.section}]\n")
    assert getattr(known, row.field) == row.default == row.allowed.read(row.shown(Settings()))
    assert row.allowed.complaint(row.default) is None


@each
def test_what_it_cannot_be_is_refused_by_its_name(row: SettingRule) -> None:
    for odd in ODD:
        try:
            row.allowed.read(odd)
        except ValueError:
            with pytest.raises(BadInput) as refused:
                settings._read({row.section: {row.key: odd}})
            assert refused.value.complaint is InputProblem.SETTING_INVALID
            assert refused.value.value == row.name


def test_odd_values_are_those_that_the_table_does_not_allow() -> None:
    for row in SETTINGS.values():
        refused = []
        for odd in ODD:
            try:
                row.allowed.read(odd)
            except ValueError:
                refused.append(odd)
        if isinstance(row.allowed, Switch):
            assert refused == list(ODD)[:-2]
        elif isinstance(row.allowed, Choice | Number):
            assert refused == list(ODD)
        elif isinstance(row.allowed, FileName):
            assert refused == [{"a": 1}]  # by its colon
        else:
            assert not refused


@pytest.mark.parametrize("elsewhere", ["../keys.enc", "/etc/passwd", "a\\b.png", "C:x.png", ".x"])
def test_a_picture_is_in_the_profiles_folder_or_nowhere(elsewhere: str) -> None:
    with pytest.raises(ValueError, match=re.escape(elsewhere)):
        FileName().read(elsewhere)


@each_of_shop
@given(data=some.data())
def test_a_manager_is_asked_for_what_is_guarded_alone(
    row: SettingRule, data: some.DataObject
) -> None:
    asked: list[str] = []

    async def listens(what: str, _: Approval | None) -> None:
        asked.append(what)

    value = data.draw(values(row).filter(lambda one: one != row.shown(ShopSettings())))
    with TemporaryDirectory() as folder:
        profile = Profile(Path(folder))
        office = ProfileSettings(
            profile, {}, Keys("till", profile.keys, {}), lambda _: None, listens, lambda _: None
        )
        asyncio.run(office.save_shop({row.key: value}))
        assert asyncio.run(office.shop())[row.key] == row.allowed.read(value)
    assert asked == ([row.name] if row.guarded else [])


def test_what_is_everybodys_and_what_the_open_window_follows() -> None:
    everybodys = {name for name, row in SHOP_SETTINGS.items() if not row.guarded}
    assert everybodys == {
        "language", "theme", "text_size", "keypad", "sounds", "customer_screen",
        "customer_receipt", "quick_amounts", "drawer_float",
    }  # fmt: skip
    later = {name for name, row in SHOP_SETTINGS.items() if not row.live}
    assert later == {"country", "zone", "day_starts_at", "text_size", "kiosk"}
    assert all(row.guarded and not row.live for row in SETTINGS.values() if row.section != "shop")


def test_the_window_finds_what_it_follows_by_the_name_in_the_file() -> None:
    assert all(row.key == row.field for row in SHOP_SETTINGS.values() if row.live)


@each_of_shop
def test_what_cannot_stand_on_a_slip_is_read_and_yet_not_set(
    row: SettingRule, tmp_path: Path
) -> None:
    if not isinstance(row.allowed, SlipLine):
        return
    long = "x" * 121
    assert getattr(read(tmp_path, f'[shop]\n{row.key} = "{long}"\n'), row.field) == long
    with pytest.raises(BadInput):
        settings.check_shop(tmp_path / "nowhere", {row.key: long})


@each
def test_the_manual_has_it_in_an_example(row: SettingRule) -> None:
    text = MANUAL.read_text(encoding="utf-8")
    blocks = [part.split("```", maxsplit=1)[0] for part in text.split("```toml\n")[1:]]
    assert any(
        row.key in tomllib.loads(block).get(row.section, {})
        or (f"\n[{row.section}]\n" in f"\n{block}" and f"{row.key} = " in block)
        for block in blocks
    )


def test_the_example_of_the_manual_can_be_used(tmp_path: Path) -> None:
    text = MANUAL.read_text(encoding="utf-8")
    example = text.partition("### settings.toml")[2].partition("```toml\n")[2].partition("```")[0]
    known = read(tmp_path, example)
    assert (known.name, known.lock_after) == ("Mercearia Boa Vista", 5)


def test_a_language_and_a_theme_have_the_names_of_the_file() -> None:
    assert tuple(LANGUAGES) == ("pt", "en")
    assert [theme.value for theme in Theme] == ["light", "dark"]
