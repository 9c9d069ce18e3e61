"""What a variant is: an invented document, the figures to find in it, the numbers that must be left with a reason."""

from __future__ import annotations

from dataclasses import dataclass

from demodash.loaders.documents.extraction import Extraction, extract
from demodash.loaders.documents.readers import read_document


@dataclass(frozen=True)
class Variant:
    """An invented document.

    ``figures``: one line each, «indicator territory category period value qualifier status». ``left``: one line each,
    «number as printed | part of the reason», for every number that is not taken though it might be a figure; those that
    are dates, labels or names need not be listed.
    """

    name: str
    text: str
    figures: str = ""
    left: str = ""

    @property
    def expected_figures(self) -> list[str]:
        return sorted(" ".join(line.split()) for line in self.figures.strip().splitlines())

    @property
    def expected_left(self) -> list[tuple[str, str]]:
        lines = (line.partition("|") for line in self.left.strip().splitlines())
        return sorted((printed.strip(), reason.strip()) for printed, _, reason in lines)

    def extraction(self) -> Extraction:
        return extract(read_document(self.text.encode(), f"{self.name}.txt"))


def figure_lines(extraction: Extraction) -> list[str]:
    return sorted(
        f"{one.indicator} {one.territory} {one.category} {one.period} {one.value:g} {one.qualifier} {one.status}"
        for one in extraction.figures
    )


def left_lines(extraction: Extraction) -> list[tuple[str, str]]:
    return sorted((one.as_printed, one.reason) for one in extraction.not_taken if one.value is not None)
