"""What a cell of a table, or the caption above it, says: an indicator, a moment, a territory, or nothing known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from demodash.indicators.model import ENSEMBLE
from demodash.loaders.documents.reading import Text
from demodash.loaders.documents.rules.exercice import FRAGMENTS_ABOVE
from demodash.loaders.documents.rules.model import OF_DOCUMENT, pattern
from demodash.loaders.documents.tokens import Kind, Token

_CALENDAR = frozenset({Kind.YEAR, Kind.YEARS, Kind.DATE})
_NUMBER_OF = r"(?:nombre|nb|total)(?: total)? (?:de |d'|des )"
_PLACES_OF = r"(?:places|capacites?)(?: de formation| d'accueil)? (?:d'|des |de |en |pour les )"
_NURSES = r"(?:infirmiere?s?|infirmiers?/infirmieres?|ide|ifsi|soins infirmiers)"
_ASSISTANTS = r"(?:aides?[- ]soignante?s?|as|ifas)"
_TRAINS = r"(?:formes? |agrees? |habilites? )?(?:a |pour )?(?:l'accueil|accueillant|accueillir|encadrant|recevant)"


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator named by a label; `bare`: nothing but the context says that it is a level («MSP»).

    `cumulated`: a number counted since the beginning, said to be so. `needs_places`: the context must speak of places.
    """

    id: str
    category: str = ENSEMBLE
    bare: bool = False
    cumulated: bool = False
    needs_places: bool = False


_INDICATORS: tuple[tuple[re.Pattern[str], Indicator], ...] = tuple(
    (pattern(source), indicator)
    for source, indicator in (
        (rf"(?:{_NUMBER_OF}|les )?(?:<MSP>) \(?<RUNNING>\)?|{_NUMBER_OF}(?:<MSP>)", Indicator("msp_activite")),
        (r"(?:les )?(?:<MSP>)", Indicator("msp_activite", bare=True)),
        (
            rf"(?:{_NUMBER_OF}|les )?(?:<MSP>) \(?en projet\)?|(?:{_NUMBER_OF})?projets de (?:<MSP>)",
            Indicator("msp_projet"),
        ),
        (rf"(?:{_NUMBER_OF}|les )?(?:<CPTS>) \(?<RUNNING>\)?|{_NUMBER_OF}(?:<CPTS>)", Indicator("cpts_fonctionnement")),
        (r"(?:les )?(?:<CPTS>)", Indicator("cpts_fonctionnement", bare=True)),
        (
            r"(?:(?:%|part|taux|pourcentage|proportion) (?:de )?(?:la )?)?population (?:regionale )?couverte par "
            r"(?:une |des |les )?(?:<CPTS>)(?: \(?(?:en )?%\)?)?",
            Indicator("cpts_population_part"),
        ),
        (rf"(?:{_NUMBER_OF}|les )?(?:<CESP>) signes?", Indicator("cesp_signes")),
        (
            rf"(?:{_NUMBER_OF}|les )?(?:<CESP>) signes?,? \(?(?:en )?cumule?s?\)?",
            Indicator("cesp_signes", cumulated=True),
        ),
        (rf"(?:{_NUMBER_OF}|les )?(?:<PTMG>) signes?", Indicator("ptmg_signes")),
        (
            rf"(?:{_NUMBER_OF}|les )?(?:<PTMG>) signes?,? \(?(?:en )?cumule?s?\)?",
            Indicator("ptmg_signes", cumulated=True),
        ),
        (rf"{_NUMBER_OF}(?:<MS>)(?: de medecine generale)?", Indicator("msu")),
        (r"(?:les )?(?:<MS>)(?: de medecine generale)?", Indicator("msu", bare=True)),
        (rf"(?:{_NUMBER_OF})?(?:<MS>) {_TRAINS} (?:des |d'|les )?externes", Indicator("msu", "externes")),
        (rf"(?:{_NUMBER_OF})?(?:<MS>) {_TRAINS} (?:des |d'|les )?internes", Indicator("msu", "internes")),
        (rf"(?:nombre de )?{_PLACES_OF}{_NURSES}", Indicator("ide_places")),
        (_NURSES, Indicator("ide_places", needs_places=True)),
        (rf"(?:nombre de )?{_PLACES_OF}{_ASSISTANTS}", Indicator("as_capacite")),
        (_ASSISTANTS, Indicator("as_capacite", needs_places=True)),
    )
)
_MOMENT = pattern(
    r"(?:[(,:–—-] ?)?(?:\b(?:a|en|la|de|du|au|le|date|fin|debut|annee|situation|bilan|donnees) )*(?:<Y>|<T>)\)?"
)
_SPAN = pattern(r"(?:[(,:–—-] ?)?(?:\b(?:evolution|periode|en|de|sur|la) )*<YY>\)?")
_VALUE = re.compile(r"(?:nombre|nb|valeurs?|chiffres?|resultats?)")
_ACTIVE = pattern(r"(?:(?:nombre|nb|dont) )?<RUNNING>")
_PROJECT = re.compile(r"(?:(?:nombre|nb) )?en projet|projets?")
_TOTAL = re.compile(r"(?:sous-)?totaux|(?:sous-)?total(?: general)?|ensemble|moyenne\b.*|cumul\w*")
_REGION = re.compile(r"(?:(?:total|ensemble)(?: de)?(?: la)? )?(?:la )?region")
_TERRITORY = re.compile(
    r"(?:[\ue000-\ue007]+ ?[–—-]? ?)?(?:(?:total|ensemble)(?: de la| des| de)? )?"
    r"(?:(?:le |la |l'|les )?(?:departement|region)(?: de la| de l'| de| du| des| d')? ?)?(?:le |la |l'|les )?·+"
    r"(?: \([^)]{1,4}\))?"
)
_AXES = re.compile(
    r"(?:[ ,(]*(?:(?:par|et|selon|departements?|territoires?|regions?|ans?|annees?|en region|dans la region)(?!\w)"
    r"|(?:(?:dans|en|sur) )?(?:les |le |la |l')?·+))*[ ,()]*"
)
_OPENING = re.compile(r"(?:(?:evolution|repartition|nombre) (?:du |de la |de |des |d')?)?")
_PLACES = re.compile(
    r"(?:nombre de |les )?(?:places|capacites?)(?: de formation| ouvertes| autorisees| agreees| d'accueil"
    r"| en instituts?| paramedicales?| paramedical| par filiere| par formation| par an| par annee)*"
)

