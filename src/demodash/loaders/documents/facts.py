"""What a document says of itself: when it was published and which territory it speaks of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from demodash.loaders.documents.parts_of_region import titled_area
from demodash.loaders.documents.places import FRANCE
from demodash.loaders.documents.reading import Read, Sentence
from demodash.loaders.documents.said_later import SaidLater, said_below
from demodash.loaders.documents.tokens import Kind, Token
from demodash.periods import period

INFERRED_NOTE = "Année déduite : le document n’est pas daté."

_DATE = Kind.DATE.value
_YEAR = Kind.YEAR.value
_PUBLISHED = re.compile(
    rf"\b(?:publiee?|paru|mise? en ligne|postee?|diffusee?|date de publication|communique(?: de presse)?(?: du)?"
    rf"|actualite)"
    rf"(?: le)?(?: :| -|,)?(?: le)? (?P<date>{_DATE}+)"
)
_UPDATED = re.compile(
    rf"\b(?:mise? a jour|mise a jour|actualisee?|modifiee?)(?: le| du)?(?: :)?(?: le)? (?P<date>{_DATE}+)"
)
_DATELINE = re.compile(
    r"(?:(?:communique(?: de presse)?|dossier de presse|point presse|reunion|actualite"
    r"|(?:note|lettre|point|rapport|fiche|bulletin|synthese|compte rendu)(?: (?:d'information|d'etape|de synthese"
    r"|de situation|de conjoncture|de presse))?(?= (?:du|le) )|[\w' -]{2,30},)[ -]*)?"
    rf"(?:(?:le|du) )?(?:(?:lun|mar|mercre|jeu|vendre|same)di )?(?P<date>{_DATE}+)\.?"
)
_MEETING = re.compile(
    r"(?!.*\b(?:loi|arrete|decret|zonage|convention)\b).*\b(?:comite|copil|cotech|reunion|seance|seminaire|commission|conseil"
    r"|crsa|assemblee|journee|rencontre|revue|presentation)\b[^.;:]{0,60}?"
    rf"(?: du| le| -|,)? (?P<date>{_DATE}+)\.?"
)
_PRINT_TIME = re.compile(r"\d\d?[:h]\d\d")
_PRESENT = re.compile(rf"\b(?:sont|est)\b(?: \w+){{1,4}} en (?P<year>{_YEAR}+)")
_NOT_PRESENT = re.compile(
    r"\b(?:(?:sont|est) (?:ne|entre|arrive|devenu|passe|venu|parti|intervenu|cree|prevu|attendu|programme)e?s?"
    r"|se sont|s'est|etai(?:t|ent)|sera|seront)\b"
)
_PAST_YEAR = re.compile(
    rf"(?:^|[.;:,] ?|\b)(?:pour la (?:seule )?annee|pour l'annee|au cours de l'annee|durant l'annee|sur l'annee|en) "
    rf"(?P<year>{_YEAR}+), "
)
_PAST_VERB = re.compile(r"\b(?:a|ont|avons) (?:\w+ )?\w+(?:é|i|u|is|it|ert|aint)e?s?\b")
_FUTURE_YEAR = re.compile(
    r"\b(?:d'ici(?: a)?|horizon|objectifs?|cibles?|jusqu'en|avant(?: fin)?|prevue?s? (?:en|pour|fin)|a partir de|des) "
    r"?$"
)
_PUBLISHER = re.compile(
    r"\b(?:ARS|[Aa]gence [Rr][eé]gionale de [Ss]ant[eé]|[Rr][eé]gion|[Cc]onseil [Rr][eé]gional)"
    r"(?: de la| de l'| de l’| d'| d’| des| de| du)? ?$"
)
_TOP = 6


@dataclass(frozen=True, slots=True)
class DocumentDate:
    """The date of a document in ISO 8601 (a year when it is all that is known) and where it stands.

    `status` is that of a figure which has no date of its own; `note` says why in French when it is inferred.
    """

    iso: str
    status: str
    note: str = ""
    read: Read | None = None
    token: Token | None = None

    @property
    def year(self) -> int:
        """The year of the document."""
        return int(self.iso[:4])


@dataclass(frozen=True)
class Facts:
    """What holds for every figure of a document. `date` and `territory` are None when nothing tells them."""

    reads: tuple[Read, ...]
    date: DocumentDate | None
    territory: str | None
    _mentions: dict[re.Pattern[str], bool] = field(default_factory=dict, init=False, repr=False, compare=False)

    @cached_property
    def everything(self) -> str:
        """The whole text, folded and masked, one passage a line."""
        return "\n".join(read.text.mask for read in self.reads)

    @cached_property
    def title(self) -> str:
        """The first text of the document, "" when it has none."""
        return self._first.text.printed if self._first is not None else ""

    @cached_property
    def title_area(self) -> str:
        """The words of the title that say that the document is on a part of the region, "" when none do."""
        return titled_area(self._first.text) if self._first is not None else ""

    @cached_property
    def title_places(self) -> frozenset[str]:
        """The codes of the territories that the title names."""
        return frozenset(place.code for place in self._first.text.places) if self._first is not None else frozenset()

    @cached_property
    def _first(self) -> Read | None:
        return next((read for read in self.reads if read.passage.kind == "text"), None)

    @cached_property
    def dated_below(self) -> Mapping[int, SaidLater]:
        """The moments that notes give to the passages above them, by order of passage."""
        return said_below(self.reads)

    def mentions(self, source: re.Pattern[str]) -> bool:
        """Tell whether a pattern is found anywhere in the folded and masked text; searched once a pattern."""
        if source not in self._mentions:
            self._mentions[source] = source.search(self.everything) is not None
        return self._mentions[source]

    def slide_above(self, read: Read) -> tuple[Read, ...]:
        """Return the passages that stand before one on its slide, none when the document is no deck."""
        if read.passage.unit != "slide":
            return ()
        page = read.passage.page
        return tuple(one for one in self.reads[: read.order] if one.passage.page == page and one.passage.kind == "text")

    @classmethod
    def of(cls, reads: Sequence[Read]) -> Facts:
        """Return what the passages of a document say of it."""
        return cls(tuple(reads), document_date(reads), document_territory(reads))


def document_date(reads: Sequence[Read]) -> DocumentDate | None:
    """Return the date of a document: printed as such, on its slides, in a dateline; else its year, told or inferred.

    A year is told when a sentence in the present gives it and no later one is spoken of. It is inferred as the year
    after the last one that a sentence in the past sums up («En 2016, … a permis …»).
    """
    for finder in (_said, _on_margins, _dateline, _present_year, _inferred_year):
        found = finder(reads)
        if found is not None:
            return found
    return None


def _said(reads: Sequence[Read]) -> DocumentDate | None:
    published = list(_dates_after(_PUBLISHED, reads))
    updated = list(_dates_after(_UPDATED, reads))
    for dates, other in ((published, updated), (updated, [])):
        if len({token.first for _, token in dates}) == 1:
            read, token = dates[0]
            later = {one.first for _, one in other} - {token.first}
            note = f"Page mise à jour : {period(max(later)).label}." if later else ""
            return DocumentDate(token.first, "published", note, read, token)
    return None


def _dates_after(pattern: re.Pattern[str], reads: Sequence[Read]) -> Iterator[tuple[Read, Token]]:
    for read in reads:
        for found in pattern.finditer(read.text.mask):
            for token in read.text.tokens:
                if token.start == found.start("date"):
                    yield read, token


def _on_margins(reads: Sequence[Read]) -> DocumentDate | None:
    """Return the date that every slide bears; one with an hour is that of a printing."""
    marked = [
        (read, line.printed)
        for read in reads
        for line in read.passage.lines
        if line.printed is not None and not _PRINT_TIME.search(line.text)
    ]
    if len({printed for _, printed in marked}) != 1:
        return None
    read, printed = marked[0]
    return DocumentDate(printed.isoformat(), "published", "", read) if printed else None


def _dateline(reads: Sequence[Read]) -> DocumentDate | None:
    texts = [read for read in reads if read.passage.kind != "notes"]
    found: dict[str, tuple[Read, Token]] = {}
    for read in (*texts[:_TOP], *texts[-2:]):
        whole = _DATELINE.fullmatch(read.text.mask) or _MEETING.fullmatch(read.text.mask)
        if whole is not None:
            token = next(one for one in read.text.tokens if one.kind is Kind.DATE)
            found.setdefault(token.first, (read, token))
    if len(found) != 1:
        return None
    iso, (read, token) = found.popitem()
    return DocumentDate(iso, "published", "", read, token)


def _sentences(reads: Sequence[Read]) -> Iterator[Sentence]:
    for read in reads:
        if read.passage.kind == "text":
            yield from read.sentences


def _years(reads: Sequence[Read]) -> set[int]:
    """Return the years that the text speaks of, those to come apart."""
    years = set()
    for read in reads:
        if read.passage.kind == "text":
            for token in read.text.tokens:
                before = read.text.mask[max(0, token.start - 24) : token.start]
                if token.kind in {Kind.YEAR, Kind.YEARS, Kind.DATE} and not _FUTURE_YEAR.search(before):
                    years.add(int(token.last[:4]))
    return years


def _present_year(reads: Sequence[Read]) -> DocumentDate | None:
    latest = max(_years(reads), default=0)
    for sentence in _sentences(reads):
        if _NOT_PRESENT.search(sentence.mask):
            continue
        for found in _PRESENT.finditer(sentence.mask):
            token = sentence.token_at(found.start("year"))
            if int(token.value) == latest:
                return DocumentDate(token.first, "published", "", sentence.read, token)
    return None


def _inferred_year(reads: Sequence[Read]) -> DocumentDate | None:
    latest = max(_years(reads), default=0)
    for sentence in _sentences(reads):
        for found in _PAST_YEAR.finditer(sentence.mask):
            token = sentence.token_at(found.start("year"))
            after = sentence.read.text.printed[token.end : sentence.end]
            if int(token.value) == latest and _PAST_VERB.search(after):
                year = str(latest + 1)
                return DocumentDate(year, "inferred", INFERRED_NOTE, sentence.read, token)
    return None


def document_territory(reads: Sequence[Read]) -> str | None:
    """Return the territory that a document speaks of: named in its title, by its publisher, or alone in its text.

    None when nothing tells it, or when two regions compete.
    """
    texts = [read for read in reads if read.passage.kind in {"text", "furniture"}]
    headed = [read for read in texts[:_TOP] if read.passage.role in {"title", "heading"}]
    titled = _regions(headed) or _regions(texts[:_TOP])
    publishers = {
        place.code
        for read in texts
        for place in read.text.places
        if _is_region(place.code) and _PUBLISHER.search(read.text.printed[: place.start])
    }
    everywhere = _regions(texts)
    if len(titled) == 1 and (not publishers or publishers == set(titled) or len(publishers) > 1):
        return next(iter(titled))
    for found in (publishers, set(everywhere)):
        if len(found) == 1 and not (titled and found != set(titled) and len(titled) == 1):
            return next(iter(found))
    return _departement(texts) if not everywhere else None


def _regions(reads: Sequence[Read]) -> Counter[str]:
    """Return how often each region is named; former regions count only when no region of today is."""
    named = Counter(place.code for read in reads for place in read.text.places if _is_region(place.code))
    today = Counter({code: times for code, times in named.items() if code.startswith("REG-")})
    return today or named


def _is_region(code: str) -> bool:
    return code != FRANCE and code.startswith(("REG-", "EXREG-"))


def _departement(reads: Sequence[Read]) -> str | None:
    named = {place.code for read in reads[:_TOP] for place in read.text.places if place.code.startswith("DEP-")}
    return named.pop() if len(named) == 1 else None
