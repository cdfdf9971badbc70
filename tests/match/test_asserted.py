"""What a sentence denies and its passage asserts."""

from __future__ import annotations

import pytest

from align.match.asserted import asserted


@pytest.mark.parametrize(
    ("ja", "en", "expected"),
    [
        ("組合は調査を始めたが、書類の提出は求めていない。", "The association opened an inquiry into the port and has asked for documents.", True),
        ("組合は調査を始め、書類の提出を求めている。", "The association opened an inquiry into the port and has asked for documents.", False),
        ("組合は書類の提出を求めていない。", "The association has not asked for documents.", False),
        ("組合は書類の提出を求めていない。", "The association refused to ask for documents.", False),
        ("組合は書類の提出を求めただけではない。", "The association asked for documents.", False),
        ("二人は知らない仲ではなかった。", "The two men knew each other well.", False),
        ("組合は書類の提出を求めるかもしれない。", "The association asked for documents.", False),
        ("書類は求められなくなる。", "Documents will no longer be asked for.", False),
        ("港は大きくない。", "The port has asked for documents.", False),
    ],
)
def test_asserted(ja: str, en: str, expected: bool) -> None:
    found = list(asserted(ja, en))
    assert bool(found) is expected
    for a, b in found:
        assert a in ja
        assert b in en
