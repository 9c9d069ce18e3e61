import base64
import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from demodash import texts
from demodash.charts.map_signs import Land, MapClass
from demodash.ui.map_component import Circles, Frame
from demodash.ui.map_component.payload import Block, circles_entry, class_entries, count_of, frame_entry

CLASSES = [MapClass("peu", "#ffffff"), MapClass("beaucoup", "#000000")]
TYPES = {"u1": np.uint8, "i2": np.int16, "i4": np.int32}


def read(block: Block, reference: dict[str, int | str]) -> np.ndarray:
    """A column as data.js reads it."""
    raw = zlib.decompress(base64.b64decode(block.text()))
    kind = TYPES[str(reference["type"])]
    size = np.dtype(kind).itemsize
    planes = np.frombuffer(raw, dtype=np.uint8, count=block.count * size, offset=int(reference["at"]))
    column = planes.reshape(size, block.count).T.copy().view(np.dtype(kind).newbyteorder("<")).ravel()
    if "scale" not in reference:
        return column
    return np.where(column == np.iinfo(kind).min, np.nan, column / int(reference["scale"]))


def test_columns_come_back_in_their_order() -> None:
    block = Block(3)
    codes = block.add_codes(np.array([0, 1, 255], dtype=np.uint8))
    small = block.add_values(np.array([1.24, -0.5, np.nan]), 1)
    large = block.add_values(np.array([5_992_194.0, 0, -1]), 0)
    assert (small["type"], large["type"]) == ("i2", "i4")
    assert read(block, codes).tolist() == [0, 1, 255]
    np.testing.assert_array_equal(read(block, small), [1.2, -0.5, np.nan])
    assert read(block, large).tolist() == [5_992_194, 0, -1]


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=20), st.integers(0, 2))
def test_the_map_shows_the_figure_that_a_table_shows(values: list[float], decimals: int) -> None:
    block = Block(len(values))
    reference = block.add_values(np.array(values), decimals)
    for value, carried in zip(values, read(block, reference).tolist(), strict=True):
        assert texts.number(carried, decimals) == texts.number(value, decimals)


def test_a_value_beyond_32_bits_is_refused() -> None:
    with pytest.raises(ValueError, match="does not fit 32 bits"):
        Block(1).add_values(np.array([3e9]), 0)


def test_a_column_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match=r"shape \(2,\), the map has 3 territories"):
        Block(3).add_codes(np.zeros(2, dtype=np.uint8))


def test_3782_communes_of_three_years_fit_20_kb() -> None:
    """The worst case: no two values alike, so that compression finds nothing."""
    chance = np.random.default_rng(3)
    block = Block(3782)
    block.add_codes(chance.integers(0, 6, 3782).astype(np.uint8))
    block.add_values(chance.integers(0, 30_000, 3782) / 10, 1)
    assert len(block.text()) < 14_000


def decided(entry: dict[str, object], values: list[float]) -> list[int]:
    """The codes that data.js makes of a column of values."""
    reference = entry["codes"]
    assert isinstance(reference, dict)
    return [
        reference["missing"] if np.isnan(value) else [code for start, code in reference["starts"] if value >= start][-1]
        for value in values
    ]


def test_classes_that_values_decide_are_not_sent_one_by_one() -> None:
    values = np.round(np.linspace(-3, 9, 400), 1)
    values[7] = np.nan
    values[200:210] = 0
    codes = (values >= 4).astype(np.uint8)
    codes[np.isnan(values)] = Land.NO_DATA
    codes[values == 0] = Land.ZERO
    block = Block(400)
    entry = frame_entry(Frame("", classes=codes, values=values), block, CLASSES, (1, 0))
    assert decided(entry, values.tolist()) == codes.tolist()
    assert entry["codes"]["of"] == entry["values"]
    assert block.size == 800


@pytest.mark.parametrize(("values", "codes"), [([5.0, 5.0], [0, 1]), ([np.nan, np.nan], [Land.SECRET, Land.NO_DATA])])
def test_classes_that_values_do_not_decide_are_sent(values: list[float], codes: list[int]) -> None:
    block = Block(400)
    frame = Frame("", classes=np.array(codes * 200, dtype=np.uint8), values=np.array(values * 200))
    assert read(block, frame_entry(frame, block, CLASSES, (0, 0))["codes"]).tolist() == codes * 200


@given(st.lists(st.floats(-100, 100) | st.just(float("nan")), min_size=200, max_size=220), st.floats(-100, 100))
def test_every_class_comes_back(values: list[float], bound: float) -> None:
    shown = np.array([round(value, 1) for value in values])
    codes = np.where(np.isnan(shown), Land.NO_DATA, (shown >= round(bound, 1)).astype(int)).astype(np.uint8)
    block = Block(len(values))
    entry = frame_entry(Frame("", classes=codes, values=np.array(values)), block, CLASSES, (1, 0))
    if "starts" in entry["codes"]:
        assert decided(entry, shown.tolist()) == codes.tolist()
    else:
        assert read(block, entry["codes"]).tolist() == codes.tolist()


def test_populations_are_not_sent() -> None:
    block = Block(2)
    frame = Frame("", counts=np.array([12.0, 0.0]))
    entry = frame_entry(frame, block, (), (0, 0), counts_are_people=True)
    assert entry["counts"] == "people"
    assert block.size == 2


def test_frames_describe_codes_values_and_published_signs() -> None:
    block = Block(2)
    frame = Frame(
        "2024",
        classes=np.array([1, Land.SECRET], dtype=np.uint8),
        values=np.array([2.5, np.nan]),
        qualifiers={0: "plus de"},
    )
    entry = frame_entry(frame, block, CLASSES, (1, 0))
    assert entry["label"] == "2024"
    assert entry["qualifiers"] == {"0": "plus de"}
    assert read(block, entry["codes"]).tolist() == [1, 253]


def test_without_classes_missing_counts_are_not_zero() -> None:
    block = Block(3)
    entry = frame_entry(Frame("", counts=np.array([12.0, 0.0, np.nan])), block, (), (0, 0))
    assert read(block, entry["codes"]).tolist() == [Land.PLAIN, Land.ZERO, Land.NO_DATA]


def test_a_code_without_a_class_is_refused() -> None:
    frame = Frame("2024", classes=np.array([2, 0], dtype=np.uint8))
    with pytest.raises(ValueError, match=r"frame '2024': \[2\] are neither classes nor states"):
        frame_entry(frame, Block(2), CLASSES, (0, 0))


@pytest.mark.parametrize(
    ("frames", "said"), [([], "at least one frame"), ([Frame("2024")], "neither classes nor values nor counts")]
)
def test_a_map_without_figures_is_refused(frames: list[Frame], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        count_of(frames)


def test_seven_classes_are_refused() -> None:
    with pytest.raises(ValueError, match="nobody tells more than 6 colours apart"):
        class_entries([MapClass(str(number), "#000000") for number in range(7)])


def test_circles_have_one_scale_for_all_years() -> None:
    frames = [Frame("2023", counts=np.array([4.0, np.nan])), Frame("2024", counts=np.array([2.0, 9.0]))]
    entry = circles_entry(Circles("Médecins", "#000000"), frames)
    assert entry["largest"] == 9.0
    assert entry["share"] == 0.075
    assert circles_entry(Circles("Médecins", "#000000"), [Frame("", counts=np.array([np.nan]))])["largest"] == 1.0
