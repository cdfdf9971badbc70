"""Bare trailing numbers: markers that lost their form when the text was copied.

``…を象徴している 3。`` and a cell that ends in `` 4`` are citations where the report has a reference
list with that number and cites by numbers; ``約4ポイント``, ``Gemini 3`` and ``第 3`` are not.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from align.cite.labels import NUMBERS, expand
from align.model.citation import Marker
from align.model.document import Document, Kind, Span

_SPACE = r"[ \t　\u00a0\u2009]"
_LIST = rf"{NUMBERS}(?:{_SPACE}[0-9]{{1,3}})*"
_BEFORE_STOP = re.compile(rf"{_SPACE}+(?P<n>{_LIST})(?={_SPACE}?[。．）)」』、，]|\.(?:\s|$))")
#: What makes the number at the head of a sentence a quantity: 2 つの要因, 3 社.
_COUNTER = r"[つ社月人年日件個回名点割倍%％円度時分秒台本枚歳国位番カかヶ章節項条]|ドル|ユーロ|種類|億|万|兆|世紀|番目"
#: The same at the head of a line, where 日 may begin 日本 and 人 人口.
_COUNTED_ON = rf"(?:{_COUNTER})(?:[ぁ-ん、]|間|度|目|以|当たり|あたり|余)"
_AFTER_STOP = re.compile(rf"(?<=[。！？]){_SPACE}*(?P<n>{_LIST})(?=(?:{_SPACE}+(?!{_COUNTER})|\n(?!{_COUNTED_ON})|$))")
#: Stuck to its stop: «減った1。», «減った。1体重は». These are believed only where they cite much of the list.
_STUCK = (
    re.compile(rf"(?<=[たるいだすくんうつぬむぶ」』）)])(?P<n>{NUMBERS})(?=[。．])"),
    re.compile(rf"(?<=[。！？])(?P<n>{NUMBERS})(?=(?!{_COUNTER})[ぁ-んァ-ヶ一-龠A-Za-z「『]|\s*$)", re.M),
)
_AT_END = re.compile(rf"{_SPACE}+(?P<n>{_LIST})(?=[ \t|*_]*$)")
#: Words that take a number after them: it counts, it doesn't cite.
_COUNTED = re.compile(
    r"(?:第|図|表|図表|式|章|節|項|条|号|版|位|年|月|番号?|令和|平成|昭和|大正|明治|ステップ|フェーズ|フェイズ|レベル|ランク|バージョン|ver|段階|ステージ|パート|クラス|シリーズ|"
    r"タイプ|グループ|トップ|ベスト|スコア|合計|計|総数|約|およそ|最大|最小|平均|全|各|項目|ケース|シナリオ|仮説|問|質問|世代|パターン|優先度|星|"
    r"前年比|比率|倍率|エリア|別表|別紙|付録|ページ|頁|巻|話|級|組|班|プラン|オプション|ゾーン|ルート|ターミナル|ホール|ビル|棟|号館|ライン|アイフォーン|エピソード|シーズン|ラウンド|グレード|グレイド|層|墓|優先課題|選択肢|カテゴリー?|"
    r"[はがをにでのともや対]|その|[=＝:：+×÷/$¥€<>≧≦〜～\-–—,，、(（])$"
)
#: These count only where they stand alone: «課題 1» does, «主な課題 1» may cite.
_COUNTED_ALONE = re.compile(r"(?:^|[\s　、。「（|*])(?:課題|要因|理由|論点|例|事例|条件|目標|原則|ルール|リスク|モデル|戦略|施策|案|部|期)$")
#: Headings of columns of a table that hold citations.
_SOURCES = re.compile(r"(?:出典|参考文献|文献|出所|引用元|ソース)(?:番号|No\.?)?|Sources?|Ref(?:s|erences?)?\.?", re.I)
_ALONE = re.compile(rf"\s*(?P<n>{NUMBERS})\s*")
_LATIN_END = re.compile(r"[A-Za-zＡ-Ｚａ-ｚ.'’&+#-]$")


def _cites(document: Document, span: Span) -> bool:
    """Whether what stands before the number lets it be a citation."""
    before = document.text[max(0, span.start - 40) : span.start].rstrip(" \t　\u00a0\u2009*_")
    if not before or before.endswith("\n") or _COUNTED.search(before) or _COUNTED_ALONE.search(before) or before[-1].isdecimal():
        return False
    return not _LATIN_END.search(before)  # `Gemini 3。` is a name with its number


def _cited(text: str, after: int, taken: Sequence[Span]) -> bool:
    """Whether the sentence whose full stop stands before a place has its citation before that."""
    return any(s.end < after and not text[s.end : after - 1].strip(" \t　)）]］」』") for s in taken)


def _stuck(document: Document, numbers: Collection[str], others: Sequence[Marker], skip: Collection[int]) -> list[Marker]:
    """Numbers without a blank, where nothing else cites and they cite at least half of the list, and three of it."""
    if any(set(m.labels) & set(numbers) for m in others):
        return []
    found = []
    for index, block in enumerate(document.blocks):
        if index not in skip and block.kind == Kind.SENTENCE:
            for pattern in _STUCK:
                if pattern is _STUCK[1] and not re.search(rf"[。！？]{NUMBERS}\s*$", block.span.of(document.text)):
                    continue  # «三つだ。1市場の縮小。2競争の激化。»: what comes before the points is no citation
                for m in pattern.finditer(document.text, block.span.start, block.span.end):
                    labels = expand(m["n"])
                    if all(label in numbers for label in labels):
                        found.append(Marker(Span(m.start("n"), m.end("n")), labels, "bare", index))
    return found if len({label for m in found for label in m.labels}) >= max(3, len(numbers) / 2) else []


def _source_cells(document: Document, numbers: Collection[str]) -> set[int]:
    """Indices of the cells of columns that say where a row is from: every one of them is in the list."""
    columns = {(b.table, b.column) for b in document.blocks if b.kind == Kind.CELL and b.header and _SOURCES.fullmatch(b.span.of(document.text).strip("* _"))}
    cells: dict[tuple[int, int], list[int]] = {}
    for i, b in enumerate(document.blocks):
        if b.kind == Kind.CELL and not b.header and (b.table, b.column) in columns:
            cells.setdefault((b.table, b.column), []).append(i)

    def cites(i: int) -> bool:
        m = _ALONE.fullmatch(document.blocks[i].span.of(document.text))
        return bool(m) and all(label in numbers for label in expand(m["n"] if m else ""))

    return {i for members in cells.values() if all(map(cites, members)) for i in members}


def bare(
    document: Document, known: Collection[str], others: Sequence[Marker], references: Iterable[int]
) -> list[Marker]:
    """Bare markers of the document, in order.

    Args:
        known: the labels of the reference list; only these can be cited.
        others: the markers that show by their form.
        references: indices of the blocks of the reference list.
    """
    numbers = {label for label in known if label.isdecimal()}
    if not numbers:
        return []
    text = document.text
    skip = set(references)
    candidates: list[Marker] = []
    sources = _source_cells(document, numbers)
    for index, block in enumerate(document.blocks):
        if index in skip or block.kind in (Kind.CODE, Kind.TITLE, Kind.BYLINE, Kind.HEADING):
            continue
        if index in sources:
            m = _ALONE.fullmatch(text, block.span.start, block.span.end)
            if m and all(label in numbers for label in expand(m["n"])):
                candidates.append(Marker(Span(m.start("n"), m.end("n")), expand(m["n"]), "bare", index))
            continue
        patterns = [_AT_END] if block.kind == Kind.CELL else [_BEFORE_STOP, _AFTER_STOP, _AT_END]
        taken: list[Span] = [m.span for m in others if m.block == index]
        for pattern in patterns:
            for m in pattern.finditer(text, block.span.start, block.span.end):
                span = Span(m.start("n"), m.end("n"))
                labels = expand(re.sub(_SPACE, ",", m["n"]))
                if any(s.start < span.end and span.start < s.end for s in taken):
                    continue
                if not all(label in numbers for label in labels) or not _cites(document, span):
                    continue
                if text[block.span.start : span.start].strip() == "":
                    continue
                if pattern is _AFTER_STOP and _cited(text, m.start(), taken):
                    continue  # «…に満たない［1］。1⏎病院あたり»: what begins the next line counts
                taken.append(span)
                candidates.append(Marker(span, labels, "bare", index))
    spans = {m.span for m in candidates}
    candidates += [m for m in _stuck(document, numbers, others, skip) if m.span not in spans]
    candidates.sort(key=lambda m: m.span)
    if any(set(m.labels) & numbers for m in others if m.style != "pandoc"):
        return candidates
    # Nothing else cites: then the bare numbers must cite much of the list to be believed.
    cited = {label for m in candidates for label in m.labels}
    return candidates if len(cited) >= max(2, len(numbers) / 2) else []
