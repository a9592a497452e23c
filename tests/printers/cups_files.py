"""What a print server reads when it starts: its settings, its queues, their PPDs, and a backend.

Sources: cupsd.conf(5), cups-files.conf(5), backend(7), Adobe's PPD specification 4.3 and CUPS' PPD
extensions.
"""

from dataclasses import dataclass
from pathlib import Path

ROLL_WIDTH_PT = 226.77  # 80 mm
ROLL_MARGIN_PT = 11.34  # 4 mm on each side: 72 mm can be printed on


@dataclass(frozen=True)
class Queue:
    """`device`: where its jobs go; None for the folder of what is kept. `ppd`: None for a raw
    queue, which sends on whatever it gets."""

    name: str
    ppd: str | None
    device: str | None = None
    stopped: bool = False
    rejecting: bool = False
    retries: bool = False  # a failed job; else the queue stops, as is CUPS' custom


def settings(socket: Path) -> str:
    """Everybody who can reach the socket may do everything."""
    return f"""LogLevel debug
MaxLogSize 0
Listen {socket}
Browsing No
WebInterface No
DefaultAuthType None
IdleExitTimeout 0
DirtyCleanInterval 0
JobRetryInterval 1
PreserveJobHistory Yes
<Location />
Order allow,deny
Allow all
</Location>
<Policy default>
<Limit All>
Order allow,deny
Allow all
</Limit>
</Policy>
"""


def file_settings(base: Path, user: str, group: str) -> str:
    return f"""ServerRoot {base}/etc
ServerBin {base}/bin
DataDir /usr/share/cups
RequestRoot {base}/spool
TempDir {base}/tmp
StateDir {base}/state
CacheDir {base}/cache
AccessLog {base}/log/access
ErrorLog {base}/log/error
PageLog {base}/log/page
User {user}
Group {group}
SystemGroup {group}
"""


def queues_file(queues: list[Queue], kept: Path, default: str | None) -> str:
    return "".join(_queue(queue, kept, default=queue.name == default) for queue in queues)


def _queue(queue: Queue, kept: Path, *, default: bool) -> str:
    kind = "DefaultPrinter" if default else "Printer"
    return f"""<{kind} {queue.name}>
Info {queue.name}
MakeModel {queue.name}
DeviceURI {queue.device or f"keep:{kept / queue.name}"}
State {"Stopped" if queue.stopped else "Idle"}
Accepting {"No" if queue.rejecting else "Yes"}
Shared No
OpPolicy default
ErrorPolicy {"retry-job" if queue.retries else "stop-printer"}
</{kind}>
"""


# Keeps each job's data in the folder that its address names. Files that tests lay there make it
# a printer without paper, one that cannot be reached, or one that takes nothing.
BACKEND = """#!/bin/sh
[ $# -ge 5 ] || exit 0
folder=${DEVICE_URI#keep:}
if [ -e "$folder/paper-out" ]; then
    echo "STATE: +media-empty-error" >&2
    while [ -e "$folder/paper-out" ]; do sleep 0.05; done
    echo "STATE: -media-empty-error" >&2
fi
while [ -e "$folder/hangs" ]; do sleep 0.05; done
if [ -e "$folder/unreachable" ]; then
    echo "ERROR: The printer is not connected." >&2
    exit 1
fi
printf '%s\\0' "$1" "$2" "$3" "$4" "$5" >"$folder/$1.job"
cat "${6:--}" >"$folder/$1.part" && mv "$folder/$1.part" "$folder/$1.data"
"""

_HEAD = """*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "{short}.PPD"
*Product: "({name})"
*Manufacturer: "Test"
*ModelName: "{name}"
*ShortNickName: "{name}"
*NickName: "{name}"
*PSVersion: "(3010.000) 0"
*LanguageLevel: "3"
*ColorDevice: {colour}
*DefaultColorSpace: {space}
*FileSystem: False
*Throughput: "1"
*LandscapeOrientation: Plus90
*TTRasterizer: Type42
*cupsVersion: 2.4
*cupsLanguages: "en"
*cupsFilter2: "application/vnd.cups-pdf application/pdf 0 -"
"""


def _sizes(default: str, sizes: dict[str, tuple[float, float]], margin: tuple[float, float]) -> str:
    """The four ways in which a PPD says its papers, in points; margins at the side and at top and
    bottom."""
    lines = []
    for keyword in ("PageSize", "PageRegion"):
        lines += [
            f"*OpenUI *{keyword}/Media Size: PickOne",
            f"*OrderDependency: 10 AnySetup *{keyword}",
            f"*Default{keyword}: {default}",
            *(
                f'*{keyword} {name}: "<</PageSize[{width} {height}]>>setpagedevice"'
                for name, (width, height) in sizes.items()
            ),
            f"*CloseUI: *{keyword}",
        ]
    side, end = margin
    lines.append(f"*DefaultImageableArea: {default}")
    for name, (width, height) in sizes.items():
        area = f"{side} {end} {width - side:.2f} {height - end:.2f}"
        lines.append(f'*ImageableArea {name}: "{area}"')
    lines.append(f"*DefaultPaperDimension: {default}")
    for name, (width, height) in sizes.items():
        lines.append(f'*PaperDimension {name}: "{width} {height}"')
    return "\n".join(lines) + "\n"


A4_PPD = (
    _HEAD.format(short="A4", name="Office A4", colour="True", space="RGB")
    + _sizes("A4", {"A4": (595, 842), "A5": (420, 595), "Letter": (612, 792)}, (12, 12))
    + """*OpenUI *Duplex/2-Sided Printing: PickOne
*OrderDependency: 10 AnySetup *Duplex
*DefaultDuplex: None
*Duplex None/Off: "<</Duplex false>>setpagedevice"
*Duplex DuplexNoTumble/Long edge: "<</Duplex true/Tumble false>>setpagedevice"
*CloseUI: *Duplex
"""
)

ROLL_PPD = (
    _HEAD.format(short="ROLL", name="Roll 80 mm", colour="False", space="Gray")
    + _sizes(
        "Roll80x200",
        {"Roll80x200": (ROLL_WIDTH_PT, 566.93), "Roll80x297": (ROLL_WIDTH_PT, 841.89)},
        (ROLL_MARGIN_PT, 0),
    )
    + f"""*VariablePaperSize: True
*MaxMediaWidth: "{ROLL_WIDTH_PT}"
*MaxMediaHeight: "9000"
*HWMargins: {ROLL_MARGIN_PT} 0 {ROLL_MARGIN_PT} 0
*NonUIOrderDependency: 10 AnySetup *CustomPageSize
*CustomPageSize True: "pop pop pop <</PageSize[5 -2 roll]>>setpagedevice"
*ParamCustomPageSize Width: 1 points 72 {ROLL_WIDTH_PT}
*ParamCustomPageSize Height: 2 points 72 9000
*ParamCustomPageSize WidthOffset: 3 points 0 0
*ParamCustomPageSize HeightOffset: 4 points 0 0
*ParamCustomPageSize Orientation: 5 int 0 0
"""
)
