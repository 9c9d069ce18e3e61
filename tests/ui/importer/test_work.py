from __future__ import annotations

import threading

import pytest

from demodash.errors import Cancelled, DataError, Problem
from demodash.loaders.tables.model import Progress
from demodash.ui.importer.work import Job


def test_a_piece_of_work_tells_how_far_it_is_and_what_it_gave() -> None:
    told, go_on = threading.Event(), threading.Event()

    def work(progress: Progress) -> int:
        progress(0.25, "Lecture des lignes")
        told.set()
        assert go_on.wait(10)
        return 42

    job = Job(work)
    assert told.wait(10)
    assert (job.share, job.text) == (0.25, "Lecture des lignes")
    assert not job.is_done()
    go_on.set()
    assert job.is_done(10)
    assert job.result() == 42


def test_it_stops_at_the_next_word_it_says() -> None:
    told, go_on, after = threading.Event(), threading.Event(), threading.Event()

    def work(progress: Progress) -> None:
        told.set()
        assert go_on.wait(10)
        progress(0.5, "Suite")
        after.set()

    job = Job(work)
    assert told.wait(10)
    job.cancel()
    assert job.is_stopping
    go_on.set()
    with pytest.raises(Cancelled):
        job.result()
    assert not after.is_set()


def test_what_was_done_before_the_stop_was_heard_is_not_given() -> None:
    told, go_on = threading.Event(), threading.Event()

    def work(progress: Progress) -> int:
        told.set()
        assert go_on.wait(10)
        return 42

    job = Job(work)
    assert told.wait(10)
    job.cancel()
    go_on.set()
    with pytest.raises(Cancelled):
        job.result()


def test_what_goes_wrong_comes_back_to_the_page() -> None:
    def work(progress: Progress) -> None:
        raise DataError(Problem("table.csv", found="une erreur"))

    with pytest.raises(DataError, match="une erreur"):
        Job(work).result()


def test_others_wait_their_turn() -> None:
    go_on = threading.Event()
    started = [threading.Event() for _ in range(3)]

    def work_of(place: int) -> Job[int]:
        def work(progress: Progress) -> int:
            started[place].set()
            assert go_on.wait(10)
            return place

        return Job(work)

    jobs = [work_of(place) for place in range(3)]
    assert started[0].wait(10)
    assert started[1].wait(10)
    assert not started[2].wait(0.2)
    assert jobs[2].text == "En attente de la fin d’un autre import"
    go_on.set()
    assert [job.result() for job in jobs] == [0, 1, 2]


def test_something_is_called_when_it_is_over() -> None:
    told, go_on, called = threading.Event(), threading.Event(), threading.Event()

    def work(progress: Progress) -> None:
        told.set()
        assert go_on.wait(10)
        progress(0.5, "Suite")

    job = Job(work)
    assert told.wait(10)
    job.cancel()
    job.when_over(called.set)
    assert not called.is_set()
    go_on.set()
    assert called.wait(10)
    again = threading.Event()
    job.when_over(again.set)
    assert again.is_set()
