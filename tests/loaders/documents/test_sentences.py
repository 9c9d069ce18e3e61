"""One sentence at a time, in a press release of Normandie dated 12 March 2018: what is taken, what is left.

``sentences.txt`` holds, for each sentence («>»), the figures to take («+ indicator territory category period value»,
with the qualifier when it is not exact) and the numbers that might be figures and must be left («-»), in the order of
the text.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from demodash.loaders.documents.extraction import Extraction, extract
from demodash.loaders.documents.readers import read_document

HEAD = "Le Pacte territoire santé en Normandie\n\nPublié le 12/03/2018\n\n"


def _cases() -> list[tuple[str, list[str]]]:
    cases: list[tuple[str, list[str]]] = []
    for line in (Path(__file__).parent / "sentences.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("> "):
            cases.append((line[2:], []))
        elif line:
            cases[-1][1].append(line)
    return cases


CASES = _cases()


def _lines(extraction: Extraction) -> list[str]:
    taken = []
    for one in extraction.figures:
        qualifier = "" if one.qualifier == "exact" else f" {one.qualifier}"
        taken.append(f"+ {one.indicator} {one.territory} {one.category} {one.period} {one.value:g}{qualifier}")
    return taken + [f"- {one.as_printed}" for one in extraction.not_taken if one.value is not None]


@pytest.mark.parametrize(("sentence", "expected"), CASES, ids=[sentence[:60] for sentence, _ in CASES])
def test_what_a_sentence_gives(sentence: str, expected: list[str]) -> None:
    assert _lines(extract(read_document((HEAD + sentence + "\n").encode(), "essai.txt"))) == expected


def test_the_sentences_are_there() -> None:
    assert len(CASES) > 200
