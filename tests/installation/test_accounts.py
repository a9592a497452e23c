"""The shop's accounts: settings in a file that people edit, keys in the keyring alone."""

import asyncio
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from rings import RingHere

from pos_app.domain.errors import BadInput, NotApproved, PassphraseNeeded
from pos_app.domain.people.approval import Approval
from pos_app.gateways.catalogue import METHODS
from pos_app.installation import settings
from pos_app.installation.accounts import MayChange, ProfileSettings, load_accounts
from pos_app.installation.credentials import Keys
from pos_app.installation.profile import Profile
from pos_app.ports.gateway import Account
from pos_app.ports.settings_service import AccountChange, SecretLocation
from pos_app.ports.shop import SHOP_SETTINGS, Theme

SECRET = "hvHCkChzXuOdMonpeHFx"
BY_HAND = """\
# Written by the manager.
[shop]
name = "Boa Vista"  # since 1998

[providers.vpos]
base_url = "https://vpos.ao"
pos_id = 7
"""


class MemoryKeyring(KeyringBackend):
    """A keyring of this process."""

    priority = 1

    kept: dict[tuple[str, str], str]

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password


@pytest.fixture
def ring() -> Iterator[MemoryKeyring]:
    before = keyring.get_keyring()
    ring = cast("type[Any]", MemoryKeyring)()  # keyring has no types of its own
    ring.kept = {}
    keyring.set_keyring(ring)
    yield ring
    keyring.set_keyring(before)


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    profile = Profile(tmp_path)
    profile.settings.write_text(BY_HAND)
    return profile


def keys_of(profile: Profile, environment: Mapping[str, str] | None = None) -> Keys:
    return Keys("till", profile.keys, environment or {}, RingHere("pos-app till"))


async def anybody(_: str, __: Approval | None) -> None:
    """May change everything."""


def office(
    profile: Profile, told: list[Mapping[str, Account]], may_change: MayChange = anybody
) -> ProfileSettings:
    return ProfileSettings(
        profile, METHODS, keys_of(profile), told.append, may_change, lambda _: None
    )


async def test_an_account_is_kept_with_its_key_in_the_keyring_and_the_comments_in_the_file(
    profile: Profile, ring: MemoryKeyring
) -> None:
    told: list[Mapping[str, Account]] = []
    save = office(profile, told).save_account
    await save(AccountChange("vpos", "https://vpos.ao/ ", {"pos_id": "123"}), {"token": SECRET})
    text = profile.settings.read_text()
    assert "# Written by the manager." in text
    assert "# since 1998" in text
    assert SECRET not in text
    assert list(ring.kept.values()) == [SECRET]
    account = told[0]["vpos"]
    assert (account.base_url, account.options["pos_id"]) == ("https://vpos.ao", "123")
    assert account.secret == SECRET
    assert SECRET not in repr(account)


@pytest.mark.usefixtures("ring")
async def test_nested_options_are_written_as_the_readme_shows_them(profile: Profile) -> None:
    wallets = {"wallets.mpesa": "144365", "wallets.emola": "", "wallets.mkesh": ""}
    told: list[Mapping[str, Account]] = []
    change = AccountChange("clicpay", "https://c.mz", wallets)
    await office(profile, told).save_account(change, {})
    assert "[providers.clicpay.wallets]" in profile.settings.read_text()
    assert settings.load(profile.settings).providers["clicpay"].options["wallets.mpesa"] == "144365"


def test_a_second_secret_is_kept_beside_the_key(profile: Profile, ring: MemoryKeyring) -> None:
    """A webhook that was made elsewhere: its secret can be typed in."""
    told: list[Mapping[str, Account]] = []
    shop = office(profile, told)
    change = AccountChange("clicpay", "https://c.mz", {})
    asyncio.run(shop.save_account(change, {"webhook_secret": SECRET}))
    assert told[0]["clicpay"].other_secrets == {"webhook_secret": SECRET}
    assert SECRET not in profile.settings.read_text()
    form = next(form for form in asyncio.run(shop.accounts()) if form.provider == "clicpay")
    assert dict(form.secrets) == {
        "token": SecretLocation.NOWHERE,
        "webhook_secret": SecretLocation.KEYRING,
    }
    assert not form.may_be_asked
    assert len(ring.kept) == 1


@pytest.mark.parametrize(
    ("address", "secret"),
    [
        ("http://vpos.ao", SECRET),
        ("", SECRET),
        ("https://vpos.ao", "two words"),
        ("https://x:y", "k"),
    ],
)
async def test_what_cannot_be_used_is_refused_and_changes_nothing(
    address: str, secret: str, profile: Profile, ring: MemoryKeyring
) -> None:
    with pytest.raises(BadInput):
        await office(profile, []).save_account(
            AccountChange("vpos", address, {"pos_id": "1"}), {"token": secret}
        )
    assert profile.settings.read_text() == BY_HAND
    assert not ring.kept


