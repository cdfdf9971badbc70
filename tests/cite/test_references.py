"""Reference lists, their entries, keys, and bibliographies."""

from __future__ import annotations

import json

import pytest

from align.cite import bibliography, entries, make_key, to_reference, with_entries, with_keys
from align.cite.bibfile import apply
from align.cite.entry import parse
from align.cite.names import split_authors
from align.cite.references import is_list_heading
from align.errors import InputError
from align.model.citation import Reference
from align.model.document import Document, Kind, Span
from align.read import markdown


def document(text: str) -> Document:
    return Document("x", "ja", text, markdown.blocks(text, 0, "ja"), "")


@pytest.mark.parametrize(
    "text",
    ["参考文献", "## 出典"[3:], "9. 参考文献", "脚注", "注", "注釈", "References", "Sources", "引用文献一覧", "参考文献（References）", "出典・参考資料", "**参考文献**", "主な参考文献：", "■ 参考資料", "Works Cited", "情報源"],
)
def test_headings_of_lists(text: str) -> None:
    assert is_list_heading(text)


@pytest.mark.parametrize("text", ["注目すべき点", "参考になる話", "出典を示さない記事", "はじめに", "Referenced works in the field", "文献調査の方法"])
def test_other_headings(text: str) -> None:
    assert not is_list_heading(text)


