"""Observations for other programs: typed columns with their labels, one Parquet file that says where it comes from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from demodash import territories
from demodash.dataset import observations
from demodash.exports.provenance import Provenance, licences_of
from demodash.periods import period
from demodash.schema import COLUMNS
from demodash.sources import Source


class Type(StrEnum):
    """The type of a column."""

    TEXT = "text"
    NUMBER = "number"
    WHOLE = "whole"
    DAY = "day"
    YES_NO = "yes_no"


_ARROW = {
    Type.TEXT: pa.string(),
    Type.NUMBER: pa.float64(),
    Type.WHOLE: pa.int32(),
    Type.DAY: pa.date32(),
    Type.YES_NO: pa.bool_(),
}


@dataclass(frozen=True, slots=True)
class Field:
    """One column: its name, its type, what it holds (French, for those who read the file)."""

    name: str
    type: Type
    description: str


FIELDS = (
    Field("indicator", Type.TEXT, "Identifiant de l’indicateur"),
    Field("territory", Type.TEXT, "Code du territoire, précédé de son niveau (DEP-02, COM-02001)"),
    Field("category", Type.TEXT, "Identifiant de la catégorie ; « ensemble » pour le tout"),
    Field("period", Type.TEXT, "Période, ISO 8601 : jour, mois, année ou intervalle (2016/2020)"),
    Field("value", Type.NUMBER, "Valeur, dans l’unité de l’indicateur"),
    Field("qualifier", Type.TEXT, "Signe publié avec la valeur : exact, more_than, less_than ou about"),
    Field("status", Type.TEXT, "published (publiée), derived (calculée) ou inferred (déduite du contexte)"),
    Field("source", Type.TEXT, "Identifiant de la source"),
    Field("locator", Type.TEXT, "Repère dans la source"),
    Field("as_printed", Type.TEXT, "Valeur telle qu’elle est imprimée ; vide quand elle vient d’un calcul"),
    Field("note", Type.TEXT, "Note sur le chiffre"),
    Field("text", Type.TEXT, "Valeur écrite comme dans les pages : signe, décimales et unité"),
    Field("indicator_label", Type.TEXT, "Nom de l’indicateur"),
    Field("theme", Type.TEXT, "Identifiant du thème"),
    Field("theme_label", Type.TEXT, "Nom du thème"),
    Field("unit", Type.TEXT, "Unité, au pluriel ; vide pour une année"),
    Field("territory_label", Type.TEXT, "Nom du territoire"),
    Field("level", Type.TEXT, "Niveau du territoire : FR, REG, EXREG, DEP, EPCI ou COM"),
    Field("insee", Type.TEXT, "Code INSEE ou SIREN du territoire, zéros de tête compris"),
    Field("category_label", Type.TEXT, "Nom de la catégorie"),
    Field("period_label", Type.TEXT, "Période en français"),
    Field("period_start", Type.DAY, "Premier jour de la période"),
    Field("period_end", Type.DAY, "Dernier jour de la période"),
    Field("year", Type.WHOLE, "Dernière année que la période atteint"),
    Field("publisher", Type.TEXT, "Éditeur de la source"),
    Field("source_title", Type.TEXT, "Titre de la source"),
    Field("source_date", Type.TEXT, "Date de la source, ISO 8601 ; vide quand elle n’est pas imprimée"),
    Field("source_date_inferred", Type.YES_NO, "Vrai quand la date de la source est déduite du contexte"),
    Field("licence", Type.TEXT, "Licence de la source ; vide quand l’éditeur n’en indique pas"),
    Field("url", Type.TEXT, "Adresse de la source ; vide quand elle n’en a pas"),
)
"""The columns of the observation table, in its order, then those computed from them."""

SCHEMA = pa.schema(
    [pa.field(one.name, _ARROW[one.type], nullable=False, metadata={"description": one.description}) for one in FIELDS]
)


def labelled(rows: pd.DataFrame, sources: Mapping[str, Source]) -> pa.Table:
    """Add to observations what their ids stand for: one row per figure, columns FIELDS, nothing missing.

    ``rows``: columns of ``schema.COLUMNS`` at least.
    """
    figures = observations(rows)
    specs = [one.spec for one in figures]
    places = [territories.territory(one.territory) for one in figures]
    spans = [one.span for one in figures]
    origins = [sources[one.source] for one in figures]
    labels = {iso: period(iso).label for iso in rows["period"].unique()}
    columns: dict[str, list[object]] = {name: rows[name].to_list() for name in COLUMNS}
    columns |= {
        "text": [one.text for one in figures],
        "indicator_label": [one.label for one in specs],
        "theme": [one.theme.value for one in specs],
        "theme_label": [one.theme.label for one in specs],
        "unit": [one.unit.plural for one in specs],
        "territory_label": [one.name for one in places],
        "level": [one.level.value for one in places],
        "insee": [one.insee for one in places],
        "category_label": [one.member.label for one in figures],
        "period_label": [labels[one.period] for one in figures],
        "period_start": [one.start for one in spans],
        "period_end": [one.end for one in spans],
        "year": [one.year for one in spans],
        "publisher": [one.publisher for one in origins],
        "source_title": [one.title for one in origins],
        "source_date": [one.date for one in origins],
        "source_date_inferred": [one.date_inferred for one in origins],
        "licence": [one.licence for one in origins],
        "url": [one.url for one in origins],
    }
    return pa.Table.from_pydict(columns, schema=SCHEMA)


def table_parquet(table: pa.Table, provenance: Provenance, licences: Mapping[str, list[Source]]) -> bytes:
    """Write a table of FIELDS; its metadata say the title, the day, the address, the filters and the licences."""
    metadata = {
        "title": provenance.title,
        "created": provenance.day.isoformat(),
        "address": provenance.address,
        "filters": json.dumps(dict(provenance.filters), ensure_ascii=False),
        "licences": json.dumps(
            {licence: [source.id for source in group] for licence, group in licences.items()}, ensure_ascii=False
        ),
        "language": "fr",
    }
    # Text from outside may hold a lone half of a surrogate pair, which has no UTF-8 form.
    clean = {key: text.encode("utf-8", "replace") for key, text in metadata.items()}
    sink = pa.BufferOutputStream()
    pq.write_table(table.replace_schema_metadata(clean), sink, compression="zstd")
    content: bytes = sink.getvalue().to_pybytes()
    return content


def observations_parquet(rows: pd.DataFrame, sources: Mapping[str, Source], provenance: Provenance) -> bytes:
    """Write observations (columns of ``schema.COLUMNS``) as a Parquet file of FIELDS."""
    return table_parquet(labelled(rows, sources), provenance, licences_of(rows, sources))
