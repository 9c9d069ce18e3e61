"""The RPPS loader: who is counted, where, and what becomes of every row."""

from collections import defaultdict
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demodash import territories
from demodash.errors import Cancelled, DataError
from demodash.loaders.content import Fate
from demodash.loaders.tables import loader, rpps_counting
from demodash.loaders.tables.engine import engine, text_of, width
from demodash.loaders.tables.headers import find_header
from demodash.loaders.tables.model import silent
from demodash.loaders.tables.opening import open_table
from demodash.loaders.tables.rpps import WANTED
from demodash.loaders.tables.rpps_places import Places
from tests.loaders.tables.examples import Example, read, recognised, workbook

HEADER = (
    "Type d'identifiant PP",
    "Identifiant PP",
    "Identification nationale PP",
    "Libellé civilité exercice",
    "Nom d'exercice",
    "Prénom d'exercice",
    "Code profession",
    "Libellé profession",
    "Code catégorie professionnelle",
    "Code savoir-faire",
    "Libellé savoir-faire",
    "Code mode exercice",
    "Numéro FINESS site",
    "Code postal (coord. structure)",
    "Code commune (coord. structure)",
    "Libellé commune (coord. structure)",
    "Code Département (structure)",
    "Code rôle",
)
NAME = "PS_LibreAcces_Personne_activite_202611140830.txt"
LONE_POSTCODE, LONE_COMMUNE = "02620", "COM-02135"
"""A postal code that a single commune has."""
FIVE = ("02691", "59350", "60057", "62041", "80021")
"""A commune of each département of the region."""


def row(person, commune="", postcode="", *, profession="10", skill="SM53", mode="L", category="C", name="MARTIN"):
    cells = dict.fromkeys(HEADER, "")
    cells |= {
        "Identifiant PP": str(person),
        "Identification nationale PP": f"8{person}",
        "Nom d'exercice": name,
        "Prénom d'exercice": "Zoé",
        "Code profession": profession,
        "Code catégorie professionnelle": category,
        "Code savoir-faire": skill,
        "Code mode exercice": mode,
        "Code postal (coord. structure)": postcode,
        "Code commune (coord. structure)": commune,
    }
    return "".join(f"{cells[column]}|" for column in HEADER)


def person(number):
    return 10_000_000_000 + number


def file_of(rows, header=HEADER, name=NAME, end="\n"):
    lines = ["".join(f"{column}|" for column in header), *rows]
    return Example("rpps", name, end.join([*lines, ""]).encode())


EVERYWHERE = [row(person(900 + place), commune, mode="S") for place, commune in enumerate(FIVE)]
"""A salaried GP in each département, so that the file covers the region."""

GOLDEN = file_of(
    [
        row(person(1), "02691", "02100"),
        row(person(1), "02722", "02200", mode="S"),
        row(person(2), "02691", "02100", name='LE "GRAND'),
        row(person(2), "75113", "75013"),
        row(person(2), "75114", "75014"),
        row(person(3), "", ""),
        row(person(4), "", LONE_POSTCODE),
        row(person(5), "59298", "59260", skill="SM26"),
        row(person(6), "02999", ""),
        row(person(7), "2691", "", name="NA"),
        row(person(8), "02691", profession="60", skill=""),
        row(person(9), "02691", skill="SM04"),
        row(person(10), "02691", category="E"),
        row(person(11), "02691", mode=""),
        row(person(1), "02691", "02100"),
        "8|10000000012|trop court|",
        *EVERYWHERE,
    ]
)
SMALL = file_of([row(person(1), "02691", "02100"), row(person(2), "59350", "59000", mode="S")])
AS_WORKBOOK = Example(
    "rpps",
    "extrait.xlsx",
    workbook({"Activités": [HEADER, tuple(row(person(1), "02691", "02100").split("|")[:-1])]}),
    {"date": "2026-11-14"},
)
EXAMPLES = (GOLDEN, SMALL, AS_WORKBOOK)


def effectifs(reading, category="ensemble"):
    table = reading.content.observations
    of_category = table[table["category"] == category]
    return {code: value for code, value in zip(of_category["territory"], of_category["value"], strict=True) if value}


def test_each_gp_counts_once_split_over_the_communes_where_they_practise(tmp_path):
    reading = read(GOLDEN, tmp_path)
    # The second one practises in Saint-Quentin and in two arrondissements of one Paris.
    assert effectifs(reading) == {
        "COM-02691": 0.5 + 0.5 + 1 + 1,
        "COM-02722": 0.5,
        "COM-59350": 1 + 1,
        "COM-60057": 1,
        "COM-62041": 1,
        "COM-80021": 1,
        LONE_COMMUNE: 1,
    }


def test_a_liberal_gp_counts_where_the_liberal_activities_are(tmp_path):
    assert effectifs(read(GOLDEN, tmp_path), "liberaux") == {
        "COM-02691": 1 + 0.5 + 1,
        "COM-59350": 1,
        LONE_COMMUNE: 1,
    }


