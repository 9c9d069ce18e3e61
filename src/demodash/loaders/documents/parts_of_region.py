"""Words of place that are not known to mean the whole territory: «dans le bocage», a heading that is but «Bocage»."""

from __future__ import annotations

import re

from demodash.loaders.documents.folding import folded
from demodash.loaders.documents.places import Place, narrower_area, unknown_place
from demodash.loaders.documents.reading import Text

_DETERMINERS = (
    r"(?:(?:toute?s?|tous|l[ea]s?|une?|des|du|de|notre|nos|cette|cet|ces?|son|sa|ses|leurs?|quelques|plusieurs"
    r"|certaine?s?|autres?|meme|seule?s?|grande?s?|petite?s?|[\ue000-\ue007]+) |[ld]')*"
)
_LOCATIVES = (
    r"(?:dans|sur|en (?:plein|bord|lisiere|peripherie|couronne|coeur)"
    r"|(?:au (?:sein|coeur|milieu|large|pied|bord|bout|nord|sud|centre)|autour|le long|pres"
    r"|aux (?:alentours|portes|confins|environs|abords)|a (?:proximite|l'est|l'ouest|l'interieur|la pointe|la lisiere)"
    r"|(?:du )?cote)(?= d))"
)
_IN_A_ZONE = re.compile(r"\ben (?:zones?|milieux?|secteurs?|bordures?|plaines?|montagnes?|ville|campagne)\b")
_WHERE = re.compile(
    rf"\b{_LOCATIVES} {_DETERMINERS}(?P<what>·+|(?!(?:l[ea]s?|l|d|des?|du|ces?|cette|nos)\b)[^\W\d_][^\W_]*)"
    r"(?P<level> (?:na|re)giona[lu]\w*)?"
)
_OF_ALL = re.compile(
    r"·+|regions?|ensemble|totalite|cadre|domaine|temps|delais?|annees?|ans?|mois|periodes?|total|terme|plan|sens|but"
    r"|mesure|limite|base|ecoles?|ifsi|ifas|instituts?|universites?|facultes?|hopita(?:l|ux)|filieres?|formations?"
    r"|etudes|lycees?|site|internet|portail|page|facebook|agence|ars|msp|cpts|msu|cesp|ptmg|maisons?|contrats?"
)
_PERIMETER = re.compile(
    r"\b(?:bocages?|pays d[eu']|bassins? (?:de|d'|minier)|arrondissements? d|cantons? d"
    r"|communautes? (?:de communes|d'agglo\w*)|agglomerations? d|metropoles? (?:de|d'|\w+)|intercommunalites?|littoral"
    r"|baie d|cotes? d'|vallees? d[eu']|marais|estuaires?|massifs?|contrats? loca(?:l|ux) de sante|cls\b|ght\b"
    r"|(?<!pacte )territoire d[eu'])"
)
_OF_A_LEVEL = re.compile(r"territoires?|echelon|niveau|plan|espace")
_SHARED_OUT = re.compile(r"\b(?:par|chaque) (?:departement|territoire|region)\b")
_NAMES = 4
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_APART = re.compile(r"[-'’]")
_SMALL_TEXT = "au aux chez dans des du en et le la les par pour sous sur un une"
_SMALL = frozenset(_SMALL_TEXT.split())
_TAIL = re.compile(r"\w+(?:tions?|ments?|istes?|ologie)")
_USUAL_TEXT = (
    "a acces accompagnement accueil aci actes actions actualite actus agence ages aide aides ainsi an annee "
    "annees annexe annexes aout apl apres ars article aspects attractivite aujourd aussi autres avancee avancees "
    "avant avec avril axe axes bilan bilans bonne bonnes bref budget c cadre campagne cap car carte cartes "
    "categorie categories ce centre centres cependant certes ces cesp cette chacun chapitre chaque chiffre "
    "chiffres chirurgiens cible cibles cles comite comme comment communaute communautes communique comparaison "
    "compte comptes constat constats contact contacts contexte contrat contrats contre coordonne cpts credits "
    "crsa cts date dates debut decembre deja demarche demographie densite densites dentiste dentistes depart "
    "departs depuis desormais detail diagnostic diplome diplomes dispositif dispositifs docteurs documents donc "
    "donnees dont dossier du dynamique dynamiques echeances effectif effectifs elle elles encore enfin enjeu "
    "enjeux ensemble ensuite equipe equipes esp essai est etablissements etape etapes etat etats etudes etudiants "
    "evolution exercice externes faits femmes fevrier fiche fiches figure filiere filieres fin fir focus formes "
    "france generaliste generalistes gouvernance graphique groupe groupes guichet hier historique hopitaux "
    "horizon hors hui ide ifas ifsi il ils indicateur indicateurs infirmieres infirmiers info infos installation "
    "installes institut instituts internes janvier jeudi jeunes jour juillet juin kine kinesitherapeutes lecture "
    "legende leur leurs libelle liberal liberales liberaux lien liens lieux liste logo lundi lutte ma mai "
    "maillage maintenant mais maison maisons maitres mardi mars medecin medecine medecins medical medicale "
    "medicales medicaux mercredi mes mesure mesures methode mg mieux missions moins mois mon moyens msp msu "
    "national nature navigation niveau nom nombre noms nos notes notre nous nouvelle nouvelles novembre objectifs "
    "octobre offre og on or orthophonistes ou outre ouvertures pacte page paps parallele paramedical paramedicale "
    "paramedicales parmi partenaires patients perimetre periode perspectives pharmacie pharmaciens pilotage "
    "places plan plans pluriprofessionnelle pluriprofessionnelles plus point points politique population postes "
    "pourquoi pourtant praticiens pratique premier premiere premieres presentation presse primaire primaires "
    "prime primes priorites prive prochaines professionnelles professionnels professions profils programme "
    "programmes progres projet projets propositions prs ptmg public publics publie publiee puis quel quelle "
    "quelles quelques quels question questions qui quoi rappel rappels recours reforme regards region regional "
    "regionale rentree rentrees repartition repere reperes reponse reponses reseau reseaux ressources resultat "
    "resultats resume retour reussite reussites sa sages sans sante scolaire sec selon septembre serie series "
    "service services ses situation soignants soins soit sommaire son sources soutien specialistes stage stages "
    "stagiaires structure structures succes suite suivi synthese tableau tableaux telecharger tendance tendances "
    "terrain territoriale territoriales ton total toujours tous tout toutefois type types universitaire "
    "universitaires urgence urgences vendredi versant versants vie voici voila vue vues zac zar zip zonage "
    "zonages zoom "
)
_USUAL = frozenset(_USUAL_TEXT.split())
_AREAS_TEXT = "zone zones territoire territoires pays departement departements commune communes secteur secteurs"
_AREAS = frozenset(_AREAS_TEXT.split())
_VERB = re.compile(r"\w{4,}[ei]r")


