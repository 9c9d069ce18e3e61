"""The template of the presentation, written part by part: theme, master, three layouts, master of the notes.

``python -m demodash.exports.slides.template`` writes ``template.pptx`` beside this module; the same code gives the
same bytes.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from demodash.exports.slides.frame import HEIGHT, INNER, MARGIN, NAMESPACES, THEME, WIDTH, Box, colour, emu
from demodash.exports.slides.writing import FONT

TEMPLATE = Path(__file__).with_name("template.pptx")
TITLE_LAYOUT, CARD_LAYOUT, SOURCES_LAYOUT = range(3)
"""The numbers of the layouts."""
SUBTITLE, READING, SOURCE, DETAIL = 10, 11, 12, 13
"""The numbers of the placeholders besides the title."""
NUMBER_BOX = Box(WIDTH - MARGIN - 60, 507, 60, 14)
_EPOCH = (2026, 1, 1, 0, 0, 0)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.presentationml"
_WORDS = "Cliquez pour modifier le texte"


def template_bytes() -> bytes:
    """Write the whole file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in _parts().items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, _HEAD + content)
    return buffer.getvalue()


def _parts() -> dict[str, str]:
    layouts = {"1": _title_layout(), "2": _card_layout(), "3": _sources_layout()}
    return {
        "[Content_Types].xml": _content_types(list(layouts)),
        "_rels/.rels": _relations(
            [
                ("officeDocument", "ppt/presentation.xml"),
                ("extended-properties", "docProps/app.xml"),
            ],
            core="docProps/core.xml",
        ),
        "docProps/app.xml": (
            '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
            "<Application>demodash</Application></Properties>"
        ),
        "docProps/core.xml": (
            '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>demodash</dc:title>'
            "<dc:language>fr-FR</dc:language></cp:coreProperties>"
        ),
        "ppt/presentation.xml": _presentation(),
        "ppt/_rels/presentation.xml.rels": _relations(
            [
                ("slideMaster", "slideMasters/slideMaster1.xml"),
                ("notesMaster", "notesMasters/notesMaster1.xml"),
                ("presProps", "presProps.xml"),
                ("viewProps", "viewProps.xml"),
                ("theme", "theme/theme1.xml"),
                ("tableStyles", "tableStyles.xml"),
            ]
        ),
        "ppt/presProps.xml": f"<p:presentationPr {NAMESPACES}/>",
        "ppt/viewProps.xml": f"<p:viewPr {NAMESPACES}/>",
        "ppt/tableStyles.xml": (
            '<a:tblStyleLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
            'def="{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}"/>'
        ),
        "ppt/theme/theme1.xml": _theme("demodash"),
        "ppt/theme/theme2.xml": _theme("demodash, commentaires"),
        "ppt/slideMasters/slideMaster1.xml": _master(len(layouts)),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": _relations(
            [
                *(("slideLayout", f"../slideLayouts/slideLayout{name}.xml") for name in layouts),
                ("theme", "../theme/theme1.xml"),
            ]
        ),
        **{f"ppt/slideLayouts/slideLayout{name}.xml": content for name, content in layouts.items()},
        **{
            f"ppt/slideLayouts/_rels/slideLayout{name}.xml.rels": _relations(
                [("slideMaster", "../slideMasters/slideMaster1.xml")]
            )
            for name in layouts
        },
        "ppt/notesMasters/notesMaster1.xml": _notes_master(),
        "ppt/notesMasters/_rels/notesMaster1.xml.rels": _relations([("theme", "../theme/theme2.xml")]),
    }


def _content_types(layouts: list[str]) -> str:
    parts = {
        "/ppt/presentation.xml": f"{_TYPES}.presentation.main+xml",
        "/ppt/presProps.xml": f"{_TYPES}.presProps+xml",
        "/ppt/viewProps.xml": f"{_TYPES}.viewProps+xml",
        "/ppt/tableStyles.xml": f"{_TYPES}.tableStyles+xml",
        "/ppt/slideMasters/slideMaster1.xml": f"{_TYPES}.slideMaster+xml",
        "/ppt/notesMasters/notesMaster1.xml": f"{_TYPES}.notesMaster+xml",
        "/ppt/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
        "/ppt/theme/theme2.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        **{f"/ppt/slideLayouts/slideLayout{name}.xml": f"{_TYPES}.slideLayout+xml" for name in layouts},
    }
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts.items())
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(targets: list[tuple[str, str]], core: str = "") -> str:
    lines = [
        f'<Relationship Id="rId{place}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for place, (kind, target) in enumerate(targets, 1)
    ]
    if core:
        kind = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
        lines.append(f'<Relationship Id="rId{len(lines) + 1}" Type="{kind}" Target="{core}"/>')
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{''.join(lines)}</Relationships>"
    )