def test_every_row_is_accounted_for(tmp_path):
    reading = read(GOLDEN, tmp_path)
    assert reading.account.counts == {
        Fate.TAKEN: 7 + 5,
        Fate.ASIDE: 4,
        Fate.OUTSIDE: 2,
        Fate.UNPLACED: 2,
        Fate.REFUSED: 1,
    }
    assert reading.account.aside == {
        "autre profession que médecin": 1,
        "autre spécialité que la médecine générale (SM26, SM53, SM54)": 1,
        "étudiant": 1,
        "sans activité (mode d’exercice vide)": 1,
    }
    assert [(issue.fate, issue.place, issue.reason) for issue in reading.account.issues] == [
        (Fate.UNPLACED, "ligne 7", "code de commune absent, code postal absent"),
        (
            Fate.UNPLACED,
            "ligne 10",
            "commune 02999 inconnue : ni dans le code officiel géographique, ni parmi les anciens codes, "
            "code postal absent",
        ),
        (Fate.REFUSED, "ligne 17", "moins de colonnes que l’en-tête"),
    ]


def test_a_commune_without_any_gp_has_a_real_zero(tmp_path):
    reading = read(GOLDEN, tmp_path)
    table = reading.content.observations
    assert len(table) == 2 * len(territories.codes("COM"))
    zero = table[(table["territory"] == "COM-02001") & (table["category"] == "ensemble")].iloc[0]
    assert zero["value"] == 0
    assert zero["note"] == (
        "Aucune activité de médecin généraliste dans la commune : zéro réel, le fichier étant national."
    )


def test_a_departement_that_the_file_does_not_speak_of_has_no_zero(tmp_path):
    reading = read(SMALL, tmp_path)
    held = {code[:6] for code in reading.content.observations["territory"]}
    assert held == {"COM-02", "COM-59"}
    assert reading.remarks[-1] == (
        "Aucun médecin généraliste dans Oise (60), Pas-de-Calais (62) et Somme (80) : le fichier n’est pas national, "
        "ces communes n’ont pas de zéro."
    )


def test_the_remarks_say_who_is_not_counted(tmp_path):
    reading = read(GOLDEN, tmp_path)
    persons, nobody, *_ = reading.remarks
    assert "1 ligne sans commune, placée par un code postal qui n’en désigne qu’une." in reading.remarks
    assert persons.startswith("12 médecins généralistes actifs dans le fichier ; ")
    assert nobody == "2 (16,7 %) n’ont aucune commune renseignée en France : ils ne sont comptés nulle part."
    assert (
        "1 ligne répète le médecin, la commune et le mode d’exercice d’une autre : sans effet, chaque médecin est "
        "compté une fois."
    ) in reading.remarks


def test_the_day_is_that_of_the_name_and_can_be_said(tmp_path):
    recognition = recognised(GOLDEN, tmp_path)
    assert [(each.id, each.default) for each in recognition.questions] == [("date", "2026-11-14")]
    assert recognition.facts == ("19 colonnes", "séparateur « | »")
    said = Example("rpps", NAME, GOLDEN.content, {"date": "2026-01-01"})
    assert set(read(said, tmp_path).content.observations["period"]) == {"2026-01-01"}


def test_wording_of_other_years_carriage_returns_and_a_workbook_read_alike(tmp_path):
    wording = tuple(
        name.replace("Code commune (coord. structure)", "Code commune (structure)").replace(
            "Code rôle", "Code fonction"
        )
        for name in HEADER
    )
    rows = [row(person(1), "02691", "02100"), row(person(2), "59350", "59000", mode="S")]
    expected = effectifs(read(SMALL, tmp_path))
    assert effectifs(read(file_of(rows, wording), tmp_path)) == expected
    assert effectifs(read(file_of(rows, end="\r\n"), tmp_path)) == expected
    bare = Example("rpps", NAME, SMALL.content.replace(b"|\n", b"\n"))
    assert effectifs(read(bare, tmp_path)) == expected
    bracketed = Example("rpps", "extraction_20261114 [1].txt", SMALL.content)
    assert effectifs(read(bracketed, tmp_path)) == expected
    assert effectifs(read(AS_WORKBOOK, tmp_path)) == {"COM-02691": 1}


def test_the_source_names_the_file(tmp_path):
    (source,) = read(SMALL, tmp_path).content.sources
    assert (source.publisher, source.date, source.file) == ("Agence du numérique en santé (ANS)", "2026-11-14", NAME)
    assert source.id == f"rpps_activites_{source.sha256[:8]}"


