"""The FINESS loader: both texts and the JSON document, structures by commune and as points."""

import gzip
import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Transformer

from demodash import territories
from demodash.errors import Cancelled, DataError
from demodash.loaders.content import POINT_COLUMNS, Fate
from demodash.loaders.tables import loader
from demodash.loaders.tables.finess_structures import LATITUDES, LONGITUDES, clean_name, point_of
from demodash.loaders.tables.opening import open_table
from tests.loaders.tables.examples import Example, read, recognised, workbook

NAME = "etalab-cs1100507-stock-20260512-0339.csv"
FIVE = (("02", "691"), ("59", "350"), ("60", "057"), ("62", "041"), ("80", "021"))


def structure(number, category, departement, commune, *, name="MSP DES TILLEULS", opened="2019-03-01", short="MSP"):
    cells = [""] * 32
    cells[0:5] = ["structureet", number, "020000001", short, name]
    cells[12:16] = [commune, departement, "DÉPARTEMENT", "02100 VILLE"]
    cells[18:20] = [category, "Libellé inventé"]
    cells[28], cells[30] = opened, "2026-01-01"
    return ";".join(cells)


def position(number, longitude, latitude):
    x, y = Transformer.from_crs("EPSG:4326", "EPSG:2154", always_xy=True).transform(longitude, latitude)
    return f"geolocalisation;{number};{x:.1f};{y:.1f};1,ATLASANTE,100,IGN,BD_ADRESSE,V2.2,LAMBERT_93;2026-05-01"


def file_of(*lines, name=NAME, first="finess;etalab;93;2026-05-12", encoding="utf-8", answers=None):
    return Example("finess", name, "\n".join([first, *lines, ""]).encode(encoding), answers or {})


PHARMACIES = [structure(f"0200009{place}0", "620", *commune) for place, commune in enumerate(FIVE)]
GOLDEN = file_of(
    structure("020000010", "603", "02", "691", name="MAISON DE SANTÉ   « LES LILAS »"),
    structure("020000011", "603", "02", "691", name="", short="MSP <script>alert(1)</script> DU LAC"),
    structure("020000012", "124", "59", "298", name="=cmd|' /C calc'!A0"),
    structure("020000013", "604", "80", "21", opened="hier"),
    structure("020000014", "355", "60", "057", name="CENTRE HOSPITALIER"),
    structure("020000015", "101", "60", "057"),
    structure("020000010", "603", "02", "691", name="DOUBLON"),
    structure("020000016", "603", "75", "113"),
    structure("020000017", "603", "9A", "101"),
    structure("020000018", "603", "02", "999"),
    structure("", "603", "02", "691"),
    *PHARMACIES,
    "structureet;trop;court",
    "autrechose;1;2",
    position("020000010", 3.2876, 49.8489),
    position("020000012", -61.5, 16.2),
    "geolocalisation;020000014;abc;;;2026-05-01",
    position("020000016", 2.36, 48.83),
)
OLD = file_of(
    structure("590000001", "603", "59", "350"), name="etalab-cs1100502-stock-20240709-0339.csv", encoding="cp1252"
)


def establishment(number, category="603", commune="02691", *, state="A", where=None, name="MAISON DE SANTE DU PONT"):
    return {
        "informationsGeneralesEGE": {
            "egeId": "1",
            "numFinessEge": number,
            "nomEgeCourt": "COURT",
            "nomEgeLong": name,
            "dateOuverture": "2020-02-01",
        },
        "categorieentiteGeographiqueExercice": category,
        "adresse": [
            {"usageAdresse": "04", "cogCommune": "75113"},
            {"usageAdresse": "03", "cogCommune": commune, "coordonneesGeographique": where},
        ],
        "etatObjet": state,
    }


