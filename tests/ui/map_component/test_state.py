import json
from typing import Any

import pytest

from demodash.ui.map_component import MapState, MapView
from demodash.ui.map_component.state import Message, read_message, settle

SENT = {"serial": 7, "selected": "02001", "year": 2, "filter": [0, 255], "view": None}


def test_reads_what_the_browser_sent() -> None:
    assert read_message(SENT) == Message(7, MapState("02001", 2, (0, 255)))
    view = read_message({**SENT, "view": {"k": 4, "x": 0.25, "y": 1.5}}).state.view
    assert view == MapView(4.0, 0.25, 1.0)


@pytest.mark.parametrize(
    "raw",
    [
        None,
        "02001",
        {},
        {**SENT, "serial": "7"},
        {**SENT, "year": -1},
        {**SENT, "year": True},
        {**SENT, "filter": "0"},
        {**SENT, "filter": [300]},
        {**SENT, "selected": 2001},
        {**SENT, "selected": "0" * 1000},
    ],
)
def test_anything_else_counts_as_not_sent(raw: Any) -> None:
    assert read_message(raw) == Message(0, MapState())


@pytest.mark.parametrize("view", [{"k": 1}, {"k": float("nan"), "x": 0, "y": 0}, [1, 2, 3], {"k": "1", "x": 0, "y": 0}])
def test_a_view_that_is_none_is_ignored(view: Any) -> None:
    assert read_message({**SENT, "view": view}).state.view is None


def test_page_and_reader_take_turns() -> None:
    """The page asks for A; the reader picks B; the page asks for C, then for A again; the reader picks D."""
    memory: dict[str, object] = {}

    def shown(asked: str, serial: int, picked: str | None) -> str | None:
        message = Message(serial, MapState(selected=picked))
        return settle(MapState(selected=asked), message, memory, "map", 1).selected

    assert shown("A", 0, None) == "A"
    assert shown("A", 5, "B") == "B"
    assert shown("C", 5, "B") == "C"
    assert shown("C", 5, "B") == "C"
    assert shown("A", 5, "B") == "A"
    assert shown("A", 9, "D") == "D"


def test_each_part_has_its_own_turn() -> None:
    memory: dict[str, object] = {}
    settle(MapState(year=1), Message(0, MapState()), memory, "map", 5)
    message = Message(5, MapState(selected="B", year=3, classes=(1,)))
    assert settle(MapState(year=1), message, memory, "map", 5) == MapState("B", 3, (1,))
    assert settle(MapState(year=4), message, memory, "map", 5) == MapState("B", 4, (1,))


def test_maps_do_not_share_their_memory() -> None:
    memory: dict[str, object] = {}
    message = Message(5, MapState(selected="B"))
    settle(MapState(selected="A"), message, memory, "left", 1)
    settle(MapState(selected="C"), message, memory, "left", 1)
    assert settle(MapState(selected="A"), message, memory, "right", 1).selected == "B"


def test_a_year_beyond_the_last_is_the_last() -> None:
    assert settle(MapState(year=9), Message(0, MapState()), {}, "map", 3).year == 2


def test_memory_survives_as_session_state_keeps_it() -> None:
    memory: dict[str, object] = {}
    settle(MapState(selected="A"), Message(3, MapState()), memory, "map", 1)
    assert json.dumps(memory)
