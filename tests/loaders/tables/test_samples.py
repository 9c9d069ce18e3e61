"""Real tables as found in circulation, read where they lie: skipped where they do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from demodash.loaders.content import Fate
from demodash.loaders.tables import loader, recognise
from demodash.loaders.tables.opening import open_table
from demodash.locations import ROOT
from demodash.territories import Level, codes
from demodash.zonage import editions
from tests.loaders.tables.examples import check

SAMPLES = ROOT.parent / "shared" / "samples"


def reading_of(name: str, loader_id: str, **answers: str):
    path: Path = SAMPLES / name
    if not path.is_file():
        pytest.skip(f"the sample {name} is not here")
    with open_table(path) as file:
        assert [known.loader.id for known in recognise(file)] == [loader_id]
        rows = sum(1 for _ in file.sheets[0].rows()) - 1
        reading = loader(loader_id).read(file, answers)
    check(reading, rows)
    assert reading.account.rows == rows
    return reading


def test_the_national_zoning_by_postcode_is_the_shipped_edition():
    reading = reading_of("zonage_mg_national_par_code_postal.csv", "zonage", debut="2022-04-26", fin="2025-12-31")
    (edition,) = reading.content.zonings
    shipped = next(each for each in editions() if each.legal_start == edition.legal_start)
    assert dict(edition.placements) == dict(shipped.placements)
    assert reading.account.counts == {Fate.TAKEN: 3782, Fate.ASIDE: 164, Fate.OUTSIDE: 34961}
    assert reading.account.issues == ()


def test_the_apl_gives_eight_years_for_every_commune():
    reading = reading_of("apl_mg_communes_hdf_2015_2023.csv", "apl", profession="mg")
    table = reading.content.observations
    by_year = table.groupby("period")["territory"].nunique()
    assert list(by_year.index) == ["2015", "2016", "2017", "2018", "2019", "2021", "2022", "2023"]
    assert set(table["territory"]) == set(codes(Level.COMMUNE))
    assert by_year.min() >= 3781  # one commune has no APL from 2018 to 2022
    assert reading.account.counts == {Fate.TAKEN: 3782}


def test_the_gps_of_2020_are_placed_with_their_former_codes():
    reading = reading_of("bpe2020_mg_hdf.csv", "insee_bpe")
    table = reading.content.observations
    assert reading.account.counts == {Fate.TAKEN: 3788, Fate.REFUSED: 1}
    assert "60054" in reading.account.issues[0].reason  # the code of another commune of today
    assert len(table) == 3780
    assert table["value"].sum() == 5257
    assert (table["note"] != "").sum() == 6
    assert any(remark.startswith("8 communes d’avant une fusion") for remark in reading.remarks)


def test_the_gps_of_departements_of_2022():
    reading = reading_of("drees_specialites_departements_2022.csv", "drees", annee="2022")
    table = reading.content.observations
    counts = table[table["indicator"] == "mg_effectif"].set_index("territory")["value"]
    assert len(counts) == 102
    assert counts["FR"] == counts.drop("FR").sum() == 99939
    assert (table["indicator"] == "mg_densite").sum() == 101
    assert reading.account.counts == {Fate.TAKEN: 102, Fate.ASIDE: 1428}
