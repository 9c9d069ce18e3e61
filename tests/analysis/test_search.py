import pytest

from demodash import territories
from demodash.analysis.search import suggest

COMMUNES = territories.codes("COM")
REGIONS = territories.codes("REG")


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Laon", "COM-02408"),
        ("  LILLE ", "COM-59350"),
        ("saint quentin", "COM-02691"),
        ("St-Quentin", "COM-02691"),
        ("02408", "COM-02408"),
        ("Touquet", "COM-62826"),
        ("le touquet-paris-plage", "COM-62826"),
        ("amien", "COM-80021"),
    ],
)
def test_the_first_answer(text, first):
    assert suggest(text, COMMUNES)[0] == first


def test_a_postcode_gives_the_communes_that_share_it():
    found = suggest("02000", COMMUNES)
    assert "COM-02408" in found
    assert all("02000" in territories.territory(code).postcodes for code in found)


def test_whole_names_come_before_beginnings_and_larger_before_smaller():
    found = suggest("saint-martin", COMMUNES, limit=20)
    names = [territories.name(code).casefold() for code in found]
    assert all("saint-martin" in name for name in names)
    assert [name.startswith("saint-martin") for name in names] == sorted(
        (name.startswith("saint-martin") for name in names), reverse=True
    )


def test_nearly_right_is_found_when_nothing_is_right():
    assert suggest("Dunkerke", COMMUNES)[0] == "COM-59183"
    assert suggest("Hauts de Frence", REGIONS)[0] == "REG-32"


@pytest.mark.parametrize("text", ["", "   ", "zzzzzzzz", "'", "%"])
def test_nothing_gives_nothing(text):
    assert suggest(text, COMMUNES) == []


def test_only_the_territories_given_are_searched_and_no_more_than_asked():
    assert suggest("Lille", REGIONS) == []
    assert len(suggest("a", COMMUNES, limit=3)) == 3
