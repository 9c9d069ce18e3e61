"""Codes and names of communes, placed in those of today, and the account of rows."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demodash.loaders.content import MOST_ISSUES, Fate
from demodash.loaders.tables.placing import AccountBook, Placed, Placer
from demodash.territories import Level, codes, is_code


@pytest.mark.parametrize(
    ("cell", "fate", "code"),
    [
        ("02001", Fate.TAKEN, "COM-02001"),
        ("2001", Fate.TAKEN, "COM-02001"),
        (" 2001.0 ", Fate.TAKEN, "COM-02001"),
        ("'02001", Fate.TAKEN, "COM-02001"),
        ('="02001"', Fate.TAKEN, "COM-02001"),
        ("02311", Fate.TAKEN, "COM-02589"),
        ("75056", Fate.OUTSIDE, ""),
        ("2a004", Fate.OUTSIDE, ""),
        ("97411", Fate.OUTSIDE, ""),
        ("98736", Fate.OUTSIDE, ""),
        ("02999", Fate.UNPLACED, ""),
        ("", Fate.UNPLACED, ""),
        ("00000", Fate.UNPLACED, ""),
        ("201", Fate.REFUSED, ""),
        ("<script>alert(1)</script>", Fate.REFUSED, ""),
        ("=cmd|'/c calc'!A0", Fate.REFUSED, ""),
    ],
)
def test_a_code_is_placed(cell, fate, code):
    placed = Placer().commune(cell)
    assert (placed.fate, placed.code) == (fate, code)
    assert (placed.reason == "") == (fate in {Fate.TAKEN, Fate.OUTSIDE})


@pytest.mark.parametrize(
    ("postcode", "name", "fate", "code"),
    [
        ("2300", "ABBECOURT", Fate.TAKEN, "COM-02001"),
        ("80000", "Amiens cedex 1", Fate.TAKEN, "COM-80021"),
        ("62120", "Lambres", Fate.TAKEN, "COM-62486"),
        ("02999", "Abbécourt", Fate.TAKEN, "COM-02001"),
        ("75001", "Paris", Fate.OUTSIDE, ""),
        ("59000", "", Fate.UNPLACED, ""),
        ("", "Lille", Fate.UNPLACED, ""),
        ("59000", "Atlantis", Fate.UNPLACED, ""),
        ("x", "Lille", Fate.REFUSED, ""),
    ],
)
def test_a_postcode_and_a_name_are_placed(postcode, name, fate, code):
    placed = Placer().postal(postcode, name)
    assert (placed.fate, placed.code) == (fate, code)


def test_a_departement_is_placed():
    placer = Placer()
    assert placer.departement("2").code == "DEP-02"
    assert placer.departement("75").fate is Fate.OUTSIDE
    assert placer.departement("75", everywhere=True).code == "DEP-75"
    assert placer.departement("ZZ").fate is Fate.UNPLACED


def test_what_was_mended_is_said():
    placer = Placer()
    for cell in ("2001", "02311", "02589"):
        placer.commune(cell)
    placer.postal("62120", "Lambres")
    placer.postal("02999", "Abbécourt")
    assert placer.remarks() == (
        "Zéros de tête rétablis dans 1 code (« 2001 » lu « 02001 »).",
        "1 commune d’avant une fusion, rapportée à la commune d’aujourd’hui : 02311.",
        "Noms d’avant un changement, retrouvés par le code postal : « Lambres » (62486).",
        "1 ligne placée par le nom seul : son code postal n’est pas celui de la commune.",
    )


def test_communes_of_the_region_that_no_row_is_of_are_counted():
    placer = Placer()
    communes = [code.removeprefix("COM-") for code in codes(Level.COMMUNE)]
    for insee in (*communes[2:], "02311", "75056"):
        placer.commune(insee)
    assert placer.absent() == ("2 communes de la région ne sont pas dans le fichier : 02001, 02002.",)
    placer.commune(communes[1])
    assert placer.absent() == ("1 commune de la région n’est pas dans le fichier : 02001.",)
    assert placer.absent(but=["COM-02001"]) == ()


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=12))
def test_any_cell_has_a_fate(cell):
    placed = Placer().commune(cell)
    assert (placed.fate is Fate.TAKEN) == is_code(placed.code)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=8), st.text(max_size=20))
def test_any_postcode_and_name_have_a_fate(postcode, name):
    placed = Placer().postal(postcode, name)
    assert (placed.fate is Fate.TAKEN) == is_code(placed.code)


def test_the_account_counts_what_it_does_not_describe():
    book = AccountBook()
    for number in range(MOST_ISSUES + 5):
        book.refused(f"ligne {number}", "faux")
    book.aside("vide", 3)
    book.taken(2)
    account = book.account()
    assert account.rows == MOST_ISSUES + 10
    assert len(account.issues) == MOST_ISSUES
    assert account.aside == {"vide": 3}


def test_a_placed_row_is_no_issue():
    with pytest.raises(ValueError, match="not an issue"):
        AccountBook().not_placed(Placed(Fate.TAKEN, "COM-02001", "02001"), "ligne 1")