_OTHER_QUANTITY = pattern(
    r"\b(?:euros?|k€|m€|credits?|budget\w*|depenses?|subvention\w*|dotation\w*|financ\w+|fir|montants?|couts?|verse\w*"
    r"|patient\w*|medecins|professionnels|population|habitants|consultations?|actes?|demandes?|dossiers?|visites?"
    r"|salarie\w*|assistants?|postes?|etp|surfaces?|locaux|recrut\w+|installations?|adherents?|membres?|parts?|taux"
    r"|pourcentages?|satisfaction|enquetes?|repond\w+|flux|entrees|sorties|fermetures?|fermee?s?|labels?"
    r"|convention\w*|aci|valid\w+|autoris\w+|frequentation|passages|effectifs?|par an|ouvert|ouvrir\w*"
    r"|cette annee|pilotes?|rangs?|class\w+|densites?"
    r"|national\w*|nationaux|reponses?|questionnaires?|fonds|controles?|inspections?|annuel\w*|chaque annee"
    r"|signataires?|ajoute\w*|supplementaires?|gagne\w*|gains?|nouveau\w*|cree\w*|creations?)\b|€|\bsignees\b"
)

_ON_STRUCTURES = pattern(
    r"(?:[^\w\ue000-\ue007]|(?:l|d|de|du|des|la|le|les|en|et|au|aux|a|sur|dans|par|ou|ars|hdf|<Y>|<T>|<YY>|·+|<MSP>|<CPTS>|<MS>"
    r"|exercice|coordonne\w*|pratique|structures?|centres?|maisons?|communautes?|equipes?|sante|soins|premier|recours"
    r"|offre|acces|organisation|territoriales?|territoires?|departements?|departementale?s?|regions?|regional\w*|annees?"
    r"|evolutions?|progression|deploiement|developpement|nombres?|chiffres?|cles?|indicateurs?|suivi|bilan|etat|lieux"
    r"|diagnostic|situation|repartition|tableau|bord|resultats?|point|etape|etapes|fin|janvier|decembre|maillage|comparaison"
    r"|stages?|encadrement|engagements?|medecine|generale|universitaires?|pluri-?professionnelle?s?|synthese|donnees"
    r"|publiee?s?|mise?|jour|communique|presse|actualite)"
    r"(?![^\W\ue000-\ue007])){1,60}"
)