def _presentation() -> str:
    return (
        f'<p:presentation {NAMESPACES} saveSubsetFonts="1">'
        '<p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst>'
        '<p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst>'
        f'<p:sldSz cx="{emu(WIDTH)}" cy="{emu(HEIGHT)}"/><p:notesSz cx="6858000" cy="9144000"/>'
        '<p:defaultTextStyle><a:defPPr><a:defRPr lang="fr-FR"/></a:defPPr></p:defaultTextStyle></p:presentation>'
    )


def _theme(name: str) -> str:
    colours = "".join(
        f'<a:{place}><a:srgbClr val="{value.lstrip("#").upper()}"/></a:{place}>' for place, value in THEME.items()
    )
    font = f'<a:latin typeface="{FONT}"/><a:ea typeface=""/><a:cs typeface=""/>'
    plain = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="{{width}}" cap="flat" cmpd="sng" algn="ctr">{plain}<a:prstDash val="solid"/></a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="{name}"><a:themeElements>'
        f'<a:clrScheme name="demodash">{colours}</a:clrScheme>'
        f'<a:fontScheme name="demodash"><a:majorFont>{font}</a:majorFont><a:minorFont>{font}</a:minorFont>'
        "</a:fontScheme>"
        f'<a:fmtScheme name="demodash"><a:fillStyleLst>{plain * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{''.join(line.format(width=width) for width in (6350, 12700, 19050))}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{plain * 3}</a:bgFillStyleLst>"
        "</a:fmtScheme></a:themeElements><a:objectDefaults/><a:extraClrSchemeLst/></a:theme>"
    )


_MAP = (
    'bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" '
    'accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"'
)
_ROOT = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
    '<a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
_BACKGROUND = '<p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'


def _master(layouts: int) -> str:
    shapes = (
        _accent(2, Box(MARGIN, 28, 40, 4))
        + _placeholder(3, "Titre", 'type="title"', Box(MARGIN, 40, INNER, 64), anchor="t")
        + _placeholder(4, "Texte", 'type="body" idx="1"', Box(MARGIN, 140, INNER, 340))
        + _number(5)
    )
    ids = "".join(f'<p:sldLayoutId id="{2147483649 + place}" r:id="rId{place + 1}"/>' for place in range(layouts))
    title = _level("lvl1pPr", 26, "tx1", bold=True, leading=95)
    body = "".join(_level(f"lvl{level}pPr", 14, "tx1", leading=100) for level in range(1, 10))
    other = "".join(_level(f"lvl{level}pPr", 12, "tx1", leading=100) for level in range(1, 10))
    return (
        f"<p:sldMaster {NAMESPACES}><p:cSld>{_BACKGROUND}<p:spTree>{_ROOT}{shapes}</p:spTree></p:cSld>"
        f"<p:clrMap {_MAP}/><p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst>"
        f"<p:txStyles><p:titleStyle>{title}</p:titleStyle><p:bodyStyle>{body}</p:bodyStyle>"
        f"<p:otherStyle>{other}</p:otherStyle></p:txStyles></p:sldMaster>"
    )


def _level(name: str, size: float, ink: str, *, bold: bool = False, leading: int = 100) -> str:
    face = "mj" if bold else "mn"
    return (
        f'<a:{name} marL="0" indent="0" algn="l" rtl="0"><a:lnSpc><a:spcPct val="{leading * 1000}"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/><a:defRPr sz="{round(size * 100)}" b="{int(bold)}" '
        f'kern="1200"><a:solidFill><a:schemeClr val="{ink}"/></a:solidFill><a:latin typeface="+{face}-lt"/>'
        f'<a:ea typeface="+{face}-ea"/><a:cs typeface="+{face}-cs"/></a:defRPr></a:{name}>'
    )


