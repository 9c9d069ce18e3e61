"""The notes of the speaker: definitions and limits, every source with its places, the way back to the view."""

from __future__ import annotations

from pptx.slide import Slide as PptxSlide

from demodash.exports.slides.model import Slide
from demodash.exports.slides.writing import clean

_LONGEST_LINK = 2_000


def write_notes(shown: PptxSlide, slide: Slide) -> None:
    """Write what a slide says besides what it shows."""
    frame = shown.notes_slide.notes_text_frame
    if frame is None:
        raise ValueError("the template has no place for notes")
    paragraphs = [*(clean(one) for one in slide.notes)]
    if slide.sources:
        paragraphs += ["Sources", *(clean(one) for one in slide.sources)]
    elif slide.source_line:
        paragraphs.append(f"Source : {clean(slide.source_line)}")
    paragraphs = [one for one in paragraphs if one]
    link = clean(slide.link)
    frame.text = "\n".join(paragraphs)
    if link:
        if paragraphs:
            frame.text += "\n"
        line = frame.paragraphs[-1]
        line.add_run().text = "Revenir à la vue : "
        address = line.add_run()
        address.text = link
        if is_web_address(link):
            address.hyperlink.address = link


def is_web_address(link: str) -> bool:
    """Whether a text may become a link: an address of the web without a space, of a length that programs take."""
    return link.startswith(("https://", "http://")) and " " not in link and len(link) <= _LONGEST_LINK
