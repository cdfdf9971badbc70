"""Keys of sentences and their origin; files of references."""

from __future__ import annotations

from pathlib import Path

import pytest

from align.cite import locate
from align.inputs import Cited, Sources, find_sources, read_cited
from align.model.citation import SourceStatus

LIST = "\n\n## 参考文献\n\n" + "\n".join(f'- [{n}] Author{n}. "Title number {n} of the list." 2025.' for n in range(1, 5)) + "\n"


@pytest.fixture
def cited(write):
    def cited(body: str, list_: str = LIST) -> Cited:
        return read_cited(write("r.md", body + list_))

    return cited


def keys(c: Cited) -> list[tuple[str, str, str]]:
    """Text, labels and origin of each sentence of the body."""
    return [
        (s.text, ";".join(x.labels) if (x := c.assignment.citations.get(s.index)) else "", x.origin.value if x else "-")
        for s in c.sentences
        if c.document.blocks[s.block].kind != "reference" and not s.text.startswith("参考文献")
    ]


def test_explicit_and_inherited_from_the_end_of_the_paragraph(cited) -> None:
    assert keys(cited("一。二[1]。三。四[2]。\n\n五[3]。六。")) == [
        ("一。", "1", "inherited"), ("二。", "1", "explicit"), ("三。", "2", "inherited"), ("四。", "2", "explicit"), ("五。", "3", "explicit"), ("六。", "", "-"),
    ]  # fmt: skip


def test_list_items(cited) -> None:
    assert keys(cited("- 一[1]。二。\n- 三。四[2]。\n- 五。")) == [
        ("一。", "1", "explicit"), ("二。", "1", "inherited"), ("三。", "2", "inherited"), ("四。", "2", "explicit"), ("五。", "", "-"),
    ]  # fmt: skip


def test_the_line_that_introduces_a_list(cited) -> None:
    assert keys(cited("理由は次のとおりである[3]：\n\n- 一。\n- 二[1]。")) == [
        ("理由は次のとおりである：", "3", "explicit"), ("一。", "3", "inherited"), ("二。", "1", "explicit"),
    ]  # fmt: skip


def test_table_rows(cited) -> None:
    assert keys(cited("名\t値\n甲\t差 4\n乙\t5%\n\n本文[1]。")) == [
        ("名", "", "-"), ("値", "", "-"), ("甲", "4", "inherited"), ("差", "4", "explicit"), ("乙", "", "-"), ("5%", "", "-"), ("本文。", "1", "explicit"),
    ]  # fmt: skip


def test_a_marker_without_reference_is_a_finding(cited) -> None:
    c = cited("一[9]。二[1, 8]。")
    codes = {c.sentences[i].text: [f.code for f in fs] for i, fs in c.assignment.findings.items()}
    assert codes["一。"] == codes["二。"] == ["marker-without-reference"]
    assert keys(c)[1] == ("二。", "1", "explicit")


def test_a_reference_without_marker_is_a_finding(cited) -> None:
    c = cited("一[1]。")
    codes = [f.code for fs in c.assignment.findings.values() for f in fs]
    assert codes == ["reference-not-cited"] * 3


def test_a_report_without_references(cited) -> None:
    c = cited("# 題\n\n一[1]。二。", "")
    assert [f.code for fs in c.assignment.findings.values() for f in fs] == ["marker-without-reference"]
    assert not c.assignment.citations


def test_pandoc_citations_use_the_keys(write) -> None:
    write("r.bib", '@misc{authorOne, title={Title number 1 of the list}, year={2025}}')
    c = read_cited(write("r.md", "一[@authorOne]。" + LIST))
    assert c.assignment.citations[0].keys == ("authorOne",)


def test_the_reports_own_key(cited) -> None:
    for line in ("山田太郎", "著者：山田太郎", "調査担当: 山田 太郎"):
        assert cited(f"# 漁網の報告\n\n{line}\n\n2024年5月\n\n一[1]。").key == "yamadataro2024gyomo"
    assert cited("# 漁網の報告\n\n**要旨**\n\n2024年5月、一[1]。").key == "2025gyomo"


def find(tmp_path: Path, c: Cited) -> dict[str, tuple[str, str, str]]:
    sources = Sources(tmp_path / "en", 20)
    return {s.key: (s.status.value, Path(s.path).name, s.how) for s in locate(c.references, sources.files, c.document.id)}