ENTRIES = [
    (
        "Hartmann L, Ito KM, van der Berg P, et al. Lost at sea: nets that nobody looks for. Coast Rev. 2023;12(3):45-60.",
        {"authors": ("Hartmann, L.", "Ito, K.M.", "van der Berg, P."), "title": "Lost at sea: nets that nobody looks for", "container": "Coast Rev, 12(3):45-60", "date": "2023"},
    ),
    (
        "Hartmann L, Ito K. Lost at sea. Coast Rev 2023; 12: 45–60. doi:10.1234/abc.12",
        {"authors": ("Hartmann, L.", "Ito, K."), "title": "Lost at sea", "container": "Coast Rev, 12: 45–60", "date": "2023", "doi": "10.1234/abc.12"},
    ),
    (
        "Okafor TN, Lind S. A net for every coast. Mar Debris. 2020 Dec 31;383(27):2603-15.",
        {"authors": ("Okafor, T.N.", "Lind, S."), "title": "A net for every coast", "container": "Mar Debris, 383(27):2603-15", "date": "2020-12-31"},
    ),
    (
        "Hartmann, L. and Ito, K. (2018), 'Nets and coasts', Journal of Coasts, Vol. 12 No. 3, pp. 45-60.",
        {"authors": ("Hartmann, L.", "Ito, K."), "title": "Nets and coasts", "container": "Journal of Coasts, Vol. 12 No. 3, pp. 45-60", "date": "2018"},
    ),
    (
        "National Heritage Agency. Heritage at Risk 2024: summary of the national register. 2024.",
        {"authors": ("National Heritage Agency",), "title": "Heritage at Risk 2024: summary of the national register", "date": "2024"},
    ),
    ("Smallpox. In: Open Encyclopedia of Medicine. 2023.", {"authors": (), "title": "Smallpox", "container": "Open Encyclopedia of Medicine", "date": "2023"}),
    ("Lannmark National Museum. Annual report. 2025.", {"authors": ("Lannmark National Museum",), "title": "Annual report", "date": "2025"}),
    ("IMF. Working paper 2025-07. 2025.", {"authors": ("IMF",), "title": "Working paper 2025-07", "date": "2025"}),
    ("山田太郎, 鈴木花子. 漁網と海岸の関係. 海岸研究. 2019;12:1-9.", {"authors": ("山田太郎", "鈴木花子"), "title": "漁網と海岸の関係", "container": "海岸研究, 12:1-9", "date": "2019"}),
    ("内閣府（2023）『海岸に関する世論調査』", {"authors": ("内閣府",), "title": "海岸に関する世論調査", "date": "2023"}),
    ("Lind, S. (2020a). Nets and people. Example Press.", {"authors": ("Lind, S.",), "title": "Nets and people", "container": "Example Press", "date": "2020"}),
    (
        'Wolfenstein, Konrad. "Project Shallotpeat and Rough times." xpert.digital, November 22, 2025.',
        {"authors": ("Wolfenstein, Konrad",), "title": "Project Shallotpeat and Rough times", "container": "xpert.digital", "date": "2025-11-22", "language": "en"},
    ),
    (
        '中央日報日本語版. "アルトマンCEO、困難を吐露…「一時的に逆風もある」." Yahoo!ニュース, November 22, 2025.',
        {"authors": ("中央日報日本語版",), "title": "アルトマンCEO、困難を吐露…「一時的に逆風もある」", "container": "Yahoo!ニュース", "date": "2025-11-22", "language": "ja"},
    ),
    ('CNBC. "OpenAI completes restructure." October 28, 2025.', {"authors": ("CNBC",), "title": "OpenAI completes restructure", "container": "", "date": "2025-10-28"}),
    (
        'Sonnenfeld, Jeffrey, and Stephen Henriques. "This Is How the AI Bubble Bursts." Yale Insights, October 8, 2025.',
        {"authors": ("Sonnenfeld, Jeffrey", "Henriques, Stephen"), "container": "Yale Insights", "date": "2025-10-08"},
    ),
    (
        "Hartmann, L. (2023). Lost at sea: estimating abandoned fishing gear. Coastal Review, 12.",
        {"authors": ("Hartmann, L.",), "title": "Lost at sea: estimating abandoned fishing gear", "container": "Coastal Review, 12", "date": "2023"},
    ),
    (
        "山田太郎「港の網回収に関する聞き取り」『海の研究』2025年8月、https://example.com/a（2025年9月1日閲覧）",
        {"authors": ("山田太郎",), "title": "港の網回収に関する聞き取り", "container": "海の研究", "date": "2025-08", "url": "https://example.com/a", "accessed": "2025-09-01", "language": "ja"},
    ),
    (
        'OECD. "AI Outlook." 2024. https://example.org/outlook. Accessed 3 May 2025.',
        {"authors": ("OECD",), "title": "AI Outlook", "date": "2024", "url": "https://example.org/outlook", "accessed": "2025-05-03"},
    ),
    ("[OpenAIの再編](https://example.com/re), CNBC, 2025年10月28日", {"title": "OpenAIの再編", "container": "CNBC", "date": "2025-10-28", "url": "https://example.com/re"}),
    ("https://example.com/only", {"authors": (), "title": "", "url": "https://example.com/only"}),
    ('Lee, A., Kim, B., & Park, C. "On nets." Nature, vol. 3, 2021. doi:10.1000/xyz123', {"authors": ("Lee, A.", "Kim, B.", "Park, C."), "title": "On nets", "doi": "10.1000/xyz123", "date": "2021"}),
    (
        "Nets cut losses by two thirds in a three-port trial. The Harbour Dispatch, 14 March 2025. https://example.com/n",
        {"authors": (), "title": "Nets cut losses by two thirds in a three-port trial", "container": "The Harbour Dispatch", "date": "2025-03-14"},
    ),
    ("Why rope became dearer. Institute for Harbour Studies, May 2025.", {"authors": (), "title": "Why rope became dearer", "container": "Institute for Harbour Studies", "date": "2025-05"}),
    ("Port of Lind: annual results 2024. Port of Lind.", {"authors": (), "title": "Port of Lind: annual results 2024", "container": "Port of Lind"}),
    ("Lind Rovers publishes accounts for 2023/24. Club statement, 3 December 2024.", {"authors": (), "title": "Lind Rovers publishes accounts for 2023/24", "date": "2024-12-03"}),
    ("Harbour Audit Office. Accounts of the season 2023/24. Lind, 2024.", {"authors": ("Harbour Audit Office",), "title": "Accounts of the season 2023/24", "date": "2024"}),
    ("Vaswani et al. Attention Is All You Need. NeurIPS 2017.", {"authors": ("Vaswani",), "title": "Attention Is All You Need", "container": "NeurIPS", "date": "2017"}),
    ("総務省『情報通信白書』令和6年版", {"authors": ("総務省",), "title": "情報通信白書", "date": "2024"}),
]


