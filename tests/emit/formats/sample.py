"""A small corpus of our own writing."""

from __future__ import annotations

from dataclasses import replace

from align.emit.formats import Corpus
from align.model.row import Row

AT = "2026-02-03T04:05:06+00:00"
HEADING = Row(
    sentence_id="minato:00000000a1", report="minato", n=1, section="", kind="heading", ja="港の網", en="Nets in ports", en_engine="deepl",
    cite_keys="minato", cite_labels="", key_origin="self", source_key="", source_span="", source_passage="", score="", verdict="own", findings="",
)  # fmt: skip
SUPPORTED = replace(
    HEADING, sentence_id="minato:00000000a2", n=2, section="港の網", kind="sentence", ja="網は5つの港で集められている。", en="Nets are collected in five ports.",
    cite_keys="nordenharbour2025five;umi2024net", cite_labels="1;2", key_origin="explicit", source_key="nordenharbour2025five", source_span="3",
    source_passage="Nets are now collected in five ports.", score="0.991", verdict="supported",
)  # fmt: skip
CONTRADICTED = replace(
    SUPPORTED, sentence_id="minato:00000000a3", n=3, section="港の網 > 量", ja="最初の1年に集まった網は120トンだった。", en="In the first year 120 tonnes of nets were collected.",
    cite_keys="nordenharbour2025five", cite_labels="1", source_span="5-6", source_passage="In the first year, 150 tonnes of nets were collected.", score="0.988",
    verdict="contradicted", findings="error:number-mismatch", status="rejected", reviewer="Mori", reviewed_at=AT,
)  # fmt: skip
ACCEPTED = replace(HEADING, sentence_id="minato:00000000a4", n=4, section="港の網 > 量", kind="sentence", ja="見方は割れている。", en="Views differ.", status="accepted", reviewer="Mori", reviewed_at=AT)
EDITED = replace(
    SUPPORTED, sentence_id="kaze:00000000b1", report="kaze", n=1, section="A & B", ja="「<風>」は強い。", en='The "<wind>" & the sea\nare strong.',
    status="edited", reviewer="Sato & Mori", reviewed_at=AT, comment="=\"strong\", not <big>",
)  # fmt: skip
ROWS = (HEADING, SUPPORTED, CONTRADICTED, ACCEPTED, EDITED)
CORPUS = Corpus("Nets & wind", ROWS, {"nordenharbour2025five": "Harbour Authority (2025). <Five ports>.", "unused2020": "Never cited."})
