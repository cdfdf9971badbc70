"""Words that say the opposite, or another of a few: exports for imports, a loss for a profit, Tuesday for Wednesday.

Where the sentence has one of a set and no other, and the passage another and not that one, they contradict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from align.text.quantity import Quantity, agree, en_quantities

#: Each set: what the word is in Japanese and in English, and, where fewer words are surely the opposite of another, these.
_SETS: tuple[tuple[tuple[str, ...], ...], ...] = (
    ((r"黒字|純利益", r"profits?|profitable|surplus|black|earn\w*|income|made|net (?!loss)\w+"), (r"赤字|純損失", r"loss(?:es)?|deficits?|red|lost")),
    ((r"輸出", r"exports?|exported|exporting|shipments?"), (r"輸入", r"imports?|imported|importing")),
    ((r"男性|男子", r"m[ae]n|males?|boys?|fathers?|husbands?"), (r"女性|女子", r"wom[ae]n|females?|girls?|mothers?|wives|wife")),
    ((r"都市部|都会", r"urban|cit(?:y|ies)|towns?|metropolitan"), (r"農村|田舎|過疎地", r"rural|countryside|villages?|country")),
    ((r"公共投資|公的資金|公的投資|公営|国営", r"public|state|government(?:s|al)?|national"), (r"民間投資|民間資金|民営", r"privat\w*")),
    ((r"過去最高|史上最高|過去最多|史上最多|高水準", r"high(?:est)?|most|largest|biggest|best|greatest|peak|record(?!\slow)"), (r"過去最低|史上最低|過去最少|低水準", r"low(?:est)?|fewest|smallest|least|worst|weakest")),
    ((r"撤廃|廃止", r"abolish\w*|scrap\w*|repeal\w*|end(?:ed|s|ing)?|lift\w*|remov\w*|phase\w*|drop\w*|eliminat\w*|withdr\w*|discontinu\w*|clos\w*|retir\w*|shut\w*|ceas\w*|cancel\w*|dissol\w*|demolish\w*|over", r"abolish\w*|scrap\w*|repeal\w*|eliminat\w*|discontinu\w*"), (r"導入|新設", r"introduc\w*|creat\w*|launch\w*|adopt\w*|establish\w*|deploy\w*|roll\w*|install\w*|implement\w*|bring\w*|use\w*", r"introduc\w*")),
    ((r"支持|推奨|勧告|歓迎|賛成", r"support\w*|back\w*|recommend\w*|endors\w*|favou?r\w*|urg\w*|advis\w*|advoc\w*|call\w*|welcom\w*|applaud\w*|hail\w*|approv\w*|agree\w*|for", r"supports?|supported|backs?|backed|recommend\w*|welcom(?:e|es|ed)"), (r"反対", r"oppos\w*|against|object\w*|reject\w*|critici\w*|protest\w*|no|not|resist\w*", r"oppos(?:e|es|ed|ing)")),
    ((r"を達成し|目標[^、。]{0,14}を(?:上回|超え)", r"achiev\w*|met|meet\w*|reach\w*|hit|attain\w*|exceed\w*|surpass\w*|beat\w*|above|over|more", r"achiev\w*|met|meet\w*|reach\w*|hit|attain\w*|exceed\w*|surpass\w*"), (r"未達|(?:目標|予想|計画|基準|水準)[^、。]{0,14}に(?:達し|届か)なかった|目標[^、。]{0,14}(?:を下回|に及ば|に届か)", r"short of|miss\w*|fail\w*|below|not|under", r"short of|missed")),
    ((r"名目", r"nominal\w*|current prices|cash terms"), (r"実質", r"real|inflation|adjusted|constant", r"real terms|inflation-adjusted")),
    ((r"採択|可決", r"adopt\w*|pass(?:es|ed|ing)?|approv\w*|voted? (?:for|to|in favou?r)|agre\w*|endors\w*"), (r"否決|却下", r"reject\w*|defeat\w*|dismiss\w*|turned down|voted? (?:against|down)|refus\w*|oppos\w*", r"rejected|defeated|turned down|voted down")),
    (
        (r"(?<!成長率が)(?:増加し|増えた|増えて|増大し|上昇し|急増し|拡大し|伸びた|急騰し|高騰し|跳ね上が)", r"increas\w*|ris\w*|rose|gr[eo]w\w*|expan\w*|up|higher|more|climb\w*|jump\w*|soar\w*|surg\w*|gain\w*|doubl\w*|tripl\w*|widen\w*|swell\w*|add\w*|record|improv\w*|strength\w*|accelerat\w*|extend\w*|larger|bigger|spread\w*", r"rose|grew|increased|climbed|jumped|soared|surged|widened"),
        (r"減少し|減った|減って|低下し|下落し|急減し|縮小し|落ち込んだ|急落し|暴落し", r"decreas\w*|f[ae]ll\w*|declin\w*|drop\w*|reduc\w*|shr[aiu]nk\w*|down\w*|low\w*|less|fewer|cut\w*|contract\w*|narrow\w*|sl[iu]\w*|plung\w*|weak\w*|halv\w*|los[ets]\w*|small\w*|eas\w*|dip\w*|shed|sank|worse\w*|deteriorat\w*|dwindl\w*|diminish\w*", r"fell|declined|decreased|dropped|shrank|plunged|slumped|narrowed"),
        (r"変わらなかった|変わっていない|横ばい|変化しなかった", r"unchanged|flat|stable|stead\w*|same|constant|plateau\w*|stagna\w*|change|remain\w*|level\w*|barely|hardly|scarcely|budg\w*", r"unchanged|flat|steady|(?:hardly|little|barely|scarcely) changed"),
    ),
    ((r"任意", r"voluntar\w*|optional\w*|free|arbitrar\w*|choos\w*|choice|may|can|any"), (r"義務付|義務づけ|義務化", r"mandat\w*|compulsor\w*|oblig\w*|requir\w*|must|have to|has to|duty|forc\w*|shall")),
    ((r"据え置", r"unchanged|maintain\w*|ke[pe]p?t?|hold|held|left|steady|froz\w*|freez\w*|same|stay\w*|remain\w*|reiterat\w*|(?:re)?affirm\w*|confirm\w*", r"unchanged|steady|froz\w*"), (r"引き上げ|利上げ", r"rais\w*|increas\w*|hik\w*|lift\w*|rose|rise\w*|up|high\w*|more|expand\w*", r"rais(?:e|ed|es|ing)|hik\w*"), (r"引き下げ|利下げ", r"cut\w*|lower\w*|reduc\w*|slash\w*|down|trim\w*|fell|fall\w*|eas\w*|less|fewer|cheap\w*|decreas\w*|shrink\w*", r"cut|cuts|lowered|lowers|slash\w*|reduced?")),
    ((r"毎日(?!新聞)", r"daily|every ?day|each day|a day|per day|days", r"every day|daily"), (r"毎週", r"weekly|every week|each week|a week|per week|weeks|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?", r"every week|weekly"), (r"隔週", r"fortnight\w*|every two weeks|every other week|bi-?weekly"), (r"毎月", r"monthly|every month|each month|a month|per month|months", r"every month|monthly"), (r"毎年", r"annual\w*|yearly|every year|each year|a year|per year|years|per annum", r"every year|yearly")),
    ((r"認め[たてるら]|許可し|容認", r"allow\w*|permit\w*|let|lets|licen\w*|authori\w*|approv\w*|legal\w*|grant\w*|accept\w*|recogni\w*|admit\w*|acknowledg\w*|may|can|found|enabl\w*|agree\w*|consent\w*|rul\w*|seen|observ\w*"), (r"禁止|禁じ", r"ban|bans|banned|prohibit\w*|forbid\w*|outlaw\w*|bar|bars|barred|stop\w*|end\w*|illegal\w*", r"prohibit\w*|banned|bans|forbid\w*|outlaw\w*")),
    ((r"中止|取りやめ|打ち切", r"cancel\w*|scrap\w*|abandon\w*|drop\w*|stop\w*|halt\w*|suspen\w*|end\w*|call\w* off|discontinu\w*|terminat\w*|abort\w*|ceas\w*|shelv\w*|withdr\w*|quit\w*|interrupt\w*|axed|off", r"cancel(?:l?ed|s|l?ing)|scrapped|abandoned|called off"), (r"延期|先送り", r"postpon\w*|delay\w*|put (?:off|back)|push\w*|defer\w*|later|resched\w*|hold|held|slip\w*", r"postponed|deferred|put off")),
    ((r"存続|存置|残すことを決", r"keep\w*|kept|retain\w*|remain\w*|surviv\w*|continu\w*|preserv\w*|maintain\w*|stay\w*|save\w*|exist\w*|last\w*"), (r"廃止|廃線|閉鎖", r"abolish\w*|clos\w*|shut\w*|end\w*|scrap\w*|discontinu\w*|abandon\w*|repeal\w*|remov\w*|drop\w*|phase\w*|eliminat\w*|withdr\w*|retir\w*|ceas\w*|cancel\w*|dissol\w*|lift\w*|demolish\w*|stop\w*|over|gone|disband\w*|disus\w*|obsolet\w*|suppress\w*|terminat\w*|replac\w*|chang\w*", r"abolished|closed down|shut down|scrapped")),
    ((r"対象に(?:含め|加え)|(?:に|へ)も?(?:広げ|拡大し)た", r"extend\w*|includ\w*|cover\w*|widen\w*|expand\w*|add\w*|broad\w*|spread\w*|appl\w*", r"extended|widened|broadened"), (r"(?:対象|適用|範囲|規則|規制)から[^、。]{0,16}(?:除外|外し)", r"exclud\w*|exempt\w*|except\w*|left out|leav\w*|omit\w*|drop\w*|remov\w*|without|tak\w*", r"exclud(?:e|ed|es)|exempt(?:s|ed)?")),
    ((r"検察", r"prosecut\w*"), (r"弁護[側人団]|被告側", r"defen[cs]e|defendants?")),
    ((r"原告", r"plaintiffs?|claimants?|prosecut\w*"), (r"(?<!原告と)被告", r"defendants?|defen[cs]e|accused|respondents?")),
    ((r"売り手|売り主", r"sellers?|vendors?"), (r"買い手|買い主", r"buyers?|purchasers?")),
    ((r"与党", r"ruling|governing|government|coalition"), (r"野党", r"opposition")),
    ((r"建造され|新造", r"built|build\w*|construct\w*|laun\w*|new|complet\w*|deliver\w*"), (r"解体され|スクラップ|廃船", r"scrap\w*|decommission\w*|broken|demolish\w*|dismantl\w*|wreck\w*", r"scrapped|decommissioned|broken up")),
    tuple((f"{ja}曜", en) for ja, en in zip("月火水木金土日", ("mondays?", "tuesdays?", "wednesdays?", "thursdays?", "fridays?", "saturdays?", "sundays?"), strict=True)),
    ((r"早[いくかけま]|前倒し", r"earl\w*|ahead|soon\w*|quick\w*|fast\w*|forward|before|rapid\w*", r"earlier|ahead of schedule|sooner"), (r"(?<!手)遅[いくかれ]|後ずれ", r"later?|delay\w*|behind|slow\w*|postpon\w*|after|overdue", r"later|delayed|behind schedule")),
    ((r"平均(?:値|所得|年収|賃金|年齢)", r"averag\w*|mean"), (r"中央値", r"median\w*|middle")),
    ((r"例年どおり|例年通り|例年と同じ", r"usual\w*|annual\w*|yearly|every|each|traditional\w*|always|again|normal\w*|customar\w*|previous|past|regular\w*"), (r"初めて", r"first|never before|new\w*", r"(?:for|was|is) the first(?: time)?")),
    ((r"いずれか(?:一方|1つ|一つ)?の|どちらか(?:一方)?の", r"either|one|any|or|least one", r"(?:only|just) one of"), (r"いずれの|どちらの|双方の|両方の", r"both|each|every|all|two|either|any", r"each of|both of")),
    ((r"維持し|存続し|継続し", r"keep\w*|kept|retain\w*|maintain\w*|preserv\w*|continu\w*|remain\w*|sustain\w*|hold\w*|held|stay\w*|surviv\w*|still|ongoing", r"(?:kept|maintained|retained|preserved) the|remains in force"), (r"解約|破棄|解消し|取り消", r"cancel\w*|terminat\w*|scrap\w*|end\w*|dissol\w*|abandon\w*|break\w*|broke\w*|withdr\w*|revok\w*|annul\w*|drop\w*|resolv\w*|rescind\w*|overturn\w*|undo\w*|clear\w*", r"cancel(?:l?ed|s)|terminated|annulled|rescinded|revoked")),
    ((r"受け入れた|受諾し|承諾し", r"accept\w*|agree\w*|approv\w*|welcom\w*|adopt\w*|took|tak\w*|admit\w*|receiv\w*|host\w*|embrac\w*|house[ds]?"), (r"拒否し|退けた|却下し|断った", r"reject\w*|turned down|refus\w*|declin\w*|dismiss\w*|rebuff\w*|den(?:y|ied|ies)", r"rejected|turned down|rebuffed")),
    ((r"続けられて|続行され|継続して", r"continu\w*|ongoing|proceed\w*|remain\w*|still|going on|goes on|under way|keep\w*|kept|last\w*|persist\w*|resum\w*|while|sustain\w*"), (r"中断され|停止され|差し止められ", r"suspend\w*|halt\w*|paus\w*|stop\w*|interrupt\w*|on hold|stay\w*|freez\w*|froz\w*|discontinu\w*|shut\w*|block\w*", r"suspended|halted|on hold")),
    ((r"重傷|重体", r"serious\w*|sever\w*|critical\w*|grave\w*|bad\w*"), (r"軽傷|軽いけが", r"light\w*|minor|slight\w*|superficial\w*")),
    (
        (r"最も(?:大き|多|高|強|速|早|長)|最大(?!限)|最多|最高(?!裁|経営)", r"most|larg\w*|big\w*|high\w*|great\w*|strong\w*|fast\w*|long\w*|peak\w*|maximum|top|main|first|record|up to|earliest|best|lead\w*|supreme", r"the (?:largest|biggest|highest|greatest|most)"),
        (r"最も(?:小さ|少な|低|弱|遅|短)|最小(?!限)|最少|最低(?!限|賃)", r"least|small\w*|low\w*|few\w*|weak\w*|slow\w*|short\w*|minimum|bottom|last|worst", r"the (?:least|smallest|lowest|fewest|weakest)"),
    ),
    ((r"半減", r"halv\w*|half|50(?:%| percent)", r"halved|halving|half as"), (r"倍増|倍に(?:増|な|膨|達)", r"doubl\w*|twice|two-?fold|two times", r"doubled|doubling")),
    ((r"存続を|存置", r"keep\w*|kept|retain\w*|maintain\w*|preserv\w*|continu\w*|remain\w*|stay\w*|surviv\w*|sav(?:e|ed|es|ing)"), (r"撤去を|廃止を", r"remov\w*|abolish\w*|scrap\w*|end\w*|clos\w*|phas\w* out|dismantl\w*|taken (?:out|down|away)", r"removed|abolished|scrapped|dismantled")),
    ((r"少数(?![民派精])", r"few\w*|minority|some(?!\s[\d$€£])|handful|several|small\w*|less|not"), (r"(?:^|の|は)(?:大半|大多数|過半数)", r"most|majority|many|nearly|almost|large\w*|bulk|over", r"most|majority")),
    ((r"定期的に|頻繁に|しばしば", r"regular\w*|frequent\w*|often|routine\w*|every|each|constant\w*|repeated\w*|period\w*|many"), (r"めったに|まれに|稀に", r"rare\w*|seldom|infrequent\w*|hardly|never|few|occasional\w*", r"rarely|seldom|hardly ever")),
    ((r"明言した|公表した|コメントした", r"said|told|disclos\w*|reveal\w*|announc\w*|stated?|confirm\w*|publish\w*|releas\w*|comment(?:ed|s)"), (r"明言を避け|コメントを控え|公表していない", r"declin\w* to|refus\w* to|would not|has not|have not", r"(?:declin|refus)\w* to (?:say|comment|disclose|give|name|publish)")),
    ((r"停止した|止まった", r"stop\w*|halt\w*|suspend\w*|shut\w*|clos\w*|ceas\w*|interrupt\w*|paus\w*|out of|cut|lost|fail\w*|end\w*"), (r"継続した", r"continu\w*|remain\w*|kept|keep\w*|still|last\w*|went on|persist\w*", r"(?:remain|stay)\w* (?:in operation|open|operational|in service)")),
    tuple((rf"(?<![東西南北])の{ja}(?:に|方|へ|約|およそ|[0-9０-９])|(?<![東西南北一-龠ァ-ヶ]){ja}[へに](?:約|およそ)?[0-9０-９]", rf"{en}\w*", rf"{en} of|to the {en}|{en}wards?") for ja, en in (("北", "north"), ("南", "south"), ("東", "east"), ("西", "west"))),
    tuple((ja, en) for ja, en in (("北東部?", "north[- ]?east\\w*"), ("北西部?", "north[- ]?west\\w*"), ("南東部?", "south[- ]?east\\w*"), ("南西部?", "south[- ]?west\\w*"))),
)  # fmt: skip
#: The same where two things are compared.
_COMPARED = (
    (r"より(?:も)?(?:高|多|大き|長|速|早|重)[いくかけ]|を上回", r"high\w*|more|larg\w*|great\w*|long\w*|fast\w*|earl\w*|heav\w*|big\w*|above|exceed\w*|over|surpass\w*|outnumber\w*", r"(?:higher|larger|greater|longer|faster|earlier|heavier) than|(?:well|far|slightly|just) above"),
    (r"より(?:も)?(?:低|少な|小さ|短|遅|軽)[いくかけ]|を下回", r"low\w*|less|few\w*|small\w*|short\w*|slow\w*|late\w*|light\w*|below|under", r"(?:lower|fewer|smaller|shorter|slower|later|lighter) than|(?:well|far|slightly|just) below"),
)  # fmt: skip
#: A passage with a negation means it otherwise; one that sets two things or times against each other may say the opposite of the other.
_TURNS = r"not|never|no|none|nor|neither|without|rather|instead|against|isn't|aren't|wasn't|weren't|didn't|doesn't|but|although|though|while|whereas|until|unless|from a|compared|after(?!\s\d)|before|when"
_MORE = re.compile(rf"\b(?:{_TURNS})\b|n[’']t\b", re.I)
#: Who won and who lost is said with «after» and «against» as often as not.
_GAMES = (
    (r"勝っ|勝利|破っ|下した|下し、|制した|優勝", r"w[io]n|wins|winning|winners?|beat\w*|defeat\w*|victor\w*|overc[ao]m\w*|triumph\w*|prevail\w*|conquer\w*|better|edged|saw off|success\w*", r"won|beat|defeated"),
    (r"敗れ|敗北|敗退|負け", r"los[et]\w*|lost|beaten|defeat\w*|went down|eliminat\w*|knocked out|fell|fail\w*|runner\w*|exit\w*|loss", r"lost|was beaten|were beaten"),
)  # fmt: skip
_MORE_GAMES = re.compile(r"[;:()]|\b(?:not|n't|never|no|none|nor|neither|without|although|though|but|while|who|which|whose|that|before|if|when)\b|n[’']t\b", re.I)
_Words = tuple[tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]], ...]


def _compiled(words: Sequence[tuple[str, ...]]) -> _Words:
    return tuple((re.compile(w[0]), re.compile(rf"\b(?:{w[1]})\b", re.I), re.compile(rf"\b(?:{w[-1]})\b", re.I)) for w in words)


_COMPILED = tuple(
    (more, _compiled(words))
    for sets, more in ((_SETS, _MORE), ((_COMPARED,), _MORE), ((_GAMES,), _MORE_GAMES)) for words in sets
)  # fmt: skip
#: What the other words in clauses of the same thing must be: those that are surely the opposite.
_SURELY = tuple(_compiled([(*w[:2], w[2] if len(w) > 2 else "(?!)") for w in words]) for words in _SETS)
#: Where a clause ends that a figure stands in.
_PARTS = re.compile(r"[,;:.]\s|\b(?:and|but|while|whereas|although|compared|against|from|after(?!\s\d)|which|who)\b")
DENIED = re.compile(r"\b(?:not|never|no|none|nor|neither|without)\b|n[’']t\b", re.I)
_KINDS = frozenset({"number", "money", "percent", "measure"})
#: After a whole of which the figures of the parts say different things.
_OF = re.compile("[^、。0-9]{0,6}の?うち")
#: The sets of above but for changes and rates, which :mod:`align.match.opposites` looks at more closely, and for what goes on or ends, as
#: some of many do; and what says something only of its figure.
_BESIDE = (
    *(words for _, words in _COMPILED[: len(_SETS)] if not words[0][0].search("増加し据え置毎日存続し早い最大少数停止したいずれかの")),
    _compiled(((r"(?<!不)利益(?!率|相反)|益で", r"profits?|profitable|surplus|gains?|earn\w*|income|benefits?|interests?"), (r"損失|損で|赤字", r"loss(?:es)?|deficits?|lost", r"loss(?:es)? of"))),
)  # fmt: skip
#: «neither more nor less», where the sentence says that something is one of the two.
_DIFFERENT = re.compile(r"(?:高|低|多|少な|大き|小さ|長|短|速|遅|強|弱)[いくかけ]|上回|下回|増え|減っ|増加|減少|上昇|低下")
_SAME_JA = re.compile("変わら|変化|差|違|同じ|同程度|同様|横ばい|並")
_NEITHER = re.compile(
    r"\bneither (?:more|higher|better|larger|longer|faster|stronger|greater)\b[^.;]{0,30}\bnor (?:less|lower|worse|smaller|shorter|slower|weaker|fewer)\b|\bno (?:more or less|higher or lower|better or worse)\b"
    r"|\b(?:did|do|does) not differ\b|\bno (?:significant |measurable |statistical |clear )?differences?\b",
    re.I,
)


_RISEN, _FALLEN = re.compile("増え|増加|増大|上昇|上がっ|伸び|拡大|急増|高騰|急騰"), re.compile("減っ|減少|下が[っり]|低下|下落|縮小|落ち込|急減|急落|暴落")
#: What didn't move, where the sentence says that it did.
_MOVED_JA = re.compile("増え|増加|上昇|高まっ|高まり|伸び|減っ|減少|低下|下がっ|改善|悪化")
_STILL_EN = re.compile(r"\b(?:(?:has|have|had|did|does|do) not|(?:has|have|had|did|does|do)n[’']t) (?:significantly |measurably |noticeably )?(?:r[io]sen?|increased?|gr[eo]wn?|fall(?:en)?|declined?|drop(?:ped)?|decreased?|improved?|worsen(?:ed)?|changed?)\b", re.I)
_DENIED_JA = re.compile("ない|なかっ|なく|ず[にとる、。]|ぬ|止ま|とどま|変わら|横ばい")

def unchanged(ja: str, en: str) -> Iterator[tuple[str, str]]:
    """What the sentence says to be more or less, and the passage neither."""
    ours, theirs = _DIFFERENT.search(ja), _NEITHER.search(en)
    if ours and theirs and not _SAME_JA.search(ja):
        yield ours[0], theirs[0]
    ours, theirs = _MOVED_JA.search(ja), _STILL_EN.search(en)
    if ours and theirs and not _DENIED_JA.search(ja):
        yield ours[0], theirs[0]


def other_words(ja: str, en: str) -> Iterator[tuple[str, str]]:
    """What the sentence says and what the passage says instead, word against word."""
    for more, words in _COMPILED:
        for ours, theirs in _against(words, ja, en, more):
            # 料金は下がったが、送配電料金は上昇した: the passage may speak of the one that fell
            if not (_RISEN.search(ours) and _FALLEN.search(ja)) and not (_FALLEN.search(ours) and _RISEN.search(ja)):
                yield ours, theirs


def other_words_beside(ja: str, quantities: Sequence[Quantity], en: str) -> Iterator[tuple[str, str]]:
    """The same where a figure of the sentence stands in one place of the passage: of the words beside it on either side, whatever the
    rest of the passage says."""
    sets: list[_Words] | None = None
    for q in quantities:
        agreeing = [g for g in en_quantities(en) if agree(q, g)] if q.kind in _KINDS and not (q.kind == "number" and q.high < 4) else []
        if len(agreeing) != 1 or _OF.match(ja, q.span.end):
            continue
        clause = beside(en, agreeing[0])
        ours = ja_clause(ja, q)
        sets = _having_one(_BESIDE, ja) if sets is None else sets
        for words in sets:
            yield from _against(words, ours, clause, DENIED)


def one_of(ja: str) -> list[_Words]:
    """The sets of which a Japanese clause has one word and no other."""
    return _having_one(_SURELY, ja)


def _having_one(sets: Sequence[_Words], ja: str) -> list[_Words]:
    return [words for words in sets if sum(mine.search(ja) is not None for mine, _, _ in words) == 1]


def against_in_clause(sets: Sequence[_Words], ja: str, en: str, passage: str) -> Iterator[tuple[str, str]]:
    """What a clause of a passage says instead of a clause of the sentence that speaks of the same, where the word isn't in the rest of the
    passage either.

    Args:
        sets: of which the sentence's clause has one word.
    """
    for words in sets:
        if not any(mine.search(ja) and same.search(passage) for mine, same, _ in words):
            yield from _against(words, ja, en, DENIED)


def ja_clause(ja: str, q: Quantity) -> str:
    """The clause that a figure of a sentence stands in."""
    return ja[: q.span.start].rpartition("、")[2] + q.span.of(ja) + re.split("[、。]", ja[q.span.end :])[0]


def beside(en: str, g: Quantity) -> str:
    """The words of the clause that a figure of a passage stands in."""
    return _PARTS.split(en[: g.span.start])[-1] + g.span.of(en) + _PARTS.split(en[g.span.end :])[0]


def _against(words: _Words, ja: str, en: str, more: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    said = [ours.search(ja) for ours, _, _ in words]
    if sum(m is not None for m in said) != 1:
        return
    here = next(i for i, m in enumerate(said) if m)
    if words[here][1].search(en) or more.search(en):
        return
    against = next((m for k, (_, _, surely) in enumerate(words) if k != here and (m := surely.search(en))), None)
    ours = said[here]
    if against and ours:
        yield ours[0], against[0]
