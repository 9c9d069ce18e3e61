"""Where an activity of the RPPS is, from its codes of commune and of post."""

import pytest

from demodash import territories
from demodash.loaders.content import Fate
from demodash.loaders.tables.rpps_places import Place, Places

SHARED = sorted(
    territories.territory(code).name
    for code in territories.codes("COM")
    if "02570" in territories.territory(code).postcodes
)


@pytest.mark.parametrize(
    ("commune", "postcode", "place"),
    [
        ("02691", "", Place(Fate.TAKEN, "COM-02691")),
        ("2691", "75013", Place(Fate.TAKEN, "COM-02691")),
        ("59298", "", Place(Fate.TAKEN, "COM-59350")),
        ("75113", "", Place(Fate.OUTSIDE, "75056")),
        ("69383", "", Place(Fate.OUTSIDE, "69123")),
        ("13216", "", Place(Fate.OUTSIDE, "13055")),
        ("2b033", "", Place(Fate.OUTSIDE, "2B033")),
        ("97411", "", Place(Fate.OUTSIDE, "97411")),
        ("99109", "", Place(Fate.OUTSIDE, "")),
        ("", "02620", Place(Fate.TAKEN, "COM-02135", by_postcode=True)),
        ("", "2620", Place(Fate.TAKEN, "COM-02135", by_postcode=True)),
        ("", "75013", Place(Fate.OUTSIDE, "code postal 75013", by_postcode=True)),
        ("", "", Place(Fate.UNPLACED, "", reason="code de commune absent, code postal absent")),
        ("", "00000", Place(Fate.UNPLACED, "", reason="code de commune absent, code postal absent")),
        ("", "02999", Place(Fate.UNPLACED, "", reason="code de commune absent, code postal 02999 inconnu")),
        (
            "",
            "02570",
            Place(
                Fate.UNPLACED,
                "",
                reason=f"code de commune absent, code postal 02570 partagé par {len(SHARED)} communes",
            ),
        ),
        (
            "LAON",
            "",
            Place(
                Fate.REFUSED,
                "",
                reason="« LAON » n’est pas un code INSEE de commune (cinq caractères), code postal absent",
            ),
        ),
        ("LAON", "02620", Place(Fate.TAKEN, "COM-02135", by_postcode=True)),
    ],
)
def test_the_code_decides_then_a_postal_code_that_one_commune_has(commune, postcode, place):
    assert Places().place(commune, postcode) == place


def test_the_shared_postal_code_of_these_tests_is_shared():
    assert len(SHARED) > 1
