"""What is wrong with a request, in French: every problem of it, said in one answer (RFC 9457)."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus

from demodash.texts import and_others, capitalised, unmasked

_LONGEST_ECHO = 60
# The comparison of texts takes time that grows with their length: longer ones are nobody's slip.
_LONGEST_COMPARED = 60
MOST_PROBLEMS = 10

TITLES = {
    HTTPStatus.BAD_REQUEST: "Requête mal formée",
    HTTPStatus.NOT_FOUND: "Adresse inconnue",
    HTTPStatus.METHOD_NOT_ALLOWED: "Méthode non permise",
    HTTPStatus.REQUEST_URI_TOO_LONG: "Adresse trop longue",
    HTTPStatus.SERVICE_UNAVAILABLE: "Données indisponibles",
}


@dataclass(frozen=True, slots=True)
class QueryProblem:
    """One thing that is wrong: with which parameter (empty when with none), and what might have been meant."""

    message: str
    parameter: str = ""
    suggestions: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """The problem as the answer says it."""
        return {"parameter": self.parameter, "message": self.message, "suggestions": list(self.suggestions)}


@dataclass(frozen=True, slots=True)
class Refusal(Exception):
    """A request that is refused, with every problem found."""

    problems: tuple[QueryProblem, ...]
    status: HTTPStatus = HTTPStatus.BAD_REQUEST
    headers: tuple[tuple[str, str], ...] = field(default=())

    @classmethod
    def of(cls, problems: Iterable[QueryProblem], status: HTTPStatus = HTTPStatus.BAD_REQUEST) -> Refusal:
        """Refuse for these problems; beyond MOST_PROBLEMS they are counted only."""
        found = list(problems)
        if len(found) > MOST_PROBLEMS:
            more = len(found) - MOST_PROBLEMS
            found = [*found[:MOST_PROBLEMS], QueryProblem(capitalised(f"{and_others(more)}."))]
        return cls(tuple(found), status)

    def as_json(self) -> dict[str, object]:
        """The body of the answer."""
        return {
            "type": "about:blank",
            "title": TITLES[self.status],
            "status": int(self.status),
            "detail": " ".join(problem.message for problem in self.problems),
            "problems": [problem.as_json() for problem in self.problems],
        }


def echoed(text: str) -> str:
    """Write what was asked between French quotes: short, and without what a screen would not show."""
    seen = unmasked(text)
    return f"« {seen if len(seen) <= _LONGEST_ECHO else seen[:_LONGEST_ECHO] + '…'} »"


def nearest(asked: str, known: Iterable[str]) -> tuple[str, ...]:
    """Give the known ids, three at most, that look like the one asked."""
    if len(asked) > _LONGEST_COMPARED:
        return ()
    return tuple(difflib.get_close_matches(asked.strip().lower(), list(known), n=3, cutoff=0.6))


def meant(suggestions: Sequence[str]) -> str:
    """Say what might have been meant, as the end of a message; nothing when there is no suggestion."""
    return f" Vouliez-vous dire {' ou '.join(echoed(one) for one in suggestions)} ?" if suggestions else ""
