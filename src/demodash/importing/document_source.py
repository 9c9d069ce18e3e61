"""Who published a document, under which title, when, where: what its text tells, and what the analyst confirms."""

from __future__ import annotations

import re
from collections import Counter

from demodash import territories
from demodash.dataset import Dataset
from demodash.errors import DataError, Problem
from demodash.importing.answers import iso_date, settled
from demodash.importing.candidates import Candidate
from demodash.loaders.documents.extraction import source_id
from demodash.loaders.tables.model import Answers, Question, QuestionKind
from demodash.periods import period
from demodash.sources import Source
from demodash.territories import HOME_REGION, Level
from demodash.texts import folded

_DATE = re.compile(r"^(?:\d{4}(?:-\d{2}(?:-\d{2})?)?)$")
_FIRST_LINES = 8
_SHORTEST_TITLE = 30
_LONGEST_TITLE = 200
_ID_STEM = 60
TERRITORY = "territory"
PRINTED, INFERRED = "imprimee", "deduite"


def document_questions(candidate: Candidate, dataset: Dataset) -> tuple[Question, ...]:
    """What has to be known of a document as a source, with what its text suggests, or a source of the same file."""
    known = next((one for one in dataset.sources.values() if one.sha256 == candidate.sha256), None)
    extraction = candidate.extraction
    date = known.date if known else extraction.date if extraction else ""
    inferred = known.date_inferred if known else extraction is not None and extraction.date_inferred
    publisher = known.publisher if known else _publisher(candidate, dataset)
    title = known.title if known else _title(candidate)
    where = () if extraction and extraction.territory else (_territory_question(),)
    return (
        *where,
        Question("publisher", "Éditeur", QuestionKind.TEXT, "Qui publie le document.", publisher),
        Question("title", "Titre", QuestionKind.TEXT, "Tel qu’imprimé.", title),
        Question("date", "Date", QuestionKind.TEXT, "JJ/MM/AAAA, AAAA-MM ou AAAA.", date, optional=True),
        Question(
            "dated",
            "Cette date est",
            QuestionKind.CHOICE,
            "Une date déduite du texte est signalée partout où le chiffre paraît.",
            INFERRED if inferred else PRINTED,
            {PRINTED: "imprimée dans le document", INFERRED: "déduite du texte"},
        ),
        Question(
            "url",
            "Adresse",
            QuestionKind.TEXT,
            "Où le document se lit (https://…).",
            known.url if known else "",
            optional=True,
        ),
    )


def source_of(candidate: Candidate, answers: Answers, dataset: Dataset) -> Source:
    """Make the source of a document from the answers.

    Raises:
        DataError: an answer is missing or wrong.
    """
    given = settled(document_questions(candidate, dataset), answers, candidate.name)
    date, url = iso_date(given["date"]), given["url"]
    problems = []
    if date and not _is_date(date):
        problems.append(Problem(candidate.name, "Date", "JJ/MM/AAAA, AAAA-MM-JJ, AAAA-MM ou AAAA", given["date"]))
    if url and not url.startswith(("https://", "http://")):
        problems.append(Problem(candidate.name, "Adresse", "une adresse qui commence par https://", url))
    if problems:
        raise DataError(problems)
    territory = given.get(TERRITORY, "") or (candidate.extraction.territory if candidate.extraction else "")
    return Source(
        id=f"{source_id(candidate.name)[:_ID_STEM]}_{candidate.sha256[:8]}",
        kind="document",
        publisher=given["publisher"],
        title=given["title"],
        date=date,
        date_inferred=bool(date) and given["dated"] == INFERRED,
        url=url,
        territory=territory,
        file=candidate.name,
        sha256=candidate.sha256,
    )


def document_series(source: Source) -> str:
    """What two versions of one document share: its publisher and its title."""
    words = re.sub(r"[^a-z0-9]+", "_", folded(f"{source.publisher} {source.title}")).strip("_")
    return f"document_{words}"


def _territory_question() -> Question:
    """Asked of a document that does not say which territory its figures are about."""
    regions = sorted(territories.codes(Level.REGION), key=lambda code: (code != HOME_REGION, territories.name(code)))
    home = (HOME_REGION, *territories.children(HOME_REGION, Level.DEPARTEMENT))
    offered = dict.fromkeys((*home, *regions, Level.FRANCE.value))
    return Question(
        TERRITORY,
        "Territoire du document",
        QuestionKind.CHOICE,
        "Le document ne dit pas de quel territoire il parle. Sans réponse, seuls les chiffres dont le lieu est écrit "
        "sont retenus.",
        "",
        {code: territories.label(code) for code in offered},
        optional=True,
    )


def _is_date(text: str) -> bool:
    if not _DATE.match(text):
        return False
    try:
        period(text)
    except ValueError:
        return False
    return True


def _title(candidate: Candidate) -> str:
    document = candidate.document
    if document is None:
        return candidate.name
    first = [line.text for line in document.lines if line.kind == "text" and line.text][:_FIRST_LINES]
    likely = [text for text in first if len(text) >= _SHORTEST_TITLE and not re.search(r"\d{2}/\d{2}/\d{4}", text)]
    return (document.title or next(iter([*likely, *first]), candidate.name))[:_LONGEST_TITLE]


def _publisher(candidate: Candidate, dataset: Dataset) -> str:
    """The known publisher that the text names most often; empty when it names none."""
    if candidate.document is None:
        return ""
    text = folded(" ".join(line.text for line in candidate.document.lines))
    known = {one.publisher for one in dataset.sources.values() if one.kind == "document"}
    counts = Counter({name: text.count(folded(name)) for name in sorted(known)})
    name, count = counts.most_common(1)[0] if counts else ("", 0)
    return name if count else ""