DOCUMENT = {
    "schemaVersion": "v1.0.0",
    "generatedAt": "2026-10-01T02:00:00Z",
    "gco": [{"pmSmsseId": "1", "pmejDuGco": []}],
    "gcc": [],
    "pmej": [
        {
            "informationsGeneralesPMEJ": {"numFinessPm": "020000001"},
            "ege": [
                establishment(
                    "020000010",
                    where={"directionLongitude": "3.2876", "directionLatitude": "49.8489", "coordonneeX": "1"},
                ),
                establishment("020000011", state="I"),
                establishment("020000012", "124", "59350", where={"coordonneeX": 3.06, "coordonneeY": 50.63}),
                establishment(
                    "020000013", "604", "80021", where={"coordonneeX": "6979550.0", "coordonneeY": "649900.0"}
                ),
            ],
        },
        {"informationsGeneralesPMEJ": {"numFinessPm": "020000002"}, "ege": None},
        {
            "ege": [
                establishment("020000014", "355", "60057", name="  "),
                establishment("020000015", "620", "62041"),
                12,
            ]
        },
        "illisible",
    ],
}
AS_JSON = Example(
    "finess", "finess-structures-mensuel-202610.json.gz", gzip.compress(json.dumps(DOCUMENT).encode(), mtime=0)
)
ATLASANTE = Example(
    "finess",
    "t-finess.csv",
    (
        "\ufeff"
        '"source","date_maj","finess","finess8","etat","date_extract_finess","rs","type","ej_finess","et_rs",'
        '"date_ouverture","com_code","categ_code","categ_lib","geoloc_4326_long","geoloc_4326_lat"\n'
        '"F","2026-05-19","020000010","02000001","ACTUEL","2026-05-11","MSP","ET","020000001",'
        '"MAISON DE SANTÉ, LES LILAS","2019-03-01","02691","603","Maison de santé","3.2876","49.8489"\n'
        '"F","2026-05-19","020000011","02000001","CADUQUE","2026-05-11","MSP FERMÉE","ET","020000001","",'
        '"2010-01-01","02691","603","Maison de santé","",""\n'
        '"F","2026-05-19","020000001","02000000","ACTUEL","2026-05-11","ASSOCIATION","EJ","","",'
        '"","02691","603","Maison de santé","",""\n'
        '"F","2026-05-19","20000012","2000001","ACTUEL","2026-05-11","CENTRE","ET","020000001","",'
        '"hier","59350","124","Centre de santé","2.3","60"\n'
        '"F","2026-05-19","020000013"\n'
    ).encode(),
)
AGAIN = Example(
    "finess",
    "finess_etablissements.csv",
    (
        "nofinesset;nofinessej;rs;rslongue;commune;departement;categetab;libcategetab;dateouv;coordxet;coordyet;"
        "sourcecoordet\n"
        "020000010;020000001;MSP;MAISON DE SANTÉ DU PONT;691;02;603;Maison de santé;2019-03-01;721000.5;6971000.5;"
        "1,ATLASANTE,96,BAN,L93_METROPOLE\n"
        "970000011;970000001;MSP;;101;9A;603;Maison de santé;2019-03-01;;;\n"
    ).encode(),
    {"date": "2026-05-12"},
)
AS_WORKBOOK = Example(
    "finess",
    "etablissements.xlsx",
    workbook(
        {
            "Établissements": (
                ("finess", "categ_code", "rs", "com_code", "etat", "date_extract_finess"),
                (20000010, 603, "MSP DU PONT", 2691, "ACTUEL", "2026-05-11"),
                ("590000011", "124", "CENTRE", "59350", "ACTUEL", "2026-05-11"),
                ("590000012", "124", "FERMÉ", "59350", "CADUQUE", "2026-05-11"),
            )
        }
    ),
)
EXAMPLES = (GOLDEN, OLD, AS_JSON, ATLASANTE, AGAIN, AS_WORKBOOK)


def structures(reading):
    table = reading.content.observations
    kept = table[table["value"] > 0]
    return {(row.territory, row.category): row.value for row in kept.itertuples()}


def test_structures_of_the_region_are_counted_by_commune_of_today(tmp_path):
    assert structures(read(GOLDEN, tmp_path)) == {
        ("COM-02691", "msp"): 2,
        ("COM-59350", "centre_sante"): 1,
        ("COM-80021", "cpts"): 1,
        ("COM-60057", "hopital"): 2,
    }


def test_a_commune_without_a_structure_has_a_real_zero(tmp_path):
    table = read(GOLDEN, tmp_path).content.observations
    assert len(table) == 4 * len(territories.codes("COM"))
    zero = table[(table["territory"] == "COM-02001") & (table["category"] == "msp")].iloc[0]
    assert (zero["value"], zero["period"], zero["locator"]) == (0, "2026-05-12", "aucune ligne pour 02001")
    assert zero["note"] == (
        "Aucune structure de cette catégorie dans la commune : zéro réel, le fichier couvrant la région entière."
    )


def test_what_the_file_does_not_cover_has_no_zero(tmp_path):
    reading = read(OLD, tmp_path)
    table = reading.content.observations
    assert {code[:6] for code in table["territory"]} == {"COM-59"}
    assert set(table["category"]) == {"msp"}
    assert reading.remarks[1:] == (
        "1 structure sans coordonnées : comptée, sans point sur la carte.",
        "Le fichier ne contient aucune structure de ces catégories, elles restent absentes : centres de santé, CPTS et "
        "hôpitaux.",
        "Aucune ligne pour Aisne (02), Oise (60), Pas-de-Calais (62) et Somme (80) : leurs communes n’ont pas de zéro.",
    )


