"""Services that are there, take what they are asked, and never answer.

    with silent_listener() as port: ...            # a print server, a sound server, a provider
    with silent_keyring(folder) as environment: ...  # a secret service on a session bus of its own
    with stalled_file(path): ...                   # a disk: whoever opens this file waits

Each closes what it has opened when its block is left.
"""

import fcntl
import os
import signal
import socket
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Event, Thread

from jeepney import DBusAddress, new_method_call
from jeepney.io.blocking import open_dbus_connection

SECRETS = "org.freedesktop.secrets"
_PATIENCE = 10.0  # seconds for a bus to be there
_LISTED = 200  # connections that wait to be taken
_BUS = """\
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={0}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
    <allow user="*"/>
  </policy>
</busconfig>
"""


class Listener:
    """A TCP port of loopback that takes every connection and says nothing on any."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=_LISTED)
        self.port: int = self._socket.getsockname()[1]
        self.asked = Event()  # whether anybody ever came
        self._held: list[socket.socket] = []
        self._thread = Thread(target=self._take, daemon=True)
        self._thread.start()

    def _take(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return  # closed
            self._held.append(connection)
            self.asked.set()

    def close(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join()
        for connection in self._held:
            connection.close()


@contextmanager
def silent_listener() -> Iterator[Listener]:
    listener = Listener()
    try:
        yield listener
    finally:
        listener.close()


@contextmanager
def silent_keyring(folder: Path) -> Iterator[Mapping[str, str]]:
    """The environment of a session whose secret service has its name and never replies. Whoever
    asks for the name alone hears, from the bus, that the service is there."""
    address = folder / "bus"
    rules = folder / "bus.conf"
    rules.write_text(_BUS.format(address))
    with ExitStack() as closing:
        log = closing.enter_context((folder / "bus.log").open("wb"))
        bus = closing.enter_context(
            subprocess.Popen(
                ["dbus-daemon", f"--config-file={rules}", "--nofork", "--print-address"],
                stdout=subprocess.PIPE,
                stderr=log,
            )
        )
        closing.callback(bus.kill)
        assert bus.stdout is not None
        assert bus.stdout.readline()  # it listens
        service = open_dbus_connection(f"unix:path={address}")
        closing.callback(service.close)
        names = DBusAddress(
            "/org/freedesktop/DBus",
            bus_name="org.freedesktop.DBus",
            interface="org.freedesktop.DBus",
        )
        request = new_method_call(names, "RequestName", "su", (SECRETS, 0))
        reply = service.send_and_get_reply(request, timeout=_PATIENCE)
        assert reply.body == (1,)  # it is the owner; from here on it reads nothing
        yield {
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={address}",
            "PYTHON_KEYRING_BACKEND": "keyring.backends.SecretService.Keyring",
        }


@contextmanager
def stalled_file(path: Path) -> Iterator[None]:
    """Whoever opens the file waits in the system, as for a network folder whose server is gone:
    for as long as Linux lets a holder take over a lease (45 s). The file is made where it is not
    there."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    before = signal.signal(signal.SIGIO, signal.SIG_IGN)  # so is the holder asked to let go
    try:
        fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_WRLCK)
        yield
    finally:
        os.close(handle)
        signal.signal(signal.SIGIO, before)
