import json

import pytest

from demodash.errors import DataError
from demodash.geo.packages import open_packages
from demodash.geo.register import build_register


@pytest.fixture
def register(packages_folder, former_regions):
    return build_register(open_packages(packages_folder), former_regions)


def test_every_level_is_there_with_its_people(register):
    people = register.territories.set_index("code")["population"].to_dict()
    assert people == {
        "COM-02001": 100,
        "COM-02003": 250,
        "COM-59001": 1000,
        "DEP-02": 350,
        "DEP-59": 1000,
        "DEP-76": 100,
        "EPCI-200000001": 350,
        "EPCI-200000002": 1000,
        "EXREG-22": 1350,
        "EXREG-23": 100,
        "FR": 1450,
        "REG-28": 100,
        "REG-32": 1350,
    }


def test_a_commune_knows_its_parents(register):
    row = register.territories.set_index("code").loc["COM-02001"]
    assert row["name"] == "Aix-l’Essai"
    assert row["postcodes"] == "02100 02200"
    assert [row["epci"], row["departement"], row["region"], row["former_region"]] == [
        "EPCI-200000001",
        "DEP-02",
        "REG-32",
        "EXREG-22",
    ]


def test_an_epci_that_leaves_the_region_counts_what_it_leaves(register):
    row = register.territories.set_index("code").loc["EPCI-200000002"]
    assert row["communes_outside_region"] == 1
    assert row["departement"] == "DEP-59"


def test_old_codes_lead_to_the_commune_of_today(register):
    assert register.commune_now == {"02002": "02003", "02004": "02003", "02005": "02001"}
    assert register.former_communes.to_dict("list") == {
        "old_code": ["02002", "02003", "02004", "02005"],
        "name": ["Petit Essai", "Grand Essai", "", "Revenue"],
        "code": ["02003", "02003", "02003", "02001"],
    }


def test_former_regions_must_split_the_country(packages_folder, former_regions):
    former_regions.write_text(
        "code;nom;tncc;chef_lieu;region;departements\n22;Ancienne;3;02001;32;02 76\n", encoding="utf-8"
    )
    with pytest.raises(DataError) as caught:
        build_register(open_packages(packages_folder), former_regions)
    assert str(caught.value) == (
        "anciennes_regions.csv : attendu : chaque département de métropole une seule fois ; trouvé : 59\n"
        "anciennes_regions.csv, Ancienne : attendu : la région 32 ; trouvé : 28, 32"
    )


def test_a_commune_must_have_one_epci(packages_folder, former_regions):
    file = packages_folder / "etalab" / "package" / "data" / "epci.json"
    epcis = json.loads(file.read_text(encoding="utf-8"))
    epcis[0]["membres"] = [{"code": "02001"}, {"code": "59001"}]
    file.write_text(json.dumps(epcis), encoding="utf-8")
    with pytest.raises(DataError) as caught:
        build_register(open_packages(packages_folder), former_regions)
    assert str(caught.value) == (
        "epci.json, 02003 : attendu : un EPCI ; trouvé : 0 EPCI\nepci.json, 59001 : attendu : un EPCI ; trouvé : 2 EPCI"
    )
