"""Two pages for every territory, nothing over anything else, the figures of the page."""

from __future__ import annotations

import re
from itertools import pairwise

import pypdfium2
import pytest

from demodash import territories
from demodash.analysis import sheet
from demodash.analysis.profile import above, profile
from demodash.dataset import load
from demodash.exports.report.fonts import known_signs
from tests.exports.report.reading import lines, pages, words

COMMUNES = territories.codes("COM")
LONGEST = sorted(COMMUNES, key=lambda code: -len(territories.name(code)))[:4]
SMALLEST = sorted(COMMUNES, key=lambda code: territories.territory(code).population)[:3]
SAMPLE = [
    *territories.codes("EPCI"),
    *territories.children("REG-32", "DEP"),
    "REG-32",
    *LONGEST,
    *SMALLEST,
    "COM-59350",  # the largest
    "COM-80021",
    "COM-59353",  # the most neighbours
    "COM-59146",  # the longest ranks
    "DEP-35",
    "DEP-2A",
    "DEP-971",
    "DEP-976",
    "REG-44",
    "REG-94",
]
A4 = (595.28, 841.89)
MARGIN = 38.0
ELSEWHERE = {"indicator": "medecins_densite", "territory": "DEP-13", "value": 1.0}


def overlaps(page):
    """Pairs of lines whose letters cross: more than a sixth of the lower one in both directions."""
    found = []
    ordered = sorted((one for one in page if one.text.strip()), key=lambda one: one.box[1])
    for at, one in enumerate(ordered):
        left, bottom, right, top = one.box
        for other in ordered[at + 1 :]:
            if other.box[1] >= top:
                break
            high = min(top, other.box[3]) - max(bottom, other.box[1])
            across = min(right, other.box[2]) - max(left, other.box[0])
            if across > 1 and high > 0.17 * min(top - bottom, other.box[3] - other.box[1]):
                found.append((one.text, other.text))
    return found


@pytest.mark.parametrize("code", SAMPLE)
def test_two_pages_on_which_nothing_is_cut_or_covered(pdf_of, code):
    content = lines(pdf_of(code))
    assert len(content) == 2
    for page in content:
        assert page
        for line in page:
            left, bottom, right, top = line.box
            assert left >= MARGIN, line
            assert right <= A4[0] - MARGIN, line
            assert bottom >= 20, line
            assert top <= A4[1] - 20, line
            assert "■" not in line.text
        assert overlaps(page) == []


def test_the_guard_sees_lines_that_cross(pdf_of):
    page = lines(pdf_of("DEP-02"))[0]
    assert overlaps([page[0], page[0]]) == [(page[0].text, page[0].text)]


@pytest.mark.parametrize("code", ["EPCI-200070985", "DEP-02", "COM-02408", "COM-59350", "DEP-2A", "REG-44"])
def test_the_figures_are_those_of_the_page(pdf_of, code):
    text = words(pdf_of(code))
    known = profile(load(), code)
    for line in known:
        for place in (code, *above(code)):
            one = sheet.figure_of(line, place)
            if one is not None:
                assert " ".join(sheet.written(one).split()) in text, (line.indicator.id, line.category, place)
        for standing in line.standings:
            assert " ".join(sheet.place_text(standing, code).split()) in text
    first = next(line for line in known if line.indicator.id == "population")
    assert re.search(rf"Population \(habitants\) ○? ?{' '.join(first.figures[0].digits.split())}", text)


def test_a_row_holds_the_figures_of_its_line_in_order(pdf_of, dataset_of):
    values = {"DEP-02": 236.1, "REG-32": 310.2, "FR": 350.3}
    rows = [{"indicator": "medecins_densite", "territory": code, "value": value} for code, value in values.items()]
    text = words(pdf_of("DEP-02", dataset_of(*rows)))
    assert "Densité de médecins (pour 100 000 habitants) 236,1 310,2 350,3 2030" in text


def test_what_finds_no_room_is_counted(pdf_of):
    rows = len(profile(load(), "REG-32"))
    (left_out,) = re.findall(r"(\d+) autres lignes sont sur la fiche en ligne", words(pdf_of("REG-32")))
    assert 0 < int(left_out) < rows - 25
    assert "autres lignes" not in words(pdf_of("DEP-59"))


