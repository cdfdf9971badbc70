"""Which words of the Japanese get a hint."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from align.translate.hints import LONGEST
from training.neural.hints import choose, usual
from training.neural.words import read


def entry(kanji: str, gloss: str, *, common: bool = False, misc: tuple[str, ...] = ()) -> dict[str, object]:
    return {
        "kanji": [{"text": kanji, "common": common}], "kana": [{"text": "よみ", "common": common}],
        "sense": [{"partOfSpeech": ["n"], "misc": list(misc), "gloss": [{"text": gloss}]}],
    }  # fmt: skip


def test_words_of_a_dictionary_that_are_rare_in_text_get_hints(tmp_path: Path) -> None:
    path = tmp_path / "words.json"
    path.write_text(json.dumps({"words": [
        entry("螻蛄", "mole cricket"), entry("蟋蟀", "cricket"), entry("連隊", "chief executive"), entry("汽笛", "old whistle", misc=("arch",)),
        entry("螻蛄採集", "hobby of boys"), entry("大学会社", "campus firm"), entry("日程", "schedule", common=True),
    ]}, ensure_ascii=False), encoding="utf-8")  # fmt: skip
    there = Counter({"連隊": 500, "採集": 500, "大学": 900, "会社": 900})
    words = read(path)
    assert words.common == {"日程"}
    found = choose(there, {}, words)
    assert (found["螻蛄"], found["蟋蟀"], found["日程"]) == ("mole cricket", "cricket", "schedule")
    assert found["螻蛄 採集"] == "hobby of boys"  # a compound of a word that the text seldom has
    assert not {"連隊", "汽笛", "大学 会社"} & set(found)


def test_what_is_written_by_hand_goes_before_all_else() -> None:
    assert choose(Counter({"首相": 500}), {"首相": Counter({"Prime": 9})})["首相"] == "prime minister"


def test_every_rendering_by_hand_can_be_looked_up() -> None:
    for key, english in usual().items():
        assert 0 < len(key.split()) <= LONGEST
        assert english.strip() == english != ""
