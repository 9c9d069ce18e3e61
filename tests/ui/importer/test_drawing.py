"""What the screens say of hostile words and of numbers."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from demodash.importing import Changes
from demodash.loaders.content import Account, Content, Fate, RowIssue
from demodash.loaders.documents.leftovers import NotTaken
from demodash.sources import Source
from demodash.store import compare_contents
from demodash.ui.importer.checks import account_csv
from demodash.ui.importer.editions import differences, differences_csv
from demodash.ui.importer.messages import file_size, progress_bar
from demodash.ui.importer.preview import counts_table, title
from demodash.ui.importer.review import passage_html
from demodash.zonage import Edition

EVIL = "<script>alert(1)</script>"


def test_a_passage_is_escaped_and_its_number_alone_is_marked() -> None:
    text = f"{EVIL} compte 12 & 13 <b>MSP</b>"
    start = text.index("12")
    one = NotTaken("ligne 3", "12", "", "", 12.0, "exact", text, start, start + 2, (EVIL, "Titre"))
    html = passage_html(one)
    assert "<script" not in html
    assert "<b>" not in html
    assert html.count("<mark>") == 1
    assert "compte <mark>12</mark> &amp; 13 &lt;b&gt;" in html
    assert "Ligne 3" in html


def test_a_long_passage_is_cut_around_its_number() -> None:
    text = "a" * 1000 + " 12 " + "b" * 1000
    html = passage_html(NotTaken("ligne 1", "12", "", "", 12.0, "exact", text, 1001, 1003, ()))
    assert "<mark>12</mark>" in html
    assert html.count("…") == 2
    assert len(html) < 1000


def test_the_account_of_rows_is_harmless_in_a_spreadsheet() -> None:
    issues = (RowIssue(Fate.REFUSED, "ligne 12", "=cmd|'/c calc'!A1"), RowIssue(Fate.UNPLACED, "@ligne", "-1+1"))
    account = Account({Fate.TAKEN: 5, Fate.ASIDE: 2, Fate.UNPLACED: 1, Fate.REFUSED: 1}, issues, {"+autre": 2})
    lines = account_csv(account).decode("utf-8-sig").splitlines()
    assert lines[0] == "Sort;Ligne;Raison;Nombre de lignes"
    assert "Prises;;;5" in lines
    assert "Refusées;ligne 12;'=cmd|'/c calc'!A1;1" in lines
    assert "Sans territoire;'@ligne;'-1+1;1" in lines
    assert "Mises à part;;'+autre;2" in lines


@pytest.mark.parametrize(
    ("size", "text"),
    [(0, "0 octet"), (1, "1 octet"), (999, "999 octets"), (4_200, "4,2 ko"), (812_000_000, "812 Mo"), (3e9, "3,0 Go")],
)
def test_sizes_are_french(size: float, text: str) -> None:
    assert file_size(int(size)) == text


def test_progress_without_a_share_only_moves() -> None:
    assert " value=" not in progress_bar(None, "Lecture", 0)
    assert 'value="0.250"' in progress_bar(0.25, "Lecture", 5)
    assert "25 %" in progress_bar(0.25, "Lecture", 5)
    assert "5 s" in progress_bar(0.25, "Lecture", 5)
    assert "<script" not in progress_bar(None, EVIL, 0)


def test_a_title_counts_what_is_there() -> None:
    source = Source("essai", "document", "Agence d’essai", "Essai")
    assert title(Content((source,))) == ""
    edition = Edition("essai", "essai", dt.date(2024, 1, 1), None, ("ZIP",), ("ZIP",), 2026, {})
    assert title(Content((source,), zonings=(edition,))) == "1 édition du zonage"
    points = pd.DataFrame({"id": ["a", "b"]})
    assert title(Content((source,), zonings=(edition,), points=points)) == "1 édition du zonage et 2 structures"


def test_the_counts_of_changes_are_all_shown() -> None:
    rows = counts_table(Changes(new=1, same=2, revised=3, beside=4)).rows
    assert [row[1] for row in rows] == ["1", "2", "3", "4"]


def test_differences_are_said_in_french_and_harmless() -> None:
    source = Source("essai", "document", "Agence d’essai", "Essai")
    columns = ("id", "kind", "name", "commune", "lon", "lat", "opened", "source", "locator")
    points = [("1", "msp", "=SOMME(A1)", "COM-02691", 3.0, 49.0, "", "essai", "ligne 1")]
    after = Content((source,), points=pd.DataFrame(points, columns=list(columns)))
    found = compare_contents(Content((source,)), after)
    table = differences(found)
    assert table[["Quoi", "Changement"]].values.tolist() == [["Structure (msp)", "ajouté"]]
    assert ";'=SOMME(A1)" in differences_csv(found).decode("utf-8-sig")
    assert len(differences(found, 0)) == 0