def test_the_environment_comes_before_the_keyring(profile: Profile, ring: MemoryKeyring) -> None:
    ring.set_password("pos-app till", "vpos.token", "from-the-keyring")
    shop = settings.load(profile.settings)
    assert load_accounts(METHODS, shop, keys_of(profile))["vpos"].secret == "from-the-keyring"
    keys = keys_of(profile, {"POS_APP_VPOS_TOKEN": " from-the-environment "})
    assert load_accounts(METHODS, shop, keys)["vpos"].secret == "from-the-environment"


@pytest.mark.usefixtures("ring")
async def test_without_keyring_and_passphrase_a_key_is_kept_nowhere_and_that_is_said(
    profile: Profile,
) -> None:
    keyring.set_keyring(cast("type[Any]", NoKeyring)())
    with pytest.raises(PassphraseNeeded):
        await office(profile, []).save_account(
            AccountChange("vpos", "https://vpos.ao", {"pos_id": "1"}), {"token": SECRET}
        )
    assert SECRET not in profile.settings.read_text()
    assert not profile.keys.exists()
    assert (
        load_accounts(METHODS, settings.load(profile.settings), keys_of(profile))["vpos"].secret
        == ""
    )


@pytest.mark.usefixtures("ring")
async def test_of_what_is_saved_at_once_nothing_is_lost(profile: Profile) -> None:
    """The first run saves the shop while somebody already types the keys of an account."""
    shop = office(profile, [])
    account = AccountChange("vpos", "https://vpos.ao", {"pos_id": "7"})
    wanted = {"name": "Cantina Nova", "till": "Caixa 7", "slip_note": "Obrigado", "theme": "dark"}
    saves = [shop.save_shop({name: value}) for name, value in wanted.items()]
    await asyncio.gather(*saves, shop.save_account(account, {}))
    known = settings.load(profile.settings)
    assert {name: SHOP_SETTINGS[name].shown(known) for name in wanted} == wanted
    assert known.providers["vpos"].options["pos_id"] == "7"


@pytest.mark.usefixtures("ring")
def test_preferences_are_read_back(profile: Profile) -> None:
    shop = office(profile, [])
    changes = {"name": "Mercearia", "language": "en", "theme": "dark", "day_starts_at": "06:00"}
    asyncio.run(shop.save_shop(changes))
    known = settings.load(profile.settings)
    assert (known.name, known.language, known.theme) == ("Mercearia", "en", Theme.DARK)
    assert known.day_starts_at.hour == 6
    assert asyncio.run(shop.shop()).items() >= changes.items()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("name", " "), ("till", ""), ("name", "a\nb"), ("country", "PT"), ("zone", "Nowhere"),
        ("day_starts_at", "25:00"), ("text_size", 110), ("lock_after", -1), ("theme", "pink"),
        ("slip_note", "x" * 200), ("sounds", "yes"),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("ring")
async def test_what_a_shop_cannot_be_is_refused_by_its_name(
    profile: Profile, name: str, value: str | int
) -> None:
    with pytest.raises(BadInput) as refused:
        await office(profile, []).save_shop({"language": "en", name: value})
    assert refused.value.value == f"shop.{name}"
    assert profile.settings.read_text() == BY_HAND


def test_what_a_manager_does_not_allow_is_not_saved_but_the_colours_are_everybodys(
    profile: Profile, ring: MemoryKeyring
) -> None:
    asked: list[str] = []

    async def nobody(what: str, _: Approval | None) -> None:
        asked.append(what)
        raise NotApproved(what)

    told: list[Mapping[str, Account]] = []
    shop = office(profile, told, nobody)
    account = AccountChange("vpos", "https://vpos.ao", {"pos_id": "1"})
    for refused in (
        shop.save_account(account, {"token": SECRET}),
        shop.save_account(account, {}),
        shop.save_account(AccountChange("vpos", "https://elsewhere.ao", {"pos_id": "7"}), {}),
        shop.save_shop({"name": "Outra", "language": "en", "theme": "dark"}),
    ):
        with pytest.raises(NotApproved):
            asyncio.run(refused)
    assert asked == [
        "vpos.pos_id, vpos.token",
        "vpos.pos_id",
        "vpos.base_url",
        "shop.name",
    ]  # and never a value
    assert profile.settings.read_text() == BY_HAND
    assert not ring.kept
    assert not told
    asyncio.run(shop.save_shop({"name": "Boa Vista", "language": "en", "theme": "dark"}))
    assert settings.load(profile.settings).theme is Theme.DARK
