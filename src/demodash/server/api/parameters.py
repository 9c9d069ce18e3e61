"""The parameters of the API, declared once, and how the query of a request is read against them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from types import MappingProxyType
from urllib.parse import parse_qsl, urlencode

from demodash.exports.data_address import DEFAULT_LIMIT, LIMIT, MOST_VALUES, SEPARATOR
from demodash.indicators import CATALOGUE
from demodash.indicators.model import Theme
from demodash.schema import STATUSES
from demodash.server.api.index import Index
from demodash.server.api.problems import QueryProblem, Refusal, echoed, meant, nearest
from demodash.server.api.readers import (
    BadValue,
    Known,
    OneOf,
    PeriodText,
    Reader,
    SearchText,
    TerritoryCode,
    Whole,
    allowed,
    category_ids,
    indicator_ids,
    source_ids,
)
from demodash.territories import Level
from demodash.texts import STATUS_WORDS, number

LONGEST_QUERY = 8_000
MOST_HINTED = 5
FARTHEST = 10_000_000
LONGEST_SEARCH = 80
FORMATS = {"json": "JSON", "csv": "CSV pour Excel en français", "parquet": "Parquet"}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: its name, what it does (French), how it is read, an example; ``several`` takes a list."""

    name: str
    description: str
    reader: Reader
    example: str
    several: bool = False
    default: str | int | None = None


_LEVELS = {level.value: level.plural for level in Level}
_THEMES = {theme.value: theme.label for theme in Theme}
_STATUSES = {status: STATUS_WORDS[status] for status in STATUSES}

INDICATOR = Parameter(
    "indicator",
    "Identifiants d’indicateurs (voir /indicators).",
    Known(indicator_ids, "Aucun indicateur n’a l’identifiant", tuple(CATALOGUE.by_id)),
    "mg_evolution",
    several=True,
)
THEME = Parameter("theme", f"Thèmes : {allowed(_THEMES)}.", OneOf(_THEMES), "zonage", several=True)
TERRITORY = Parameter(
    "territory", "Codes de territoires (voir /territories).", TerritoryCode(), "REG-32,DEP-02", several=True
)
LEVEL = Parameter("level", f"Niveaux de territoires : {allowed(_LEVELS)}.", OneOf(_LEVELS), "DEP", several=True)
CATEGORY = Parameter(
    "category",
    "Identifiants de catégories de l’indicateur (zone, profession, université…) ; « ensemble » pour le tout.",
    Known(category_ids, "Aucune catégorie n’a l’identifiant"),
    "zip,zac",
    several=True,
)
PERIOD = Parameter(
    "period",
    "Périodes exactes, ISO 8601 : jour, mois, année ou intervalle (2016/2020).",
    PeriodText(),
    "2016/2020",
    several=True,
)
YEAR = Parameter(
    "year",
    "Années que la période atteint : 2023 choisit 2023, 2023-01-23 et 2020/2023.",
    Whole(1900, 2100),
    "2023",
    several=True,
)
SOURCE = Parameter(
    "source",
    "Identifiants de sources (voir /sources).",
    Known(source_ids, "Aucune source n’a l’identifiant"),
    "drees_apl",
    several=True,
)
STATUS = Parameter("status", f"Statuts : {allowed(_STATUSES)}.", OneOf(_STATUSES), "published", several=True)
FORMAT = Parameter("format", f"Format : {allowed(FORMATS)}.", OneOf(FORMATS), "csv", default="json")
LIMIT_ROWS = Parameter(
    "limit",
    f"Nombre de lignes au plus : {number(DEFAULT_LIMIT)} par défaut, {number(LIMIT)} au maximum.",
    Whole(1, LIMIT),
    "100",
    default=DEFAULT_LIMIT,
)
OFFSET = Parameter("offset", "Nombre de lignes à passer avant la première.", Whole(0, FARTHEST), "1000", default=0)
PARENT = Parameter("parent", "Code du territoire dans lequel les autres se trouvent.", TerritoryCode(), "DEP-02")
SEARCH = Parameter(
    "q",
    "Mots d’un nom (sans souci d’accents ni de majuscules), début d’un code INSEE ou d’un code postal.",
    SearchText(LONGEST_SEARCH),
    "saint-quentin",
)