def test_points_stand_where_the_file_says_under_clean_names(tmp_path):
    points = read(GOLDEN, tmp_path).content.points
    assert tuple(points.columns) == POINT_COLUMNS
    lilas = points.iloc[0]
    assert lilas["name"] == "MAISON DE SANTÉ « LES LILAS »"
    assert (lilas["lon"], lilas["lat"]) == pytest.approx((3.2876, 49.8489), abs=1e-5)
    assert list(points["name"]) == [
        "MAISON DE SANTÉ « LES LILAS »",
        "MSP alert(1) DU LAC",
        "cmd|' /C calc'!A0",
        "MSP DES TILLEULS",
        "CENTRE HOSPITALIER",
        "MSP DES TILLEULS",
    ]
    assert list(points["opened"]) == ["2019-03-01"] * 3 + [""] + ["2019-03-01"] * 2
    assert list(points["commune"])[:3] == ["COM-02691", "COM-02691", "COM-59350"]
    assert [math.isnan(longitude) for longitude in points["lon"]] == [False, True, True, True, True, True]


def test_every_row_is_accounted_for(tmp_path):
    reading = read(GOLDEN, tmp_path)
    assert reading.account.rows == 22
    assert reading.account.counts == {
        Fate.TAKEN: 6 + 3,
        Fate.ASIDE: 5 + 1 + 1,
        Fate.OUTSIDE: 2,
        Fate.UNPLACED: 1,
        Fate.REFUSED: 3,
    }
    assert reading.account.aside == {
        "autre catégorie d’établissement": 5,
        "numéro FINESS déjà lu (doublon)": 1,
        "coordonnées d’une autre structure": 1,
    }
    assert [(issue.place, issue.reason) for issue in reading.account.issues] == [
        (
            "ligne 11",
            "commune 02999 inconnue : ni dans le code officiel géographique, ni parmi les anciens codes",
        ),
        ("ligne 12", "numéro FINESS absent"),
        ("ligne 18", "3 champs au lieu de 32"),
        ("ligne 19", "type de ligne inconnu : « autrechose »"),
    ]
    assert reading.remarks == (
        "2 maisons de santé, 1 centre de santé, 1 CPTS et 2 hôpitaux.",
        "1 structure a des coordonnées hors des Hauts-de-France : comptée dans sa commune, sans point sur la carte "
        "(020000012).",
        "4 structures sans coordonnées : comptées, sans point sur la carte.",
        "4 lignes refusées ou sans commune : une structure de la région qui s’y trouverait manque aux comptes, zéros "
        "compris.",
        "1 commune d’avant une fusion, rapportée à la commune d’aujourd’hui : 59298.",
    )


def test_the_json_document_gives_the_same(tmp_path):
    reading = read(AS_JSON, tmp_path)
    assert structures(reading) == {
        ("COM-02691", "msp"): 1,
        ("COM-59350", "centre_sante"): 1,
        ("COM-80021", "cpts"): 1,
        ("COM-60057", "hopital"): 1,
    }
    assert set(reading.content.observations["period"]) == {"2026-10-01"}
    assert reading.account.counts == {Fate.TAKEN: 4, Fate.ASIDE: 2, Fate.REFUSED: 2}
    assert [(issue.place, issue.reason) for issue in reading.account.issues] == [
        ("pmej 3, ege 3", "un établissement illisible"),
        ("pmej 4", "une entité juridique illisible"),
    ]
    points = reading.content.points
    assert list(points["name"])[-1] == "COURT"
    assert list(points["locator"]) == ["pmej 1, ege 1", "pmej 1, ege 3", "pmej 1, ege 4", "pmej 3, ege 1"]
    assert (points["lon"][0], points["lat"][0]) == (3.2876, 49.8489)
    assert (points["lon"][1], points["lat"][1]) == (3.06, 50.63)
    assert (points["lon"][2], points["lat"][2]) == pytest.approx((2.3, 49.9), abs=0.02)
    assert math.isnan(points["lon"][3])


def test_it_is_recognised_by_its_content(tmp_path):
    text, old, document = (recognised(example, tmp_path) for example in EXAMPLES[:3])
    assert text.what == old.what == "FINESS, répertoire des établissements (texte, cs1100502 ou cs1100507)"
    assert document.what == "FINESS, répertoire des établissements (JSON de 2026)"
    assert [each.questions[0].default for each in (text, old, document)] == ["2026-05-12", "2026-05-12", "2026-10-01"]
    other = Example("finess", "autre.json", b'{"features": []}')
    assert recognised(other, tmp_path) is None