def test_files_are_found_in_four_ways(cited, write, tmp_path: Path) -> None:
    list_ = (
        '\n\n## 参考文献\n\n1. A. "Title number one of the list." 2025.\n2. B. "Second thing." 2025.\n3. C. "Third." 2025. https://example.com/3/\n'
        '4. D. "A fourth and quite long title." 2025.\n5. E. "Not there at all." 2025.\n6. F. "Empty one." 2025.\n7. G. "German one." 2025.\n'
    )
    write("en/a.md", "---\nkey: a2025title\n---\nEnglish text stands here.")
    write("en/02-second.md", "English text stands here too.")
    write("en/x.md", "---\nurl: https://www.example.com/3\n---\nEnglish text.")
    write("en/y.md", "# A fourth and quite long title!\n\nEnglish text.")
    write("en/6.md", "\n")
    write("en/g2025german.md", "Das Unternehmen hat seine Umstrukturierung im Oktober abgeschlossen, wie es am Dienstag mitteilte.")
    assert find(tmp_path, cited("一[1]。", list_)) == {
        "a2025title": ("found", "a.md", "front matter"),
        "b2025second": ("found", "02-second.md", "name"),
        "c2025third": ("found", "x.md", "url"),
        "d2025fourth": ("found", "y.md", "title"),
        "e2025not": ("missing", "", ""),
        "f2025empty": ("empty", "6.md", "name"),
        "g2025german": ("not-english", "g2025german.md", "name"),
    }


def test_a_number_in_the_folder_of_another_report_is_of_that(cited, write, tmp_path: Path) -> None:
    write("en/other/1.txt", "English text stands here.")
    write("en/other/2.txt", "English text stands here too.")
    write("en/r/first.md", "# Title number 1 of the list\n\nEnglish text.")
    write("other.md", "一[1]。" + LIST)
    c = cited("一[1]。")
    sources = find_sources(c, Sources(tmp_path / "en", 20).files)
    assert [(s.name, s.status.value) for s in sources.values()][:2] == [("r/first.md", "found"), ("", "missing")]
    (tmp_path / "other.md").unlink()  # then it is a folder of any name
    sources = find_sources(c, Sources(tmp_path / "en", 20).files)
    assert [(s.name, s.how) for s in sources.values()][:2] == [("r/first.md", "title"), ("other/2.txt", "name")]


def test_a_format_that_is_not_read_is_said(cited, write, tmp_path: Path) -> None:
    list_ = '\n\n## 参考文献\n\n1. A. "Title number one of the list." 2025.\n2. B. "Second thing of the list." 2025.\n'
    write("en/a2025title.pdf", b"%PDF")
    write("en/2.html", "<p>English</p>")
    write("en/second.md", "# Second thing of the list\n\nEnglish text.")
    c = cited("一[1]。", list_)
    first, second = locate(c.references, Sources(tmp_path / "en", 20).files, c.document.id)
    assert (first.status.value, Path(first.path).name) == ("unreadable", "a2025title.pdf")
    assert "the format .pdf isn't read" in first.note
    assert (second.status.value, Path(second.path).name) == ("found", "second.md")


def test_a_banner_before_the_title_and_a_title_without_a_blank_line(cited, write, tmp_path: Path) -> None:
    list_ = '\n\n## 参考文献\n\n1. Smith, K. "Nets and the harbour master." 2021.\n2. Lee, A. "How boats are regulated in the north." 2020.\n'
    write("en/a.txt", "Nets and the harbour master\nInstitute of Ports\n\nThe nets were counted in the spring.")
    write("en/2-boats.md", "## Your privacy\n\nWe use cookies.\n\n# How boats are regulated in the north\n\nThe boats are counted.")
    assert find(tmp_path, cited("一[1]。", list_)) == {"smith2021nets": ("found", "a.txt", "title"), "lee2020boats": ("found", "2-boats.md", "name")}


def test_pasted_text_that_begins_with_its_own_reference(cited, write, tmp_path: Path) -> None:
    list_ = '\n\n## 参考文献\n\n1. Smith, K. "Nets and the harbour master." 2021.\n2. Lee, A. "Boats and the harbour master." 2020.\n'
    write("en/a.txt", "Smith, Karen (2021). Nets and the Harbour Master. Port Journal 12(3), 44-61.\n\nThe nets were counted in the spring.")
    assert find(tmp_path, cited("一[1]。", list_))["smith2021nets"] == ("found", "a.txt", "title")


def test_a_number_does_not_win_against_the_title_in_the_file(cited, write, tmp_path: Path) -> None:
    write("en/1.md", "# Completely different subject of another report\n\nEnglish text.")
    found = find(tmp_path, cited("一[1]。"))
    assert {status for status, _, _ in found.values()} == {SourceStatus.MISSING}
    c = cited("一[1]。")
    (first, *_) = locate(c.references, Sources(tmp_path / "en", 20).files, c.document.id)
    assert "1.md has its number but is headed “Completely different subject of another report”" in first.note
    assert "`reference: 1`" in first.note


