from __future__ import annotations

import datetime as dt
import io
import zipfile

import pytest

from demodash import territories
from demodash.exports.report import epci_zip
from tests.exports.report.reading import pages, words

DAY = dt.date(2026, 11, 22)
ELSEWHERE = {"indicator": "medecins_densite", "territory": "DEP-13", "value": 1.0}


def archive(data, progress=lambda done, count: None):
    return epci_zip(data, day=DAY, address=lambda code: f"https://essai.example/?territoire={code}", progress=progress)


def test_one_report_per_epci_each_its_own(dataset_of):
    told = []
    content = archive(dataset_of(ELSEWHERE), lambda done, count: told.append((done, count)))
    assert told == [(done, 92) for done in range(93)]
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        assert opened.testzip() is None
        names = opened.namelist()
        assert len(names) == 92
        assert "CC du Ternois – fiche.pdf" in names
        assert opened.infolist()[0].date_time == (2026, 11, 22, 0, 0, 0)
        report = opened.read("CC du Ternois – fiche.pdf")
    assert len(pages(report)) == 2
    text = words(report)
    assert "CC du Ternois" in text
    assert "https://essai.example/?territoire=EPCI-200069672" in text
    assert {f"{territories.label(code)} – fiche.pdf" for code in territories.codes("EPCI")} == set(names)


def test_what_progress_raises_stops_the_work(dataset_of):
    told = []

    def progress(done, count):
        told.append(done)
        if done == 3:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        archive(dataset_of(ELSEWHERE), progress)
    assert told == [0, 1, 2, 3]