def test_a_table_of_establishments_gives_the_current_ones(tmp_path):
    known = recognised(ATLASANTE, tmp_path)
    assert known.what == "FINESS, répertoire des établissements (table avec en-tête)"
    assert known.questions[0].default == "2026-05-11"
    reading = read(ATLASANTE, tmp_path)
    assert structures(reading) == {("COM-02691", "msp"): 1, ("COM-59350", "centre_sante"): 1}
    assert reading.account.counts == {Fate.TAKEN: 2, Fate.ASIDE: 2, Fate.REFUSED: 1}
    assert reading.account.aside == {
        "structure fermée ou inactive": 1,
        "autre catégorie d’établissement": 1,
    }
    assert [(issue.place, issue.reason) for issue in reading.account.issues] == [("ligne 6", "3 champs au lieu de 16")]
    points = reading.content.points
    assert list(points["id"]) == ["020000010", "020000012"]
    assert list(points["name"]) == ["MAISON DE SANTÉ, LES LILAS", "CENTRE"]
    assert list(points["opened"]) == ["2019-03-01", ""]
    assert (points["lon"][0], points["lat"][0]) == (3.2876, 49.8489)
    assert math.isnan(points["lon"][1])


def test_a_table_may_give_the_commune_in_two_columns_and_lambert_coordinates(tmp_path):
    assert recognised(AGAIN, tmp_path).questions[0].default == ""
    reading = read(AGAIN, tmp_path)
    assert structures(reading) == {("COM-02691", "msp"): 1}
    assert reading.account.counts == {Fate.TAKEN: 1, Fate.OUTSIDE: 1}
    points = reading.content.points
    assert (points["name"][0], points["lon"][0], points["lat"][0]) == (
        "MAISON DE SANTÉ DU PONT",
        pytest.approx(3.3, abs=0.1),
        pytest.approx(49.8, abs=0.1),
    )


def test_the_document_is_recognised_though_its_groups_are_long(tmp_path):
    groups = [{"gccId": str(number), "nomGcc": "Groupement inventé", "evenement": []} for number in range(6_000)]
    head = {key: DOCUMENT[key] for key in ("schemaVersion", "generatedAt")}
    content = json.dumps({**head, "gcc": groups, "gco": [], "pmej": DOCUMENT["pmej"]})
    example = Example("finess", "f.json", content.encode())
    assert content.index('"pmej"') > 200_000
    assert recognised(example, tmp_path).questions[0].default == "2026-10-01"


@pytest.mark.parametrize(("closed", "count"), [("2026-09-30", 0), ("2026-10-01", 0), ("2027-01-01", 1), ("hier", 1)])
def test_an_establishment_closed_by_the_day_of_the_document_is_not_counted(tmp_path, closed, count):
    leaving = establishment("020000010")
    leaving["informationsGeneralesEGE"]["dateFermeture"] = closed
    document = {**DOCUMENT, "pmej": [{"ege": [leaving, establishment("020000012", "124", "59350")]}]}
    reading = read(Example("finess", "f.json", json.dumps(document).encode()), tmp_path)
    assert structures(reading).get(("COM-02691", "msp"), 0) == count
    assert reading.account.aside == ({} if count else {"structure fermée ou inactive": 1})


BROKEN = json.dumps(DOCUMENT).encode()


@pytest.mark.parametrize(
    ("example", "message"),
    [
        (
            Example("finess", "f.json", BROKEN[:-300]),
            "f.json : attendu : un document JSON FINESS entier ; trouvé : un document tronqué. Le téléchargement s’est "
            "sans doute interrompu : téléchargez de nouveau le fichier.",
        ),
        (
            Example("finess", "f.json", b'{"schemaVersion": "v1", "generatedAt": "2026-10-01T00", "gco": []}'),
            "f.json : attendu : un document JSON FINESS entier ; trouvé : aucun tableau « pmej ». Le téléchargement "
            "s’est sans doute interrompu : téléchargez de nouveau le fichier.",
        ),
        (
            Example("finess", "f.json", b'{"generatedAt": "2026-10-01T00", "pmej": [' + b"[" * 200_000),
            "f.json : attendu : un document JSON FINESS entier ; trouvé : des objets emboîtés sans fin. Le "
            "téléchargement s’est sans doute interrompu : téléchargez de nouveau le fichier.",
        ),
        (
            file_of(structure("1", "603", "75", "113")),
            f"{NAME} : attendu : des maisons de santé, centres de santé, CPTS ou hôpitaux des Hauts-de-France ; "
            "trouvé : aucun. Vérifiez que c’est le répertoire national, ou celui de la région.",
        ),
        (
            file_of(structure("1", "603", "02", "691"), first="finess;etalab;93", name="finess.csv"),
            "finess.csv, question « Date de l’extraction » : attendu : une réponse ; "
            "trouvé : rien. Répondez à cette question, puis recommencez.",
        ),
        (
            Example("finess", "autre.csv", b"a;b\n1;2\n"),
            "autre.csv : attendu : des lignes « structureet » (32 champs, point-virgule), un document JSON « pmej », "
            "ou une table avec les colonnes « finess », « categ_code » et « com_code » ; trouvé : autre chose",
        ),
    ],
)
def test_what_is_not_the_register_is_refused(example, message, tmp_path):
    with pytest.raises(DataError) as error:
        read(example, tmp_path)
    assert str(error.value) == message


