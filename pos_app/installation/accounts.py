"""Loads the providers' accounts (settings file plus keys), and saves account and shop settings."""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Mapping, Sequence

from pos_app.domain.errors import (
    BadInput,
    Field,
    InputProblem,
    KeyringUnavailable,
    SettingsUnavailable,
    WrongPassphrase,
)
from pos_app.domain.method import Method
from pos_app.domain.people.approval import Approval
from pos_app.domain.text.typed_text import clean
from pos_app.installation import settings
from pos_app.installation.credentials import Keys, check_secret
from pos_app.installation.logo import keep_logo, read_logo
from pos_app.installation.profile import Profile
from pos_app.ports.gateway import Account
from pos_app.ports.settings_service import AccountChange, AccountForm, SecretLocation, Setting
from pos_app.ports.shop import SHOP_SETTINGS


def first_methods(methods: Mapping[str, Method]) -> Mapping[str, Method]:
    """Returns one method of each provider, which speaks for its account."""
    by_provider: dict[str, Method] = {}
    for method in methods.values():
        by_provider.setdefault(method.provider, method)
    return by_provider


def secret_names(methods: Mapping[str, Method]) -> Sequence[str]:
    """Returns the names of all secrets of these providers' accounts, as the keyring knows them."""
    return [
        f"{provider}.{name}"
        for provider, method in first_methods(methods).items()
        for name in (method.secret, *method.other_secrets)
        if name
    ]


def load_accounts(
    methods: Mapping[str, Method], shop: settings.Settings, keys: Keys
) -> Mapping[str, Account]:
    """Returns the accounts of the providers that the settings name. Waits for the keyring.

    A missing key, or one in a locked key file, leaves the account without its secret: a charge by
    it then says what is missing. Raises BadInput for an address that is not safe.
    """
    accounts: dict[str, Account] = {}
    for provider, method in first_methods(methods).items():
        known = shop.providers.get(provider)
        if known is None:
            continue
        secret = _secret(provider, method.secret, keys)
        if address := known.base_url or method.address:
            address = settings.check_address(address, f"providers.{provider}.base_url")
            others = _other_secrets(provider, method, keys)
            accounts[provider] = Account(provider, address, known.options, secret, others)
    return accounts


def _secret(provider: str, name: str, keys: Keys) -> str:
    try:
        return keys.get(provider, name) if name else ""
    except (KeyringUnavailable, WrongPassphrase):
        return ""


def _other_secrets(provider: str, method: Method, keys: Keys) -> Mapping[str, str]:
    return {name: _secret(provider, name, keys) for name in method.other_secrets}


# Raises unless a manager approves the change; the text names the settings. See `Approvals`.
MayChange = Callable[[str, Approval | None], Awaitable[None]]


