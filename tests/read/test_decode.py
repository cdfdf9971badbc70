"""Encodings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.errors import InputError
from align.read.decode import decode

TEXT = "# 調査の報告\n\n売上は４２％増え、5,000億円に達した［１］。データセンターへの投資も続く。\n"


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("utf-16", "utf-16"), ("utf-16-le", "utf-16-le"), ("utf-16-be", "utf-16-be"), ("cp932", "cp932"), ("euc_jp", "euc_jp")],
)
def test_encodings(encoding: str, name: str) -> None:
    assert decode(TEXT.encode(encoding), "x.md") == (TEXT, name)


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends(end: str) -> None:
    assert decode(TEXT.replace("\n", end).encode(), "x.md")[0] == TEXT


@given(st.text(alphabet="あいう漢字カタカナ、。ABC 123\n", min_size=12, max_size=80))
def test_cp932_and_utf8_give_the_same_text(text: str) -> None:
    text = "これは日本語の文書です。" + text
    assert decode(text.encode("cp932"), "x")[0] == text == decode(text.encode("utf-8"), "x")[0]


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", bytes(range(256)) * 4, b"PK\x03\x04\x14\x00\x00\x00\x08\x00"])
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(InputError, match="not a text file") as caught:
        decode(data, "x.md")
    assert "x.md" in str(caught.value)


@pytest.mark.parametrize("data", [b"\xef\xbb\xbfa\0b", b"a" * 70_000 + b"\0", "a\0b".encode("utf-16")])
def test_a_zero_is_no_text_wherever_it_stands(data: bytes) -> None:
    with pytest.raises(InputError, match="not a text file"):
        decode(data, "x.md")


def test_utf32() -> None:
    assert decode("文だ。".encode("utf-32"), "x.md") == ("文だ。", "utf-32")


def test_a_broken_mark_is_refused() -> None:
    with pytest.raises(InputError, match="byte"):
        decode(b"\xff\xfe" + "あ".encode("utf-16-le")[:1], "x.md")