@pytest.mark.parametrize(
    ("example", "message"),
    [
        (
            Example("rpps", "rpps.txt", SMALL.content),
            "rpps.txt, question « Date de l’extraction » : attendu : une réponse ; "
            "trouvé : rien. Répondez à cette question, puis recommencez.",
        ),
        (
            Example("rpps", NAME, SMALL.content, {"date": "14/11/2026"}),
            f"{NAME}, question « Date de l’extraction » : attendu : un jour (AAAA-MM-JJ) ; trouvé : 14/11/2026",
        ),
        (
            file_of([row(person(1), "75113", "75013")]),
            f"{NAME} : attendu : des activités de médecins généralistes dans les Hauts-de-France ; trouvé : aucune, "
            "parmi 1 ligne de médecins généralistes actifs. Vérifiez que c’est l’extraction nationale.",
        ),
        (
            file_of([row(person(1), "02691", profession="60", skill="")]),
            f"{NAME} : attendu : des activités de médecins généralistes dans les Hauts-de-France ; trouvé : aucune, "
            "parmi 0 ligne de médecins généralistes actifs. Vérifiez que c’est l’extraction nationale.",
        ),
    ],
)
def test_what_cannot_be_counted_is_refused(example, message, tmp_path):
    with pytest.raises(DataError) as error:
        read(example, tmp_path)
    assert str(error.value) == message


def test_a_missing_column_is_named_with_the_nearest(tmp_path):
    header = tuple(name.replace("Code savoir-faire", "Code savoir-fair") for name in HEADER)
    with pytest.raises(DataError, match="« Code savoir-faire » au lieu de « Code savoir-fair »"):
        read(file_of([row(person(1), "02691")], header), tmp_path)


def test_a_column_printed_twice_is_refused(tmp_path):
    header = tuple("Code profession" if name == "Code rôle" else name for name in HEADER)
    with pytest.raises(DataError, match="une seule colonne « Code profession »"):
        read(file_of([row(person(1), "02691")], header), tmp_path)


def test_the_user_can_stop_it_at_any_moment(tmp_path):
    told = []

    def stop_at(limit):
        def progress(share, what):
            told.append((share, what))
            if len(told) >= limit:
                raise Cancelled

        return progress

    for limit in (1, 2):
        told.clear()
        with open_table(GOLDEN.write(tmp_path)) as file, pytest.raises(Cancelled):
            loader("rpps").read(file, {}, stop_at(limit))
        assert told[0] == (0.0, "Lecture des activités")
        assert len(told) == limit


PLACES = (
    "02691",
    "02722",
    "59350",
    "59298",
    "62041",
    "80021",
    "75056",
    "75113",
    "69123",
    "2B033",
    "97411",
    "02999",
    "",
)
ACTIVITIES = st.lists(
    st.tuples(
        st.integers(1, 6),
        st.sampled_from(PLACES),
        st.sampled_from(["10", "60"]),
        st.sampled_from(["SM53", "SM26", "SM04", ""]),
        st.sampled_from(["L", "S", "B", ""]),
        st.sampled_from(["C", "E"]),
    ),
    max_size=30,
)


def counts_of(activities, folder):
    rows = [
        row(person(number), commune, profession=profession, skill=skill, mode=mode, category=category)
        for number, commune, profession, skill, mode, category in activities
    ]
    with open_table(file_of(rows or [row(person(1), profession="60")]).write(folder)) as file:
        sheet = file.sheets[0]
        header = find_header(sheet, WANTED, file.name)
        with text_of(sheet) as content, engine(file.name, silent) as reader:
            reader.give(content, header, rpps_counting.COLUMNS, width(sheet, header))
            return rpps_counting.count(reader, Places(), lambda _places, _lost: [])


def slowly(activities, *, liberal):
    """Shares by place, one person after the other, in exact fractions."""
    held = defaultdict(set)
    merged = {"59298": "59350", "75113": "75056", "02999": "", "": ""}
    for number, commune, profession, skill, mode, category in activities:
        is_gp = profession == "10" and skill in {"SM26", "SM53", "SM54"} and category != "E" and mode
        place = merged.get(commune, commune)
        if is_gp and place and (mode == "L" or not liberal):
            held[number].add(place)
    shares = defaultdict(Fraction)
    for places in held.values():
        for place in places:
            shares[place] += Fraction(1, len(places))
    return {key: float(share) for key, share in shares.items()}, len(held)


@settings(max_examples=30, deadline=None)
@given(activities=ACTIVITIES)
def test_the_shares_are_those_of_a_slow_count(activities, tmp_path_factory):
    counts = counts_of(activities, tmp_path_factory.mktemp("rpps"))
    for shares, liberal in ((counts.shares, False), (counts.liberal_shares, True)):
        expected, _ = slowly(activities, liberal=liberal)
        assert {code.removeprefix("COM-"): share for code, share in shares.items()} == pytest.approx(expected)
    _, placed = slowly(activities, liberal=False)
    assert counts.placed == placed
    assert sum(counts.shares.values()) == pytest.approx(placed)
    assert sum(counts.rows.values()) == max(len(activities), 1)
