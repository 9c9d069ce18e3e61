from __future__ import annotations

import datetime as dt
from pathlib import Path

from demodash.importing import examine, prepare
from demodash.importing.dates_to_come import to_come

NEXT = dt.date.today().year + 1


def test_a_column_of_a_year_to_come_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "apl.csv"
    path.write_text(f"code;nom;apl_2022;apl_{NEXT}\n02001;Abbécourt;3,5;3,6\n", encoding="utf-8")
    prepared = prepare(examine(path), "apl", {"profession": "mg"})
    assert not prepared.is_acceptable
    (problem,) = prepared.problems
    assert (problem.place, problem.found) == (f"ligne 2, colonne apl_{NEXT}", str(NEXT))


def test_periods_that_began_are_not_to_come(table) -> None:
    rows = table(
        {"indicator": "population", "territory": "COM-02001", "period": "2022", "value": 500.0},
    )
    assert to_come(rows, "t.csv") == ()
