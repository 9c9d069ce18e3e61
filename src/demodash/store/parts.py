"""A content as files: Parquet for its tables, JSON for what describes its sources and its editions of the zoning."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from demodash.indicators import CATALOGUE
from demodash.loaders.content import GROUPING_COLUMNS, POINT_COLUMNS, Content
from demodash.schema import COLUMNS
from demodash.sources import Source
from demodash.territories import is_code
from demodash.zonage import Edition

_NUMBERS = {"value", "lon", "lat"}
_ZONE_COLUMNS = ("edition", "commune", "class")


def _schema(columns: tuple[str, ...]) -> pa.Schema:
    return pa.schema([(name, pa.float64() if name in _NUMBERS else pa.string()) for name in columns])


SCHEMAS: Mapping[str, pa.Schema] = {
    "observations": _schema(COLUMNS),
    "zonings": _schema(_ZONE_COLUMNS),
    "points": _schema(POINT_COLUMNS),
    "groupings": _schema(GROUPING_COLUMNS),
}
"""The tables of a content, by the name of their part."""


def tables_of(content: Content) -> dict[str, pd.DataFrame]:
    """The tables of a content that have a row, by the name of their part, columns of SCHEMAS."""
    zones = [
        (edition.id, code, zone) for edition in content.zonings for code, zone in sorted(edition.placements.items())
    ]
    tables = {
        "observations": content.observations,
        "zonings": pd.DataFrame(zones, columns=list(_ZONE_COLUMNS)),
        "points": content.points,
        "groupings": content.groupings,
    }
    return {name: table[list(SCHEMAS[name].names)] for name, table in tables.items() if len(table)}


def parquet(name: str, table: pd.DataFrame) -> bytes:
    """The bytes of one part."""
    arrow = pa.Table.from_pandas(table, schema=SCHEMAS[name], preserve_index=False).replace_schema_metadata(None)
    buffer = io.BytesIO()
    pq.write_table(arrow, buffer, compression="zstd", version="2.6")
    return buffer.getvalue()


def described(content: Content) -> dict[str, Any]:
    """What the tables do not say, as JSON: the sources, the editions of the zoning without their communes."""
    return {
        "sources": [{key: getattr(source, key) for key in Source.__dataclass_fields__} for source in content.sources],
        "zonings": [
            {
                "id": edition.id,
                "name": edition.name,
                "legal_start": edition.legal_start.isoformat(),
                "legal_end": edition.legal_end.isoformat() if edition.legal_end else None,
                "classes": list(edition.classes),
                "eligible": list(edition.eligible),
                "cog_year": edition.cog_year,
            }
            for edition in content.zonings
        ],
    }


def fingerprint(content: Content) -> str:
    """A digest of what a content says, the day when its sources were consulted left out (hexadecimal)."""
    digest = hashlib.sha256()
    for name, table in tables_of(content).items():
        typed = pa.Table.from_pandas(table, schema=SCHEMAS[name], preserve_index=False).to_pandas()
        digest.update(name.encode())
        digest.update(pd.util.hash_pandas_object(typed, index=False).to_numpy().tobytes())
    said = described(content)
    for source in said["sources"]:
        source.pop("consulted")
    digest.update(repr(said).encode())
    return digest.hexdigest()


def content_of(said: Mapping[str, Any], read: Callable[[str], bytes | None]) -> Content:
    """Put a content together again; ``read`` gives the bytes of a part, None when the edition has no such part.

    Raises:
        ValueError: a part or the description is not what this version writes (pyarrow's errors are ValueErrors).
        KeyError: the description lacks a field.
        TypeError: a field of the description is not of its type.
    """
    tables = {name: _read(name, read(name)) for name in SCHEMAS}
    _check(tables["observations"])
    zones = tables["zonings"]
    return Content(
        sources=tuple(Source(**source) for source in said["sources"]),
        observations=tables["observations"],
        zonings=tuple(_edition(one, zones[zones["edition"] == one["id"]]) for one in said["zonings"]),
        points=tables["points"],
        groupings=tables["groupings"],
    )


def _read(name: str, data: bytes | None) -> pd.DataFrame:
    schema = SCHEMAS[name]
    if data is None:
        empty: pd.DataFrame = schema.empty_table().to_pandas()
        return empty
    # one small file from memory: Arrow's threads would cost more than they bring
    table = pq.ParquetFile(io.BytesIO(data)).read(use_threads=False)
    if table.schema.names != schema.names:
        raise ValueError(f"colonnes de {name} : {', '.join(table.schema.names)}")
    frame: pd.DataFrame = table.cast(schema).to_pandas(use_threads=False)
    return frame


def _edition(said: Mapping[str, Any], zones: pd.DataFrame) -> Edition:
    end = said["legal_end"]
    return Edition(
        id=said["id"],
        name=said["name"],
        legal_start=dt.date.fromisoformat(said["legal_start"]),
        legal_end=dt.date.fromisoformat(end) if end else None,
        classes=tuple(said["classes"]),
        eligible=tuple(said["eligible"]),
        cog_year=int(said["cog_year"]),
        placements=dict(zip(zones["commune"], zones["class"], strict=True)),
    )


def _check(observations: pd.DataFrame) -> None:
    """Refuse what this version does not know, so that no page meets it: the figures were right when they were kept."""
    unknown = [each for each in observations["indicator"].unique() if each not in CATALOGUE.by_id]
    if unknown:
        raise ValueError(f"indicateur inconnu de cette version : {', '.join(unknown)}")
    pairs = observations[["indicator", "category"]].drop_duplicates()
    odd = [
        f"{indicator}/{category}"
        for indicator, category in zip(pairs["indicator"], pairs["category"], strict=True)
        if category not in CATALOGUE[indicator].dimension
    ]
    if odd:
        raise ValueError(f"catégorie inconnue de cette version : {', '.join(odd)}")
    lost = [code for code in observations["territory"].unique() if not is_code(code)]
    if lost:
        raise ValueError(f"territoire inconnu de cette version : {', '.join(lost[:5])}")
    if observations["value"].isna().any():
        raise ValueError("un chiffre manque")
