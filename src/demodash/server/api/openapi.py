"""The OpenAPI 3.1 description of the API, written from the declarations that read the requests."""

from __future__ import annotations

from importlib.metadata import version

from demodash.exports.data_address import MOST_VALUES, SEPARATOR
from demodash.server.api import fields
from demodash.server.api.endpoints import ENDPOINTS, JSON, Endpoint
from demodash.server.api.parameters import Parameter

PROBLEM_JSON = "application/problem+json"

_SCHEMAS = {
    "Indicator": fields.INDICATOR,
    "IndicatorList": fields.list_of("indicators", "Indicator"),
    "Observation": fields.OBSERVATION,
    "ObservationPage": fields.page_of("observations", "Observation"),
    "Problem": fields.PROBLEM,
    "Source": fields.SOURCE,
    "SourceList": fields.list_of("sources", "Source"),
    "Territory": fields.TERRITORY,
    "TerritoryPage": fields.page_of("territories", "Territory"),
}
_DESCRIPTION = (
    "Les chiffres des pages, pour d’autres programmes : lecture seule, sans compte. Une réponse porte une étiquette "
    "(ETag) : renvoyée dans If-None-Match, elle donne 304 tant que rien n’a changé."
)


def openapi(root: str) -> dict[str, object]:
    """Describe the API served at ``root`` (``/api/v1``, after the folder that the dashboard is served under)."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "API de données – Démographie médicale en Hauts-de-France",
            "version": version("demodash"),
            "description": _DESCRIPTION,
        },
        "servers": [{"url": root}],
        "paths": {endpoint.path: _path(endpoint) for endpoint in ENDPOINTS},
        "components": {"schemas": _SCHEMAS},
    }


def _path(endpoint: Endpoint) -> dict[str, object]:
    declared = [_parameter(one, "query") for one in endpoint.parameters]
    if endpoint.path_parameter is not None:
        declared.insert(0, _parameter(endpoint.path_parameter, "path"))
    return {
        "get": {
            "operationId": endpoint.path.strip("/").replace("/{id}", "_by_id"),
            "summary": endpoint.title,
            "description": endpoint.description,
            "parameters": declared,
            "responses": _responses(endpoint),
        }
    }


def _parameter(parameter: Parameter, place: str) -> dict[str, object]:
    schema = parameter.reader.schema()
    if parameter.default is not None:
        schema = {**schema, "default": parameter.default}
    described: dict[str, object] = {
        "name": parameter.name,
        "in": place,
        "description": parameter.description,
        "required": place == "path",
        "schema": schema,
        "example": parameter.example,
    }
    whole = schema.get("type") == "integer"
    if parameter.several:
        described["schema"] = {"type": "array", "items": schema, "maxItems": MOST_VALUES}
        parts = parameter.example.split(SEPARATOR)
        described |= {"style": "form", "explode": False, "example": [int(one) for one in parts] if whole else parts}
    elif whole:
        described["example"] = int(parameter.example)
    return described


def _responses(endpoint: Endpoint) -> dict[str, object]:
    headers: dict[str, object] = {
        "ETag": {"description": "Étiquette du contenu", "schema": {"type": "string"}},
    }
    if any(parameter.name == "offset" for parameter in endpoint.parameters):
        headers |= {
            "X-Total-Count": {"description": "Nombre de lignes en tout", "schema": {"type": "integer"}},
            "Link": {"description": 'Adresse de la suite (rel="next")', "schema": {"type": "string"}},
        }
    found: dict[str, object] = {
        "200": {
            "description": "La réponse",
            "headers": headers,
            "content": {media: _content(media, schema) for media, schema in endpoint.media.items()},
        },
        "304": {"description": "Rien n’a changé depuis l’étiquette donnée dans If-None-Match"},
    }
    refusals = {"400": "Requête mal formée", "414": "Adresse trop longue", "503": "Données indisponibles"}
    if endpoint.path_parameter is not None:
        refusals["404"] = "Identifiant inconnu"
    return found | {
        status: {
            "description": text,
            "content": {PROBLEM_JSON: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
        for status, text in sorted(refusals.items())
    }


def _content(media: str, schema: str) -> dict[str, object]:
    if media == JSON:
        return {"schema": {"$ref": f"#/components/schemas/{schema}"}}
    return {"schema": {"type": "string"}} if media.startswith("text/") else {}
