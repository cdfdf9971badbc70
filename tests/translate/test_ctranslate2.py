"""Models on this machine: loaded from a folder or an Argos package, and refused where they are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from align.errors import EngineError
from align.translate import Chain, EngineSettings, Memory, Request, spec
from align.translate.engines import make
from tests.translate import tiny

SENTENCES = [Request("委員会は報告書を公表した。"), Request("損失は78億ドルだった。"), Request("これは文です。")]


def test_a_folder(tmp_path: Path) -> None:
    settings = EngineSettings(model=str(tiny.model(tmp_path / "m")))
    translate = make("ctranslate2", settings)
    found = translate(SENTENCES)
    assert len(found) == 3
    assert all(t.strip() for t in found)
    assert translate([SENTENCES[0]] * 2) == translate([SENTENCES[0]]) * 2
    assert len({*found}) == 3


def test_another_model_asks_anew(tmp_path: Path) -> None:
    engine = spec("ctranslate2")
    first, second = (EngineSettings(model=str(tiny.model(tmp_path / n / "m", seed))) for seed, n in enumerate("ab"))
    assert engine.variant(first, "文").startswith("m/")
    assert engine.variant(first, "文") != engine.variant(second, "文")


def test_its_answers_are_kept_and_are_no_drafts(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "m.sqlite")
    settings = EngineSettings(model=str(tiny.model(tmp_path / "m")))
    chain = Chain("ctranslate2", settings, memory)
    found = chain.run(SENTENCES)
    assert {(t.engine, t.status) for t in found} == {("ctranslate2", "done")}
    again = Chain("ctranslate2", settings, memory)
    assert [t.text for t in again.run(SENTENCES)] == [t.text for t in found]
    assert (chain.requests > 0, again.requests) == (True, 0)
    memory.close()


def test_a_package_of_argos_translate(tmp_path: Path) -> None:
    package = tiny.argos(tmp_path / "translate-ja_en.argosmodel")
    assert len(make("ctranslate2", EngineSettings(model=str(package)))(SENTENCES)) == 3
    folder = tmp_path / "package" / "translate-ja_en-1_1"
    assert len(make("ctranslate2", EngineSettings(model=str(folder)))(SENTENCES)) == 3
    with pytest.raises(EngineError, match="from en to ja"):
        make("ctranslate2", EngineSettings(model=str(tiny.argos(tmp_path / "b" / "x.argosmodel", ("en", "ja")))))


def test_what_is_no_model(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"no archive")
    (tmp_path / "empty").mkdir()
    broken = tiny.model(tmp_path / "broken")
    (broken / "model.bin").write_bytes(b"nothing of use")
    lacking = tiny.model(tmp_path / "lacking")
    (lacking / "source.spm").unlink()
    for name, message in (("", "needs the path"), ("gone", "no model at"), ("file", "can't be loaded"), ("empty", r"no model\.bin"), ("broken", "can't be loaded"), ("lacking", "no SentencePiece")):
        with pytest.raises(EngineError, match=message) as raised:
            make("ctranslate2", EngineSettings(model=str(tmp_path / name) if name else ""))
        assert "--engine-model" in raised.value.next_step
