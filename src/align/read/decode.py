"""Bytes to text: byte order marks, UTF-8, UTF-16, UTF-32, CP932 (Shift_JIS), EUC-JP."""

from __future__ import annotations

from pathlib import Path

from align.errors import InputError

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe\0\0", "utf-32"), (b"\0\0\xfe\xff", "utf-32"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CONTROL = {*range(0x09), 0x0B, *range(0x0E, 0x20)}


def _kana_share(text: str) -> float:
    """Share of the non-ASCII characters that are kana, kanji or Japanese punctuation."""
    wide = [c for c in text if ord(c) > 0x7F]
    # Half-width katakana are what EUC-JP or binary data look like when read as CP932.
    good = sum("\u3000" <= c <= "\u30ff" or "\u4e00" <= c <= "\u9fff" or "\uff01" <= c <= "\uff5e" for c in wide)
    return good / len(wide) if wide else 1.0


def decode(data: bytes, path: Path | str) -> tuple[str, str]:
    """Decode a file's bytes.

    UTF-8 wins whenever the bytes are valid UTF-8; then the two Japanese encodings compete by the
    share of Japanese characters; anything else is left to charset-normalizer.

    Returns:
        The text with ``\\n`` line ends and no byte order mark, and the name of the encoding.

    Raises:
        InputError: the bytes are no text, or no encoding fits them.
    """
    text, encoding = _decode(data, path)
    if "\0" in text:
        raise _no_text(path)
    return text.replace("\r\n", "\n").replace("\r", "\n"), encoding


def _decode(data: bytes, path: Path | str) -> tuple[str, str]:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return data.decode(encoding).removeprefix("\ufeff"), encoding.removesuffix("-sig")
            except UnicodeDecodeError as error:
                raise _unreadable(path, f"byte {error.start} is not valid {encoding}") from error
    utf16 = _bomless_utf16(data)
    if utf16:
        return data.decode(utf16), utf16
    sample = data[:65536]
    if b"\x00" in sample or sum(b in _CONTROL for b in sample) > len(sample) * 0.01 + 1:
        raise _no_text(path)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        broken = error
    candidates = []
    for encoding in ("cp932", "euc_jp"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        candidates.append((_kana_share(text), encoding, text))
    if candidates:
        share, encoding, text = max(candidates)
        if share > 0.7:
            return text, encoding
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is not None and best.encoding not in ("utf_8", "ascii") and best.chaos < 0.2:
        return str(best), best.encoding
    raise _unreadable(path, f"byte {broken.start} is not valid UTF-8, and no other encoding fits")


def _bomless_utf16(data: bytes) -> str | None:
    """UTF-16 without a mark shows by a zero or a kana page byte in every other place."""
    sample = data[: 4096 - len(data) % 2]
    if len(data) < 4 or len(data) % 2:
        return None
    pages = {0x00, 0x30}
    for encoding, first in (("utf-16-le", 1), ("utf-16-be", 0)):
        high = sample[first::2]
        if high.count(0) and sum(b in pages for b in high) > 0.4 * len(high):
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                continue
            if _kana_share(text) > 0.7 and not any(ord(c) in _CONTROL for c in text[:4096]):
                return encoding
    return None


def _no_text(path: Path | str) -> InputError:
    return InputError("this is not a text file", where=path, next_step="Give a Markdown or plain text file, or convert it first.")


def _unreadable(path: Path | str, why: str) -> InputError:
    return InputError(
        f"the encoding can't be told ({why})",
        where=path,
        next_step="Save the file as UTF-8 and run again.",
    )
