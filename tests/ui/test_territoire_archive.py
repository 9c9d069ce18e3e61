"""The archive of all reports: made beside the page, kept for all, cancelled at once."""

from __future__ import annotations

import datetime as dt
import io
import time
import zipfile

import pytest

from demodash.ui.cards import territoire_archive
from demodash.ui.cards.territoire_archive import KEPT, Cancelled, Making, archives, finished, start

DAY = dt.date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _empty():
    archives.clear()
    yield
    archives.clear()


def key_of(page, base="https://essai.example/territoire"):
    return (page.data.version, DAY, base)


def address(code):
    return f"https://essai.example/territoire?territoire={code}"


@pytest.fixture
def page(page_of):
    return page_of({"indicator": "medecins_densite", "territory": "DEP-13", "value": 1.0})


def until(condition):
    limit = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < limit, "it never came"
        time.sleep(0.01)


def test_an_archive_is_made_and_kept_for_all(page):
    making = start(page, key_of(page), address)
    making.future.result(timeout=120)
    assert (making.done, making.count) == (92, 92)
    assert making.is_over
    assert finished(making)
    with zipfile.ZipFile(io.BytesIO(archives()[key_of(page)])) as opened:
        assert len(opened.namelist()) == 92


def test_a_cancelled_one_stops_and_gives_nothing(page):
    making = start(page, key_of(page), address)
    until(lambda: making.done >= 1)
    making.cancel()
    until(lambda: making.is_over)
    assert making.done < 92
    assert not finished(making)
    assert archives() == {}


def test_one_that_waits_can_be_cancelled_too(page):
    first, second = start(page, key_of(page), address), start(page, key_of(page), address)
    second.cancel()
    first.cancel()
    until(lambda: first.is_over and second.is_over)
    assert second.done == 0
    assert not finished(first)
    assert not finished(second)


def test_what_goes_wrong_in_the_making_is_raised(page):
    def broken(code):
        raise OSError(code)

    making = start(page, key_of(page), broken)
    until(lambda: making.is_over)
    with pytest.raises(OSError, match="EPCI-"):
        finished(making)
    assert archives() == {}


def test_the_oldest_are_let_go():
    for at in range(KEPT + 1):
        making = Making((at, DAY, ""))
        making.future.set_result(b"x")
        assert finished(making)
    assert [key[0] for key in archives()] == list(range(1, KEPT + 1))


def test_progress_of_a_cancelled_one_raises():
    making = Making((0, DAY, ""))
    making.progress(3, 92)
    assert (making.done, making.count) == (3, 92)
    making.cancel()
    with pytest.raises(Cancelled):
        making.progress(4, 92)
    assert territoire_archive.archives() == {}
