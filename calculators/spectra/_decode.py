"""From the bytes of a file to its text, or to the name of what it is instead."""

from __future__ import annotations

import re

from ..errors import shown
from ._types import SpectrumError

_MOST = 50_000_000  # bytes; a longer file is a recording or a map, no curve
_EXPORT = "export the curve as text (CSV, TXT, ASC or JCAMP-DX) in the program that wrote the file"

# What files of other kinds start with; the first that fits names the file.
_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"\xd0\xcf\x11\xe0", "an old Excel, Word or other binary document (OLE)"),
    (b"\x1f\x8b", "packed with gzip; unpack it first"),
    (b"BZh", "packed with bzip2; unpack it first"),
    (b"\xfd7zXZ", "packed with xz; unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive; unpack it first"),
    (b"Rar!", "a RAR archive; unpack it first"),
    (b"\x89HDF\r\n\x1a\n", "an HDF5 file"),
    (b"CDF\x01", "a NetCDF file"),
    (b"CDF\x02", "a NetCDF file"),
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"BM", "a BMP image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"IM", "a Hamamatsu image (.img)"),
    (b"PQTTTR", "a PicoQuant recording of single photons (PTU)"),
    (b"PQHISTO", "a PicoQuant histogram (PHU)"),
    (b"PicoHarp 300", "a PicoQuant binary histogram (PHD)"),
    (b"TimeHarp", "a PicoQuant binary histogram (THD)"),
    (b"HydraHarp", "a PicoQuant binary histogram (HHD)"),
    (b"AVS8", "a binary file of AvaSoft 8 (such as RAW8, RFL8, TRM8, ABS8 or IRR8)"),
    (b"\x0a\x0a\xfe\xfe", "a Bruker OPUS file"),
    (b"WDF1", "a Renishaw WiRE file (WDF)"),
    (b"CPYA", "an Origin project (OPJ or OPJU)"),
    (b"PEPE", "a PerkinElmer binary file (SP)"),
    (b"SQLite format 3", "an SQLite database"),
    (b"{\\rtf", "a document with formatting (RTF)"),
    (b"ISSPF", "an Edinburgh Instruments binary file (FS or FLS)"),
    (b"\x00\x00\x8c\x42", "a binary file of AvaSoft 7 (such as ROH, TRM, DRK or REF)"),
    (b"\x93NUMPY", "a NumPy array"),
    (b"MATLAB 5.0", "a MATLAB file"),
)
# What stands in the middle of the first bytes of some.
_INSIDE: tuple[tuple[bytes, str], ...] = (
    (b"xl/", "an Excel workbook (XLSX)"),
    (b"word/", "a Word document (DOCX)"),
    (b"opendocument.spreadsheet", "a LibreOffice table (ODS)"),
    (b".ProcSpec", "a binary file of SpectraSuite (ProcSpec)"),
    (b"OOISignatures", "a binary file of SpectraSuite (ProcSpec)"),
)
# Encodings of other languages, tried if the file is not UTF-8, and words that show that one fits.
_ENCODINGS = ("gb18030", "cp932", "cp949", "big5", "cp1251", "euc-jp")
_FOREIGN = re.compile(
    "波长|波長|透过|透過|透射|反射率|吸光|吸收|强度|強度|荧光|蛍光|时间|時間|파장|흡광|투과|반사|세기|강도|시간|длин|пропуска|поглощ|отраж|"
    "интенсив|оптическ|время|Длин|Пропуска|Поглощ|Отраж|Интенсив|Оптическ|Время"
)
_SPC_VERSIONS = b"KLM\xcf"
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x19\x1c-\x1f\x7f]")