def _layout(name: str, shapes: str, *, kind: str = "", with_master: bool = True) -> str:
    shown = "" if with_master else ' showMasterSp="0"'
    return (
        f'<p:sldLayout {NAMESPACES}{kind} preserve="1"{shown} userDrawn="1"><p:cSld name="{name}"><p:spTree>{_ROOT}'
        f"{shapes}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def _title_layout() -> str:
    shapes = (
        _accent(2, Box(0, 0, 20, HEIGHT))
        + _accent(3, Box(MARGIN + 24, 176, 64, 5))
        + _placeholder(
            4,
            "Titre",
            'type="ctrTitle"',
            Box(MARGIN + 24, 196, 800, 132),
            style=_level("lvl1pPr", 40, "tx1", bold=True),
        )
        + _placeholder(
            5,
            "Sous-titre",
            'type="subTitle" idx="1"',
            Box(MARGIN + 24, 338, 800, 52),
            style=_level("lvl1pPr", 20, "tx2"),
        )
        + _placeholder(
            6,
            "Date et adresse",
            f'type="body" sz="quarter" idx="{DETAIL}"',
            Box(MARGIN + 24, 440, 800, 52),
            style=_level("lvl1pPr", 12, "tx2"),
            anchor="b",
        )
    )
    return _layout("Titre", shapes, kind=' type="title"', with_master=False)


def _card_layout() -> str:
    shapes = (
        _placeholder(2, "Titre", 'type="title"')
        + _small(3, "Sous-titre", SUBTITLE, Box(MARGIN, 106, INNER, 20), _level("lvl1pPr", 14, "tx2"))
        + _small(4, "Lecture", READING, Box(MARGIN, 446, INNER, 40), _level("lvl1pPr", 14, "tx1"), anchor="b")
        + _rule(5)
        + _small(6, "Source", SOURCE, Box(MARGIN, 504, INNER - 80, 24), _level("lvl1pPr", 9, "tx2"))
        + _number(7)
    )
    return _layout("Carte", shapes)


def _sources_layout() -> str:
    shapes = (
        _placeholder(2, "Titre", 'type="title"')
        + _small(3, "Sources", DETAIL, Box(MARGIN, 92, INNER, 400), _level("lvl1pPr", 11, "tx1"))
        + _rule(4)
        + _number(5)
    )
    return _layout("Sources", shapes)


def _small(identifier: int, name: str, number: int, box: Box, style: str, *, anchor: str = "t") -> str:
    return _placeholder(identifier, name, f'type="body" sz="quarter" idx="{number}"', box, style=style, anchor=anchor)


def _placeholder(
    identifier: int, name: str, kind: str, box: Box | None = None, *, style: str = "", anchor: str = "t"
) -> str:
    place = f'<a:xfrm>{box.xfrm}</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>' if box else ""
    body = f'<a:bodyPr vert="horz" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}"><a:noAutofit/></a:bodyPr>'
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{identifier}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr><p:spPr>{place}</p:spPr><p:txBody>"
        f"{body if box else '<a:bodyPr/>'}<a:lstStyle>{style}</a:lstStyle>"
        f'<a:p><a:r><a:rPr lang="fr-FR"/><a:t>{_WORDS}</a:t></a:r></a:p></p:txBody></p:sp>'
    )


def _accent(identifier: int, box: Box) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{identifier}" name="Filet {identifier}"/><p:cNvSpPr/><p:nvPr userDrawn="1"/>'
        f'</p:nvSpPr><p:spPr><a:xfrm>{box.xfrm}</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        '<a:solidFill><a:schemeClr val="accent1"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>'
    )


def _rule(identifier: int) -> str:
    box = Box(MARGIN, 498, INNER, 0)
    return (
        f'<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="{identifier}" name="Filet du bas"/><p:cNvCxnSpPr/><p:nvPr userDrawn="1"/>'
        f'</p:nvCxnSpPr><p:spPr><a:xfrm>{box.xfrm}</a:xfrm><a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
        f'<a:ln w="9525"><a:solidFill>{colour("#c9c5bb")}</a:solidFill></a:ln></p:spPr></p:cxnSp>'
    )


def _number(identifier: int) -> str:
    style = _level("lvl1pPr", 9, "tx2").replace('algn="l"', 'algn="r"')
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{identifier}" name="Numéro"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        '<p:nvPr><p:ph type="sldNum" sz="quarter" idx="4"/></p:nvPr></p:nvSpPr><p:spPr>'
        f"<a:xfrm>{NUMBER_BOX.xfrm}</a:xfrm>"
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody>'
        '<a:bodyPr vert="horz" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"/>'
        f"<a:lstStyle>{style}</a:lstStyle><a:p>{NUMBER_FIELD}</a:p></p:txBody></p:sp>"
    )


NUMBER_FIELD = (
    '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr lang="fr-FR"/><a:t>‹N°›</a:t></a:fld>'
)
"""The number of the slide, which the program that shows it works out."""


def _notes_master() -> str:
    style = "".join(_level(f"lvl{level}pPr", 12, "tx1") for level in range(1, 10))
    image = (
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Image de la diapositive"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" '
        'noChangeAspect="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr><p:spPr>'
        f'<a:xfrm>{Box(54, 54, 432, 243).xfrm}</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>'
        '<a:ln w="12700"><a:solidFill><a:prstClr val="black"/></a:solidFill></a:ln></p:spPr></p:sp>'
    )
    notes = _placeholder(3, "Commentaires", 'type="body" sz="quarter" idx="3"', Box(54, 316, 432, 350))
    return (
        f"<p:notesMaster {NAMESPACES}><p:cSld>{_BACKGROUND}<p:spTree>{_ROOT}{image}{notes}</p:spTree></p:cSld>"
        f"<p:clrMap {_MAP}/><p:notesStyle>{style}</p:notesStyle></p:notesMaster>"
    )


if __name__ == "__main__":
    TEMPLATE.write_bytes(template_bytes())