def area_of(text: Text, start: int, end: int, *, shared: bool = False) -> str:
    """Return in French which part of the territory, or which unknown place, a part of a text names, "" for none.

    `shared`: the figure has its own territory, so «par département» only says how the table is cut.
    """
    words = text.without_places(start, end)
    narrower = narrower_area(_SHARED_OUT.sub(" ", words) if shared else words)
    if narrower:
        return f"une partie seulement du territoire (« {narrower} »)"
    known = tuple(
        Place(place.start - start, place.end - start, place.code) for place in text.places if start <= place.start < end
    )
    town = unknown_place(text.printed[start:end], known)
    return f"lieu que le catalogue des territoires ne connaît pas (« {town} »)" if town else ""


def titled_area(title: Text) -> str:
    """Return the words of a document's title that say that it is on a part of the region, "" when none do.

    Titles have many capitals and speak of «zones» and «territoires» in general: only names of perimeters, and places
    after «à», «en», «dans» or «sur», count.
    """
    found = _PERIMETER.search(title.without_places(0, len(title.mask)))
    if found is not None:
        return title.printed[found.start() : found.end()].strip()
    town = unknown_place(title.printed, title.places)
    local = town and re.search(
        rf"\b(?:à|en|dans|sur) (?:l[ea]s? |l['’])?{re.escape(town)}", title.printed, re.IGNORECASE
    )
    return town if local and not _is_usual(town) else ""


def unknown_part(text: Text, start: int, end: int) -> str:
    """Return the first words of place of a part of a text that may mean a part of the territory, "" when none do."""
    words = text.without_places(start, len(text.mask))
    found = (one for source in (_IN_A_ZONE, _WHERE) for one in source.finditer(words) if one.start() < end - start)
    first = next((one for one in found if not _is_of_all(one)), None)
    return text.printed[start + first.start() : start + first.end()] if first else ""


def unknown_name(text: Text, start: int, end: int) -> str:
    """Return the word of a few words that may be the name of an unknown place («Bocage»), "" when there is none.

    The words are those of a heading, those that open a sentence, or the first cell of a header row; only the ones with
    a capital are looked at, and a verb that opens a heading («Renforcer l’offre») is none.
    """
    printed = text.printed[start:end].split(" ;")[0].strip()
    named = any(start <= place.start < end for place in text.places)
    words = [word for word in _WORD.findall(printed) if folded(word) not in _SMALL]
    if named or printed.endswith((".", "?", "!")) or not 0 < len(words) <= _NAMES:
        return ""
    if len(words) == 1 and folded(words[0]) in _AREAS:
        return ""
    initials = () if printed.isupper() else tuple(word for word in words if word.isupper())
    doubtful = [word for word in words if word[0].isupper() and word not in initials and not _is_usual(word)]
    if doubtful and doubtful[0] is words[0] and len(words) > 1 and _VERB.fullmatch(folded(words[0])):
        doubtful.pop(0)
    return doubtful[0] if doubtful else ""


def _is_of_all(found: re.Match[str]) -> bool:
    """Tell whether words of place are known to mean the whole territory, or no place."""
    said = found.groupdict()
    known = _OF_A_LEVEL if said.get("level") else _OF_ALL
    return "what" in said and known.fullmatch(said["what"]) is not None


def _is_usual(word: str) -> bool:
    """Tell whether every part of a word («Aujourd’hui») is one that headings and openings often have."""
    parts = (part for part in _APART.split(folded(word)) if len(part) > 1)
    return all(part in _SMALL or part in _USUAL or _TAIL.fullmatch(part) for part in parts)