def test_the_user_can_stop_it(tmp_path):
    def stop(share, what):
        if share:
            raise Cancelled

    for example in (GOLDEN, AS_JSON):
        with open_table(example.write(tmp_path)) as file, pytest.raises(Cancelled):
            loader("finess").read(file, {}, stop)


@given(st.text(max_size=300))
def test_a_clean_name_is_plain_text_on_one_line(name):
    cleaned = clean_name(name)
    assert not set(cleaned) & set("<>\n\r\t\0")
    assert cleaned[:1] not in {"=", "+", "-", "@"} or not cleaned
    assert cleaned == cleaned.strip()
    assert len(cleaned) <= 160


@given(st.tuples(st.text(max_size=12), st.text(max_size=12)) | st.tuples(st.floats().map(str), st.floats().map(str)))
def test_a_point_is_in_the_region_or_unknown(pair):
    longitude, latitude = point_of([pair])
    if not math.isnan(longitude):
        assert LONGITUDES[0] <= longitude <= LONGITUDES[1]
        assert LATITUDES[0] <= latitude <= LATITUDES[1]


def test_the_quotes_around_a_name_are_not_read(tmp_path):
    file = file_of(
        structure("020000010", "603", "02", "691", name='"MAISON ""LES LILAS"" DU LAC"'),
        structure("020000011", "603", "02", "691", name='""""', short='"MSP"'),
        structure("020000012", "603", "02", "691", name='MAISON "LES LILAS'),
        position("020000010", 3.2876, 49.8489),
        position("020000011", 3.2876, 49.8489),
        position("020000012", 3.2876, 49.8489),
    )
    points = read(file, tmp_path).content.points
    assert sorted(points["name"]) == ['MAISON "LES LILAS', 'MAISON "LES LILAS" DU LAC', "MSP"]


TABLE_HEADER = "nofinesset;rs;rslongue;commune;departement;categetab;dateouv;coordxet;coordyet"


def table_of(*lines, end="\n"):
    content = "\n".join([TABLE_HEADER, *lines]) + end
    return Example("finess", "etablissements.csv", content.encode(), {"date": "2026-05-12"})


def test_a_table_that_stops_in_the_middle_of_a_line_is_refused(tmp_path):
    with pytest.raises(DataError, match="tronqué"):
        read(table_of("020000010;MSP;PONT;691;02;603;2019-03-01;;", "020000011;MSP;PO", end=""), tmp_path)


def test_a_name_with_a_separator_is_refused_and_not_another_category(tmp_path):
    row = "020000010;MSP;PONT;691;02;603;2019-03-01;;"
    reading = read(table_of(row, row.replace("PONT", "PONT ; LAC").replace("10;", "11;", 1)), tmp_path)
    assert reading.account.counts == {Fate.TAKEN: 1, Fate.REFUSED: 1}
    assert reading.account.issues[0].reason == "10 champs au lieu de 9"


def test_an_overseas_departement_may_have_three_characters(tmp_path):
    rows = ("020000010;MSP;A;691;02;603;2019-03-01;;", "970000011;MSP;B;101;971;603;2019-03-01;;")
    assert read(table_of(*rows), tmp_path).account.counts == {Fate.TAKEN: 1, Fate.OUTSIDE: 1}


def test_the_state_of_a_structure_may_be_in_small_letters(tmp_path):
    content = "finess;categ_code;rs;com_code;etat\n020000010;603;MSP;02691;Actuel\n020000011;603;MSP;02691;Caduque\n"
    reading = read(Example("finess", "t.csv", content.encode(), {"date": "2026-05-12"}), tmp_path)
    assert structures(reading) == {("COM-02691", "msp"): 1}