@pytest.mark.parametrize(("entry", "expected"), ENTRIES, ids=[e[:24] for e, _ in ENTRIES])
def test_fields(entry: str, expected: dict) -> None:
    fields = parse(entry)
    assert {name: getattr(fields, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("text", "authors"),
    [
        ("Smith, Gary", ("Smith, Gary",)), ("Gary Smith", ("Smith, Gary",)), ("Smith, J. K., and Lee, B.", ("Smith, J. K.", "Lee, B.")),
        ("Ludwig van Beethoven", ("van Beethoven, Ludwig",)), ("The Information", ("The Information",)), ("OpenAI", ("OpenAI",)), ("International Energy Agency", ("International Energy Agency",)),
        ("山田太郎・佐藤花子", ("山田太郎", "佐藤花子")), ("A; B", ("A", "B")), ("Food and Agriculture Organization", ("Food and Agriculture Organization",)),
        ("Centers for Disease Control and Prevention", ("Centers for Disease Control and Prevention",)), ("Google and Microsoft", ("Google", "Microsoft")), ("Okafor TN", ("Okafor, T.N.",)), ("Smith, Gary, et al.", ("Smith, Gary",)), ("", ()),
    ],
)  # fmt: skip
def test_authors(text: str, authors: tuple[str, ...]) -> None:
    assert split_authors(text) == authors


LISTS = [
    ("## 参考文献\n\n- [1] 甲「題一」2024年。\n- [2] 乙「題二」2025年。\n", ["1", "2"]),
    ("## References\n\n1. A. \"One.\" 2024.\n2. B. \"Two.\" 2025.\n", ["1", "2"]),
    ("## 注\n\n注1　甲「題一」2024年。\n注2　乙「題二」2025年。\n", ["1", "2"]),
    ("## 出典\n\n※1 甲「題一」2024年。\n\n※2 乙「題二」2025年。\n", ["1", "2"]),
    ("本文[^a]。\n\n[^a]: 甲「題一」2024年。\n[^b]: 乙「題二」2025年。\n", ["a", "b"]),
    ("**参考文献**\n\n［１］甲「題一」2024年。\n［２］乙「題二」2025年。\n", ["1", "2"]),
    ("## 参考文献\n\n- 甲「題一」2024年。\n- 乙「題二」2025年。\n", ["1", "2"]),
    ("本文。\n\n---\n\n[1] 甲「題一」2024年。\n\n[2] 乙「題二」2025年。\n", ["1", "2"]),
    ("■参考文献\n\n1. 甲「題一」2024年。\n2. 乙「題二」2025年。\n", ["1", "2"]),
    ("## 参考文献一覧（アクセス日：2025年6月1日）\n\n1. 甲「題一」2024年。\n2. 乙「題二」2025年。\n", ["1", "2"]),
    ("## References\n\n1. One\n\n   https://example.com/1\n\n2. Two\n\n   https://example.com/2\n", ["1", "2"]),
    ("## 参考文献\n\n[1] 甲「題一」2024年。\nhttps://example.com/1\n\n[2] 乙「題二」2025年。\n\n以上\n", ["1", "2"]),
]


@pytest.mark.parametrize(("text", "labels"), LISTS)
def test_lists(text: str, labels: list[str]) -> None:
    d = document(text)
    found = entries(d)
    assert [e.label for e in found] == labels
    changed, moved = with_entries(d, found)
    assert [changed.blocks[e.block].kind for e in moved] == [Kind.REFERENCE] * len(labels)
    references = [to_reference(d, e) for e in found]
    assert [r.title for r in references] == ["題一", "題二"] or [r.title for r in references] == ["One", "Two"]


def test_a_line_with_a_url_completes_an_entry() -> None:
    d = document(LISTS[-1][0])
    assert to_reference(d, entries(d)[0]).url == "https://example.com/1"


def test_entries_on_lines_that_follow_each_other() -> None:
    text = "## 参考文献\n\nHallam, E. (2009). Nets and anger: a history.\nThe second line of its title. Port Press.\nWhitcombe, J. (2015). Selling the harbour. https://ports.example/sale\n山田太郎（2019）『網の話』港書房。\n"
    d = document(text)
    references = with_keys([to_reference(d, e) for e in entries(d)])
    assert [r.key for r in references] == ["hallam2009nets", "whitcombe2015selling", "yamadataro2019ami"]
    assert [r.url for r in references] == ["", "https://ports.example/sale", ""]


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("Nets in the north: the plan 2016-2020 and after. https://n.example/a （2025年2月3日閲覧）", {"title": "Nets in the north: the plan 2016-2020 and after", "date": "", "accessed": "2025-02-03"}),
        ("Nets reach the coast, 3月 1, 2025にアクセス、 https://n.example/b", {"title": "Nets reach the coast", "accessed": "2025-03-01"}),
        ("Smith, J. Nets of the coast, 3月 1, 2025にアクセス、 https://n.example/c", {"authors": ("Smith, J.",), "title": "Nets of the coast"}),
        ("Lee, A. and Kim, B. C. Ports in the north. Harbour Journal, 12(3), 2019.", {"authors": ("Lee, A.", "Kim, B. C."), "title": "Ports in the north", "container": "Harbour Journal, 12(3)", "date": "2019"}),
    ],
)  # fmt: skip
def test_ranges_of_years_dates_of_access_and_authors_before_a_title(entry: str, expected: dict) -> None:
    fields = parse(entry)
    assert {name: getattr(fields, name) for name in expected} == expected


