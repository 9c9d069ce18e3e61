"""The lines that may be a GP's, found without looking at the others."""

import itertools

import pytest

from demodash.errors import Cancelled
from demodash.loaders.tables import rpps_lines
from demodash.loaders.tables.model import silent

WORDS = ("", "SM26", "SM53", "SM04", "S", "SM", "x|SM54|y", "SMSM26", "SM2")


@pytest.mark.parametrize("block", [1, 7, 64, 1 << 20])
@pytest.mark.parametrize("last", ["", "\n"])
def test_it_gives_the_lines_that_hold_a_mark_with_their_numbers(tmp_path, monkeypatch, block, last):
    monkeypatch.setattr(rpps_lines, "BLOCK", block)
    lines = ["|".join(words) for words in itertools.product(WORDS, repeat=3)]
    path = tmp_path / "lines.txt"
    path.write_text("\n".join(lines) + last, encoding="utf-8")
    found = [(number, raw.decode()) for number, raw in rpps_lines.holding_marks(path, silent)]
    wanted = [(n, line) for n, line in enumerate(lines, 1) if any(mark in line for mark in ("SM26", "SM53", "SM54"))]
    assert len(wanted) > 50
    assert found == wanted


def test_it_can_be_stopped(tmp_path):
    def stop(share, text):
        raise Cancelled

    path = tmp_path / "lines.txt"
    path.write_text("SM26\n", encoding="utf-8")
    with pytest.raises(Cancelled):
        list(rpps_lines.holding_marks(path, stop))
