"""The file of decisions: one line of JSON each, in the order of the reports, for version control.

It is the whole truth of what people decided: a lost database is made from it again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from align.errors import InputError
from align.review.decision import Decision

#: The name of the file in the folder of the review.
NAME = "decisions.jsonl"


def read(path: Path) -> list[Decision]:
    """The decisions of a file; none if there is no file.

    Raises:
        InputError: a line is no decision: the marks of a merge that wasn't finished, say.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"the file of decisions can't be read ({error})", where=path) from None
    found: list[Decision] = []
    for n, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            decision = Decision.from_json(json.loads(line))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise InputError(
                f"the line is no decision ({error})", where=f"{path}, line {n}",
                next_step="Mend or remove it: each line is one JSON object. Were the marks of a merge left in the file?",
            ) from None  # fmt: skip
        found.append(decision)
    return newest(found)  # of two lines for one row, as version control may leave them, the later


def dump(decisions: Iterable[Decision]) -> bytes:
    """The file of these decisions, in their order."""
    return "".join(json.dumps(d.to_json(), ensure_ascii=False, sort_keys=True) + "\n" for d in decisions).encode("utf-8")


def newest(*groups: Iterable[Decision]) -> list[Decision]:
    """Of each row the decision that was made last; of those of one time, the first group's.

    Rows are told by id and text, and those of which there are several by their neighbours: an id can come again.
    """
    found: dict[object, Decision] = {}
    for group in groups:
        for decision in group:
            beside = tuple((a.before, a.after) for a in decision.anchors if a.copies > 1)
            row = (decision.id, decision.ja, beside)
            known = found.get(row)
            if known is None or decision.at > known.at:
                found[row] = decision
    return list(found.values())
