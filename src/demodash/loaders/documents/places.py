"""The territories that a French text names: France, regions (today's and former ones), départements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from demodash import territories
from demodash.loaders.documents.folding import plain
from demodash.territories import Level

FRANCE = Level.FRANCE.value

_SHORT_REGION_NAMES = {
    "HDF": "REG-32",
    "HdF": "REG-32",
    "PACA": "REG-93",
    "Paca": "REG-93",
    "IDF": "REG-11",
    "IdF": "REG-11",
    "BFC": "REG-27",
    "AuRA": "REG-84",
    "AURA": "REG-84",
    "Centre Val de Loire": "REG-24",
    "Region Sud": "REG-93",
    "La Reunion": "REG-04",
    "Ile de la Reunion": "REG-04",
}
_NATIONAL = re.compile(
    r"(?<!premiere )(?<!unique )(?<!inedit )(?<!inedite )\b[Ee]n France\b(?! (?:Relance|Travail|services))"
    r"|\b[Ll]a France (?:compte|comptait|dispose|recense|denombre)"
    r"|\bFrance (?:entiere|metropolitaine)\b|\b(?:dans )?toute la France\b|\bl'ensemble (?:de la France|du pays)\b"
    r"|\b(?:au|sur le|[Aa]u) (?:niveau|plan) national\b|\b(?:a|A|de) l'echelle nationale\b|\b[Nn]ationalement\b"
    r"|\b(?:sur |dans )?(?:l'ensemble du |tout le |le )?territoire (?:national|francais)\b|\bdans le pays\b"
    r"|\bmoyennes? nationales?\b|\b[Nn]iveau national\b|\b[Tt]otal national\b|^ ?France ?(?=[:;,]|$)"
)
_LINK = re.compile(
    r"(?:(?<![A-Za-z])(?:[Dd]ans|[Ee]n|[Dd]e|[Dd]u|[Dd]es|[Ll]e|[Ll]a|[Ll]es|[Aa]|[Aa]u|[Pp]our|[Ss]ur|[Pp]ar|et|ou"
    r"|[Dd]epartements?) |, ?|[ld]'|[LD]'|[(;:] ?)$"
)
_LABEL_BEFORE = re.compile(r"(?:^|[.!?;] )$")
_LABEL_AFTER = re.compile(r" ?[:,;(]| ?$")
_INSTITUTION = re.compile(
    r"(?:\bCH[RU]*(?: [A-Z][a-z]+)?|\b(?:Universite|Faculte|Academie|Institut|Hopital|Clinique|Rectorat))"
    r"[ -](?:de |du |de la |de l'|d')?$"
)
_UNKNOWN = re.compile(
    r"(?<![\w'’])(?:(?:[àÀ]|[Aa]u|[Aa]ux|[Dd]u|[Dd]ans|[Ss]ur|[Dd]e|[Dd]es|[Ee]n|[Pp]our|[Cc]hez|[Ee]ntre|[Cc]ôté"
    r"|[Aa]utour de|[Pp]rès de) (?:l[ea]s? |l['’])?"
    r"|[Dd]['’])(?P<place>[A-ZÀ-Ý][\w-]+)"
    r"|^\W*(?P<label>[A-ZÀ-Ý][\w-]*[a-zà-ÿ][\w-]*(?: [A-ZÀ-Ý][\w-]*)*)(?: \(\d+\))? ?:"
    r"|^\W*(?P<capitals>(?!(?:CPTS|CESP|PTMG|PAPS) )[A-ZÀ-Ý-]{4,}) [–—-] "
    r"|^\W*(?P<subject>(?:L[ea]s? )?[A-ZÀ-Ý][\w-]+) (?:compte|dispose|recense|dénombre|comptait|totalise|abrite)\b"
)
_NARROWER = re.compile(
    r"\b(?:(?:le|ce|du|chaque|un|notre|par|mon|votre) departement|metropole|agglo|agglomerations?|arrondissements?"
    r"|cantons?|intercommunalites?|(?:les|des) communes|(?:dans|sur|de|du|le) (?:ce |cette |le |la |les |ces |chaque )?"
    r"(?:territoires?|secteurs?|zones?|villes?|communes?|vallees?|parcs?|iles?)(?! (?:national|regional))"
    r"|communautes? (?:de communes|d'agglomeration|urbaines?)|bassins?|dans notre communaute"
    r"|\b(?:sur|de) la cote|littoral|bocages?|plaines?|baies?|deltas?|marais|estuaires?|massifs?|presqu'iles?"
    r"|arriere-pays|hainaut|artois|ght|groupements? hospitaliers? de territoire|reseau|federation"
    r"|facultes?|ufr|subdivisions?|pays de|commune de|ville de|outre-mer|voisines?|voisins|ex-\S+|chacun\w*"
    r"|chaque (?!mois|annee|an\b|jour|semaine)\w+|\w+ sur deux"
    r"|(?:bretons?|normands?|picards?|franciliens?|alsaciens?|lorrains?|champardennais|corses?|occitans?)"
    r"|(?:le |au |du |l'|a l')(?:nord|sud|est|ouest|centre|nord-est|nord-ouest|sud-est|sud-ouest) (?:de|du|des)\b"
    r"|dans (?:\w+ |\ue000+ |d'autres )?departements|rural\w*|ruraux|urbaines?|urbains?|chez nous"
    r"|(?:zones?|territoires?|secteurs?|communes?|departements?|cantons?) (?:\w+ )?"
    r"(?:rura\w+|sous-?(?: ?)dens\w+|sous-?(?: ?)dote\w+|priorit\w+|fragil\w+|deficit\w+|blanch\w+|isol\w+|tend\w+|"
    r"montagn\w+|d'intervention|d'action|d'accompagnement)|zip|zac|zar|zrr|qpv|quartiers?)\b"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A territory named in a text, from `start` to `end`."""

    start: int
    end: int
    code: str


