"""What a passage denies, and what it says of some only."""

from __future__ import annotations

import pytest

from align.match.certainty import unsure
from align.match.denials import denied, denied_predicate, still_planned
from align.match.extent import lessened, unlimited
from align.match.features import en_features, ja_features


@pytest.mark.parametrize(
    ("ja", "en", "expected"),
    [
        ("組合は漁港の権利をすでに放棄した。", "The plan is paused, but we have not abandoned our rights to the port.", True),
        ("組合は網の買い取りに署名した。", "They promised to wait, but no agreement has been signed.", True),
        ("組合は補償金を受け取った。", "The association received no compensation and did not ask for any.", True),
        ("この船は外洋に出るよう設計された。", "The boat was not designed for the open sea, and its hull is thin.", True),
        ("この船は外洋に出るよう設計されていない。", "The boat was not designed for the open sea, and its hull is thin.", False),
        ("組合は権利を放棄しなかった。", "The plan is paused, but we have not abandoned our rights.", False),
        ("政府は争議に介入した。", "The government did not intervene in the dispute, although it was called on to.", True),
        ("避難所では流行が報告された。", "No outbreak was reported from the shelters, where three thousand stayed.", True),
        ("組合はストライキに参加した。", "The association did not join the strike but refused to pay.", True),
        ("破片で住民が負傷した。", "No one was injured.", True),
        ("市長は調査の終了を待たずに局長を解任した。", "The mayor has refused to dismiss her before the inquiry has finished.", True),
        ("議長は入館料を導入する考えを示した。", "The chair said that the museum would not introduce an admission charge.", True),
        ("議長は入館料を導入しない考えを示した。", "The chair said that the museum would not introduce an admission charge.", False),
        ("市長は局長の解任を拒んだ。", "The mayor has refused to dismiss her before the inquiry has finished.", False),
        ("衛星は深夜の撮影に大きく影響する。", "Pictures taken at midnight are hardly affected.", True),
        ("潜水士は損傷を確認していた。", "A barge had struck a pier, although divers found no damage.", True),
        ("潜水士は損傷を確認しなかった。", "A barge had struck a pier, although divers found no damage.", False),
        ("完成は早くても2029年である。", "It will be completed no earlier than 2029.", False),
        ("網を洗うのは珍しいことではない。", "It is not uncommon to wash nets.", False),
        ("組合は5月に署名した。", "It was not signed in April, and was signed in May.", False),
        ("義経は鎌倉へ向かった。", "MINAMOTO no Yoshitsune headed for Kamakura.", False),
        ("綱が本物かどうかを調べた。", "They examined whether the ropes were genuine or not.", False),
    ],
)
def test_a_predicate_and_its_denial(ja: str, en: str, expected: bool) -> None:
    found = list(denied_predicate(ja, en))
    assert bool(found) is expected
    for a, b in found:
        assert a in ja
        assert b in en


@pytest.mark.parametrize(
    ("ja", "en", "expected"),
    [
        ("運河の維持費も計算に含まれている。", "The upkeep of the canal was not included in the calculation.", True),
        ("住民に負傷者はいなかった。", "No one was injured.", False),
        ("改正された法律により警報が新設された。", "No special alert was issued.", False),
    ],
)
def test_a_passage_of_one_clause(ja: str, en: str, expected: bool) -> None:
    assert bool(list(denied(ja, en))) is expected


@pytest.mark.parametrize(
    ("ja", "en", "expected"),
    [
        ("政府は費用1億8000万円を全額負担する。", "It costs 180 million yen; the government will bear 55 million of that.", "全額"),
        ("役所は7件の勧告すべてに同意した。", "We make seven recommendations. The office has agreed to five.", "すべて"),
        ("網をすべて洗った。", "They washed most of the nets.", "すべて"),
        ("網をほぼすべて洗った。", "They washed most of the nets.", ""),
        ("網をすべて洗った。", "They washed all of the nets, most of them twice.", ""),
        ("7件のうち3件が覆り、いずれも網の争いだった。", "Three of the last seven rulings on nets were overturned.", ""),
        ("女性の組合長は史上初である。", "She is the first woman to lead it since 1973.", "史上初"),
        ("女性の組合長は50年ぶりで、史上初の再選だった。", "She is the first woman to lead it since 1973.", ""),
        ("漁獲量は観測史上初めて千トンを超えた。", "The catch passed a thousand tonnes for the first time since records began.", ""),
    ],
)
def test_all_for_some(ja: str, en: str, expected: str) -> None:
    found = list(lessened(ja_features(ja), en_features(en)))
    assert [a[: len(expected)] for a, _ in found] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("ja", "en", "expected"),
    [
        ("亡くなった3人はいずれも乳児だった。", "Three people died: two infants and an adult.", ("いずれも",)),
        ("亡くなった3人はいずれも乳児だった。", "All three who died were infants.", ()),
        ("世界で初の装置である。", "The device was built in Lind.", ("世界で初",)),
        ("パイを一切れ食べた。", "She ate a piece of pie.", ()),
    ],
)
def test_all_without_a_word_for_it(ja: str, en: str, expected: tuple[str, ...]) -> None:
    assert unlimited(ja, en) == expected


@pytest.mark.parametrize(
    ("ja", "en", "expected"),
    [
        ("検査していれば、亀裂は確実に見つかっていた。", "It is still open whether the crack would have been found.", ("確実に",)),
        ("検査していれば、亀裂は見つかっていた可能性がある。", "It is still open whether the crack would have been found.", ()),
        ("設計の欠陥はあり得ないと断言した。", "They said it was too early to rule out a fault.", ("断言",)),
        ("亀裂は確実に見つかる。", "In May the crack will surely be found.", ()),
        ("亀裂が見つかる。", "The crack may be found.", ()),
    ],
)
def test_surely_for_perhaps(ja: str, en: str, expected: tuple[str, ...]) -> None:
    assert unsure(ja, en) == expected


@pytest.mark.parametrize(
    ("ja", "en", "expected"),
    [
        ("最後の施設もすでに閉鎖された。", "The last centre is to be closed in the middle of next year.", True),
        ("最後の施設もすでに閉鎖された。", "The last centre will be closed next year.", True),
        ("最後の施設はまもなく閉鎖される。", "The last centre is to be closed in the middle of next year.", False),
        ("最後の施設もすでに閉鎖された。", "The last centre was closed a year ago, and a museum is to be opened.", False),
    ],
)
def test_what_is_still_to_come(ja: str, en: str, expected: bool) -> None:
    assert bool(list(still_planned(ja, en))) is expected