class ProfileSettings:
    """Implements the port `SettingsService`: the settings page calls it, and it tells the till new
    accounts and the shop's new settings."""

    def __init__(
        self,
        profile: Profile,
        methods: Mapping[str, Method],
        keys: Keys,
        tell: Callable[[Mapping[str, Account]], None],
        may_change: MayChange,
        tell_shop: Callable[[settings.Settings], None],
    ) -> None:
        self._profile = profile
        self._methods = methods
        self._keys = keys
        self._tell = tell
        self._may_change = may_change
        self._tell_shop = tell_shop
        self._saving = threading.Lock()

    async def accounts(self) -> Sequence[AccountForm]:
        return await asyncio.to_thread(self._forms)

    async def save_account(
        self, account: AccountChange, secrets: Mapping[str, str], approval: Approval | None = None
    ) -> None:
        provider = account.provider
        changes = self._account_changes(account)
        changed = await asyncio.to_thread(self._changed, account)
        for name, secret in secrets.items():
            check_secret(secret, f"{provider}.{name}")
        if secrets:
            await asyncio.to_thread(self._keys.check_place)
        named = [f"{provider}.{name}" for name in (*changed, *secrets)] or [provider]
        await self._may_change(", ".join(named), approval)
        for name, secret in secrets.items():
            # First: if the keyring refuses a secret, nothing is half saved.
            await asyncio.to_thread(self._keys.keep, provider, name, secret)
        await asyncio.to_thread(self._save, changes)
        self._tell(await asyncio.to_thread(self._load_accounts))

    async def shop(self) -> Mapping[str, Setting]:
        return await asyncio.to_thread(self._shop)

    async def save_shop(
        self, changes: Mapping[str, Setting], approval: Approval | None = None
    ) -> None:
        known = await self.shop()
        changed = {name: value for name, value in changes.items() if known[name] != value}
        await asyncio.to_thread(settings.check_shop, self._profile.settings, changed)
        if guarded := [name for name in changed if SHOP_SETTINGS[name].guarded]:
            await self._may_change(", ".join(f"shop.{name}" for name in guarded), approval)
        named: Mapping[tuple[str, ...], Setting] = {
            ("shop", name): value for name, value in changed.items()
        }
        await asyncio.to_thread(self._save, named)
        self._tell_shop(await asyncio.to_thread(settings.load, self._profile.settings))

    def _shop(self) -> Mapping[str, Setting]:
        known = settings.load(self._profile.settings)
        return {name: row.shown(known) for name, row in SHOP_SETTINGS.items()}

    async def keep_logo(self, png: bytes) -> str:
        in_use = str((await self.shop())["logo"])
        return await asyncio.to_thread(keep_logo, self._profile.root, png, in_use)

    async def logo(self, name: str) -> bytes:
        return await asyncio.to_thread(read_logo, self._profile.root, name)

    async def key_place(self) -> SecretLocation:
        return await asyncio.to_thread(lambda: self._keys.place)

    async def keys_are_locked(self) -> bool:
        return await asyncio.to_thread(lambda: self._keys.are_locked)

    async def unlock_keys(self, passphrase: str) -> None:
        await asyncio.to_thread(self._keys.unlock, passphrase)
        self._tell(await asyncio.to_thread(self._load_accounts))

    def _forms(self) -> list[AccountForm]:
        shop = settings.load(self._profile.settings)
        keys = self._keys.asked(secret_names(self._methods))
        return [self._form(provider, shop, keys) for provider in first_methods(self._methods)]

    def _form(self, provider: str, shop: settings.Settings, keys: Keys) -> AccountForm:
        known = shop.providers.get(provider, settings.ProviderSettings(""))
        methods = [method for method in self._methods.values() if method.provider == provider]
        names = dict.fromkeys(
            name for method in methods for name in (*method.settings, *method.optional_settings)
        )
        return AccountForm(
            provider=provider,
            name=methods[0].brand,
            base_url=known.base_url or methods[0].address,
            options={name: known.options.get(name, "") for name in names},
            secrets=self._secrets(methods[0], keys),
        )

    @staticmethod
    def _secrets(method: Method, keys: Keys) -> Mapping[str, SecretLocation]:
        """Returns where each secret is, the key first where the provider has one."""
        names = [name for name in (method.secret, *method.other_secrets) if name]
        return {name: keys.where(method.provider, name) for name in names}

    @staticmethod
    def _account_changes(account: AccountChange) -> dict[tuple[str, ...], Setting]:
        provider = account.provider
        address = settings.check_address(account.base_url, f"providers.{provider}.base_url")
        changes: dict[tuple[str, ...], Setting] = {("providers", provider, "base_url"): address}
        for name, value in account.options.items():
            text = clean(value).strip()
            if not text.isprintable():
                raise BadInput(Field.SETTINGS, InputProblem.SETTING_INVALID, f"{provider}.{name}")
            changes["providers", provider, *name.split(".")] = text
        return changes

    def _changed(self, account: AccountChange) -> Sequence[str]:
        """Returns the names of the changed settings, without values: those may be secrets."""
        known = settings.load(self._profile.settings).providers.get(account.provider)
        before = known.options if known else {}
        address = known.base_url if known else ""
        moved = ["base_url"] if account.base_url.strip() != address else []
        return moved + [
            name for name, value in account.options.items() if value.strip() != before.get(name, "")
        ]

    def _save(self, changes: Mapping[tuple[str, ...], Setting]) -> None:
        try:
            with self._saving:  # each reads the file first: of two at once, one would be lost
                settings.save(self._profile.settings, changes)
        except OSError as error:
            raise SettingsUnavailable(str(error)) from error

    def _load_accounts(self) -> Mapping[str, Account]:
        keys = self._keys.asked(secret_names(self._methods))
        return load_accounts(self._methods, settings.load(self._profile.settings), keys)
