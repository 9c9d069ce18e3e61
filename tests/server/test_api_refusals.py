"""What is wrong with a request is said in French, all of it, with what might have been meant."""

from __future__ import annotations

from urllib.parse import quote

import anyio
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demodash.exports.data_address import MOST_VALUES
from demodash.indicators import CATALOGUE
from demodash.server.api.endpoints import ENDPOINTS
from demodash.server.api.parameters import LONGEST_QUERY
from demodash.server.api.problems import MOST_PROBLEMS
from tests.server.api_client import app, client, get


def _problems(address: str, status: int = 400) -> list[dict[str, object]]:
    answer = get(address)
    body = answer.json()
    assert (answer.status_code, body["status"]) == (status, status)
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["cache-control"] == "no-store"
    assert body["detail"] == " ".join(one["message"] for one in body["problems"])
    return body["problems"]


@pytest.mark.parametrize(
    ("query", "parameter", "message", "suggestions"),
    [
        (
            "indicateur=x",
            "indicateur",
            "Paramètre inconnu : « indicateur » ; paramètres permis : indicator, theme, territory, level, category, "
            "period, year, source, status, format, limit, offset. Vouliez-vous dire « indicator » ?",
            ["indicator"],
        ),
        (
            "source=drees_apll",
            "source",
            "source : Aucune source n’a l’identifiant « drees_apll ». Vouliez-vous dire « drees_apl » ou "
            "« drees_apl_population » ?",
            ["drees_apl", "drees_apl_population"],
        ),
        (
            "territory=DEP-2",
            "territory",
            "territory : Aucun territoire n’a le code « DEP-2 ». Vouliez-vous dire « DEP-02 » ?",
            ["DEP-02"],
        ),
        (
            "territory=Aisne",
            "territory",
            "territory : Aucun territoire n’a le code « Aisne ». Vouliez-vous dire « DEP-02 » ?",
            ["DEP-02"],
        ),
        (
            "territory=COM-02311",
            "territory",
            "territory : Aucun territoire n’a le code « COM-02311 ». Vouliez-vous dire « COM-02589 » ?",
            ["COM-02589"],
        ),
        (
            "status=publie",
            "status",
            "status : « publie » n’est pas permis ; valeurs permises : published, derived, inferred. "
            "Vouliez-vous dire « published » ?",
            ["published"],
        ),
        ("format=xls", "format", "format : « xls » n’est pas permis ; valeurs permises : json, csv, parquet.", []),
        ("limit=0", "limit", "limit : « 0 » n’est pas un nombre entier de 1 à 10\u202f000.", []),
        ("limit=10001", "limit", "limit : « 10001 » n’est pas un nombre entier de 1 à 10\u202f000.", []),
        ("limit=1e3", "limit", "limit : « 1e3 » n’est pas un nombre entier de 1 à 10\u202f000.", []),
        ("limit=²", "limit", "limit : « ² » n’est pas un nombre entier de 1 à 10\u202f000.", []),
        ("offset=-1", "offset", "offset : « -1 » n’est pas un nombre entier de 0 à 10\u202f000\u202f000.", []),
        ("year=22", "year", "year : « 22 » n’est pas un nombre entier de 1900 à 2100.", []),
        (
            "limit=5&limit=6",
            "limit",
            "Le paramètre limit est donné 2 fois ; une seule est permise.",
            [],
        ),
        (
            "territory=DEP-02&territory=DEP-59",
            "territory",
            "Le paramètre territory est donné 2 fois ; une seule est permise. "
            "Séparez ses valeurs par des virgules : territory=REG-32,DEP-02.",
            [],
        ),
        ("source=", "source", "Le paramètre source est vide : ôtez-le ou complétez-le.", []),
        (
            "source=drees_apl,,x",
            "source",
            "Le paramètre source contient une valeur vide : ôtez-le ou complétez-le.",
            [],
        ),
        (
            "indicator=mg_evolution&category=medecine",
            "category",
            "category : « medecine » n’est pas une catégorie de ces indicateurs (ensemble, zip, zac, zar, zv, hz).",
            [],
        ),
    ],
)
def test_a_refusal_in_full(query, parameter, message, suggestions):
    assert _problems(f"/observations?{query}") == [
        {"parameter": parameter, "message": message, "suggestions": suggestions}
    ]


def test_a_period_is_refused_with_its_forms():
    (problem,) = _problems("/observations?period=2016-2020")
    assert problem["message"].startswith(
        "period : « 2016-2020 » n’est pas une période ISO 8601 : jour (2023-01-23), mois (2019-09), année (2022) ou "
        "intervalle (2016/2020)."
    )
    assert "2016/2020" in problem["suggestions"]


def test_every_problem_is_said_at_once():
    found = _problems("/observations?source=&limit=a&foo=1&period=x&territory=y")
    assert {one["parameter"] for one in found} == {"source", "limit", "foo", "period", "territory"}


def test_an_unknown_indicator_is_not_found_and_its_neighbours_are_named():
    (problem,) = _problems("/indicators/mg_evolutio", 404)
    assert problem["suggestions"][0] == "mg_evolution"
    assert problem["message"].startswith("Aucun indicateur n’a l’identifiant « mg_evolutio ». Vouliez-vous dire")


def test_lists_take_no_parameter():
    (problem,) = _problems("/sources?limit=3")
    assert problem["message"] == "Paramètre inconnu : « limit » ; cette adresse n’en prend aucun."


