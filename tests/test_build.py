import pandas as pd

from demodash.build import build, curated_table, stale, write_observations
from demodash.locations import data_root
from demodash.schema import COLUMNS, problems


def test_a_fresh_build_equals_the_committed_table():
    assert not stale(data_root())


def test_a_change_of_one_value_makes_it_stale(tmp_path):
    (tmp_path / "sources").symlink_to(data_root() / "sources")
    (tmp_path / "curated").mkdir()
    table, _ = curated_table(data_root())
    table.loc[0, "value"] += 1
    write_observations(table, tmp_path / "curated" / "observations.parquet")
    assert stale(tmp_path)


def test_the_table_has_exactly_the_columns_of_the_schema_and_no_problem(tmp_path):
    (tmp_path / "sources").symlink_to(data_root() / "sources")
    report = build(tmp_path)
    table = pd.read_parquet(report.path)
    assert tuple(table.columns) == COLUMNS
    assert problems(table) == []
    assert report.published + report.inferred + report.derived == len(table)
    assert not list(report.path.parent.glob("*.tmp"))
