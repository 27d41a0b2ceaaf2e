"""A file's bytes → its text, whatever encoding it was written in."""

from __future__ import annotations

import codecs
import re

SAMPLE = 256 * 1024
"""Bytes that are looked at to tell binary from text and one encoding from another: a bounded cost."""

_MARKS = (  # UTF-32 first: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = bytes({*range(32)} - {*b"\t\n\v\f\r\x1b"})
_RARE = re.compile(r"iso8859_(?:3|4|10|13|14|15|16)$|cp(?!874|932|949)\d{3}$|mac_|hp_|kz")
"""Single-byte encodings in which hardly any page is written, yet which fit many a short text."""
_LINE_ENDS = re.compile("\r\n?")


class UnreadableError(ValueError):
    """Bytes that are no text; the message says why, as the end of a sentence ("it is not text")."""


def decode(data: bytes) -> str:
    r"""Return the text of a file: byte-order mark dropped, line ends as `\n`.

    What a byte-order mark says, then UTF-8, then UTF-8 with a few damaged characters, then the encoding that
    the bytes look like. Raises UnreadableError.
    """
    text = _decoded(data)
    return _LINE_ENDS.sub("\n", text) if "\r" in text else text


def _decoded(data: bytes) -> str:
    data = data.removeprefix(codecs.BOM_UTF8)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as fault:
                raise UnreadableError(
                    f"it begins as {encoding.removesuffix('-sig').upper()}, but is not"
                ) from fault
    if wide := _unmarked_utf_16(data):
        return wide
    if _is_binary(data[:SAMPLE]):
        raise UnreadableError("it is not text")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _damaged_utf_8(data) or _detected(data)


def _is_binary(sample: bytes) -> bool:
    """Tell by control characters: a stray one happens in text, two in a hundred do not."""
    controls = len(sample) - len(sample.translate(None, _CONTROL))
    return controls * 50 > len(sample)


def _unmarked_utf_16(data: bytes) -> str | None:
    """Read UTF-16 without a mark, told by its spaces and line ends, whose other byte is zero."""
    sample = data[:SAMPLE]
    if b"\0" not in sample:
        return None
    for encoding, other in (("utf-16-le", 1), ("utf-16-be", 0)):
        zeros, signs = sample[other::2].count(0), sample[1 - other :: 2].count(0)
        if zeros * 20 > len(sample) and not signs:
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                continue
            return None if _is_binary(text[:SAMPLE].encode()) else text
    return None


def _damaged_utf_8(data: bytes) -> str | None:
    """Return the text of a UTF-8 file with few broken characters, each shown as U+FFFD."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    whole = sum(1 for _ in re.finditer(r"[^\x00-\x7f\ufffd]", text))
    return text if broken * 10 <= whole else None


def _detected(data: bytes) -> str:
    sample = data[:SAMPLE]
    if len(data) > SAMPLE:
        lines = re.findall(rb"[^\n]*[\x80-\xff][^\n]*", data[: 64 * SAMPLE])
        sample = b"\n".join(lines)[:SAMPLE]
        sample = sample[: max(sample.rfind(b"\n"), sample.rfind(b" ")) + 1] or sample
    for encoding in _likely(sample):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableError("its encoding is not known")


def _likely(sample: bytes) -> list[str]:
    from charset_normalizer import from_bytes  # noqa: PLC0415  (3 MB, for the few files that are not UTF-8)

    # A pound sign or two say nothing to a detector, which then takes them for Japanese.
    signs = len(sample) - len(sample.translate(None, bytes(range(128, 256))))
    western = ["cp1252"] if signs * 30 < len(sample) else []
    found = [match.encoding for match in from_bytes(sample)]
    return [*western, *sorted(found, key=lambda encoding: bool(_RARE.match(encoding)))]
