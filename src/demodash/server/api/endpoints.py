"""What the API can be asked: each address with its parameters, its answer and its examples, declared once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus

from demodash.exports import data_address
from demodash.exports.parquet import table_parquet
from demodash.exports.provenance import Provenance, licences_of
from demodash.indicators import CATALOGUE
from demodash.server.api import parameters as p
from demodash.server.api.fields import indicator_records, source_records, territory_record
from demodash.server.api.index import Index, Rows, json_bytes
from demodash.server.api.parameters import Parameter, Query
from demodash.server.api.places import find_places
from demodash.server.api.problems import QueryProblem, Refusal, echoed, meant, nearest

JSON = "application/json"
CSV = "text/csv; charset=utf-8; header=present"
PARQUET = "application/vnd.apache.parquet"


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that has been read: its address below the API, what its path and its query say."""

    address: str
    """The address without its query, with the folder that the dashboard is served under."""
    query: Query
    path_value: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """The body of an answer, not yet compressed."""

    body: bytes
    media_type: str = JSON
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One address of the API. ``examples``: the end of an address -> what it gives, in French."""

    path: str
    title: str
    description: str
    answer: Callable[[Asked, Index], Answer]
    media: Mapping[str, str]
    """Media type -> name of the schema of its JSON, empty when it is not JSON."""
    parameters: tuple[Parameter, ...] = ()
    path_parameter: Parameter | None = None
    check: Callable[[Asked], None] = lambda _asked: None
    """Refuses what no parameter alone can tell."""
    examples: Mapping[str, str] = field(default_factory=dict)


def _indicators(_asked: Asked, index: Index) -> Answer:
    return _list("indicators", indicator_records(index))


def _sources(_asked: Asked, index: Index) -> Answer:
    return _list("sources", source_records(index))


def _list(name: str, records: Sequence[Mapping[str, object]]) -> Answer:
    return Answer(json_bytes({"total": len(records), name: records}))


def _one_indicator(asked: Asked, index: Index) -> Answer:
    return Answer(json_bytes(next(one for one in indicator_records(index) if one["id"] == asked.path_value)))


def _known_indicator(asked: Asked) -> None:
    if asked.path_value not in CATALOGUE:
        suggestions = nearest(asked.path_value, CATALOGUE.by_id)
        message = f"Aucun indicateur n’a l’identifiant {echoed(asked.path_value)}.{meant(suggestions)}"
        raise Refusal.of([QueryProblem(message, "id", suggestions)], HTTPStatus.NOT_FOUND)


def _territories(asked: Asked, index: Index) -> Answer:
    query = asked.query
    found = find_places(query.words("level"), query.word("parent"), query.word("q"))
    limit, offset = query.whole("limit"), query.whole("offset")
    following = _following(asked, TERRITORIES.parameters, len(found))
    page = {
        "total": len(found),
        "limit": limit,
        "offset": offset,
        "next": following,
        "territories": [territory_record(one, index) for one in found[offset : offset + limit]],
    }
    return Answer(json_bytes(page), headers=_page_headers(len(found), following))


def _nested(asked: Asked) -> None:
    """Refuse a level that is not below the parent asked."""
    find_places(asked.query.words("level"), asked.query.word("parent"), "")


def _observations(asked: Asked, index: Index) -> Answer:
    query = asked.query
    found = index.find({name: query.words(name) for name in _FILTERS if query.words(name)})
    limit, offset = query.whole("limit"), query.whole("offset")
    rows = found[offset : offset + limit]
    following = _following(asked, OBSERVATIONS.parameters, len(found))
    headers = _page_headers(len(found), following)
    chosen = query.word("format")
    if chosen == "csv":
        body = index.header + b"".join(index.lines(rows))
        return Answer(body, CSV, headers | _file("csv"))
    if chosen == "parquet":
        return Answer(_parquet(asked, index, rows), PARQUET, headers | _file("parquet"))
    start = json_bytes({"total": len(found), "limit": limit, "offset": offset, "next": following})
    lines = b",\n".join(index.fragments(rows))
    return Answer(start[:-1] + b',"observations":[\n' + lines + b"\n]}", headers=headers)


def _coherent(asked: Asked) -> None:
    """Refuse a category that none of the indicators asked has."""
    asked_indicators = [CATALOGUE[one] for one in asked.query.words("indicator")]
    problems = []
    for category in asked.query.words("category") if asked_indicators else ():
        if not any(category in indicator.dimension for indicator in asked_indicators):
            members = dict.fromkeys(member.id for one in asked_indicators for member in one.dimension)
            listed = ", ".join(list(members)[:_MOST_MEMBERS]) + (", …" if len(members) > _MOST_MEMBERS else "")
            message = f"category : {echoed(category)} n’est pas une catégorie de ces indicateurs ({listed})."
            problems.append(QueryProblem(message, "category", nearest(category, members)))
    if problems:
        raise Refusal.of(problems)


def _parquet(asked: Asked, index: Index, rows: Rows) -> bytes:
    shown = index.data.observations.iloc[rows]
    filters = {name: ", ".join(asked.query.words(name)) for name in _FILTERS if asked.query.words(name)}
    address = f"{asked.address}?{asked.query.canonical}"
    today = dt.datetime.now(dt.UTC).astimezone().date()
    provenance = Provenance("Chiffres de l’API de données", address, today, filters)
    return table_parquet(index.table(rows), provenance, licences_of(shown, index.data.sources))


def _following(asked: Asked, parameters: Sequence[Parameter], total: int) -> str | None:
    following = asked.query.whole("offset") + asked.query.whole("limit")
    return f"{asked.address}?{asked.query.page(parameters, following)}" if following < total else None


def _page_headers(total: int, following: str | None) -> dict[str, str]:
    headers = {"x-total-count": str(total)}
    return headers | {"link": f'<{following}>; rel="next"'} if following else headers


def _file(extension: str) -> dict[str, str]:
    return {"content-disposition": f'attachment; filename="demodash_observations.{extension}"'}


_MOST_MEMBERS = 12
_FILTERS = ("indicator", "theme", "territory", "level", "category", "period", "year", "source", "status")

INDICATORS = Endpoint(
    path="/indicators",
    title="Les indicateurs",
    description="Tout le catalogue : définition, unité, catégories, niveaux, limites, années et sources des chiffres.",
    answer=_indicators,
    media={JSON: "IndicatorList"},
    examples={"/indicators": "le catalogue entier"},
)
ONE_INDICATOR = Endpoint(
    path="/indicators/{id}",
    title="Un indicateur",
    description="La fiche d’un indicateur.",
    answer=_one_indicator,
    media={JSON: "Indicator"},
    path_parameter=Parameter("id", "Identifiant de l’indicateur.", p.INDICATOR.reader, "mg_evolution"),
    check=_known_indicator,
    examples={"/indicators/mg_evolution": "l’évolution des médecins généralistes par type de zone"},
)
SOURCES = Endpoint(
    path="/sources",
    title="Les sources",
    description="Chaque document, jeu de données ou page dont viennent les chiffres : éditeur, date, licence, adresse.",
    answer=_sources,
    media={JSON: "SourceList"},
    examples={"/sources": "toutes les sources"},
)
TERRITORIES = Endpoint(
    path="/territories",
    title="Les territoires",
    description="Les territoires par niveau, par territoire qui les contient, par nom ou code ; rangés par niveau puis "
    "code, ou par population quand on cherche un nom.",
    answer=_territories,
    media={JSON: "TerritoryPage"},
    parameters=(p.LEVEL, p.PARENT, p.SEARCH, p.LIMIT_ROWS, p.OFFSET),
    check=_nested,
    examples={
        "/territories?level=DEP&parent=REG-32": "les cinq départements des Hauts-de-France",
        "/territories?level=EPCI&parent=DEP-02": "les EPCI de l’Aisne",
        "/territories?q=saint-quentin": "les territoires qui portent ce nom",
    },
)
OBSERVATIONS = Endpoint(
    path=data_address.OBSERVATIONS,
    title="Les chiffres",
    description="Les chiffres, un par ligne, avec leur source et leur repère. Les filtres se combinent ; sans filtre, "
    "toute la table. Un filtre qui ne trouve rien donne une liste vide.",
    answer=_observations,
    media={JSON: "ObservationPage", CSV: "", PARQUET: ""},
    parameters=(
        p.INDICATOR,
        p.THEME,
        p.TERRITORY,
        p.LEVEL,
        p.CATEGORY,
        p.PERIOD,
        p.YEAR,
        p.SOURCE,
        p.STATUS,
        p.FORMAT,
        p.LIMIT_ROWS,
        p.OFFSET,
    ),
    check=_coherent,
    examples={
        "/observations?indicator=mg_evolution&category=zip,zac": "l’évolution des généralistes en ZIP et en ZAC",
        "/observations?theme=exercice&status=published": "les chiffres publiés de l’exercice coordonné",
        "/observations?indicator=medecins_densite&level=DEP&format=csv": "les densités par département, en CSV",
        "/observations?territory=DEP-02&format=parquet": "tous les chiffres de l’Aisne, en Parquet",
    },
)


ENDPOINTS = (INDICATORS, ONE_INDICATOR, SOURCES, TERRITORIES, OBSERVATIONS)