@dataclass(frozen=True, slots=True)
class Query:
    """What a request asks, read: by parameter a value, or a tuple of values; the default where it says nothing."""

    values: Mapping[str, str | int | tuple[str | int, ...] | None]
    canonical: str
    """The same query written in one way, without what is default: two requests that ask the same have it equal."""

    def words(self, name: str) -> tuple[str, ...]:
        """The values of a parameter that takes several, as texts; none when it was not asked."""
        found = self.values[name]
        return tuple(str(one) for one in found) if isinstance(found, tuple) else ()

    def word(self, name: str) -> str:
        """The value of a parameter that takes one text; empty when it was not asked."""
        found = self.values[name]
        return found if isinstance(found, str) else ""

    def whole(self, name: str) -> int:
        """The value of a parameter that takes a number.

        Raises:
            ValueError: it has none.
        """
        found = self.values[name]
        if not isinstance(found, int):
            raise ValueError(f"{name!r} holds no number")
        return found

    def page(self, parameters: Sequence[Parameter], offset: int) -> str:
        """Write the query of another page of the same answer."""
        return _canonical({**self.values, "offset": offset}, parameters)


def read_query(raw: bytes, parameters: Sequence[Parameter], index: Index) -> Query:
    """Read the query of a request, as its bytes came.

    Raises:
        Refusal: it is too long, not UTF-8, or a parameter is unknown, repeated, empty or wrong; all are said.
    """
    if len(raw) > LONGEST_QUERY:
        message = f"La requête compte {number(len(raw))} caractères ; {number(LONGEST_QUERY)} au plus."
        raise Refusal.of([QueryProblem(message)], HTTPStatus.REQUEST_URI_TOO_LONG)
    try:
        pairs = parse_qsl(raw.decode("ascii"), keep_blank_values=True, errors="strict")
    except ValueError as error:  # UnicodeDecodeError is one
        raise Refusal.of([QueryProblem("La requête n’est pas écrite en UTF-8.")]) from error
    known = {parameter.name: parameter for parameter in parameters}
    counts = Counter(name for name, _ in pairs)
    problems: list[QueryProblem] = []
    values: dict[str, str | int | tuple[str | int, ...] | None] = {}
    for name, text in dict(pairs).items():
        if name not in known:
            problems.append(_unknown(name, known, hinted=len(problems) < MOST_HINTED))
        elif counts[name] > 1:
            problems.append(_repeated(known[name], counts[name]))
        else:
            values[name] = _value(known[name], text, index, problems)
    if problems:
        raise Refusal.of(problems)
    complete = {parameter.name: values.get(parameter.name, parameter.default) for parameter in parameters}
    return Query(MappingProxyType(complete), _canonical(complete, parameters))


def _unknown(name: str, known: Mapping[str, Parameter], *, hinted: bool) -> QueryProblem:
    suggestions = nearest(name, known) if hinted else ()
    permitted = f"paramètres permis : {', '.join(known)}" if known else "cette adresse n’en prend aucun"
    return QueryProblem(
        f"Paramètre inconnu : {echoed(name)} ; {permitted}.{meant(suggestions)}", name[:60], suggestions
    )


def _repeated(parameter: Parameter, count: int) -> QueryProblem:
    advice = (
        f" Séparez ses valeurs par des virgules : {parameter.name}={parameter.example}." if parameter.several else ""
    )
    return QueryProblem(
        f"Le paramètre {parameter.name} est donné {count} fois ; une seule est permise.{advice}", parameter.name
    )


def _value(
    parameter: Parameter, text: str, index: Index, problems: list[QueryProblem]
) -> str | int | tuple[str | int, ...] | None:
    parts = [part.strip() for part in text.split(SEPARATOR)] if parameter.several else [text.strip()]
    if not all(parts):
        what = "est vide" if not any(parts) else "contient une valeur vide"
        problems.append(
            QueryProblem(f"Le paramètre {parameter.name} {what} : ôtez-le ou complétez-le.", parameter.name)
        )
        return None
    if len(parts) > MOST_VALUES:
        message = f"Le paramètre {parameter.name} compte {len(parts)} valeurs ; {MOST_VALUES} au plus."
        problems.append(QueryProblem(message, parameter.name))
        return None
    found: list[str | int] = []
    for part in dict.fromkeys(parts):
        try:
            found.append(parameter.reader.read(part, index))
        except BadValue as bad:
            # To look for what was meant takes longer than all the rest.
            suggestions = bad.hint() if len(problems) < MOST_HINTED else ()
            problems.append(QueryProblem(f"{parameter.name} : {bad}{meant(suggestions)}", parameter.name, suggestions))
    if not found:
        return None
    return tuple(found) if parameter.several else found[0]


def _canonical(values: Mapping[str, str | int | tuple[str | int, ...] | None], parameters: Sequence[Parameter]) -> str:
    pairs = []
    for parameter in parameters:
        value = values[parameter.name]
        if value is None or value == parameter.default:
            continue
        parts = sorted(str(one) for one in value) if isinstance(value, tuple) else [str(value)]
        pairs.append((parameter.name, SEPARATOR.join(parts)))
    return urlencode(pairs, safe=f"{SEPARATOR}/")
