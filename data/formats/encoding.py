"""How a text file is written: its encoding, decided for the whole file, and its line ends."""

import codecs
import re
from pathlib import Path
from typing import NamedTuple

from data.limits import RefusalError

BLOCK = 1 << 20
SAMPLE = 4096
NUL_SHARE = 0.35
"""Share of NUL bytes at every second place that makes text UTF-16; ASCII in UTF-16 has all."""
CONTROL_SHARE = 0.3
"""Share of control characters from which a file is not text."""
_CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\r\f")
_SEVERAL_BYTES = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)


class Writing(NamedTuple):
    """How a text file is written.

    Parameters
    ----------
    codec
        Python's name of the encoding.
    name
        Its name for people.
    plain
        Whether it is UTF-8 without quotation marks and without lone carriage returns, so that
        every line is one row.
    """

    codec: str
    name: str
    plain: bool = False


def writing_of(path: Path) -> Writing:
    """Tell how a text file is written.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    Writing
        UTF-16 by its mark or its NUL bytes; UTF-8 if all of it is; otherwise Windows-1252.

    Raises
    ------
    ValueError
        If it is no text, or a mixture of encodings.
    """
    with path.open("rb") as file:
        sample = file.read(SAMPLE)
    wide = _wide(sample)
    if wide:
        _decode(path, wide, name="UTF-16")
        return Writing(wide, "UTF-16")
    _refuse_binary(sample)
    try:
        plain = _scan(path)
    except UnicodeDecodeError as error:
        _refuse_mixture(path, error)
        _decode(path, "cp1252", name="UTF-8 nor in Windows-1252")
        return Writing("cp1252", "Windows-1252")
    return Writing("utf-8-sig", "UTF-8", plain=plain)


def _wide(sample: bytes) -> str:
    """Tell UTF-16 by its mark, or by the NUL beside each plain letter."""
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    half = len(sample) // 2
    if half and sample[1::2].count(0) > NUL_SHARE * half and not sample[::2].count(0):
        return "utf-16-le"
    if half and sample[::2].count(0) > NUL_SHARE * half and not sample[1::2].count(0):
        return "utf-16-be"
    return ""


def _refuse_binary(sample: bytes) -> None:
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls > CONTROL_SHARE * len(sample):
        raise RefusalError(
            "It is not text, and no other kind of file that is read. Save it as CSV or as an Excel "
            "workbook (.xlsx) in the program it came from."
        )


def _scan(path: Path) -> bool:
    """Make sure that a file is UTF-8, and say whether its lines are its rows."""
    decoder, plain, before = codecs.getincrementaldecoder("utf-8")(), True, b""
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            if decoder.getstate()[0] or not block.isascii():  # ASCII needs no look at each letter
                decoder.decode(block)
            if plain:
                joined = before[-1:] + block if before.endswith(b"\r") else block
                returns = joined.count(b"\r") - joined.endswith(b"\r")
                plain = b'"' not in block and (not returns or returns == joined.count(b"\r\n"))
            before = block
    decoder.decode(b"", final=True)
    return plain and not before.endswith(b"\r")


def _refuse_mixture(path: Path, error: UnicodeDecodeError) -> None:
    """Refuse a file with whole UTF-8 characters and broken ones: either reading would spoil it."""
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            if _SEVERAL_BYTES.search(block.removeprefix(codecs.BOM_UTF8)):
                raise RefusalError(
                    "It is not text in one encoding: it begins as UTF-8 and breaks off "
                    f"(the byte {error.object[error.start]:#04x}). "
                    "Open it in the program it came from and save it as 'CSV UTF-8'."
                ) from error


def _decode(path: Path, codec: str, *, name: str) -> None:
    decoder = codecs.getincrementaldecoder(codec)()
    try:
        with path.open("rb") as file:
            while block := file.read(BLOCK):
                decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise RefusalError(
            f"It is not text in {name} (the byte {error.object[error.start]:#04x} is not). "
            "Open it in the program it came from and save it as 'CSV UTF-8'."
        ) from error
