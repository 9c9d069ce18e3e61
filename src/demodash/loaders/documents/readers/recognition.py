"""What kind of file a document is, by its content; its name only confirms it."""

from __future__ import annotations

import re
from pathlib import PurePath

from demodash.errors import DocumentError
from demodash.loaders.documents.passages import DocumentKind
from demodash.loaders.documents.readers.archive import entry_names, first_bytes
from demodash.loaders.documents.readers.content import refusal

_KIND_OF_SUFFIX: dict[str, DocumentKind] = {
    ".txt": "txt",
    ".text": "txt",
    ".md": "txt",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".pptx": "pptx",
    ".docx": "docx",
}
_KIND_NAMES: dict[DocumentKind, str] = {
    "txt": "un texte brut",
    "html": "une page HTML",
    "pdf": "un PDF",
    "pptx": "une présentation .pptx",
    "docx": "un document .docx",
}
_UNREAD_SUFFIXES_TEXT = (
    ".doc .docm .dot .dotx .rtf .odt .ott .ppt .pptm .pps .ppsx .potx .odp .xls .xlsx .xlsm .xlsb .ods "
    ".csv .tsv .json .xml .zip .gz .7z .rar .exe .dll .png .jpg .jpeg .gif .webp .bmp .tif .tiff .svg "
    ".heic .mp3 .mp4 .eml .msg .epub .parquet .mht .mhtml .pages .key .numbers"
)
_UNREAD_SUFFIXES = frozenset(_UNREAD_SUFFIXES_TEXT.split())

_AS_DOCX = "Ouvrez-le dans son logiciel et enregistrez-le au format .docx (ou .pdf)."
_AS_PPTX = "Ouvrez-le dans son logiciel et enregistrez-le au format .pptx (ou .pdf)."
_AS_TABLE = "Un tableau se charge avec « demodash import », pas comme un document."
_AS_PDF = "Enregistrez le document lui-même au format .pdf, .docx, .pptx, .html ou .txt."
_IMAGE = "Une image n'a pas de texte : fournissez le document d'où elle vient."
_UNPACK = "Dépliez l'archive et donnez les documents un par un."

_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "une image PNG", _IMAGE),
    (b"\xff\xd8\xff", "une image JPEG", _IMAGE),
    (b"GIF87a", "une image GIF", _IMAGE),
    (b"GIF89a", "une image GIF", _IMAGE),
    (b"II*\x00", "une image TIFF", _IMAGE),
    (b"MM\x00*", "une image TIFF", _IMAGE),
    (b"\x00\x00\x01\x00", "une icône", _IMAGE),
    (b"RIFF", "un fichier image, son ou vidéo (RIFF)", _IMAGE),
    (b"ID3", "un fichier son MP3", _AS_PDF),
    (b"OggS", "un fichier son Ogg", _AS_PDF),
    (b"\x7fELF", "un programme exécutable", _AS_PDF),
    (b"\xcf\xfa\xed\xfe", "un programme exécutable", _AS_PDF),
    (b"\xca\xfe\xba\xbe", "un programme exécutable", _AS_PDF),
    (b"{\\rtf", "un document RTF", _AS_DOCX),
    (b"%!PS", "un fichier PostScript", _AS_PDF),
    (b"\x1f\x8b", "une archive gzip", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "une archive 7-Zip", _UNPACK),
    (b"Rar!\x1a\x07", "une archive RAR", _UNPACK),
    (b"BZh", "une archive bzip2", _UNPACK),
    (b"\xfd7zXZ\x00", "une archive xz", _UNPACK),
    (b"\x28\xb5\x2f\xfd", "une archive zstd", _UNPACK),
    (b"PAR1", "une table Parquet", _AS_TABLE),
    (b"SQLite format 3\x00", "une base SQLite", _AS_TABLE),
)
_TEXT_SAFE_SIGNATURES = frozenset({b"RIFF", b"ID3", b"OggS", b"BZh", b"PAR1"})

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS: tuple[tuple[str, str, str], ...] = (
    (
        "EncryptedPackage",
        "un document Office protégé par un mot de passe",
        "Ouvrez-le avec son mot de passe, enregistrez-le sans mot de passe, puis réessayez.",
    ),
    ("WordDocument", "un ancien document Word (.doc)", _AS_DOCX),
    ("PowerPoint Document", "une ancienne présentation PowerPoint (.ppt)", _AS_PPTX),
    ("Workbook", "un ancien classeur Excel (.xls)", _AS_TABLE),
    ("Book", "un ancien classeur Excel (.xls)", _AS_TABLE),
    ("__properties_version1.0", "un message Outlook (.msg)", _AS_PDF),
)

_ZIP_PARTS: tuple[tuple[str, str, str], ...] = (
    ("xl/workbook.xml", "un classeur Excel (.xlsx)", _AS_TABLE),
    ("xl/workbook.bin", "un classeur Excel (.xlsb)", _AS_TABLE),
    ("visio/document.xml", "un dessin Visio", _AS_PDF),
    ("META-INF/container.xml", "un livre EPUB", _AS_PDF),
    ("META-INF/manifest.xml", "un document LibreOffice (.odt, .odp ou .ods)", _AS_DOCX),
    ("content.xml", "un document LibreOffice (.odt, .odp ou .ods)", _AS_DOCX),
    ("Index/Document.iwa", "un document Pages, Keynote ou Numbers", _AS_PDF),
)

