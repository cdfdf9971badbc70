"""Citations by author and year."""

from __future__ import annotations

import time

import pytest

from align import cite
from align.cite import author_year
from align.model.document import Document
from align.read import markdown

LIST = """

## 参考文献

- Brown, A., Lee, B., & Kim, C. (2018). Green space and obesity: a null result. *Journal of Towns*, 12(3), 45–60.
- Food and Agriculture Organization (2021). The state of town gardens. https://example.org/gardens
- Smith, J. (2020a). Parks and people. Example Press.
- Smith, J. (2020b). Trees and people. Example Press.
- Smith, J., & Jones, K. (2019). Distance to green space and weight. *Health and Town*, 5, 1–9.
- van der Berg, M. (2017). Gardens on roofs. Example Press.
- World Health Organization (2016). Urban green spaces and health. Copenhagen.
- 内閣府（2023）『都市緑地に関する世論調査』
- 山田太郎・鈴木花子（2019）「緑地と歩数」『都市研究』12巻
"""


def found(text: str) -> list[tuple[str, str]]:
    """Text and keys of every marker in a report with the list above."""
    whole = text + LIST
    document, entries = cite.with_entries(*(lambda d: (d, cite.entries(d)))(Document("x", "ja", whole, markdown.blocks(whole, 0, "ja"), "")))
    references = cite.with_keys([cite.to_reference(document, e) for e in entries], [])
    return [(m.span.of(whole), " ".join(m.labels)) for m in author_year(document, references, [r.span for r in references])]


@pytest.mark.parametrize(
    ("text", "markers"),
    [
        ("効果がある（Brown et al., 2018）。", [("（Brown et al., 2018）", "brown2018green")]),
        ("効果がある(Smith & Jones, 2019)。", [("(Smith & Jones, 2019)", "smith2019distance")]),
        ("効果がある（Smith and Jones 2019, p. 4）。", [("（Smith and Jones 2019, p. 4）", "smith2019distance")]),
        ("効果がある（例えばBrown et al., 2018; WHO, 2016）。", [("（例えばBrown et al., 2018; WHO, 2016）", "brown2018green worldhealth2016urban")]),
        ("効果がある（Smith, 2020a, 2020b）。", [("（Smith, 2020a, 2020b）", "smith2020parks smith2020trees")]),
        ("効果がある（Smith, 2020b）。", [("（Smith, 2020b）", "smith2020trees")]),
        ("Smith and Jones (2019) は調べた。", [("(2019)", "smith2019distance")]),
        ("Brown et al.（2018）によれば差はない。", [("（2018）", "brown2018green")]),
        ("van der Berg (2017) の指摘である。", [("(2017)", "vanderberg2017gardens")]),
        ("Food and Agriculture Organization (2021) の報告による。", [("(2021)", "foodandagriculture2021state")]),
        ("一方山田・鈴木（2019）は歩数を調べた。", [("（2019）", "yamadataro2019ryokuchi")]),
        ("山田ら（2019）は歩数を調べた。", [("（2019）", "yamadataro2019ryokuchi")]),
        ("歩数が増えた（山田・鈴木, 2019）。", [("（山田・鈴木, 2019）", "yamadataro2019ryokuchi")]),
        ("住民の6割が望む（内閣府、2023年）。", [("（内閣府、2023年）", "naikakufu2023toshi")]),
        ("内閣府の調査（2023年）では6割が望む。", [("（2023年）", "naikakufu2023toshi")]),
        ("効果がある（Nobody, 2018）。", []),
        ("効果がある（Brown et al., 2018; Nobody, 2011）。", []),
        ("効果がある（Brown et al., 2017）。", []),
        ("効果がある（Jones, 2019）。", []),
        ("令和2年（2020年）に開園した。World Town (2020) という催しである。", []),
        ("Smithの公園（2019年開園）は広い。", []),
    ],
)
def test_by_author_and_year(text: str, markers: list[tuple[str, str]]) -> None:
    assert found(text) == markers


def test_numbers_win(write) -> None:  # type: ignore[no-untyped-def]
    """In a report that cites by number, a name with a year is a name with a year."""
    from align.inputs import read_cited

    report = write("r.md", "# 報告\n\nSmith (2020) は言う。公園は良い[1]。\n\n## 参考文献\n\n1. Smith, J. (2020). Parks and people. Example Press.\n")
    assert [m.style for found in read_cited(report).assignment.markers.values() for m in found] == ["bracket"]
    named = write("s.md", "# 報告\n\nSmith (2020) は言う。公園は良い（Smith, 2020）。被験者は1。\n\n## 参考文献\n\n- Smith, J. (2020). Parks and people. Example Press.\n")
    cited = read_cited(named)
    assert [m.style for found in cited.assignment.markers.values() for m in found] == ["author-year"] * 2
    assert [s.text for s in cited.sentences[1:3]] == ["Smith は言う。", "公園は良い。"]


def test_an_appendix_does_not_switch_names_off(write) -> None:  # type: ignore[no-untyped-def]
    from align.inputs import read_cited

    report = write("r.md", "# 報告\n\n増えた（Lee, 2021）。減った（Smith, 2020）。付録を見よ（資料1）。\n\n## 参考文献\n\n- Lee, K. (2021). Another study. Example Press.\n- Smith, J. (2020). Parks. Example Press.\n")
    cited = read_cited(report)
    assert [m.style for found in cited.assignment.markers.values() for m in found] == ["author-year"] * 2
    assert [s.text for s in cited.sentences[1:4]] == ["増えた。", "減った。", "付録を見よ（資料1）。"]


def test_long_runs_take_no_long_time() -> None:
    started = time.process_time()
    for text in ("Aa Bb " * 20000, "Aa, " * 20000, "漢" * 40000, "（" + "Aa, " * 50 + "）" * 500, "Smith & " * 20000):
        found(text)
    assert time.process_time() - started < 20
