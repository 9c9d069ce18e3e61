"""The objects that the API answers with: each field with its type and its meaning."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from demodash.exports.parquet import FIELDS, Type
from demodash.indicators import CATALOGUE
from demodash.indicators.model import Indicator
from demodash.server.api.index import Index
from demodash.sources import KINDS, Source
from demodash.territories import Level, Territory

Schema = dict[str, object]
Record = dict[str, object]

_JSON_TYPES: dict[Type, Schema] = {
    Type.TEXT: {"type": "string"},
    Type.NUMBER: {"type": "number"},
    Type.WHOLE: {"type": "integer"},
    Type.DAY: {"type": "string", "format": "date"},
    Type.YES_NO: {"type": "boolean"},
}


def _text(description: str, *, nullable: bool = False) -> Schema:
    return {"type": ["string", "null"] if nullable else "string", "description": description}


def _number(description: str, kind: str = "number") -> Schema:
    return {"type": kind, "description": description}


def _list(items: Schema, description: str) -> Schema:
    return {"type": "array", "items": items, "description": description}


def _object(properties: dict[str, Schema], description: str) -> Schema:
    return {
        "type": "object",
        "description": description,
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


_CATEGORY = _object(
    {"id": _text("Identifiant"), "label": _text("Nom"), "short": _text("Nom court ; vide s’il n’y en a pas")},
    "Une catégorie",
)

INDICATOR = _object(
    {
        "id": _text("Identifiant, stable"),
        "label": _text("Nom"),
        "short": _text("Nom court ; vide s’il n’y en a pas"),
        "theme": _text("Identifiant du thème"),
        "theme_label": _text("Nom du thème"),
        "unit": _object(
            {
                "id": _text("Identifiant de l’unité"),
                "kind": _text("Nature : count, share, change, rate, money, duration, multiple ou year"),
                "singular": _text("Au singulier"),
                "plural": _text("Au pluriel"),
            },
            "Unité",
        ),
        "decimals": _number("Décimales avec lesquelles l’indicateur s’écrit", "integer"),
        "definition": _text("Définition"),
        "dimension": _object(
            {
                "id": _text("Identifiant"),
                "label": _text("Nom"),
                "members": _list(_CATEGORY, "Catégories ; la première est l’ensemble"),
            },
            "Ce par quoi l’indicateur est ventilé",
        ),
        "levels": _list(_text("Niveau"), "Niveaux de territoires pour lesquels il peut exister"),
        "low": _number("Valeur plausible la plus basse"),
        "high": _number("Valeur plausible la plus haute"),
        "direction": _text("up (plus est mieux), down (moins est mieux) ou vide"),
        "formula": {
            "description": "Calcul des chiffres calculés ; null s’il n’y en a pas",
            "anyOf": [
                {"type": "null"},
                _object(
                    {"text": _text("Calcul"), "operands": _list(_text("Indicateur"), "Indicateurs dont il part")},
                    "Calcul",
                ),
            ],
        },
        "caveats": _list(_text("Limite"), "Limites de l’indicateur"),
        "observations": _number("Nombre de chiffres", "integer"),
        "years": _list(_number("Année", "integer"), "Années des chiffres, dans l’ordre"),
        "sources": _list(_text("Source"), "Identifiants des sources des chiffres"),
    },
    "Un indicateur du catalogue",
)

SOURCE = _object(
    {
        "id": _text("Identifiant, stable"),
        "kind": _text(f"Nature : {', '.join(KINDS)}"),
        "kind_label": _text("Nature en français"),
        "publisher": _text("Éditeur"),
        "title": _text("Titre"),
        "date": _text("Date, ISO 8601 ; vide quand elle n’est pas imprimée"),
        "date_inferred": {"type": "boolean", "description": "Vrai quand la date est déduite du contexte"},
        "licence": _text("Licence ; vide quand l’éditeur n’en indique pas"),
        "url": _text("Adresse ; vide quand elle n’en a pas"),
        "territory": _text("Code du territoire dont elle parle ; vide pour plusieurs"),
        "consulted": _text("Jour de consultation, ISO 8601 ; vide s’il n’est pas noté"),
        "note": _text("Note"),
        "observations": _number("Nombre de chiffres qui en viennent", "integer"),
    },
    "Une source",
)

TERRITORY = _object(
    {
        "code": _text("Code complet : niveau, tiret, code INSEE ou SIREN"),
        "level": _text(f"Niveau : {', '.join(Level)}"),
        "level_label": _text("Niveau en français"),
        "insee": _text("Code INSEE ou SIREN, zéros de tête compris"),
        "name": _text("Nom"),
        "departement": _text(
            "Code du département (d’un EPCI, celui de la plupart de ses habitants) ; null au-dessus", nullable=True
        ),
        "epci": _text("Code de l’EPCI d’une commune ; null ailleurs", nullable=True),
        "region": _text("Code de la région ; null au-dessus", nullable=True),
        "former_region": _text("Code de l’ancienne région ; null quand elle n’est pas connue", nullable=True),
        "population": _number("Population municipale", "integer"),
        "population_year": _number("Année de la population", "integer"),
        "postcodes": _list(_text("Code postal"), "Codes postaux d’une commune"),
        "chef_lieu": _text("Code INSEE du chef-lieu ; null aux niveaux qui n’en ont pas", nullable=True),
        "lon": _number("Longitude, degrés (WGS 84)"),
        "lat": _number("Latitude, degrés (WGS 84)"),
        "area_km2": _number("Superficie, km²"),
        "observations": _number("Nombre de chiffres", "integer"),
    },
    "Un territoire",
)

OBSERVATION = _object(
    {one.name: {**_JSON_TYPES[one.type], "description": one.description} for one in FIELDS},
    "Un chiffre, avec sa source et ce que ses identifiants désignent",
)

PROBLEM = _object(
    {
        "type": _text("about:blank"),
        "title": _text("Ce qui ne va pas, en deux mots"),
        "status": _number("Code HTTP", "integer"),
        "detail": _text("Tous les messages"),
        "problems": _list(
            _object(
                {
                    "parameter": _text("Paramètre en cause ; vide s’il n’y en a pas"),
                    "message": _text("Ce qui ne va pas et ce qui est permis"),
                    "suggestions": _list(_text("Valeur"), "Ce qui était peut-être voulu"),
                },
                "Un problème",
            ),
            "Chaque problème de la requête",
        ),
    },
    "Un refus (RFC 9457)",
)


def page_of(name: str, item: str) -> Schema:
    """Describe a page of records called ``name``, each a schema ``item``."""
    return _object(
        {
            "total": _number("Nombre de lignes qui répondent à la requête", "integer"),
            "limit": _number("Nombre de lignes au plus dans cette réponse", "integer"),
            "offset": _number("Nombre de lignes passées", "integer"),
            "next": _text("Adresse de la suite ; null à la dernière page", nullable=True),
            name: _list({"$ref": f"#/components/schemas/{item}"}, "Les lignes"),
        },
        "Une page de réponse",
    )


def list_of(name: str, item: str) -> Schema:
    """Describe a whole list of records called ``name``, each a schema ``item``."""
    return _object(
        {
            "total": _number("Nombre de lignes", "integer"),
            name: _list({"$ref": f"#/components/schemas/{item}"}, "Les lignes"),
        },
        "Une liste entière",
    )


@lru_cache(maxsize=2)
def indicator_records(index: Index) -> Sequence[Record]:
    """Give every indicator of the catalogue, in its order, those without a figure included."""
    return [_indicator_record(indicator, index) for indicator in CATALOGUE]


def _indicator_record(indicator: Indicator, index: Index) -> Record:
    rows = index.find({"indicator": [indicator.id]})
    formula = indicator.formula
    return {
        "id": indicator.id,
        "label": indicator.label,
        "short": indicator.short,
        "theme": indicator.theme.value,
        "theme_label": indicator.theme.label,
        "unit": {
            "id": indicator.unit.id,
            "kind": indicator.unit.kind.value,
            "singular": indicator.unit.singular,
            "plural": indicator.unit.plural,
        },
        "decimals": indicator.decimals,
        "definition": indicator.definition,
        "dimension": {
            "id": indicator.dimension.id,
            "label": indicator.dimension.label,
            "members": [{"id": one.id, "label": one.label, "short": one.short} for one in indicator.dimension],
        },
        "levels": [level.value for level in Level if level.value in indicator.levels],
        "low": indicator.low,
        "high": indicator.high,
        "direction": indicator.direction,
        "formula": {"text": formula.text, "operands": list(formula.operands)} if formula else None,
        "caveats": list(indicator.caveats),
        "observations": len(rows),
        "years": index.values("year", rows),
        "sources": index.values("source", rows),
    }


@lru_cache(maxsize=2)
def source_records(index: Index) -> Sequence[Record]:
    """Give every source, those without a figure included."""
    return [_source_record(source, index) for source in index.data.sources.values()]


def _source_record(source: Source, index: Index) -> Record:
    return {
        "id": source.id,
        "kind": source.kind,
        "kind_label": KINDS[source.kind],
        "publisher": source.publisher,
        "title": source.title,
        "date": source.date,
        "date_inferred": source.date_inferred,
        "licence": source.licence,
        "url": source.url,
        "territory": source.territory,
        "consulted": source.consulted,
        "note": source.note,
        "observations": index.count("source", source.id),
    }


def territory_record(one: Territory, index: Index) -> Record:
    """Give a territory."""
    return {
        "code": one.code,
        "level": one.level.value,
        "level_label": one.level.singular,
        "insee": one.insee,
        "name": one.name,
        "departement": one.departement,
        "epci": one.epci,
        "region": one.region,
        "former_region": one.former_region,
        "population": one.population,
        "population_year": one.population_year,
        "postcodes": list(one.postcodes),
        "chef_lieu": one.chef_lieu,
        "lon": one.lon,
        "lat": one.lat,
        "area_km2": one.area_km2,
        "observations": index.count("territory", one.code),
    }
