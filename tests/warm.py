"""Everything that a command or a till may import, once: for the processes that they are forked
from."""

import gc
import pkgutil
from importlib import import_module

import trust
from sqlite_utils import Database

import pos_app.cli
from pos_app.gateways.catalogue import METHODS
from pos_app.gateways.providers import provider_of

# What is imported only once it is needed, at another maker's place.
LATE = (
    "_strptime",
    "anyio._backends._asyncio",
    "argon2",
    "certifi",
    "cheap_pins",
    "encodings.ascii",
    "forked",
    "httpcore",
    "importlib.metadata",
    "keyring.backends.null",
    "phonenumbers",
    "phonenumbers.data.region_AO",
    "phonenumbers.data.region_MZ",
    "pos_app.gateways.clicpay.admin",
    "PySide6.QtGui",
    "simplejson",
    "sniffio",
    "socksio",
    "tomllib",
)

for module in pkgutil.walk_packages(pos_app.cli.__path__, "pos_app.cli."):
    import_module(module.name)
for name in (
    "pos_app.app.root",
    "pos_app.diagnostics.incidents",
    "pos_app.journal.checks.verify",
    *LATE,
):
    import_module(name)
for method in METHODS.values():
    provider_of(method)
trust.read_once()
Database(memory=True).close()  # the first one in a process looks for plugins
gc.freeze()  # what is shared stays shared: no fork collects it, and copies its pages so
