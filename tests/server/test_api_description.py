"""The description, the page and the documentation say what the API does, and it does what they say."""

from __future__ import annotations

import re
from html import unescape

import pytest
from jsonschema import Draft202012Validator

from demodash.exports.data_address import DEFAULT_LIMIT, LIMIT, MOST_VALUES
from demodash.exports.parquet import FIELDS
from demodash.locations import ROOT as PROJECT
from demodash.server.api.endpoints import ENDPOINTS, JSON
from demodash.server.api.parameters import LONGEST_QUERY, LONGEST_SEARCH
from tests.server.api_client import client, get

DESCRIPTION = get("/openapi.json").json()
EXAMPLES = [address for endpoint in ENDPOINTS for address in endpoint.examples]
PARAMETERS = [(endpoint, one) for endpoint in ENDPOINTS for one in endpoint.parameters]
DOCUMENTATION = (PROJECT / "docs" / "api.md").read_text(encoding="utf-8")


def _validator(name: str) -> Draft202012Validator:
    return Draft202012Validator({"$ref": f"#/components/schemas/{name}", "components": DESCRIPTION["components"]})


def _references(node: object) -> set[str]:
    if isinstance(node, dict):
        own = {node["$ref"]} if "$ref" in node else set()
        return own.union(*(_references(value) for value in node.values()))
    return set().union(*(_references(one) for one in node)) if isinstance(node, list) else set()


def test_the_description_is_whole():
    assert DESCRIPTION["openapi"] == "3.1.0"
    assert set(DESCRIPTION["paths"]) == {endpoint.path for endpoint in ENDPOINTS}
    schemas = DESCRIPTION["components"]["schemas"]
    assert {f"#/components/schemas/{name}" for name in schemas} >= _references(DESCRIPTION)
    for schema in schemas.values():
        Draft202012Validator.check_schema(schema)
    operations = [path["get"]["operationId"] for path in DESCRIPTION["paths"].values()]
    assert len(set(operations)) == len(operations)


@pytest.mark.parametrize(
    ("endpoint", "one"), PARAMETERS, ids=lambda one: getattr(one, "path", getattr(one, "name", ""))
)
def test_a_parameter_is_described_as_it_is_read(endpoint, one):
    described = {each["name"]: each for each in DESCRIPTION["paths"][endpoint.path]["get"]["parameters"]}[one.name]
    assert described["description"] == one.description
    Draft202012Validator(described["schema"]).validate(described["example"])
    assert get(f"{endpoint.path}?{one.name}={one.example}").status_code == 200
    if one.default is not None:
        assert described["schema"]["default"] == one.default
        Draft202012Validator(described["schema"]).validate(one.default)


@pytest.mark.parametrize("address", EXAMPLES)
def test_every_example_answers_what_the_description_says(address):
    answer = get(address)
    assert answer.status_code == 200
    path = next(one for one in ENDPOINTS if address in one.examples)
    assert answer.headers["content-type"] in path.media
    if answer.headers["content-type"] == JSON:
        _validator(path.media[JSON]).validate(answer.json())
        assert answer.json().get("total") != 0


def test_the_schema_of_a_figure_sees_a_field_too_many():
    record = get("/observations?limit=1").json()["observations"][0]
    validator = _validator("Observation")
    assert validator.is_valid(record)
    assert not validator.is_valid({**record, "autre": 1})
    assert not validator.is_valid({**record, "value": "1"})
    assert list(record) == [field.name for field in FIELDS]


@pytest.mark.parametrize("address", ["/observations?foo=1", "/indicators/absent", "/absente"])
def test_a_refusal_is_as_described(address):
    _validator("Problem").validate(get(address).json())


def test_the_page_lists_every_address_parameter_and_example():
    answer = get("/")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "frame-ancestors" in answer.headers["content-security-policy"]
    text = answer.text
    assert text.startswith('<!DOCTYPE html><html lang="fr">')
    assert client().get("/api/v1").text == text
    links = {unescape(one) for one in re.findall(r'href="([^"]+)"', text)}
    assert {f"/api/v1{address}" for address in EXAMPLES} | {"/api/v1/openapi.json", "/"} <= links
    assert not [one for one in links if not one.startswith("/")]
    for _, one in PARAMETERS:
        assert f"<td><code>{one.name}</code></td>" in text
    for field in FIELDS:
        assert f"<td><code>{field.name}</code></td>" in text


def test_the_documentation_names_every_address_parameter_field_and_bound():
    for endpoint in ENDPOINTS:
        assert f"`/api/v1{endpoint.path}`" in DOCUMENTATION
    for _, one in PARAMETERS:
        assert f"| `{one.name}` |" in DOCUMENTATION
    for field in FIELDS:
        assert f"| `{field.name}` |" in DOCUMENTATION
    for bound in (DEFAULT_LIMIT, LIMIT, LONGEST_QUERY):
        assert f"{bound:,}".replace(",", " ") in DOCUMENTATION
    assert f"{MOST_VALUES} valeurs" in DOCUMENTATION
    assert f"{LONGEST_SEARCH} caractères" in DOCUMENTATION


def test_every_address_of_the_documentation_answers():
    addresses = re.findall(r"`(/api/v1[^`{]*)`", DOCUMENTATION)
    assert len(addresses) > 10
    assert {address: client().get(address).status_code for address in addresses} == dict.fromkeys(addresses, 200)