@dataclass(frozen=True, slots=True)
class Said:
    """What a cell says; empty when nothing of it is known. `dated` by a day, not only by a year."""

    indicator: Indicator | None = None
    period: str = ""
    dated: bool = False
    territory: str = ""
    state: str = ""
    value: bool = False
    total: bool = False
    places: bool = False

    @property
    def known(self) -> bool:
        """Whether the whole of the cell was understood."""
        return self != Said()


_WORDINGS = (
    (_REGION, Said(territory=OF_DOCUMENT)),
    (_TOTAL, Said(total=True)),
    (_VALUE, Said(value=True)),
    (_ACTIVE, Said(state="active")),
    (_PROJECT, Said(state="project")),
)


@lru_cache(maxsize=4096)
def of_cell(text: Text) -> Said:
    """Return what a cell says."""
    return _said(text, text.without_places(0, len(text.mask)))


@lru_cache(maxsize=1024)
def of_caption(text: Text) -> Said:
    """Return what a caption says of a whole table: «Nombre de MSP par département au 31 décembre 2022»."""
    words = _SPAN.sub(" ", text.without_places(0, len(text.mask)))
    moment, words = _moment(text, words)
    if moment is None and any(token.kind in _CALENDAR and token.kind is not Kind.YEARS for token in text.tokens):
        return Said()
    bare = _tidy(words)
    if _PLACES.fullmatch(bare):
        return Said(places=True)
    for opening in {0, _end(_OPENING, bare)}:
        for cut in range(len(bare), opening, -1):
            if (cut == len(bare) or bare[cut] in " ,(") and _AXES.fullmatch(bare, cut):
                found = _indicator(_tidy(bare[opening:cut]))
                if found is not None:
                    return Said(found)
    return Said()


def counts_something_else(above: Sequence[Text]) -> bool:
    """Tell whether the headings above a mere name («MSP»), the innermost first, speak of another quantity or a part."""
    return any(text.mentions(_OTHER_QUANTITY) for text in above) or any(
        text.mentions(FRAGMENTS_ABOVE) for text in above[:2]
    )


def is_on_structures(text: Text) -> bool:
    """Tell whether a heading has but words on structures, places and time («Exercice coordonné en 2022»)."""
    return _ON_STRUCTURES.fullmatch(text.without_places(0, len(text.mask))) is not None


def of_words(words: str) -> Indicator | None:
    """Return the indicator that folded words name, None when they name none or say more."""
    return _indicator(_tidy(words))


def _end(source: re.Pattern[str], text: str) -> int:
    found = source.match(text)
    return found.end() if found else 0


def _said(text: Text, words: str) -> Said:
    moment, words = _moment(text, words)
    others = [token for token in text.tokens if token is not moment]
    bare = _tidy(words)
    if _TERRITORY.fullmatch(bare) and len(text.places) == 1:
        code = text.places[0].code
        found = Said(territory=code) if _codes(others, code) else None
    else:
        found = _wording(bare) if not others else None
    if found is None or moment is None:
        return found or Said()
    return replace(found, period=moment.first, dated=moment.kind is Kind.DATE)


def _wording(bare: str) -> Said | None:
    """Return what the words of a cell say, its date and the names of territories apart; None for unknown words."""
    if not bare:
        return Said()
    for source, meaning in _WORDINGS:
        if source.fullmatch(bare):
            return meaning
    indicator = _indicator(bare)
    return Said(indicator) if indicator is not None else None


def _moment(text: Text, words: str) -> tuple[Token | None, str]:
    """Return the only day or year that a cell names, None for none or several, and its other words."""
    moments = [token for token in text.tokens if token.kind in {Kind.YEAR, Kind.DATE}]
    found = list(_MOMENT.finditer(words))
    if len(moments) != 1 or len(found) != 1:
        return None, words
    return moments[0], words[: found[0].start()] + " " + words[found[0].end() :]


def _codes(others: list[Token], code: str) -> bool:
    """Tell whether the numbers beside a territory's name are but its code: «Aisne (02)»."""
    return all(token.printed.strip("() ") == code.rpartition("-")[2] for token in others)


def _indicator(words: str) -> Indicator | None:
    return next((indicator for source, indicator in _INDICATORS if source.fullmatch(words)), None)


def _tidy(words: str) -> str:
    return re.sub(r"\s+", " ", words).strip(" :,–—-")
