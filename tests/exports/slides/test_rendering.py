"""LibreOffice opens a presentation and makes a page of each slide."""

from __future__ import annotations

import shutil
import subprocess

import pypdfium2
import pytest

from demodash.exports.map_picture import PictureClass, class_picture
from demodash.exports.slides import TextTable, deck_pptx
from tests.exports.slides.conftest import chart_of, deck, slide


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) n’est pas installé sur ce poste")
def test_libreoffice_makes_a_page_of_each_slide(tmp_path):
    picture = class_picture(
        "departements", ["DEP-02", "DEP-59"], [0, 255], [PictureClass("a", "#e1edef")], legend_title=""
    )
    table = TextTable(["Zone", "Valeur"], [["ZIP", "−8,23"]], numeric=(1,))
    figures = chart_of((-11.73, "−11,73\u202f%", "ZAR"), (70, "plus de 70\u202f%", "ZIP"))
    (tmp_path / "essai.pptx").write_bytes(
        deck_pptx(deck(slide(body=figures), slide(body=picture), slide(body=table, source_line="page 3 ; " * 200)))
    )
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(tmp_path),
            str(tmp_path / "essai.pptx"),
        ],
        check=True,
        timeout=120,
        capture_output=True,
    )
    with pypdfium2.PdfDocument(tmp_path / "essai.pdf") as pages:
        said = [page.get_textpage().get_text_bounded() for page in pages]
    assert len(said) == 5  # title, three cards, sources
    assert "−11,73" in said[1]
    assert "plus de 70" in said[1]
    assert "Pas de donnée" in said[2]
    assert "−8,23" in said[3]
    assert "Sources" in said[4]
