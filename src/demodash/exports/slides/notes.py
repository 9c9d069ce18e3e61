"""The notes of the speaker: definitions and limits, every source with its places, the way back to the view."""

from __future__ import annotations

from collections.abc import Sequence

from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.slide import Slide as PptxSlide

from demodash.exports.slides.model import Slide
from demodash.exports.slides.writing import clean

_LONGEST_LINK = 2_000
_BACK = "Revenir à la vue : "
_AGAIN = "Adresse de cette présentation : "
_NAMES = {PP_PLACEHOLDER.SLIDE_IMAGE: "Image de la diapositive", PP_PLACEHOLDER.BODY: "Commentaires"}


def write_notes(shown: PptxSlide, slide: Slide) -> None:
    """Write what a slide says besides what it shows."""
    paragraphs = [*(clean(one) for one in slide.notes)]
    if slide.sources:
        paragraphs += ["Sources", *(clean(one) for one in slide.sources)]
    elif slide.source_line:
        paragraphs.append(f"Source : {clean(slide.source_line)}")
    _write(shown, [one for one in paragraphs if one], _BACK, clean(slide.link))


def write_address(shown: PptxSlide, address: str) -> None:
    """Write the address that makes the presentation again; nothing without one."""
    if address:
        _write(shown, [], _AGAIN, address)


def _write(shown: PptxSlide, said: Sequence[str], before: str, link: str) -> None:
    """Write paragraphs and, after its words, an address, which is a link where it can be one."""
    for shape in shown.notes_slide.shapes:
        shape.name = _NAMES.get(shape.placeholder_format.type, shape.name)
    frame = shown.notes_slide.notes_text_frame
    if frame is None:
        raise ValueError("the template has no place for notes")
    paragraphs = [*said, *([before] if link else [])]
    frame.text = "\n".join(paragraphs)
    if link:
        address = frame.paragraphs[-1].add_run()
        address.text = link
        if is_web_address(link):
            address.hyperlink.address = link
    for line in frame.paragraphs:
        for run in line.runs:
            run.font.language_id = MSO_LANGUAGE_ID.FRENCH


def is_web_address(link: str) -> bool:
    """Whether a text may become a link: an address of the web without a space, of a length that programs take."""
    return link.startswith(("https://", "http://")) and " " not in link and len(link) <= _LONGEST_LINK