def places(text: str) -> tuple[Place, ...]:
    """Return the territories that a text names, in order; names inside longer ones («Val-d’Oise») are not taken."""
    bare = plain(text)
    national = any(word in bare for word in ("France", "ational", "francais", "pays"))
    found = [Place(*hit.span(), FRANCE) for hit in _NATIONAL.finditer(bare)] if national else []
    found += _named(bare)
    return tuple(sorted(found, key=lambda place: place.start))


def unknown_place(text: str, known: tuple[Place, ...]) -> str:
    """Return the first place that a text names and that is none of `known` («à Laon»), "" when there is none."""
    for hit in _UNKNOWN.finditer(text):
        group = hit.lastgroup or "place"
        start, name = hit.start(group), hit[group]
        last = name.split()[-1]
        if group == "label" and _KNOWN_LABEL.match(plain(name).lower()):
            continue
        known_here = any(one.start <= hit.end(group) - 1 < one.end or one.start == start for one in known)
        if (not last.isupper() or group == "capitals") and last not in _COMMON and not known_here:
            return name
    return ""


_KNOWN_LABEL = re.compile(
    r"(?:masseur|kine|psychomot|aide|infirm|maitre|medecin|generalist|contrat|praticien|maison|communaute|zone"
    r"|territoire"
    r"|correspondant|referent|guichet|portail|page|filiere|stage|formation|budget|prime|duree|assistant|chef|poste"
    r"|place)"
)


def narrower_area(folded: str) -> str:
    """Return the words of a folded text that say that only a part of the region is meant, "" when there are none."""
    found = _NARROWER.search(folded)
    return found.group() if found else ""


_COMMON = frozenset(
    [
        "Région",
        "France",
        "Agence",
        "Etat",
        "État",
        "Assurance",
        "Internet",
        "Facebook",
        "Académie",
        "Rectorat",
        "Assistant",
        "Assistants",
        "Chefs",
        "Chef",
        "Portail",
        "Pacte",
        "Université",
        "Universités",
        "Elle",
        "Elles",
        "Il",
        "Ils",
        "On",
        "Nous",
        "Chacun",
        "Chacune",
        "Cela",
        "Ceci",
        "Ordre",
        "Ministère",
        "Conseil",
        "Union",
        "Service",
        "Sécurité",
        "Santé",
        "Plan",
        "Projet",
        "Aujourd",
        "Ainsi",
        "Toutefois",
        "Centre",
        "Centres",
        "Maison",
        "Maisons",
        "Contrat",
        "Contrats",
        "Communauté",
        "Bilan",
        "Résultat",
        "Résultats",
        "Total",
        "Ensemble",
        "Structures",
        "Exercice",
        "Médecine",
        "Pharmacie",
        "Odontologie",
        "Maïeutique",
        "Chiffres",
        "Effectifs",
        "Activité",
        "Capacité",
        "Effectif",
        "Nombre",
        "Offre",
        "Formation",
        "Stages",
        "Installation",
    ]
)


_CAPITAL = re.compile(r"(?<![A-Za-z0-9_-])[A-Z][A-Za-z]+")


@dataclass(frozen=True, slots=True)
class _Name:
    """A name as a pattern: `needs_link` when it must follow an article or a preposition («la Somme», not «Somme»)."""

    pattern: re.Pattern[str]
    code: str
    needs_link: bool


def _named(bare: str) -> Iterator[Place]:
    end = 0
    for capital in _CAPITAL.finditer(bare):
        start = capital.start()
        if start < end:
            continue
        for name in _names().get(bare[start : start + 3], ()):
            hit = name.pattern.match(bare, start)
            if hit is not None and (not name.needs_link or _is_linked(bare, start, hit.end())):
                end = hit.end()
                if not _INSTITUTION.search(bare[max(0, start - 24) : start]):
                    yield Place(start, end, name.code)
                break


def _is_linked(bare: str, start: int, end: int) -> bool:
    """Tell whether a name follows an article or a preposition, or is a label of its own («Orne : …»)."""
    before = bare[max(0, start - 14) : start]
    if _LINK.search(before):
        return True
    return _LABEL_BEFORE.search(before) is not None and _LABEL_AFTER.match(bare, end) is not None


@cache
def _names() -> dict[str, tuple[_Name, ...]]:
    """Return the names by their first three letters, the longest first."""
    named: list[tuple[str, str, bool]] = [(short, code, False) for short, code in _SHORT_REGION_NAMES.items()]
    regions = {territories.name(code) for code in territories.codes(Level.REGION)}
    for level in (Level.REGION, Level.FORMER_REGION, Level.DEPARTEMENT):
        for code in territories.codes(level):
            name = territories.name(code)
            if level is Level.REGION or name not in regions:
                needs_link = level is Level.DEPARTEMENT or name == "La Réunion"
                named.append((plain(name), code, needs_link))
    named.sort(key=lambda one: -len(one[0]))
    names: dict[str, tuple[_Name, ...]] = {}
    for name, code, needs_link in named:
        words = r"(?: - |[ -])".join(re.escape(word) for word in re.split(r" - |[ -]", name) if word)
        pattern = re.compile(rf"{words}(?![a-z0-9_]|-[A-Za-z])")
        names[name[:3]] = (*names.get(name[:3], ()), _Name(pattern, code, needs_link))
    return names
