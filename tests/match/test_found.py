"""What was found, likely or recommended, and passages that say it was not."""

from __future__ import annotations

import pytest

from align.match.found import not_found


@pytest.mark.parametrize(
    ("ja", "en", "expected"),
    [
        ("割合には統計的に有意な上昇が確認された。", "The share rose by 0.9 points, but this change was not statistically significant.", True),
        ("割合の上昇は統計的に有意ではなかった。", "The share rose by 0.9 points, but this change was not statistically significant.", False),
        ("賃金には有意な上昇がみられた。", "Wages rose significantly; the change in hours was not significant.", False),
        ("接種が原因である可能性が高いと判断された。", "The board judged a causal link unlikely but asked for monitoring.", True),
        ("接種が原因である可能性が高いと判断された。", "The board judged it likely, and a natural cause unlikely.", False),
        ("接種が原因とは考えにくい。", "The board thinks a causal link very likely.", True),
        ("接種が原因とは考えにくい。", "The board judged a causal link unlikely.", False),
        ("調査は水温がタラの減少の原因であると結論づけている。", "This survey cannot establish whether warming caused the decline in cod.", True),
        ("調査は水温が原因かどうか結論づけていない。", "This survey cannot establish whether warming caused the decline in cod.", False),
        ("著者らは試験を廃止すべきだと提言している。", "We do not recommend that tests be abolished.", True),
        ("著者らは試験を廃止すべきではないと提言している。", "We do not recommend that tests be abolished.", False),
        ("東京でも同じ傾向がみられる。", "It is weak in Osaka and absent in Tokyo.", True),
        ("東京でも同じ傾向がみられる。", "It is found in Tokyo, and absent in Osaka.", False),
        ("2枚はいずれも本展に出品されている。", "Neither picture is in the exhibition.", True),
        ("2枚はいずれも本展に出品されていない。", "Neither picture is in the exhibition.", False),
        ("2枚はいずれも本展に出品されている。", "Both pictures are in the exhibition, though neither is for sale.", False),
        ("判決により法の一部は無効とされた。", "The judgment did not strike down any part of the Act.", True),
        ("判決により法の一部は無効とされた。", "The judgment did not annul the contract but struck down a part of the Act.", False),
        ("著者らは試験を短くするよう提言している。", "We do not recommend that tests be abolished; we recommend shorter ones.", False),
    ],
)
def test_what_a_passage_says_not_to_be_so(ja: str, en: str, expected: bool) -> None:
    found = list(not_found(ja, en))
    assert bool(found) is expected
    for ours, theirs in found:
        assert ours in ja
        assert theirs in en
