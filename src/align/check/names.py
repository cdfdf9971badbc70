"""Names: Latin ones must stand in the translation as they are, katakana ones as a name that fits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.check.subject import Subject, places
from align.model.document import Kind
from align.model.finding import Finding, Severity
from align.text.kana import sounds_like
from align.text.quantity import ja_quantities
from align.text.sudachi import morphemes
from align.text.tokens import latin_words
from align.text.width import fold, narrow

_SOUNDS_LIKE = 0.62
#: Names that don't sound like their English ones, each with its adjective.
_COUNTRIES = {
    "ドイツ": "german", "オランダ": "dutch|netherlands|holland", "スイス": "swiss|switzerland", "イギリス": "brit|uk|u\\.k\\.|england|english|united kingdom", "フランス": "french|france", "アメリカ": "america|u\\.?s|united states",
    "ギリシャ": "greek|greece", "アジア": "asia", "ヨーロッパ": "europe", "アフリカ": "africa", "スペイン": "spain|spanish", "スウェーデン": "swed", "ポーランド": "poland|polish", "ベルギー": "belgi", "デンマーク": "denmark|danish",
    "ノルウェー": "norw", "フィンランド": "finland|finnish|finns", "トルコ": "turk|türkiye", "ロシア": "russia", "ウクライナ": "ukrain", "インド": "india", "ベトナム": "vietnam", "フィリピン": "philippin|filipin",
    "オーストリア": "austria", "オーストラリア": "australia", "ブラジル": "brazil", "メキシコ": "mexic", "カナダ": "canad", "イタリア": "ital", "ポルトガル": "portug", "エジプト": "egypt", "イスラエル": "israel", "サウジアラビア": "saudi",
    "アイルランド": "ireland|irish", "スコットランド": "scot", "ウェールズ": "wales|welsh", "イングランド": "england|english", "ハンガリー": "hungar", "チェコ": "czech", "ローマ": "rom(?:e|an)", "ウィーン": "vienn", "ジュネーブ": "geneva|genev",
    "モスクワ": "moscow", "ミュンヘン": "munich", "ケルン": "cologne", "アントワープ": "antwerp", "ベネチア": "venice|venetian", "フィレンツェ": "florence|florentine", "ミラノ": "milan", "ナポリ": "naples",
}  # fmt: skip


def _flat(text: str) -> str:
    return re.sub(r"[\W_]+", "", fold(text)).lower()


def check(subject: Subject) -> Iterator[Finding]:
    """``name-lost``: a Latin or katakana name of the sentence isn't in the translation."""
    english = subject.translation.text
    if not english or subject.kind == Kind.REFERENCE:
        return
    flat = _flat(english)
    words = re.findall(r"[A-Za-z][A-Za-z'’-]+", english)
    initials = "".join(w[0] for w in re.findall(r"[A-Za-z]+", english)).lower()  # EV: electric vehicle
    ja = list(narrow(subject.ja))
    for q in ja_quantities(subject.ja):
        if q.kind != "label":  # 3円/kWh: a unit may be written out
            ja[q.span.start : q.span.end] = " " * (q.span.end - q.span.start)
    lost = [w for w in dict.fromkeys(latin_words("".join(ja))) if len(_flat(w)) > 1 and _flat(w) not in flat and not (w.isupper() and _flat(w) in initials)]
    for m in morphemes(subject.ja, "C"):
        if m.pos[1] != "固有名詞" or not re.fullmatch(r"[ァ-ヺー・]{3,}", m.surface):
            continue
        if re.search(rf"\b(?:{_COUNTRIES.get(m.surface, '(?!)')})", english, re.I):
            continue
        fixed = subject.terms.get(m.surface)
        if fixed and _flat(fixed) in flat:
            continue
        # ノースムーア is one name, whatever the dictionary makes of it.
        run = next((r[0] for r in re.finditer(r"[ァ-ヺー]+(?:・[ァ-ヺー]+)*", subject.ja) if r.start() <= m.start < r.end()), m.surface)
        if not any(sounds_like(part, w) >= _SOUNDS_LIKE for part in {*m.surface.split("・"), *run.split("・")} for w in words):
            lost.append(m.surface)
    if lost:
        yield Finding(Severity.WARNING, "name-lost", "not in the translation: " + ", ".join(dict.fromkeys(lost)), ja=places(subject.ja, lost))
