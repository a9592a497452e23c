"""AppStream's description of the till, by which a desktop's software centre shows it."""

from datetime import UTC, datetime
from xml.etree.ElementTree import Element, SubElement, indent, tostring

ID = "pos-app"
_WHAT = (
    "A till for shop counters in Angola, Mozambique and Trinidad.",
    "It asks the customer's payment service for the money and turns green when the goods may go.",
    "Training mode sells without money. No change of the journal of sales goes unseen.",
)


def metainfo(version: str, summary: str, released: int) -> bytes:
    """The file's XML; `released` is in seconds since 1970."""
    root = Element("component", type="desktop-application")
    for tag, text in (
        ("id", ID),
        ("metadata_license", "FSFAP"),
        ("project_license", "MIT AND LGPL-3.0-only AND OFL-1.1"),
        ("name", "pos_app"),
        ("summary", summary[0].upper() + summary[1:]),
    ):
        SubElement(root, tag).text = text
    description = SubElement(root, "description")
    for paragraph in _WHAT:
        SubElement(description, "p").text = paragraph
    SubElement(SubElement(root, "developer", id="pos-app"), "name").text = "The pos_app authors"
    SubElement(root, "launchable", type="desktop-id").text = f"{ID}.desktop"
    SubElement(SubElement(root, "provides"), "binary").text = ID
    SubElement(root, "content_rating", type="oars-1.1")
    day = datetime.fromtimestamp(released, UTC).date().isoformat()
    SubElement(SubElement(root, "releases"), "release", version=version, date=day)
    indent(root)
    xml: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return xml + b"\n"
