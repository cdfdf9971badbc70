"""Links to an address of the reference list are citations."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from align.inputs import read_cited

LIST = "\n\n## 参考文献\n\n1. A. \"One.\" 2024. https://www.one.example/a/\n2. B. \"Two.\" 2025. https://two.example/b?id=3&utm_source=chat\n"


@pytest.mark.parametrize(
    ("text", "shown", "labels"),
    [
        ("台数は増えた([IEA](https://one.example/a))。", "台数は増えた。", ["one"]),
        ("台数は増えた（[IEA](https://one.example/a)、[NPR](https://two.example/b?id=3)）。", "台数は増えた。", ["one", "two"]),
        ("台数は減った[two.example](https://two.example/b?id=3#:~:text=fewer)。", "台数は減った。", ["two"]),
        ("台数は減った。[two.example](https://two.example/b?utm_source=x&id=3)", "台数は減った。", ["two"]),
        ("台数は減った（出典：https://one.example/a）。", "台数は減った。", ["one"]),
        ("[IEAの報告書](https://one.example/a)によれば、台数は増えた。", "IEAの報告書によれば、台数は増えた。", ["one"]),
        ("発表したのは[国際機関](https://one.example/a)。", "発表したのは国際機関。", ["one"]),
        ("台数は増えた([IEA](https://other.example/a))。", "", []),
        ("台数は増えた![図](https://one.example/a)。", "", []),
    ],
)
def test_links(write: Callable[..., Path], text: str, shown: str, labels: list[str]) -> None:
    cited = read_cited(write("r.md", "序文だ。\n\n" + text + LIST))
    found = cited.assignment.citations.get(1)
    titles = {r.key: r.title.lower() for r in cited.references}
    assert [titles[k].strip(".") for k in (found.keys if found else ())] == labels
    if shown:
        assert cited.sentences[1].text == shown