def test_a_report_without_a_list() -> None:
    assert entries(document("# 題\n\n本文だけ。\n")) == []


@pytest.mark.parametrize(
    ("authors", "year", "title", "key"),
    [
        (("Wolfenstein, Konrad",), "2025", "Project Shallotpeat and Rough times", "wolfenstein2025project"),
        (("CNBC",), "2025", "OpenAI completes restructure", "cnbc2025openai"),
        (("Müller, Jörg",), "2020", "The end of an era", "muller2020end"),
        (("中央日報日本語版",), "2025", "アルトマンCEO、困難を吐露", "chuonippo2025arutoman"),
        ((), "", "【11/23】 OpenAI内部メモ流出", "ndopenai"),
        (("International Energy Agency",), "2024", "World Energy Outlook", "international2024world"),
    ],
)
def test_keys(authors: tuple[str, ...], year: str, title: str, key: str) -> None:
    assert make_key(authors, year, title) == key


def reference(n: int, title: str, **more: object) -> Reference:
    return Reference(key="", label=str(n), span=Span(n, n + 1), block=n, raw=title, authors=("Smith, Gary",), title=title, date="2025", **more)  # type: ignore[arg-type]


def test_equal_keys_get_letters_in_the_order_of_the_list() -> None:
    refs = with_keys([reference(1, "Nets at sea"), reference(2, "Other"), reference(3, "Nets again")])
    assert [r.key for r in refs] == ["smith2025netsa", "smith2025other", "smith2025netsb"]
    assert with_keys([reference(1, "Nets")], reserved=["smith2025nets"])[0].key == "smith2025netsa"


def test_a_bibliography_beside_the_report_gives_its_keys(write) -> None:
    report = write("r.md", "x")
    write("r.bib", "@article{smithNets25, author={Smith, Gary}, title={Nets at {Sea}}, year={2025}, journal={Sea}}\n@misc{other, title={Else}}\n")
    write("zotero.json", json.dumps([{"id": "x1", "citation-key": "leeBoats", "title": "Boats", "author": [{"family": "Lee", "given": "A"}], "issued": {"date-parts": [[2024, 5]]}, "URL": "https://example.com/b"}]))
    merged = apply([reference(1, "Nets at sea"), reference(2, "Bots", url="http://www.example.com/b/")], bibliography(report))
    assert [(r.key, r.container, r.date) for r in merged] == [("smithNets25", "Sea", "2025"), ("leeBoats", "", "2024-05")]


@pytest.mark.parametrize(("name", "content"), [("a.bib", "@article{x, title={open"), ("a.json", "{nope")])
def test_a_broken_bibliography_is_named(write, name: str, content: str) -> None:
    report = write("r.md", "x")
    write(name, content)
    with pytest.raises(InputError, match=name):
        bibliography(report)


MORE = [
    (
        "OpenAI announces a new model - TechCrunch, 11月 22, 2025にアクセス、 [https://x.example/a](https://x.example/a)",
        {"authors": (), "title": "OpenAI announces a new model", "container": "TechCrunch", "accessed": "2025-11-22", "url": "https://x.example/a"},
    ),
    ("OpenAI raises $40B at new value | TechCrunch, https://x.example/b", {"title": "OpenAI raises $40B at new value", "container": "TechCrunch", "url": "https://x.example/b"}),
    ("日本のAI市場 - 総務省", {"title": "日本のAI市場", "container": "総務省"}),
    ("Kim, S., & Lee, J. (2023, March 4). Nets and seas. Coastal Review.", {"authors": ("Kim, S.", "Lee, J."), "title": "Nets and seas", "date": "2023-03-04", "container": "Coastal Review"}),
    ("OpenAI. (2024, October 2). New funding. OpenAI Blog.", {"authors": ("OpenAI",), "title": "New funding", "date": "2024-10-02"}),
    ("Smith, J. (2024). The future of AI. Journal of Things, 3(1).", {"authors": ("Smith, J.",), "title": "The future of AI", "container": "Journal of Things, 3(1)"}),
    ("IEA (2025), Energy and AI, IEA, Paris https://iea.example/r", {"authors": ("IEA",), "title": "Energy and AI", "container": "IEA, Paris", "date": "2025"}),
    ('Goldman Sachs. "Outlook." 2025.', {"authors": ("Goldman Sachs",)}),
    ("山田太郎著『海』2020年", {"authors": ("山田太郎",), "title": "海"}),
    ('de la Cruz, Maria. "Waves." 2021.', {"authors": ("de la Cruz, Maria",)}),
    ('Lee, Ann. "Waves." Reuters, 3 May 2024, reuters.com/tech/waves-2024.', {"url": "reuters.com/tech/waves-2024", "container": "Reuters", "date": "2024-05-03"}),
    ("Lee, A. (2024). Waves. Retrieved October 3, 2024, from https://w.example/x", {"title": "Waves", "accessed": "2024-10-03", "url": "https://w.example/x", "container": ""}),
]