_OFFICE_VARIANTS: tuple[tuple[bytes, str, str], ...] = (
    (b"ms-word.document.macroEnabled", "un document Word avec macros (.docm)", _AS_DOCX),
    (b"ms-word.template.macroEnabled", "un modèle Word (.dotm)", _AS_DOCX),
    (b"wordprocessingml.template", "un modèle Word (.dotx)", _AS_DOCX),
    (b"ms-powerpoint.presentation.macroEnabled", "une présentation avec macros (.pptm)", _AS_PPTX),
    (b"presentationml.slideshow", "un diaporama PowerPoint (.ppsx)", _AS_PPTX),
    (b"presentationml.template", "un modèle PowerPoint (.potx)", _AS_PPTX),
)

_TAG = re.compile(
    r"<(?:!doctype\s+html|html|head|body|main|article|section|div|p|h[1-6]|ul|ol|table|title|meta)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_HTML_START = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S)
_MAIL = re.compile(r"\A(?:[A-Za-z-]+:.*\r?\n(?:[ \t].*\r?\n)*){2,}", re.MULTILINE)


def recognise_bytes(data: bytes, name: str) -> DocumentKind | None:
    """Return pdf, pptx or docx, or None when the bytes may be those of a text.

    Raises:
        DocumentError: when they are those of a file that is not read.
    """
    if b"%PDF-" in data[:1024] and not data[:1024].lstrip().startswith(b"<"):
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _recognise_zip(data, name)
    if data.startswith(_OLE):
        raise _ole_refusal(data, name)
    for signature, found, advice in _SIGNATURES:
        sure = signature not in _TEXT_SAFE_SIGNATURES or b"\x00" in data[:64]
        if data.startswith(signature) and sure:
            raise refusal(name, found, advice)
    if data[:2] in (b"MZ", b"BM") and b"\x00" in data[:64]:
        found = "un programme exécutable" if data[:2] == b"MZ" else "une image BMP"
        raise refusal(name, found, _AS_PDF if data[:2] == b"MZ" else _IMAGE)
    if data[4:8] == b"ftyp":
        raise refusal(name, "une image ou une vidéo (HEIC, MP4)", _IMAGE)
    return None


def recognise_text(text: str, name: str) -> DocumentKind:
    """Return html or txt for a decoded text.

    Raises:
        DocumentError: when it is XML other than HTML, or a saved message or web archive.
    """
    start = text[:4096].lstrip("\ufeff \t\r\n")
    if _HTML_START.match(start):
        return "html"
    if start.startswith("<?xml"):
        raise refusal(name, "un fichier XML qui n'est pas une page HTML", _AS_PDF)
    if start.startswith("<") and _TAG.search(start):
        return "html"
    mail = _MAIL.match(start)
    if mail is not None and re.search(r"^MIME-Version:", mail.group(), re.I | re.M):
        advice = "Enregistrez la page au format HTML simple (.html), ou en PDF."
        raise refusal(name, "un message ou une page web archivée (MHTML)", advice)
    return "txt"


def check_name(kind: DocumentKind, name: str) -> None:
    """Refuse a document whose name announces another kind of file than its content.

    Raises:
        DocumentError: when it does; a name without a known suffix is accepted.
    """
    suffix = PurePath(name).suffix.lower()
    announced = _KIND_OF_SUFFIX.get(suffix)
    if announced == kind or (announced is None and suffix not in _UNREAD_SUFFIXES):
        return
    expected = _KIND_NAMES[announced] if announced else f"un fichier {suffix}"
    advice = f"Renommez-le avec l'extension .{kind} si c'est bien le document voulu."
    if suffix in (".csv", ".tsv", ".json", ".xml"):
        advice = _AS_TABLE
    raise refusal(name, _KIND_NAMES[kind], advice, f"{expected}, d'après son nom")


def _recognise_zip(data: bytes, name: str) -> DocumentKind:
    names = entry_names(data, name)
    types = first_bytes(data, "[Content_Types].xml", name)
    for mark, found, advice in _OFFICE_VARIANTS:
        if mark in types:
            raise refusal(name, found, advice)
    if "word/document.xml" in names:
        return "docx"
    if "ppt/presentation.xml" in names:
        return "pptx"
    for part, found, advice in _ZIP_PARTS:
        if part in names:
            raise refusal(name, found, advice)
    raise refusal(name, "une archive zip qui n'est ni un .docx ni un .pptx", _UNPACK)


def _ole_refusal(data: bytes, name: str) -> DocumentError:
    """Return the refusal of a file of Office 97, or of a document under a password."""
    for stream, found, advice in _OLE_STREAMS:
        if stream.encode("utf-16-le") in data:
            return refusal(name, found, advice)
    return refusal(name, "un ancien fichier Office (.doc, .ppt ou .xls)", _AS_DOCX)
