"""The loader of communes and territoires de vie-santé: both layouts, mergers, refusals."""

import pytest

from demodash.errors import DataError
from demodash.loaders.content import Fate
from tests.loaders.tables.examples import Example, read, text, workbook

OF_2017 = text(
    """
depcom,libcom,tv,libtv,code_reg,code_dep,libdep,libreg
02001,Abbécourt,02738,Tergnier,32,02,Aisne,Hauts-de-France
2002,Achery,2304,La Fère,32,02,Aisne,Hauts-de-France
02311,Filain,02722,Soissons,32,02,Aisne,Hauts-de-France
02589,Pargny-Filain,02408,Laon,32,02,Aisne,Hauts-de-France
02003,Acy,,,32,02,Aisne,Hauts-de-France
75056,Paris,75056,Paris,11,75,Paris,Île-de-France
"""
)
OF_2018 = text(
    """
insee;departement;commune;tvs;region
02001;Aisne;Abbécourt;Tergnier;Hauts-de-France
80021;Somme;Amiens;80021;Hauts-de-France
"""
)
OF_2019 = workbook(
    {
        "Correspondance": (
            ("Correspondance entre communes et territoires de vie-santé",),
            (),
            (
                "Code commune",
                "Libellé de la commune",
                "Code du territoire de vie-santé",
                "Libellé du territoire de vie-santé",
            ),
            ("02001", "Abbécourt", "02738", "Tergnier"),
            (2002, "Achery", "02304", "La Fère"),
            ("75056", "Paris", "75056", "Paris"),
        )
    }
)
JOINED = text(
    """
INSEE_COM;Code_TVS;Nom_TVS
02001;02738;Tergnier
80021;80021;Amiens
"""
)
EXAMPLES = (
    Example("tvs", "tvs_2017.csv", OF_2017),
    Example("tvs", "tvs_2018.csv", OF_2018),
    Example("tvs", "Correspondance_communes_tvs_2019.xlsx", OF_2019),
    Example("tvs", "communes_tvs.csv", JOINED),
)


def rows(reading):
    return list(reading.content.groupings[["kind", "commune", "code", "name"]].itertuples(index=False, name=None))


def test_the_layout_of_2017(tmp_path):
    reading = read(EXAMPLES[0], tmp_path)
    assert rows(reading) == [
        ("tvs", "COM-02001", "02738", "Tergnier"),
        ("tvs", "COM-02002", "02304", "La Fère"),
        ("tvs", "COM-02589", "02408", "Laon"),
    ]
    assert dict(reading.account.counts) == {Fate.TAKEN: 4, Fate.OUTSIDE: 1, Fate.REFUSED: 1}
    assert reading.account.issues[0].reason == "territoire de vie-santé absent"
    assert reading.remarks[2:] == (
        "3 territoires de vie-santé pour 3 communes de la région.",
        "1 commune d’aujourd’hui réunit des communes de TVS différents ; celui de la commune qui a gardé son code "
        "est retenu : 02589.",
    )


def test_the_layout_of_2018_prints_a_name_or_a_code(tmp_path):
    assert rows(read(EXAMPLES[1], tmp_path)) == [
        ("tvs", "COM-02001", "02738", "Tergnier"),
        ("tvs", "COM-80021", "80021", "Amiens"),
    ]


def test_the_workbook_of_2019_is_read_under_its_title(tmp_path):
    assert rows(read(EXAMPLES[2], tmp_path)) == [
        ("tvs", "COM-02001", "02738", "Tergnier"),
        ("tvs", "COM-02002", "02304", "La Fère"),
    ]


def test_a_table_joined_to_the_communes(tmp_path):
    assert rows(read(EXAMPLES[3], tmp_path)) == [
        ("tvs", "COM-02001", "02738", "Tergnier"),
        ("tvs", "COM-80021", "80021", "Amiens"),
    ]


def test_a_file_without_the_region_is_refused(tmp_path):
    content = text("depcom,libcom,tv,libtv\n75056,Paris,75056,Paris\n")
    with pytest.raises(DataError) as caught:
        read(Example("tvs", "tvs.csv", content), tmp_path)
    assert str(caught.value) == (
        "tvs.csv : attendu : des communes des Hauts-de-France avec leur territoire de vie-santé ; trouvé : rien de "
        "tel, sur 1 ligne : elle concerne une autre région. Importez le fichier national, ou celui des Hauts-de-France."
    )