def test_what_is_missing_comes_with_advice(cited, write, tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    sources = Sources(tmp_path / "en", 20)
    c = cited("一[1]。")
    (first, *_) = locate(c.references, sources.files, c.document.id)
    assert "Title number 1 of the list" in first.note
    assert f"{first.key}.md" in first.note


def test_markers_that_stand_alone_close_what_stands_before(cited) -> None:
    assert keys(cited("| 国 | 台数 | 出典 |\n|---|---|---|\n| 甲 | 8万 | [1] |\n| 乙 | 9万 | <sup>2</sup> |\n\n以上が概要だ。")) == [
        ("国", "", "-"), ("台数", "", "-"), ("出典", "", "-"), ("甲", "1", "inherited"), ("8万", "1", "inherited"), ("乙", "2", "inherited"), ("9万", "2", "inherited"),
        ("以上が概要だ。", "", "-"),
    ]  # fmt: skip
    assert keys(cited("利益は減った。\n\n[2]\n\n損失が出た[3]。")) == [("利益は減った。", "2", "explicit"), ("損失が出た。", "3", "explicit")]


def test_a_marker_alone_in_a_cell_that_leads_nowhere_is_a_finding(cited) -> None:
    c = cited("| 国 | 台数 | 出典 |\n|---|---|---|\n| 甲 | 8万 | [9] |\n| 乙 | 9万 | [2] |")
    assert [(c.sentences[i].text, [f.code for f in found]) for i, found in c.assignment.findings.items() if "marker-without-reference" in [f.code for f in found]] == [
        ("8万", ["marker-without-reference"])
    ]


def test_a_column_of_sources_cites_by_bare_numbers(cited) -> None:
    assert keys(cited("本文だ[4]。\n\n| 国 | 台数 | 出典 |\n|---|---|---|\n| 甲 | 8 | 1 |\n"))[-2:] == [("甲", "1", "inherited"), ("8", "1", "inherited")]


def test_a_marker_that_leads_nowhere_keeps_others_away(cited) -> None:
    assert keys(cited("売上は増えた[9]。利益は減った[1]。")) == [("売上は増えた。", "", "-"), ("利益は減った。", "1", "explicit")]


@pytest.mark.parametrize(
    ("text", "shown", "labels"),
    [
        ("減った[1]–[3]。", "減った。", "1;2;3"), ("減った¹⁻³。", "減った。", "1;2;3"), ("減った<sup>1</sup>,<sup>3</sup>。", "減った。", "1;3"), ("減った※1、※2。", "減った。", "1;2"),
        ("減った（[1]、[3]）。", "減った。", "1;3"), ("減った（[2]参照）。", "減った。", "2"), ("減った（参考文献［3］）。", "減った。", "3"), ("減った[^1]、[^2]。", "減った。", "1;2"),
        ("減った（参考文献3）。", "減った。", "3"), ("減った（出典：3）。", "減った。", "3"), ("減った〔3〕。", "減った。", "3"), ("減った〔1、2〕。", "減った。", "1;2"), ("減った注3。", "減った。", "3"),
        ("減った*3。", "減った。", "3"), ("減った[1†L3-L5]。", "減った。", "1"), ("減った<sup>1)2)</sup>。", "減った。", "1;2"), ("減った（注1、注2）。", "減った。", "1;2"), ("減った（注1参照）。", "減った。", "1"),
        ("区間は[1, 3]である。", "区間は[1, 3]である。", ""), ("関数f[2]を使う。", "関数f[2]を使う。", ""), ("増えた[1]、減った[2]。", "増えた、減った。", "1;2"),
        ("元号は令和 2。", "元号は令和 2。", ""), ("機種はアイフォーン 3。", "機種はアイフォーン 3。", ""),
    ],
)  # fmt: skip
def test_forms_of_markers(cited, text: str, shown: str, labels: str) -> None:
    assert keys(cited(text))[0][:2] == (shown, labels)


@pytest.mark.parametrize("text", ["体重は減った1。血圧も下がった2。薬は効いた3。", "体重は減った。1血圧も下がった。2薬は効いた。3", "体重は減った１。血圧も下がった２。薬は効いた３。"])
def test_numbers_stuck_to_their_stops(cited, text: str) -> None:
    assert keys(cited(text)) == [("体重は減った。", "1", "explicit"), ("血圧も下がった。", "2", "explicit"), ("薬は効いた。", "3", "explicit")]


def test_few_stuck_numbers_are_numbers(cited) -> None:
    assert keys(cited("回数は減った1。人も減った。")) == [("回数は減った1。", "", "-"), ("人も減った。", "", "-")]


def test_what_looks_like_a_citation_and_is_none(cited) -> None:
    table = "本文だ[4]。\n\n| 論文 | 引用 |\n|---|---|\n| 甲 | 3 |\n| 乙 | 120 |\n\n| 国 | 出典 |\n|---|---|\n| 丙 | 1 |\n| 丁 | 89 |\n"
    assert [k for k in keys(cited(table)) if k[1]] == [("本文だ。", "4", "explicit")]
    points = "課題は三つだ。1市場の縮小。2競争の激化。3資金の不足。"
    assert [k[1] for k in keys(cited(points))] == [""] * len(keys(cited(points)))
    assert keys(cited("価格は単価*12。")) == [("価格は単価*12。", "", "-")]
    assert keys(cited("本稿は三つの論点を整理する。売上は増えた[1]。")) == [("本稿は三つの論点を整理する。", "", "-"), ("売上は増えた。", "1", "explicit")]


def test_lists_with_circled_numbers_are_read(cited) -> None:
    c = cited("増えた。", "\n\n## 参考文献\n\n① Smith, J. (2020). A study of nets. https://example.org/a\n\n② Lee, K. (2021). Another study. https://example.org/b\n")
    assert next(s.text for s in c.sentences) == "増えた。"