def text_of(content: str | bytes | bytearray | memoryview) -> tuple[str, list[str]]:
    r"""Text of a file, with plain line ends and without NULs, and what was understood of its encoding.

    Parameters
    ----------
    content : str or bytes
        What stands in the file.

    Returns
    -------
    text : str
        Lines end with ``\n`` only.
    notes : list of str
        Encoding, where it is not UTF-8.

    Raises
    ------
    SpectrumError
        If the content is neither, too long, or binary; the message names the
        format where it is known.
    """
    if isinstance(content, str):
        text, notes = content, list[str]()
        if len(text) > _MOST:
            raise _too_long(len(text))
        if text.count("\x00") > len(text) // 3 and text.isascii():  # UTF-16 that was read as something else
            text = text.replace("\x00", "")
    elif isinstance(content, bytes | bytearray | memoryview):
        data = bytes(content)
        if len(data) > _MOST:
            raise _too_long(len(data))
        text, notes = _decoded(data)
    else:
        raise SpectrumError(
            "text", f"{shown(content)} is not text", "give the content of a file, or its bytes", content
        )
    text = text.lstrip("\ufeff").replace("\x00", "").rstrip("\x1a")
    return text.replace("\r\n", "\n").replace("\r", "\n"), notes


def _too_long(size: int) -> SpectrumError:
    return SpectrumError(
        "text",
        f"the file is too long: {size / 1e6:.0f} million characters",
        f"up to {_MOST // 1_000_000} million are read; give the part that holds the curve",
    )


def _decoded(data: bytes) -> tuple[str, list[str]]:
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe\x00\x00", "utf-32"), (b"\xff\xfe", "utf-16")):
        if data.startswith(mark):
            return _strict(data, encoding)
    if data.startswith(b"\xfe\xff"):
        return _strict(data, "utf-16")
    kind = _kind(data)
    if kind:
        raise SpectrumError("text", f"the file is {kind}, which is not read here", _EXPORT)
    wide = _utf16_without_mark(data)
    if wide:
        return _strict(data, wide)
    if len(_CONTROL.findall(data[:100_000])) > 2:
        raise SpectrumError("text", "the file is binary, in a format that is not known here", _EXPORT)
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        pass
    for encoding in _ENCODINGS:
        try:
            if _FOREIGN.search(_strange_lines(data).decode(encoding)):
                return data.decode(encoding), [f"The file is not UTF-8: its letters are read as {encoding.upper()}."]
        except UnicodeDecodeError:
            continue
    try:
        return data.decode("cp1252"), ["The file is not UTF-8: its letters are read as Windows-1252."]
    except UnicodeDecodeError:
        return data.decode("latin-1"), ["The file is not UTF-8: its letters are read as Latin-1."]


def _strange_lines(data: bytes) -> bytes:
    """First lines with letters that are not ASCII."""
    lines = [line for line in data[:1_000_000].split(b"\n") if not line.isascii()]
    return b"\n".join(lines[:50])


def _strict(data: bytes, encoding: str) -> tuple[str, list[str]]:
    try:
        return data.decode(encoding), []
    except UnicodeDecodeError as error:
        raise SpectrumError(
            "text",
            f"the file says that it is {encoding.upper()}, but cannot be read so (byte {error.start})",
            "save it again as text",
        ) from None


def _kind(data: bytes) -> str:
    """Name of a binary format, or nothing."""
    head = data[:4096]
    if head.startswith(b"PK\x03\x04"):
        around = head + data[-4096:]
        return next((name for mark, name in _INSIDE if mark in around), "a ZIP archive")
    if head[:2] == b"BM" or head[:2] == b"IM":  # two letters that a text can start with as well
        return next(name for mark, name in _STARTS if head.startswith(mark)) if b"\x00" in head[:64] else ""
    for mark, name in _STARTS:
        if head.startswith(mark) and (not mark.isascii() or mark in (b"%PDF", b"{\\rtf") or b"\x00" in head):
            return name
    if (
        len(head) > 512
        and head[1:2] in [bytes([v]) for v in _SPC_VERSIONS]
        and head[0] < 0xC0
        and b"\x00\x00" in head[:64]
    ):
        return "a Galactic SPC file"
    if b"SPC Setup" in head or b"*IDENTIFICATION" in head:
        return "a Becker & Hickl recording (SDT)"
    return ""


def _utf16_without_mark(data: bytes) -> str:
    """UTF-16 of Latin letters has a NUL in every second byte."""
    head = data[:4000]
    if len(head) < 4 or len(data) % 2:
        return ""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > 0.9 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.9 * half and odd < 0.05 * half:
        return "utf-16-be"
    return ""
