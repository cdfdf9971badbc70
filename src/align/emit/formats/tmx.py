"""Translation Memory eXchange: TMX 1.4b (LISA, 2005).

A unit for each row that has both languages. Characters that XML can't hold become U+FFFD. A translation memory
has no notion of a status that its tools would change, so only the English is read back.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from lxml import etree

from align import __version__
from align.emit.formats.files import unique
from align.emit.formats.format import Corpus, Edited, Format
from align.emit.formats.xmlfile import LANG, add, document, parse, plain
from align.model.row import Row

_DOCTYPE = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">'
_TEXT = ("hi", "sub")


def _stamp(moment: str) -> str:
    """A moment in the form of the specification, ``YYYYMMDDThhmmssZ``; nothing if it is none."""
    try:
        at = datetime.fromisoformat(moment)
    except ValueError:
        return ""
    return (at.astimezone(UTC) if at.tzinfo else at).strftime("%Y%m%dT%H%M%SZ")


def _props(row: Row) -> dict[str, str]:
    return {
        "x-cite-keys": row.cite_keys,
        "x-cite-labels": row.cite_labels,
        "x-key-origin": row.key_origin,
        "x-verdict": row.verdict,
        "x-document": row.report,
        "x-section": row.section,
        "x-source": f"{row.source_key}:{row.source_span}" if row.source_key else "",
        "x-status": row.status,
        "x-reviewer": row.reviewer,
        "x-engine": row.en_engine,
        "x-reviewed-at": row.reviewed_at,
    }


def write(corpus: Corpus) -> bytes:
    root = etree.Element("tmx", version="1.4")
    add(
        root, "header", creationtool="align", creationtoolversion=__version__, segtype="sentence", o_tmf="align",
        adminlang="en", srclang="ja", datatype="plaintext",
    )  # fmt: skip
    body = add(root, "body")
    for row in corpus.rows:
        if not row.ja.strip() or not row.en.strip():
            continue
        unit = add(body, "tu", tuid=row.sentence_id, creationid=row.reviewer, changedate=_stamp(row.reviewed_at), changeid=row.reviewer)
        if row.comment:
            add(unit, "note", row.comment)
        for name, value in _props(row).items():
            if value:
                add(unit, "prop", value, type=name)
        for language, text in (("ja", row.ja), ("en", row.en)):
            variant = add(unit, "tuv")
            variant.set(LANG, language)
            add(variant, "seg", text)
    return document(root, _DOCTYPE)


def _unit(unit: etree._Element, n: int) -> Iterator[Edited]:
    texts: dict[str, str] = {}
    for variant in unit.iterfind("tuv"):
        language = (variant.get(LANG) or variant.get("lang") or "").lower()[:2]
        texts.setdefault(language, plain(variant.find("seg"), _TEXT))
    sentence_id = unit.get("tuid")
    if sentence_id and "en" in texts:
        at = next((p.text or "" for p in unit.iterfind("prop") if p.get("type") == "x-reviewed-at"), "")
        yield Edited(sentence_id, {"en": texts["en"]}, texts.get("ja"), at, f"unit {n}")


def read(path: Path) -> list[Edited]:
    root = parse(path, "tmx", "TMX", "Choose a file with the suffix .tmx.")
    return unique((one for n, unit in enumerate(root.iter("tu"), 1) for one in _unit(unit, n)), path)


FORMAT = Format("tmx", ".tmx", "a translation memory, for every translation tool (TMX 1.4b)", write, read)
