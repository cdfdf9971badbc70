"""The tables of a review."""

from __future__ import annotations

import hashlib

import sqlalchemy as sa

from align.text.width import fold

META = sa.MetaData()
#: Units as they stand; ``data`` is all of it, the other columns are what is looked for and sorted by.
UNIT = sa.Table(
    "review_unit", META,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("report", sa.Text, nullable=False),
    sa.Column("position", sa.BigInteger, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("verdict", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("section", sa.Text, nullable=False),
    sa.Column("keys", sa.Text, nullable=False),
    sa.Column("findings", sa.Text, nullable=False),
    sa.Column("score", sa.Float),
    sa.Column("worth", sa.Float, nullable=False),
    sa.Column("touched", sa.Boolean, nullable=False),
    sa.Column("commented", sa.Boolean, nullable=False),
    sa.Column("ja_digest", sa.BigInteger, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("data", sa.Text, nullable=False),
    sa.Index("review_unit_order", "report", "position"),
    sa.Index("review_unit_worth", "worth"),
    sa.Index("review_unit_counts", "report", "status", "verdict"),
    sa.Index("review_unit_touched", "touched"),
    sa.Index("review_unit_same", "ja_digest"),
)  # fmt: skip
#: The corpus as it was built.
BASE = sa.Table(
    "review_base", META,
    sa.Column("sentence_id", sa.Text, primary_key=True),
    sa.Column("report", sa.Text, nullable=False, index=True),
    sa.Column("n", sa.Integer, nullable=False),
    sa.Column("row", sa.Text, nullable=False),
    sa.Column("details", sa.Text, nullable=False),
)  # fmt: skip
BUILD = sa.Table("review_build", META, sa.Column("report", sa.Text, primary_key=True), sa.Column("digest", sa.Text, nullable=False))
#: Actions: ``done``, ``undone``, ``dropped`` (undone, and then something else was done), ``blocked`` (can't be undone any more),
#: ``log`` (an undo or redo itself). ``votes``: what they changed of VOTE, before and after.
EVENT = sa.Table(
    "review_event", META,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("reviewer", sa.Text, nullable=False),
    sa.Column("action", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("before", sa.Text, nullable=False),
    sa.Column("after", sa.Text, nullable=False),
    sa.Column("votes", sa.Text, nullable=False),
    sa.Index("review_event_stack", "reviewer", "state", "id"),
)  # fmt: skip
#: What each reviewer decided, whoever had the last word.
VOTE = sa.Table(
    "review_vote", META,
    sa.Column("unit", sa.Text, primary_key=True),
    sa.Column("reviewer", sa.Text, primary_key=True),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("en", sa.Text, nullable=False),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("at", sa.Text, nullable=False),
)  # fmt: skip
#: What the database must remember of the world around it.
TOLD = sa.Table("review_told", META, sa.Column("name", sa.Text, primary_key=True), sa.Column("value", sa.Text, nullable=False))
ORPHAN = sa.Table(
    "review_orphan", META,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("id", sa.Text, nullable=False),
    sa.Column("report", sa.Text, nullable=False, index=True),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("decision", sa.Text, nullable=False),
)  # fmt: skip


def digest(text: str) -> int:
    """A signed 64-bit number that stands for a text."""
    return int.from_bytes(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:8], "big", signed=True)


def search_text(*texts: str) -> str:
    """What a search looks in: width and case don't matter."""
    return fold("\n".join(texts)).lower()
