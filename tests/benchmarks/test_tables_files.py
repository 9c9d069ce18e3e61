"""The invented large files: the layout of the official ones, the same bytes at every run, readable by our loaders."""

from benchmarks.tables_files import AMELI_HEADER, RPPS_HEADER, write_ameli, write_rpps
from demodash.loaders.content import Fate
from demodash.loaders.tables import loader
from demodash.loaders.tables.opening import open_table

NAME = "PS_LibreAcces_Personne_activite_202611140830.txt"


def test_every_line_of_the_rpps_has_the_cells_of_the_header(tmp_path):
    path = tmp_path / NAME
    write_rpps(path, 3_000)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(RPPS_HEADER) == 56
    assert len(lines) == 3_001
    assert {line.count("|") for line in lines} == {56}
    assert all(line.endswith("|") for line in lines)
    assert any('"' in line for line in lines)


def test_the_same_bytes_come_at_every_run(tmp_path):
    for write in (write_rpps, write_ameli):
        write(tmp_path / "one", 500)
        write(tmp_path / "two", 500)
        assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_our_loaders_read_them_whole(tmp_path):
    write_rpps(tmp_path / NAME, 20_000)
    with open_table(tmp_path / NAME) as file:
        account = loader("rpps").read(file, {}).account
    assert account.rows == 20_000
    assert account.counts[Fate.TAKEN] > 0
    assert account.counts[Fate.UNPLACED] > 0
    write_ameli(tmp_path / "ameli.csv", 20_000)
    with open_table(tmp_path / "ameli.csv") as file:
        assert len(file.sheets[0].head[0]) == len(AMELI_HEADER)
        account = loader("ameli").read(file, {}).account
    assert account.rows == 20_000
    assert account.counts[Fate.TAKEN] > 0
    assert Fate.REFUSED not in account.counts
