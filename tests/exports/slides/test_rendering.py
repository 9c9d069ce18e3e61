"""LibreOffice opens a presentation, makes a page of each slide, and breaks lines where we measured them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from demodash.charts.map_signs import MapClass
from demodash.exports.map_picture import class_picture
from demodash.exports.slides import Slide, TextTable, deck_pptx
from tests.exports.slides.conftest import chart_of, deck, slide

pytestmark = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice (soffice) n’est pas installé sur ce poste"
)
TITLES = (
    "La densité de médecins de la région d’essai a augmenté de 8,4\u202f% entre les années 2012 et 2026",
    "12 désaccords entre publications ; le plus large : Contrats signés, France, 50 et 200 contrats",
    "Un titre bien plus long que les autres, qui raconte par le menu tout ce que la carte montre déjà, et qui "
    "finit par prendre trois lignes en petits caractères avant de s’arrêter enfin au bout de la dernière",
)


def rendered(folder: Path, *slides: Slide) -> pypdfium2.PdfDocument:
    (folder / "essai.pptx").write_bytes(deck_pptx(deck(*slides)))
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run(
        [*command, "--outdir", str(folder), str(folder / "essai.pptx")], check=True, timeout=120, capture_output=True
    )
    return pypdfium2.PdfDocument(folder / "essai.pdf")


def test_a_page_of_each_slide(tmp_path):
    classes = [MapClass("a", "#e1edef")]
    picture = class_picture("departements", ["DEP-02", "DEP-59"], [0, 255], classes, legend_title="")
    table = TextTable(["Zone", "Valeur"], [["ZIP", "−8,23"]], numeric=(1,))
    figures = chart_of((-11.73, "−11,73\u202f%", "ZAR"), (70, "plus de 70\u202f%", "ZIP"))
    last = slide(body=table, source_line="page 3 ; " * 200)
    with rendered(tmp_path, slide(body=figures), slide(body=picture), last) as pages:
        said = [page.get_textpage().get_text_bounded() for page in pages]
    assert len(said) == 5  # title, three cards, sources
    assert "−11,73" in said[1]
    assert "plus de 70" in said[1]
    assert "Pas de donnée" in said[2]
    assert "−8,23" in said[3]
    assert "Sources" in said[4]


def test_titles_take_the_lines_that_were_measured(tmp_path):
    with rendered(tmp_path, *(slide(title=title, subtitle="Sous-titre témoin") for title in TITLES)) as pages:
        for page, title in zip(list(pages)[1:], TITLES, strict=True):
            written = page.get_textpage()
            text = written.get_text_range()
            end = text.index(title[-8:]) + 7
            start = text.index("témoin")
            assert written.get_charbox(end)[1] > written.get_charbox(start)[3], "the title runs into the subtitle"
