"""From the rows of data.ameli to figures: one a key, finer ages summed, nothing where the file hides or disagrees.

The engine counts them: the file has tens of thousands of rows about GPs.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from demodash.loaders.tables.ages import ALL_AGES
from demodash.loaders.tables.ameli_reading import MAIN_FIELD, NOT_SIGNIFICANT
from demodash.loaders.tables.engine import Engine
from demodash.loaders.tables.placing import AccountBook
from demodash.schema import COLUMNS

NOTE = "Médecins libéraux conventionnés ; effectif au 31 décembre."
_UNDER_SECRECY = "secret statistique (NS)"
_EMPTY = "effectif absent"
_INCOMPLETE = "tranche d’âge dont une classe plus fine est secrète, absente ou refusée"
_NOWHERE = "aucun territoire d’aujourd’hui n’a ces codes"
_TWICE = "imprimé deux fois avec des valeurs différentes"
_NOT_PLACED = "SELECT place, wrong, n FROM row WHERE wrong IS NOT NULL OR territory IS NULL ORDER BY rowid"
_HIDDEN = """
SELECT value, sum(n) FROM row WHERE hidden AND wrong IS NULL AND territory IS NOT NULL
GROUP BY value ORDER BY min(rowid)
"""
# The whole of the main field counts among all professionals and among the ages: its second figure is written down
# with the first one. An age printed twice with one value counts once; the ages of a band are summed, unless one of
# them is hidden or wrong.
_FIGURES = """
CREATE TEMP TABLE figure AS
WITH good AS (
    SELECT
        rowid AS rank, * REPLACE (
            hidden OR wrong IS NOT NULL AS hidden, CASE WHEN wrong IS NULL THEN count END AS count
        )
    FROM row
    WHERE territory IS NOT NULL AND period IS NOT NULL AND band IS NOT NULL
),
part AS (
    SELECT 'mg_effectif' AS indicator, category AS class, false AS second, * FROM good WHERE band = $all_ages
    UNION ALL
    SELECT 'mg_age_effectif', band, band = $all_ages, * FROM good WHERE category = $main_field
),
aged AS (
    SELECT
        indicator, territory, class, period, second, age, min(count) AS low, max(count) AS high,
        sum(n) FILTER (NOT hidden) AS times, min(rank) FILTER (NOT hidden) AS first, bool_or(hidden) AS hidden,
        bool_or(value = $not_significant) AS secret
    FROM part
    GROUP BY ALL
)
SELECT
    indicator, territory, class, period, second, sum(low) AS value, count(low) AS ages,
    string_agg(age, ', ' ORDER BY age) FILTER (low IS NOT NULL) AS age, sum(times) AS times, min(first) AS first,
    bool_or(secret) AS secret,
    CASE WHEN min(first) IS NULL THEN 'nothing' WHEN coalesce(bool_or(low <> high), false) THEN 'disagreeing'
        WHEN bool_or(hidden) THEN 'incomplete' ELSE 'printed' END AS state
FROM aged
GROUP BY indicator, territory, class, period, second
"""
_ROWS_BY_STATE = "SELECT state, coalesce(sum(times), 0) FROM figure WHERE NOT second GROUP BY state"
_DISAGREEING = """
SELECT row.place, row.n
FROM row JOIN figure ON
    figure.territory = row.territory AND figure.period = row.period AND NOT figure.second
    AND CASE WHEN row.band = $all_ages THEN figure.indicator = 'mg_effectif' AND figure.class = row.category
        ELSE figure.indicator = 'mg_age_effectif' AND figure.class = row.band END
WHERE figure.state = 'disagreeing' AND row.wrong IS NULL AND NOT row.hidden
ORDER BY figure.first, row.rowid
"""
_SUMMARY = """
SELECT
    count(*) FILTER (state = 'disagreeing'),
    arg_min(territory || ', ' || period, first) FILTER (state = 'disagreeing'),
    count(*) FILTER (secret),
    min(period) FILTER (state = 'printed'), max(period) FILTER (state = 'printed'),
    count(DISTINCT territory) FILTER (state = 'printed')
FROM figure
"""
_OBSERVATIONS = """
SELECT
    indicator, territory, class AS category, period, value, 'exact' AS qualifier, 'published' AS status,
    $source AS source,
    concat_ws(', ', 'colonne ' || $column, period, territory,
        CASE class WHEN 'cpam_hors_mep' THEN 'hors MEP' WHEN 'cpam_mep' THEN 'MEP'
            ELSE 'ensemble des généralistes' END, age, 'tout sexe') AS locator,
    CASE WHEN ages = 1 THEN value::BIGINT::VARCHAR ELSE '' END AS as_printed,
    CASE WHEN ages = 1 THEN $note ELSE $note || ' Somme des classes ' || age || '.' END AS note
FROM figure
WHERE state = 'printed'
ORDER BY first, second
"""


@dataclass(frozen=True, slots=True)
class Figures:
    """What the rows give, in numbers of figures.

    ``disagreeing`` are printed twice with two values, ``first_disagreeing`` saying where the first is; ``secret`` are
    hidden by the file. The others are taken: their years from ``first_year`` (empty when none is) to ``last_year``,
    and how many ``territories`` they are about.
    """

    disagreeing: int
    first_disagreeing: str
    secret: int
    first_year: str
    last_year: str
    territories: int


def settle(engine: Engine, book: AccountBook) -> Figures:
    """Make the table ``figure`` from the table ``row``, each row written down once, and sum it up."""
    for place, wrong, times in engine.rows(_NOT_PLACED):
        for _ in range(times):
            if wrong is None:
                book.unplaced(place, _NOWHERE)
            else:
                book.refused(place, wrong)
    for value, rows in engine.rows(_HIDDEN):
        book.aside(_UNDER_SECRECY if value == NOT_SIGNIFICANT else _EMPTY, int(rows))
    words = {"all_ages": ALL_AGES, "main_field": MAIN_FIELD, "not_significant": NOT_SIGNIFICANT}
    engine.rows(_FIGURES, words)
    states = {str(state): int(rows) for state, rows in engine.rows(_ROWS_BY_STATE)}
    if states.get("disagreeing"):
        for place, times in engine.rows(_DISAGREEING, {"all_ages": ALL_AGES}):
            for _ in range(times):
                book.refused(place, _TWICE)
    if states.get("incomplete"):
        book.aside(_INCOMPLETE, states["incomplete"])
    book.taken(states.get("printed", 0))
    ((disagreeing, first, secret, first_year, last_year, held),) = engine.rows(_SUMMARY)
    return Figures(disagreeing, first or "", secret, first_year or "", last_year or "", held)


def observations(engine: Engine, source: str, column: str) -> pd.DataFrame:
    """Give the table ``figure`` as observations of a source; ``column`` is how the file calls the numbers."""
    return engine.table(_OBSERVATIONS, {"source": source, "column": column, "note": NOTE})[list(COLUMNS)]
