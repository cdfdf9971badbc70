"""XML 1.0 documents in and out: untrusted ones are parsed without entities, DTDs and network."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

from lxml import etree

from align.emit.formats.files import content
from align.errors import InputError

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
#: What XML 1.0 (section 2.2, Char) can't hold.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """The text with U+FFFD for every character that XML can't hold."""
    return _FORBIDDEN.sub("\ufffd", text)


def start(namespace: str, tag: str, **attributes: str) -> etree._Element:
    """A root element in its namespace, without a prefix."""
    names = {None: namespace}
    return etree.Element(f"{{{namespace}}}{tag}", attributes, nsmap=names)  # type: ignore[arg-type]  # the stubs don't know None


def add(parent: etree._Element, tag: str, text: str | None = None, **attributes: str) -> etree._Element:
    """A new last child. Attributes are written with ``-`` where the name has ``_``; empty ones are left out."""
    child = etree.SubElement(parent, tag, {k.replace("_", "-"): clean(v) for k, v in attributes.items() if v})
    if text is not None:
        child.text = clean(text)
    return child


def document(root: etree._Element, doctype: str = "") -> bytes:
    """The document as UTF-8, indented where that adds nothing to a text."""
    etree.indent(root, " ")
    if doctype:
        return etree.tostring(root, encoding="UTF-8", xml_declaration=True, doctype=doctype) + b"\n"
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


def parse(path: Path, tag: str, what: str, next_step: str) -> etree._Element:
    """The root element of a document.

    Args:
        tag: that the root must have.
        what: the type of the file, for messages.
        next_step: what to do with a file of another type.

    Raises:
        InputError: the file can't be read, isn't well-formed, or has another root.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        root = etree.fromstring(content(path), parser)
    except etree.XMLSyntaxError as error:
        raise InputError(
            f"the file is no valid XML ({error.msg})", where=path,
            next_step=f"Save it again as {what} in the tool that wrote it; was it cut short, or its encoding changed?",
        ) from None  # fmt: skip
    if root.tag != tag:
        raise InputError(f"the file is no {what}", where=path, next_step=next_step)
    return root


def plain(element: etree._Element | None, around_text: Collection[str]) -> str:
    """The text of an element without the codes of its inline elements.

    Args:
        around_text: local names of the inline elements whose content is text.
    """
    if element is None:
        return ""
    parts = [element.text or ""]
    for child in element:
        # comments, processing instructions and entities have no name
        if isinstance(child.tag, str) and etree.QName(child).localname in around_text:
            parts.append(plain(child, around_text))
        parts.append(child.tail or "")
    return "".join(parts)
