"""The translator that comes with the program, as an engine: what can be told of its English without knowing it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from align.errors import EngineError
from align.model.translation import Status
from align.text.headings import usual
from align.translate import Chain, EngineSettings, Request
from align.translate.hints import FILE, MARK
from align.translate.neural import SHIPPED, _begun, faults, load
from align.translate.phrases import phrase
from align.translate.places import lost
from tests.conftest import ROOT

JA = [
    "会社は2024年に78億ドルの損失を出した。",
    "売上高は前年比42%増の1兆2,000億円となり、従業員は3,400人に達した。",
    "詳しくは https://example.org/a?b=1 を参照[3]。",
    "「水は重い」と船長は言った",
    "港湾局は，２０２１年１１月１８日に，１２５隻の船を数えた．",
    "はい。",
]


def english(texts: list[str], **more: object) -> list[str]:
    found = Chain("offline", EngineSettings(**more), None).run([Request(t) for t in texts])  # type: ignore[arg-type]
    assert {t.status for t in found} == {Status.DRAFT}
    assert all(t.engine == "glosses" or usual(r) or phrase(r) or (t.confidence is not None and 0 < t.confidence <= 1) for r, t in zip(texts, found, strict=True))
    return [t.text or "" for t in found]


def test_figures_markers_and_addresses_stay_and_no_japanese_is_left() -> None:
    for ja, en in zip(JA, english(JA), strict=True):
        assert en.strip()
        assert not lost(ja, en), en
        assert not re.search(r"[\u3040-\u30ff\u4e00-\u9fff]", en)
        assert "[[" not in en
        assert all(en.count(piece) == 1 for piece in re.findall(r"https?://[!-~]+|\[\d\]", ja)), en


@pytest.mark.parametrize(("ja", "head"), [("2. 港の網", "2. "), ("4.2. 残された課題", "4.2. "), ("３　集めて洗う", "3 "), ("3.1 船と網", "3.1 ")])
def test_the_number_of_a_heading_stays_at_its_head(ja: str, head: str) -> None:
    [en] = english([ja])
    assert en.startswith(head)
    assert head.strip() not in en[len(head) :]


def test_ranges_and_sums_in_a_row_keep_every_figure() -> None:
    for ja in ("7 月 20 日～ 7 月 30 日の 12 シート = 46.84 USD", "6 月 3 日～ 6 月 7 日の 10 席 = 無料"):
        [en] = english([ja])
        assert not lost(ja, en), en


def test_usual_headings_have_their_usual_english_and_small_figures_are_read() -> None:
    assert english(["脚注", "2. はじめに"]) == ["Footnotes", "2. Introduction"]
    assert "CO2" in english(["CO₂排出量は46％減少した。"])[0]


@pytest.mark.parametrize(
    ("en", "ja", "expected"),
    [("point", "要点", "Point"), ("funds: it rose", "資金:増えた", "Funds: it rose"), ("npm is good", "npmはよい", "npm is good"), ("iPhone sells", "アイフォーンが売れる", "iPhone sells"),
     ("file.txt is read", "ファイルを読む", "file.txt is read"), ("x_y is read", "変数を読む", "x_y is read"), ("[[1]] is read", "それを読む", "[[1]] is read"), ("", "、", "")],
)  # fmt: skip
def test_a_translation_begins_with_a_capital(en: str, ja: str, expected: str) -> None:
    assert _begun(en, ja) == expected


def test_rare_words_have_hints() -> None:
    assert "vaccin" in english(["ワクチンの接種は来月から始まる。"])[0].lower()
    with_term, without = (load(SHIPPED)._tokens("灯浜港の網を洗う。", terms) for terms in ({"灯浜港": "Zazel Port"}, {}))
    assert "▁Za" in "".join(t.removeprefix(MARK) for t in with_term if t.startswith(MARK))
    assert [t for t in with_term if not t.startswith(MARK)] == [t for t in without if not t.startswith(MARK)]


def test_terms_are_rendered_as_they_are_settled() -> None:
    ja = "港務局長の波多野は防波堤の工事を止めた。"
    [en] = english([ja], terms={"波多野": "Hatano-Quist", "防波堤": "mole"})
    assert "Hatano-Quist" in en
    assert "mole" in en.lower()
    [en] = english(["同社は５年債とＡＩ基盤を売った。"], terms={"ＡＩ基盤": "AI substrate", "5年債": "five-year bond"})
    assert "AI substrate" in en
    assert "five-year bond" in en


def test_many_markers_code_and_addresses_stay_as_they_are() -> None:
    ja = "港は［１、２］と`ＡＢＣ`に従い" + "".join(f"、第{n}の港[{n}]では{n * 13}人が働く" for n in range(3, 16)) + "。"
    [en] = english([ja])
    assert all(en.count(piece) == 1 for piece in ("［１、２］", "`ＡＢＣ`", *(f"[{n}]" for n in range(3, 16)))), en
    assert "[[" not in en


@pytest.mark.parametrize("ja", ["あ" * 3000, "港" * 215, "A B C D E F G " * 120 + "である。", "。", "[1]", "  ", "!?" * 300])
def test_odd_input_stops_nothing(ja: str) -> None:
    [found] = Chain("offline", EngineSettings(), None).run([Request(ja)])
    assert found.status in (Status.DRAFT, Status.FAILED)


def test_what_is_longer_than_the_model_knows_is_translated_in_pieces() -> None:
    long = "".join(f"第{n}の港では{n * 13}人が働き、網を直し、船を洗い、魚を売った。" for n in range(5, 25))
    [en] = english([long])
    assert not lost(long, en)
    assert len(en) > len(long)


@pytest.mark.parametrize(
    ("ja", "en", "expected"),
    [
        ("損失は78億ドルだった。", "The loss was $7.8 billion.", 0),
        ("損失は78億ドルだった。", "The loss was $7.9 billion.", 4),
        ("損失が出た。", "The loss was 42%.", 1),
        ("損失が出た。", "", 4),
        ("港では多くの人が毎日働いていて、網を直す。", "Port.", 2),
        ("損失が出た。", "A loss, a loss, a loss, a loss.", 2),
        ("損失が出た。", "A loss [[1]].", 3),
    ],
)
def test_faults(ja: str, en: str, expected: int) -> None:
    assert faults(ja, en) == expected


def test_a_term_that_is_missing_is_a_fault() -> None:
    assert faults("網を直す。", "They mend the net.", {"網": "nets"}) == 0
    assert faults("網を直す。", "They mend the mesh.", {"網": "nets"}) == 1
    assert faults("網走へ行く。", "They go to Abashiri.", {"網": "nets"}) == 0


def test_a_folder_without_a_model_is_an_error_unless_it_is_another_engines(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="there is no translator in"):
        Chain("offline", EngineSettings(model=str(tmp_path)), None)
    with pytest.raises(EngineError, match="there is no translator in"):
        Chain("offline,glosses", EngineSettings(model=str(tmp_path)), None)
    assert Chain("openai,offline", EngineSettings(model="tiny", url="http://127.0.0.1:9", environment={}), None)


def test_broken_hints_are_an_error(tmp_path: Path) -> None:
    for path in SHIPPED.iterdir():
        (tmp_path / path.name).write_bytes(b"no table" if path.name == FILE else path.read_bytes())
    with pytest.raises(EngineError, match="hints"):
        load(tmp_path)


def test_a_broken_model_is_an_error(tmp_path: Path) -> None:
    for path in SHIPPED.iterdir():
        data = path.read_bytes()
        (tmp_path / path.name).write_bytes(data[:1000] if path.name == "model.bin.1" else data)
    with pytest.raises(EngineError, match="can't be loaded"):
        load(tmp_path)


def test_the_weights_are_small_and_their_card_names_data_and_licence() -> None:
    assert sum(p.stat().st_size for p in SHIPPED.iterdir()) < 80 * 2**20
    card = (SHIPPED / "README.md").read_text(encoding="utf-8")
    assert "CC BY-SA" in card
    assert "chrF" in card
    assert "neural" in (ROOT / "NOTICE").read_text(encoding="utf-8")