@pytest.mark.parametrize(("entry", "expected"), MORE, ids=[e[:24] for e, _ in MORE])
def test_fields_of_other_styles(entry: str, expected: dict) -> None:
    fields = parse(entry)
    assert {name: getattr(fields, name) for name in expected} == expected


def titles(text: str) -> list[tuple[str, str]]:
    d = document(text)
    return [(e.label, to_reference(d, e).title) for e in entries(d)]


def test_an_entry_over_several_lines() -> None:
    assert titles('## References\n\n1) Lee, "Title one", 2024.\n2) Reuters, "Title two\n   and more", 2024. https://x.example\n') == [("1", "Title one"), ("2", "Title two and more")]
    d = document("## 出典\n\n[1] 日本銀行「展望」\n2024年10月\nhttps://boj.example/a\n")
    (entry,) = entries(d)
    assert to_reference(d, entry).date == "2024-10"
    assert to_reference(d, entry).url == "https://boj.example/a"


def test_labels_behind_markup() -> None:
    assert titles('## 参考文献\n\n- <a id="r1"></a>[1] 甲「題一」2024年。\n- **[2]** 乙「題二」2025年。\n- \\[3\\] 丙「題三」2025年。\n') == [("1", "題一"), ("2", "題二"), ("3", "題三")]


def test_a_list_that_is_a_table() -> None:
    text = "本文[2]。\n\n## 参考文献\n\n| 番号 | 題 | 発行 | URL |\n| --- | --- | --- | --- |\n| 1 | 題一 | 甲社 | https://a.example |\n| 2 | 題二 | 乙社 | https://b.example |\n"
    d = document(text)
    found = entries(d)
    assert [e.label for e in found] == ["1", "2"]
    assert [to_reference(d, e).url for e in found] == ["https://a.example", "https://b.example"]


def test_prose_under_a_heading_or_a_source_line_is_no_list() -> None:
    assert titles("## 資料\n\n本稿は推計を含む。数値は暫定である。\n") == []
    assert titles("| a | b |\n|---|---|\n| 1 | 2 |\n\n出典：\n\nA社の決算資料による。\n\n市場は拡大した[1]。次の文だ。\n") == []


def test_numbers_that_start_anew_with_each_chapter(write) -> None:
    from align.inputs import read_cited

    part = "## {n}章\n\n本文{n}だ[1]。\n\n### 注\n\n[1] 著者「題{n}」2024年。\n\n"
    c = read_cited(write("r.md", "# 題\n\n" + part.format(n="一") + part.format(n="二")))
    keys = [c.assignment.citations[s.index].keys[0] for s in c.sentences if s.text.startswith("本文")]
    assert keys == [c.references[0].key, c.references[1].key]


@pytest.mark.parametrize("text", ["参照元", "出所", "📚 参考文献", "＜参考文献＞", "――参考文献――", "参考にした資料", "Further Reading", "References and Notes"])
def test_more_headings_of_lists(text: str) -> None:
    assert is_list_heading(text)


def test_entries_that_are_only_a_url_have_stable_keys() -> None:
    d = document("## 出典\n\n1. https://www.boj.example/ja/outlook.html\n2. https://x.example/b\n")
    refs = with_keys([to_reference(d, e) for e in entries(d)])
    assert [r.key for r in refs] == ["bojndjaoutlook", "xndb"]
