"""A review at work on the sample: checks, memory, the file of decisions, and rebuilding."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
import sqlalchemy as sa

from align import parallel, pipeline
from align.emit import read_rows
from align.errors import InputError, SettingsError
from align.review import files, ledger
from align.review.service import Review
from align.review.store import ConflictError
from align.review.unit import Unit
from align.translate import Memory
from tests.review.conftest import settings_of

Opened = Callable[..., AbstractContextManager[Review]]


def find(review: Review, text: str) -> Unit:
    return next(u for u in review.store.units() if text in u.row.ja)


def do(review: Review, unit: Unit, action: str, who: str = "ann", **values: object) -> Unit:
    if action == "merge":
        after = review.store.neighbour(unit, 1)
        assert after is not None
        values = {"next": after.id, "next_version": after.version}
    return review.act(unit.id, unit.version, action, values, who)[0][0]


def test_checks_follow_the_english(opened: Opened) -> None:
    with opened() as review:
        unit = find(review, "120トン")
        assert "error:figure-contradicted" in unit.row.findings
        wrong = do(review, unit, "edit", en="In the first year 150 tonnes were collected.")
        assert {"error:number-mismatch", "error:figure-contradicted"} <= set(wrong.row.findings.split(";"))
        right = do(review, wrong, "edit", en="In the first year 120 tonnes of nets were collected.")
        assert right.row.findings == "error:figure-contradicted"
        assert [f.message for f in review.shown_findings(right, {})] == ["the source says otherwise: 120トン ≠ 150 tonnes"]
        linked = do(review, right, "nosource")
        assert (linked.row.findings, linked.row.verdict) == ("", "unsupported")


def test_passages_from_the_sources(opened: Opened) -> None:
    with opened() as review:
        unit = find(review, "数百年")
        [line] = review.library.search("net-recycling", "washed three", ["nordenharbour2025five"])
        other = do(review, unit, "relink", key=line.key, span=f"{line.n}-{line.n + 1}")
        assert other.row.source_passage.startswith(line.text)
        assert review.library.find_span("net-recycling", line.key, other.row.source_passage) == f"{line.n}-{line.n + 1}"
        for span in ("0", "900", "x", "5-3"):
            with pytest.raises(InputError):
                do(review, other, "relink", key=line.key, span=span)
        with pytest.raises(InputError):
            do(review, other, "relink", key="../../etc/passwd", span="1")


def test_accepted_rows_are_remembered_and_forgotten(opened: Opened, folder: Path) -> None:
    with opened() as review:
        unit = find(review, "数百年")
        done = do(review, unit, "edit", en="Nylon does not decompose in the sea, even over several hundred years.")
        entry = review.memory.offer(unit.row.ja)
        assert entry is not None
        assert (entry.text, entry.entry.engine) == (done.row.en, "reviewed")
        assert entry.entry.context
        review.undo("ann")
        assert review.memory.offer(unit.row.ja, least=1.1) is None
        review.redo("ann")
        do(review, find(review, "数百年"), "reject")
        assert review.memory.offer(unit.row.ja, least=1.1) is None
    Memory(folder / "memory.sqlite").close()


def test_the_file_of_decisions_is_enough(opened: Opened, folder: Path) -> None:
    with opened() as review:
        first, second = review.store.units()[5:7]
        do(review, first, "edit", en="One.")
        do(review, second, "comment", comment="a note\nof two lines")
        merged = do(review, find(review, "120トン"), "merge")
        left, right = review.act(merged.id, merged.version, "split", {"ja_at": 10, "en_at": 3}, "ann")[0]
        before = [(u.row.ja, u.row.en, u.row.status, u.row.comment) for u in review.store.units()]
        deadline = time.monotonic() + 10
        while not (folder / "review" / ledger.NAME).exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        assert (folder / "review" / ledger.NAME).exists(), "the file is written a moment after an action, not only at the end"
    text = (folder / "review" / ledger.NAME).read_text(encoding="utf-8")
    assert [json.loads(line)["id"] for line in text.splitlines()] == [first.id, second.id, left.id, right.id], "one line each, in the order of the report"
    for path in (folder / "review").glob("review.sqlite*"):
        path.unlink()
    with opened() as review:
        assert [(u.row.ja, u.row.en, u.row.status, u.row.comment) for u in review.store.units()] == before
    assert (folder / "review" / ledger.NAME).read_text(encoding="utf-8") == text, "nothing changed, so no byte did"


def test_what_a_colleague_put_into_the_file_comes_in(opened: Opened, folder: Path) -> None:
    path = folder / "review" / ledger.NAME
    with opened() as review:
        one, other = review.store.units()[5:7]
        do(review, one, "edit", en="Mine.")
        review.write()
        mine = path.read_text(encoding="utf-8")
        do(review, other, "edit", "ben", en="Theirs.")
        review.write()
        theirs = path.read_text(encoding="utf-8").replace("Theirs.", "Theirs, from elsewhere.").replace('"reviewed_at": "20', '"reviewed_at": "30')
        path.write_text("\n".join(line for line in theirs.splitlines() if "elsewhere" in line) + "\n", encoding="utf-8")
        do(review, find(review, "120トン"), "edit", en="A third.")
        review.write()
        assert [u.row.en for u in review.store.units() if u.row.status] == ["Mine.", "Theirs, from elsewhere.", "A third."]
    assert mine.splitlines()[0] in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("line", ["<<<<<<< HEAD", "{}", "[1]", '{"id": 3}', "null"])
def test_a_line_that_is_no_decision_is_named(opened: Opened, folder: Path, line: str) -> None:
    (folder / "review").mkdir()
    (folder / "review" / ledger.NAME).write_text("\n" + line + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"decisions\.jsonl, line 2"), opened():
        pass


def test_a_second_opinion_changes_nothing(opened: Opened) -> None:
    with opened() as review:
        unit = do(review, find(review, "数百年"), "edit", en="First opinion.")
        again = do(review, unit, "vote", "ben", status="edited", en="Second opinion.")
        assert again.row.en == "First opinion."
        assert [(v.reviewer, v.en) for _, v in review.store.votes()] == [("ann", "First opinion."), ("ben", "Second opinion.")]
        with pytest.raises(InputError):
            do(review, again, "vote", "ben", status="perhaps")


def test_a_rebuild_of_an_edited_report_keeps_what_was_decided(opened: Opened, folder: Path) -> None:
    with opened() as review:
        do(review, find(review, "数百年"), "edit", en="Nylon lasts for centuries in the sea.")
        do(review, find(review, "120トン"), "edit", en="In the first year 120 tonnes were collected.")
        do(review, find(review, "ナイロンでできて"), "accept")
        gone = do(review, find(review, "生きものを傷つけ"), "edit", en="Old nets hurt animals.")
    report = folder / "ja" / "net-recycling.txt"
    text = report.read_text(encoding="utf-8")
    assert gone.row.ja in text
    text = text.replace(gone.row.ja, "").replace("120トンだった", "120トンにのぼった")
    report.write_text(text, encoding="utf-8")
    summary = pipeline.run(settings_of(folder), [])
    assert summary.reviewed is not None
    assert (summary.reviewed.decided, summary.reviewed.again, summary.reviewed.orphans) == (2, 1, 1)
    rows = {r.en: r for r in read_rows(folder / "out" / "net-recycling.tsv") if r.status}
    assert {en: r.status for en, r in rows.items()} == {
        "Nylon lasts for centuries in the sea.": "edited", "In the first year 120 tonnes were collected.": "recheck", "Most of the nets are made of nylon.": "accepted",
    }  # fmt: skip
    assert (folder / "out" / "corpus.tsv").read_bytes() == (folder / "out" / "net-recycling.tsv").read_bytes()
    with opened() as review:
        assert [o.decision.en for o in review.store.orphans()] == ["Old nets hurt animals."]
        note = find(review, "のぼった").note
        assert "最初の1年に集まった網は120トンだった。" in note
        done = do(review, find(review, "のぼった"), "accept")
        assert (done.note, done.row.status) == ("", "edited")


def test_a_source_that_changed_is_said(opened: Opened, folder: Path) -> None:
    with opened() as review:
        [line] = review.library.search("net-recycling", "washed three", ["nordenharbour2025five"])
        do(review, find(review, "数百年"), "relink", key=line.key, span=str(line.n))
    [name] = [n for k, n in Review(settings_of(folder)).library._files["net-recycling"].items() if k == line.key]
    path = folder / "en" / name
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(line.text, "A new sentence stands here. " + line.text), encoding="utf-8")
    with opened() as review:
        assert find(review, "数百年").row.source_span == str(line.n + 1)
    path.write_text(text.replace("washed three times", "rinsed twice"), encoding="utf-8")
    with opened() as review:
        assert "The source has changed" in find(review, "数百年").note


def test_a_corpus_that_is_built_while_the_page_is_open(opened: Opened, folder: Path) -> None:
    with opened() as review:
        do(review, find(review, "数百年"), "edit", en="One.")
        report = folder / "ja" / "net-recycling.txt"
        report.write_text(report.read_text(encoding="utf-8").replace("最初の1年に", "新しい文がここに入る。最初の1年に"), encoding="utf-8")
        pipeline.run(settings_of(folder), [])
        with opened() as other:
            do(other, find(other, "新しい文がここに"), "edit", "ben", en="A new sentence.")
        do(review, find(review, "120トン"), "edit", en="120 tonnes.")
        review.write()
        assert {u.row.en for u in review.store.units() if u.row.status} == {"One.", "A new sentence.", "120 tonnes."}
        assert not review.store.orphans()


def test_findings_stay_those_of_the_english(opened: Opened, folder: Path) -> None:
    with opened() as review:
        edited = do(review, find(review, "120トン"), "edit", en="In the first year 150 tonnes were collected.")
        assert "number-mismatch" in edited.row.findings
    for path in (folder / "review").glob("review.sqlite*"):
        path.unlink()
    with opened() as review:
        assert find(review, "120トン").row.findings == edited.row.findings


def test_an_older_file_of_our_own_brings_nothing_back(opened: Opened, folder: Path) -> None:
    with opened() as review:
        do(review, find(review, "120トン"), "edit", en="One.")
        review.write()
        do(review, find(review, "120トン"), "merge")
        review.write = lambda: None  # type: ignore[method-assign]  # killed before the file was written
    with opened() as review:
        assert not review.store.orphans()
        assert find(review, "120トン").row.en.startswith("One. ")


def test_a_part_has_the_keys_of_its_own_sentence(opened: Opened, folder: Path) -> None:
    with opened() as review:
        first, second = find(review, "120トン"), find(review, "港で集めた")
        merged = do(review, first, "merge")
        review.act(merged.id, merged.version, "split", {"ja_at": len(first.row.ja), "en_at": 3}, "ann")
        live = [(u.row.ja, u.row.cite_keys, u.row.score, u.row.findings) for u in review.store.units()]
        assert find(review, "港で集めた").row.cite_keys == second.row.cite_keys
    for path in (folder / "review").glob("review.sqlite*"):
        path.unlink()
    with opened() as review:
        assert [(u.row.ja, u.row.cite_keys, u.row.score, u.row.findings) for u in review.store.units()] == live


def test_the_file_is_written_though_actions_go_on(opened: Opened, folder: Path) -> None:
    with opened() as review:
        started = time.monotonic()
        n = 0
        while not (folder / "review" / ledger.NAME).exists() and time.monotonic() - started < 12:
            n += 1
            do(review, find(review, "数百年"), "edit", en=f"Text {n}.")
            time.sleep(0.4)
        assert time.monotonic() - started < 8


def test_what_is_wrong_with_the_file_is_said(opened: Opened, folder: Path) -> None:
    with opened() as review:
        do(review, find(review, "数百年"), "accept")
        review.write()
        good = (folder / "review" / ledger.NAME).read_bytes()
        (folder / "review" / ledger.NAME).write_text("<<<<<<< ours\n", encoding="utf-8")
        do(review, find(review, "120トン"), "edit", en="120 tonnes.")
        review._write_quietly()
        assert "isn't written" in review.trouble
        (folder / "review" / ledger.NAME).write_bytes(good)
        review._write_quietly()
        assert review.trouble == ""
    assert "120 tonnes." in (folder / "review" / ledger.NAME).read_text(encoding="utf-8")


def test_a_memory_that_fails_stops_no_decision(opened: Opened) -> None:
    with opened() as review:
        review.memory._db.dispose()
        review.memory._db = review.memory._reading = sa.create_engine("sqlite:////nowhere/at/all.sqlite")
        assert do(review, find(review, "数百年"), "accept").row.status == "accepted"
        assert "not in the translation memory" in review.trouble


def test_a_merge_takes_only_what_was_seen(opened: Opened) -> None:
    with opened() as review:
        first = find(review, "120トン")
        second = review.store.neighbour(first, 1)
        assert second is not None
        do(review, second, "edit", "ben", en="Ben's.")
        with pytest.raises(ConflictError):
            review.act(first.id, first.version, "merge", {"next": second.id, "next_version": second.version}, "ann")
        with pytest.raises(ConflictError):
            review.act(first.id, first.version, "merge", {}, "ann")


def test_pairs_of_documents_are_reviewed_too(tmp_path: Path) -> None:
    (tmp_path / "ja.md").write_text("網を洗う。\n\n工場で糸にする。\n\n終わりである。\n", encoding="utf-8")
    (tmp_path / "en.md").write_text("The nets are washed.\n\nThe factory makes yarn of them.\n\nA sentence that only English has stands here.\n", encoding="utf-8")
    settings = settings_of(tmp_path)
    parallel.pair(settings, tmp_path / "ja.md", tmp_path / "en.md")
    review = Review(settings)
    try:
        for unit in review.store.units():
            if not unit.row.ja:
                for action, values in (("nosource", {}), ("judge", {"verdict": "partial"})):
                    with pytest.raises(InputError, match=r"Japanese|passage"):
                        do(review, unit, action, **values)
            do(review, unit, "edit", en=f"Mine, {unit.row.n}.")
    finally:
        review.close()
    for _ in range(2):
        files.apply(settings)
        rows = read_rows(tmp_path / "out" / "ja.tsv")
        assert {r.status for r in rows} == {"edited"}
        assert [r.en for r in rows] == [f"Mine, {r.n}." for r in rows]
    review = Review(settings)
    assert not review.store.orphans()
    assert review.store.units()[0].machine.en == "The nets are washed."
    review.close()


def test_the_review_of_one_corpus_is_not_that_of_another(opened: Opened, folder: Path) -> None:
    with opened() as review:
        do(review, find(review, "数百年"), "accept")
    other = settings_of(folder).model_copy(update={"out": folder / "other"})
    assert pipeline.run(other, []).reviewed is None
    with pytest.raises(SettingsError, match="another corpus"):
        Review(other)
    with opened() as review:
        assert find(review, "数百年").row.status == "accepted"
        assert not review.store.orphans()


def test_without_a_corpus(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no corpus"):
        Review(settings_of(tmp_path))
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "r.details.jsonl").write_text('{"sentence_id": "r:1"}\n')
    with pytest.raises(InputError, match="not one that this release writes"):
        Review(settings_of(tmp_path))


def test_pairs_for_training_are_what_was_decided(opened: Opened) -> None:
    with opened() as review:
        do(review, find(review, "数百年"), "accept")
        do(review, find(review, "120トン"), "nosource")
        do(review, find(review, "ナイロンでできて"), "reject")
        found = files.pairs(review)
    assert [(p["verdict"], p["machine_verdict"]) for p in found] == [("supported", "supported"), ("unsupported", "contradicted")]
    assert found[0]["passage"]