def test_signs_dates_and_sources_are_told(pdf_of, dataset_of):
    rows = [
        {"indicator": "medecins_densite", "territory": "DEP-02", "value": 200.0, "qualifier": "about"},
        {"indicator": "medecins_densite", "territory": "FR", "value": 300.0, "status": "derived"},
        {"indicator": "medecins_evolution", "territory": "DEP-02", "value": -3.1, "period": "2024/2030"},
        {"indicator": "dispositif_annee", "territory": "DEP-02", "value": 2014, "category": "guichet_unique"},
    ]
    text = words(pdf_of("DEP-02", dataset_of(*rows)))
    assert "environ 200,0" in text
    assert "○ 300,0" in text
    assert "○ calculé" in text
    assert "−3,1" in text
    assert "2024–2030" in text
    assert "2 014" not in text
    assert "Agence d’essai, « Document d’essai », 5 mars 2031, Licence d’essai, ligne 1" in text
    assert "Téléchargé le 22 novembre 2026." in text
    assert "https://essai.example/territoire?territoire=DEP-02" in text


def test_without_any_figure_there_are_still_two_pages(pdf_of, dataset_of):
    content = pdf_of("COM-80021", dataset_of(ELSEWHERE))
    assert len(pages(content)) == 2
    assert "Amiens (80021)" in words(content)


def test_the_zone_of_a_commune_with_its_legal_dates(pdf_of):
    text = words(pdf_of("COM-02408"))
    assert "Zone d’action complémentaire (ZAC)" in text
    assert "A été en vigueur du 26 avril 2022 au 31 décembre 2025" in text


def test_an_epci_of_two_departements_names_both(pdf_of):
    text = words(pdf_of("EPCI-200070985"))
    assert "Départements Aisne et Somme" in text
    assert "CC Terre de Picardie" in text


def test_namesakes_are_told_apart(pdf_of):
    text = words(pdf_of("DEP-971"))
    assert "Guadeloupe (département)" in text
    assert "Guadeloupe (région)" in text


def test_no_word_is_written_in_letters_that_the_faces_lack(pdf_of):
    text = words(pdf_of("EPCI-247600588"))
    assert "CC des Villes Soeurs" in text
    assert set(text) <= known_signs()
    everything = "".join(
        territories.name(code) for level in ("REG", "DEP", "EPCI", "COM") for code in territories.codes(level)
    )
    assert set(everything) <= known_signs()
    assert set("\u202f\u2212œŒ«»’–…€°²×àéèêëîïôùûüçÉÈÀÎ○□") <= known_signs()


def test_the_document_says_what_it_is(pdf_of):
    content = pdf_of("COM-59350")
    with pypdfium2.PdfDocument(content) as document:
        told = document.get_metadata_dict()
        assert told["Title"] == "Fiche territoire : Lille (59350)"
        assert told["Author"] == ""
        assert told["CreationDate"].startswith("D:20261122")
        assert document.is_tagged()
    assert b"/Lang (fr-FR)" in content
    assert b"DisplayDocTitle" in content


def test_every_face_is_embedded(pdf_of):
    content = pdf_of("COM-59350")
    faces = set(re.findall(rb"/BaseFont /([^\s/]+)", content))
    assert faces
    assert all(b"+DemodashSans" in face for face in faces)
    assert content.count(b"/FontFile2") == len(faces)


def test_the_map_is_drawn_not_a_picture(pdf_of):
    assert b"/Subtype /Image" not in pdf_of("DEP-02")


def test_the_same_day_gives_the_same_bytes(pdf_of):
    assert pdf_of("EPCI-200069672") == pdf_of("EPCI-200069672")


@pytest.mark.parametrize("code", ["FR", "EXREG-22", "COM-99999"])
def test_what_has_no_sheet_has_no_report(pdf_of, code):
    with pytest.raises(ValueError, match=code):
        pdf_of(code)


def test_an_address_with_odd_signs_stays_inside_the_page(pdf_of):
    content = pdf_of("COM-02001", address="https://essai.example/" + "très-long/" * 60 + "\x00\t☃")
    assert len(pages(content)) == 2
    for one, other in pairwise(sorted(line.box[1] for line in lines(content)[1])):
        assert one <= other
    assert all(line.box[1] >= 0 and line.box[2] <= A4[0] - MARGIN for page in lines(content) for line in page)