def test_a_level_that_is_not_below_is_refused():
    (problem,) = _problems("/territories?parent=EPCI-200071892&level=DEP")
    assert problem["message"] == "Le niveau DEP n’est pas au-dessous de EPCI-200071892 (EPCI)."


@pytest.mark.parametrize("q", ["%20", "--", "%E2%80%99", "a" * 81])
def test_a_search_needs_words_and_few(q):
    assert _problems(f"/territories?q={q}")[0]["parameter"] == "q"


@pytest.mark.parametrize(
    "address", ["/observation", "/indicators/", "/observations/1", "/indicators/a/b", "//", "/%00"]
)
def test_an_unknown_address_names_those_there_are(address):
    (problem,) = _problems(address, 404)
    assert all(f"/api/v1{endpoint.path}" in problem["message"] for endpoint in ENDPOINTS)


@pytest.mark.parametrize("address", ["/api/v2/observations", "/api/", "/api/observations"])
def test_another_version_is_not_found(address):
    assert client().get(address).status_code == 404


def test_what_was_asked_is_said_back_short_and_visible():
    asked = quote("a\x00\x1b\u202e" + "b" * 200)
    (problem,) = _problems(f"/observations?source={asked}")
    assert f"« a���{'b' * 56}… »" in problem["message"]
    assert len(_problems(f"/observations?{'x' * 3000}=1")[0]["parameter"]) <= 60


def test_too_much_is_refused_before_it_is_read():
    _problems(f"/observations?source={'a' * LONGEST_QUERY}", 414)
    (problem,) = _problems(f"/observations?territory={','.join(['FR'] * (MOST_VALUES + 1))}")
    assert problem["message"] == f"Le paramètre territory compte {MOST_VALUES + 1} valeurs ; {MOST_VALUES} au plus."
    many = _problems("/observations?" + "&".join(f"x{n}=1" for n in range(40)))
    assert len(many) == MOST_PROBLEMS + 1
    assert many[-1]["message"] == "Et 30 autres."


def test_bytes_that_are_no_text_are_refused():
    for query in ("source=%FF", "%C3=1"):
        (problem,) = _problems(f"/observations?{query}")
        assert problem["message"] == "La requête n’est pas écrite en UTF-8."


def test_the_longest_query_that_is_read_is_refused_in_one_go():
    wrong = ",".join(f"medecins_densite_{n}" for n in range(MOST_VALUES))
    address = f"/observations?indicator={wrong}&source={wrong}"
    assert get(address).status_code == 400


# Any request whatever, as bytes: no client tidies it up on its way.

NAMES = sorted({parameter.name for endpoint in ENDPOINTS for parameter in endpoint.parameters})
VALUES = [
    "mg_evolution",
    "DEP-02",
    "DEP",
    "zip",
    "2022",
    "2016/2020",
    "drees_apl",
    "published",
    "csv",
    "parquet",
    "5",
    "0",
]
_texts = st.one_of(
    st.sampled_from(VALUES), st.text(max_size=12), st.lists(st.sampled_from(VALUES), max_size=4).map(",".join)
)
_pairs = st.lists(st.tuples(st.sampled_from(NAMES), _texts), max_size=4)
_queries = st.one_of(
    _pairs.map(lambda pairs: "&".join(f"{name}={quote(text, safe=',/')}" for name, text in pairs).encode()),
    st.binary(max_size=60),
    st.text(alphabet="%&=+,;/0123456789ABCDEFabcdef\x00é", max_size=60).map(lambda text: text.encode("latin-1")),
)
_paths = st.one_of(
    st.sampled_from(["/observations", "/territories", "/indicators", "/sources", "/indicators/mg_evolution", "/"]),
    st.text(max_size=20).map(lambda text: f"/indicators/{text}"),
    st.text(max_size=20).map(lambda text: f"/{text}"),
)
_headers = st.lists(
    st.tuples(
        st.sampled_from([b"if-none-match", b"accept-encoding", b"host", b"origin"]),
        st.one_of(st.binary(max_size=20), st.sampled_from([b"*", b"gzip", b"W/", b'"', b"gzip;q=x"])),
    ),
    max_size=2,
)


def _status(method: str, path: str, query: bytes, headers: list[tuple[bytes, bytes]]) -> int:
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "scheme": "http",
        "method": method,
        "path": path,
        "raw_path": path.encode("utf-8", "replace"),
        "root_path": "",
        "query_string": query,
        "headers": headers,
        "server": ("127.0.0.1", 80),
        "client": ("127.0.0.1", 1),
    }
    statuses = []

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    anyio.run(app(), scope, receive, send)
    (status,) = statuses
    return status


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(["GET", "HEAD", "OPTIONS", "POST"]), _paths, _queries, _headers)
def test_no_request_whatever_breaks_the_server(method, path, query, headers):
    assert _status(method, f"/api/v1{path}", query, headers) in {200, 204, 304, 400, 404, 405, 414}


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(["/observations", "/territories"]), _queries)
def test_no_query_whatever_breaks_the_server(path, query):
    assert _status("GET", f"/api/v1{path}", query, []) in {200, 400, 414}


def test_every_indicator_has_its_address():
    assert all(get(f"/indicators/{one.id}").status_code == 200 for one in CATALOGUE)
