"""The files that figures leave as: their formats, and the buttons that make them when they are clicked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from demodash.dataset import Dataset
from demodash.exports.french_csv import metadata_text, observations_csv
from demodash.exports.parquet import observations_parquet
from demodash.exports.provenance import Provenance
from demodash.exports.xlsx import observations_xlsx
from demodash.schema import KEY
from demodash.sources import Source
from demodash.ui.sitemap import ADDRESSES

Writer = Callable[[pd.DataFrame, Mapping[str, Source], Provenance], bytes]
Rows = Callable[[], pd.DataFrame]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: its id, the word on its button, how it is written; ``ending`` follows the name of the file."""

    id: str
    label: str
    ending: str
    mime: str
    write: Writer
    help: str


def _csv(rows: pd.DataFrame, sources: Mapping[str, Source], _provenance: Provenance) -> bytes:
    return observations_csv(rows, sources)


FORMATS = (
    Format("csv", "CSV", ".csv", "text/csv", _csv, "Pour Excel en français : points-virgules, virgule décimale"),
    Format(
        "xlsx",
        "Excel",
        ".xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        observations_xlsx,
        "Classeur : données typées, sources, définitions, lisez-moi",
    ),
    Format(
        "parquet",
        "Parquet",
        ".parquet",
        "application/vnd.apache.parquet",
        observations_parquet,
        "Pour R, Python ou DuckDB : colonnes typées et leurs libellés",
    ),
    Format(
        "metadata",
        "Métadonnées",
        "_metadonnees.txt",
        "text/plain",
        metadata_text,
        "À garder avec le CSV : filtres, date, adresse de la vue, sources, définitions",
    ),
)


@dataclass(frozen=True, slots=True)
class Extract:
    """Rows to be taken away: where they come from (made when a file is), and what their files say of them."""

    rows: Rows
    title: str
    file_name: str
    filters: Mapping[str, str]


def provenance(extract: Extract, view: str) -> Provenance:
    """What the files of an extract say of it today; ``view``: the address that shows it."""
    return Provenance(extract.title, view, dt.datetime.now(dt.UTC).astimezone().date(), extract.filters)


def written(form: Format, extract: Extract, dataset: Dataset, view: str) -> bytes:
    """Write the file of an extract."""
    return form.write(extract.rows(), dataset.sources, provenance(extract, view))


def buttons(
    extract: Extract, dataset: Dataset, *, key: str, view: str, formats: Sequence[Format] = FORMATS, quiet: bool = True
) -> None:
    """Draw one button a format, in the current container: each makes its file when clicked, without another run."""
    for form in formats:
        st.download_button(
            form.label,
            data=partial(written, form, extract, dataset, view),
            file_name=f"{extract.file_name}{form.ending}",
            mime=form.mime,
            type="tertiary" if quiet else "secondary",
            on_click="ignore",
            key=f"{key}-{form.id}",
            help=form.help,
        )


def all_rows(rows: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    """Every figure of the indicators of some rows: every territory, period, category and source, and these rows too."""
    everything = dataset.select(rows["indicator"].unique())
    # What is made for a map alone, such as the zone of each commune, is not in the table.
    whole = pd.concat([everything, rows])
    return whole[~whole.duplicated(list(KEY))]


def root() -> str:
    """The address of the dashboard itself, with its last slash: that of the current page without what is the page's."""
    base = (st.context.url or "").partition("?")[0].partition("#")[0].rstrip("/")
    above, _, last = base.rpartition("/")
    return f"{above if last in ADDRESSES else base}/"


def address(anchor: str = "") -> str:
    """The address of the current view, with its parameters; ``anchor`` leads to a place in it."""
    query = urlencode(st.query_params.to_dict(), safe=".:,/")
    base = (st.context.url or "").partition("?")[0].partition("#")[0]
    return f"{base}{f'?{query}' if query else ''}{f'#{anchor}' if anchor else ''}"
