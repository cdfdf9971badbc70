"""What a passage rejects, taken for what it says."""

from __future__ import annotations

import pytest

from align.match.features import en_features, ja_features
from align.match.rejected import rejected


@pytest.mark.parametrize(
    ("ja", "en", "expected"),
    [
        ("港の渋滞が減った主因は新しい橋である。", "Congestion in the port fell by a tenth, which the authors attribute mainly to higher tolls rather than to the bridge.", True),
        ("港の渋滞が減った主因は料金の値上げである。", "Congestion in the port fell by a tenth, which the authors attribute mainly to higher tolls rather than to the bridge.", False),
        ("港の渋滞が減ったのは橋ではなく料金のためである。", "Congestion in the port fell by a tenth, which the authors attribute mainly to higher tolls rather than to the bridge.", False),
        ("基金は組合の事務局が管理する。", "The fund will be run not by the association's secretariat, as first proposed, but by an independent board.", True),
        ("基金は独立した委員会が管理する。", "The fund will be run not by the association's secretariat, as first proposed, but by an independent board.", False),
        ("漁師が計画に反対するようになったのは、環境団体の運動のためである。", "That storm, more than any campaign by environmental groups, turned the fishermen against the plan.", True),
        ("環境団体の運動以上に、漁師を反対に転じさせたのは嵐であった。", "That storm, more than any campaign by environmental groups, turned the fishermen against the plan.", False),
        ("橋の完成により渋滞は減った。", "Not only the bridge but also higher tolls helped.", False),
        ("基金は組合が管理する。", "The fund will be run by an independent board.", False),
    ],
)
def test_rejected(ja: str, en: str, expected: bool) -> None:
    found = list(rejected(ja_features(ja), en_features(en)))
    assert bool(found) is expected
    for _, b in found:
        assert b in en
