"""The headings that reports have in common, with their English."""

from __future__ import annotations

import re

from align.text.width import narrow

USUAL = {
    "要旨": "Abstract", "要約": "Summary", "概要": "Overview", "エグゼクティブサマリー": "Executive Summary", "エグゼクティブ・サマリー": "Executive Summary", "サマリー": "Summary",
    "はじめに": "Introduction", "まえがき": "Preface", "序文": "Preface", "序論": "Introduction", "序章": "Introduction", "緒言": "Introduction", "導入": "Introduction", "イントロダクション": "Introduction",
    "背景": "Background", "研究の背景": "Background of the Study", "目的": "Purpose", "研究の目的": "Purpose of the Study", "背景と目的": "Background and Purpose", "調査の概要": "Overview of the Survey",
    "方法": "Methods", "研究方法": "Methods", "調査方法": "Survey Methods", "手法": "Methods", "対象と方法": "Subjects and Methods", "結果": "Results", "考察": "Discussion", "結果と考察": "Results and Discussion",
    "分析": "Analysis", "評価": "Evaluation", "本論": "Main Part", "議論": "Discussion", "事例": "Case Studies", "事例研究": "Case Studies", "現状": "Present Situation", "現状と課題": "Present Situation and Challenges",
    "課題": "Challenges", "今後の課題": "Future Challenges", "残された課題": "Remaining Challenges", "展望": "Outlook", "今後の展望": "Future Outlook", "将来展望": "Future Outlook", "リスク": "Risks", "提言": "Recommendations",
    "政策提言": "Policy Recommendations", "示唆": "Implications", "結論": "Conclusion", "結語": "Conclusion", "結び": "Conclusion", "むすび": "Conclusion", "終章": "Conclusion", "おわりに": "Conclusion", "終わりに": "Conclusion",
    "まとめ": "Summary", "総括": "Summary", "あとがき": "Afterword", "謝辞": "Acknowledgements", "付録": "Appendix", "補遺": "Addendum", "用語集": "Glossary", "用語解説": "Glossary", "略語一覧": "Abbreviations",
    "目次": "Contents", "図表一覧": "List of Figures and Tables", "参考文献": "References", "参考文献一覧": "References", "引用文献": "References", "文献": "References", "参考資料": "References", "出典": "Sources", "出典一覧": "Sources",
    "情報源": "Sources", "脚注": "Footnotes", "注": "Notes", "注釈": "Notes", "注記": "Notes", "後注": "Endnotes", "免責事項": "Disclaimer", "利益相反": "Conflicts of Interest", "著者紹介": "About the Author",
}  # fmt: skip
_HEAD = re.compile(r"\s*(?P<n>[0-9]+(?:[.．-][0-9]+)*[.．)]?\s*|[IVX]+[.．]\s*|第[0-9]+(?P<k>[章節部])\s*)?(?P<text>\S.*?)\s*[:：]?\s*")
_PART = {"章": "Chapter", "節": "Section", "部": "Part"}


def usual(text: str) -> str:
    """A usual heading in English, with its number: «2. はじめに» is «2. Introduction»; empty for any other text."""
    m = _HEAD.fullmatch(narrow(text))
    english = USUAL.get(m["text"]) if m else None
    if not m or not english:
        return ""
    number = (m["n"] or "").strip()
    if m["k"]:
        number = f"{_PART[m['k']]} {re.sub(r'[^0-9]', '', number)}:"
    return f"{number} {english}".strip()
