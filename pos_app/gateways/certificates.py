"""TLS certificates: trusts the system's own store, and files that the environment names.

Of the environment's TLS variables it takes two, where a shop may have put certificates of its own:
SSL_CERT_FILE and SSL_CERT_DIR. It ignores SSLKEYLOGFILE, which asks every program to write down the
keys of its connections: a reader of that file could read the provider's key.
"""

import logging
import os
import ssl
import sys
from collections.abc import Mapping
from pathlib import Path

_LOG = logging.getLogger(__name__)


def trusting_context(environment: Mapping[str, str] = os.environ) -> ssl.SSLContext:
    """Makes a context as `ssl.create_default_context` does, without writing keys down, and with the
    system's certificates if a variable names some that are not there. Reads the disk; never raises
    for a bad variable."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if sys.version_info >= (3, 13):
        context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN | ssl.VERIFY_X509_STRICT
    context.load_default_certs()  # ignores a variable that leads nowhere
    usual = ssl.get_default_verify_paths()
    if _is_useless(environment, usual.openssl_cafile_env):
        _load_file(context, usual.openssl_cafile)
    if _is_useless(environment, usual.openssl_capath_env) and Path(usual.openssl_capath).is_dir():
        context.load_verify_locations(capath=usual.openssl_capath)
    return context


def _is_useless(environment: Mapping[str, str], variable: str) -> bool:
    """Returns whether the variable is set, and leads to no certificates."""
    given = environment.get(variable)
    if given is None or any(map(_has_certificates, given.split(os.pathsep))):
        return False
    _LOG.warning("%s leads to no certificates: those of the system are used", variable)
    return True


def _has_certificates(place: str) -> bool:
    if not place:
        return False
    if Path(place).is_dir():
        return True
    return _load_file(ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT), place)


def _load_file(context: ssl.SSLContext, file: str) -> bool:
    """Loads certificates from the file; returns whether there were any."""
    try:
        context.load_verify_locations(cafile=file)
    except (OSError, ValueError):  # no such file, or no certificates; ssl.SSLError is an OSError
        return False
    return True
