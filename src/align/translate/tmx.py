"""Translation memories as files: TMX 1.4b (LISA 2005), which every translation tool reads and writes."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from align import __version__
from align.errors import InputError
from align.model.row import ReviewStatus
from align.translate.memory import REVIEWED, Entry

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
#: Names that mean something in a corpus; no memory gives them.
_OURS = {"glosses", "offline", "source", "tm", "verbatim"}
#: What a review makes of a row that is a translation.
_DECIDED = frozenset({ReviewStatus.ACCEPTED, ReviewStatus.EDITED})
#: What XML 1.0 can't hold.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)


def write(entries: Iterable[Entry]) -> bytes:
    """A TMX document: a unit for each entry, with who gave it and when."""
    root = ET.Element("tmx", version="1.4")
    ET.SubElement(
        root, "header", {
            "creationtool": "align", "creationtoolversion": __version__, "segtype": "sentence", "o-tmf": "align", "adminlang": "en", "srclang": "ja", "datatype": "plaintext",
        },
    )  # fmt: skip
    body = ET.SubElement(root, "body")
    for e in entries:
        stamp = re.sub(r"[-:]", "", e.at)[:15]
        unit = ET.SubElement(body, "tu", {"creationid": _clean(e.engine), **({"creationdate": f"{stamp}Z"} if len(stamp) == 15 else {})})
        ET.SubElement(unit, "prop", type="x-engine").text = _clean(e.engine)
        if e.variant:
            ET.SubElement(unit, "prop", type="x-variant").text = _clean(e.variant)
        if e.context:
            ET.SubElement(unit, "prop", type="x-context").text = _clean(e.context)
        for language, text in (("ja", e.ja), ("en", e.en)):
            variant = ET.SubElement(unit, "tuv", {_LANG: language})
            ET.SubElement(variant, "seg").text = _clean(text)
    ET.indent(root, " ")
    out = BytesIO()
    out.write(b'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n')
    out.write(ET.tostring(root, encoding="utf-8"))
    out.write(b"\n")
    return out.getvalue()


def read(path: Path) -> Iterator[Entry]:
    """The Japanese–English units of a TMX document; those of other tools count as reviewed.

    Of a corpus that this program wrote only what was accepted or edited does, and drafts that nobody has looked at are passed over.

    Raises:
        InputError: the file can't be read or is no TMX.
    """
    try:
        with path.open("rb") as handle:
            root = None
            for event, element in ET.iterparse(handle, events=("start", "end")):
                if root is None:
                    root = element
                    if element.tag != "tmx":
                        raise InputError("the file is no TMX", where=path)
                if event == "end" and element.tag == "tu":
                    entry = _entry(element)
                    if entry:
                        yield entry
                    element.clear()
    except (ET.ParseError, ValueError, LookupError) as error:  # the latter two of encodings that the parser doesn't know
        raise InputError(f"the file is no valid XML ({error})", where=path, next_step="Save it as UTF-8 if it has another encoding.") from None
    except OSError as error:
        raise InputError(f"the file can't be read ({error.strerror})", where=path) from None


def _text(element: ET.Element) -> str:
    """The text of a segment without the codes of its inline elements."""
    parts = [element.text or ""]
    for child in element:
        if child.tag in ("hi", "sub"):
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _entry(unit: ET.Element) -> Entry | None:
    texts: dict[str, str] = {}
    for variant in unit.iter("tuv"):
        language = (variant.get(_LANG) or variant.get("lang") or "").lower()[:2]
        segment = variant.find("seg")
        if segment is not None and language in ("ja", "en"):
            texts.setdefault(language, _text(segment).strip())
    if not texts.get("ja") or not texts.get("en"):
        return None
    props = {p.get("type"): p.text or "" for p in unit.iter("prop")}
    date = unit.get("changedate") or unit.get("creationdate") or ""
    m = re.fullmatch(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z", date)
    at = f"{m[1]}-{m[2]}-{m[3]}T{m[4]}:{m[5]}:{m[6]}+00:00" if m else ""
    engine = props.get("x-engine", "").strip()
    ours = "x-verdict" in props  # a unit of a corpus that this program wrote
    status = props.get("x-status", "").strip()
    if ours and status not in _DECIDED and (status or not engine or engine in _OURS):
        return None  # a draft that nobody has looked at, or one that somebody refused
    if ours and status in _DECIDED:
        engine = ""
    return Entry(REVIEWED if not engine or engine in _OURS else engine, props.get("x-variant", ""), texts["ja"], texts["en"], at, props.get("x-context", ""))
