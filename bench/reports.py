"""Reports that are edited by chance, with the truth of what became of each sentence."""

from __future__ import annotations

import hashlib
import random
from collections import Counter
from dataclasses import dataclass

from align.model.row import Row

_WHO = ["港の組合", "環境省", "北浜市", "研究班", "網の工場", "漁師の会", "県の水産課", "大学の研究室", "海辺の学校", "輸出業者", "保険会社", "船の持ち主"]
_WHEN = ["昨年の春", "2021年4月", "三年前", "先月の末", "会議のあと", "2019年", "冬の嵐のあと", "夏休みの間"]
_WHAT = ["古い網", "浮きと綱", "回収の費用", "港の倉庫", "新しい船", "洗浄の機械", "糸の見本", "調査の結果", "補助金の書類", "海底の地図"]
_DID = ["を調べ、報告書にまとめた", "を工場へ送った", "について住民に説明した", "を半分に減らすと決めた", "を市場で売った", "を修理して使い続けている", "の一覧を公開した", "を学校に寄付した"]
_MORE = ["。", "。", "が、結果はまだ出ていない。", "ため、費用が12%下がった。", "ので、翌年の計画も変わった。", "とされる。"]
_REPEATED = ["詳細は付録を参照。", "以上である。", "出典は各章の末に示す。"]


def row(report: str, n: int, ja: str, copy: int = 0, **more: str) -> Row:
    """A row as a run builds it."""
    digest = hashlib.sha256(f"{ja}\x00{copy}".encode()).hexdigest()[:10]
    values = {
        "section": "", "kind": "sentence", "en": f"Draft {n}.", "en_engine": "offline", "cite_keys": "self2025", "cite_labels": "", "key_origin": "self",
        "source_key": "", "source_span": "", "source_passage": "", "score": "", "verdict": "own", "findings": "info:draft",
    }  # fmt: skip
    return Row(sentence_id=f"{report}:{digest}", report=report, n=n, ja=ja, **{**values, **more})


def built(texts: list[str], report: str = "r", **more: str) -> list[Row]:
    """The rows of these sentences."""
    seen: Counter[str] = Counter()
    rows = []
    for n, text in enumerate(texts, 1):
        rows.append(row(report, n, text, seen[text], **more))
        seen[text] += 1
    return rows


@dataclass
class Line:
    """A sentence: which ones of the first report it comes from, and whether a decision on these belongs here."""

    text: str
    origins: tuple[int, ...] = ()
    changed: bool = False


def first(rng: random.Random, size: int) -> list[str]:
    """A report with sentences that repeat, and with such as are much alike."""
    texts: list[str] = []
    while len(texts) < size:
        if rng.random() < 0.08:
            texts.append(rng.choice(_REPEATED))
            continue
        text = f"{rng.choice(_WHO)}は{rng.choice(_WHEN)}に{rng.choice(_WHAT)}{rng.choice(_DID)}{rng.choice(_MORE)}"
        if text not in texts:
            texts.append(text)
    return texts


def edited(rng: random.Random, texts: list[str]) -> list[Line]:
    """The report after an author has been at it: moved, deleted, added, changed, split, and joined."""
    lines = [Line(t, (i,)) for i, t in enumerate(texts)]
    for _ in range(3):  # paragraphs move
        at, size = rng.randrange(len(lines) - 8), rng.randrange(3, 8)
        block = lines[at : at + size]
        del lines[at : at + size]
        to = rng.randrange(len(lines))
        lines[to:to] = block
    out: list[Line] = []
    untouched = 0  # neighbours of an edited sentence stay, as they mostly do
    i = 0
    while i < len(lines):
        line = lines[i]
        dice = rng.random() if untouched >= 2 else 1.0
        untouched = untouched + 1 if dice >= 0.3 else 0
        if dice < 0.06:
            pass  # deleted
        elif dice < 0.12:
            out.append(Line(rng.choice(first(rng, 3))))
            out.append(line)
        elif dice < 0.22:
            out.append(Line(_reworded(rng, line.text), line.origins, True) if line.text not in _REPEATED else line)
        elif dice < 0.26 and "、" in line.text:
            head, tail = line.text.split("、", 1)
            out += [Line(head + "。", line.origins, True), Line(tail, line.origins, True)]
        elif dice < 0.3 and i + 1 < len(lines) and line.text not in _REPEATED and lines[i + 1].text not in _REPEATED:
            out.append(Line(line.text.rstrip("。") + "、" + lines[i + 1].text, (*line.origins, *lines[i + 1].origins), True))
            i += 1
        else:
            out.append(line)
        i += 1
    return out


def _reworded(rng: random.Random, text: str) -> str:
    changes = [("した", "していた"), ("2021年", "2022年"), ("12%", "15%"), ("古い", "使い古した"), ("新しい", "最新の"), ("は", "もまた"), ("。", "という。"), ("工場", "隣町の工場")]
    for old, new in rng.sample(changes, len(changes)):
        if old in text:
            return text.replace(old, new, 1)
    return text + "ただし例外もある。"
