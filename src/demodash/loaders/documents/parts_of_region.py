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
    "a acces accompagnement accueil aci actes acteurs actions actualite actualites actus affiche agence ages "
    "aide aides ainsi an analyse analyses annee annees annexe annexes annuel annuelle annuelles annuels aout "
    "apl appel appels apres argumentaire arrete arretes ars article aspects assemblee atelier ateliers "
    "attention attractivite audit audits aujourd aussi autres avancee avancees avant avec avis avril axe axes "
    "barometre barometres bilan bilans bonjour bonne bonnes bref brochure budget bulletin bulletins c cadre "
    "cahier cahiers calendrier calendriers campagne candidature candidatures cap car carte cartes categorie "
    "categories ce centre centres cependant certes ces cesp cette chacun chapitre chaque charges charte cher "
    "chere chers chiffre chiffres chirurgiens cible cibles circulaire circulaires cle cles colloque comite "
    "comites comme comment commission commissions communaute communautes communique comparaison compte comptes "
    "conclusion conclusions conseil conseils constat constats contact contacts contexte contextes contrat "
    "contrats contre convention coordonne copil cotech courrier courriers cpts credits crsa cts date dates "
    "debut decembre decision decisions decret decrets decryptage definition definitions deja delegation "
    "deliberation deliberations demarche demographie densite densites dentiste dentistes depart departemental "
    "departementale departementales departementaux departs depliant depuis desormais destinataire destinataires "
    "detail diagnostic diaporama diffusion diplome diplomes directeur direction directrice dispositif "
    "dispositifs docteurs document documents donc donnees dont dossier dossiers du dynamique dynamiques "
    "echeances eclairage eclairages edition edito editorial effectif effectifs elle elles encadre encore enfin "
    "enjeu enjeux enquete enquetes ensemble ensuite entretien equipe equipes esp essai est etablissements etape "
    "etapes etat etats etre etude etudes etudiants evaluation evaluations evolution exercice expose externes "
    "extrait extraits faits faq femmes feuille feuilles fevrier fiche fiches figure filiere filieres fin final "
    "finale fir flash focus formes france generaliste generalistes glossaire gouvernance graphique groupe "
    "groupes guichet guide guides hebdomadaire hier historique hopitaux horizon hors hui ide ifas ifsi il ils "
    "important indicateur indicateurs infirmieres infirmiers info infos installation installes institut "
    "instituts instruction interet interne internes interview introduction janvier jeudi jeunes jour journal "
    "journee journees juillet juin kine kinesitherapeutes lecture legende lettre lettres leur leurs lexique "
    "libelle liberal liberales liberaux lien liens lieux liste livret logo loi lois lundi lundis lutte ma "
    "madame magazine mai maillage maintenant mais maison maisons maitres manifestation mardi mars medecin "
    "medecine medecins medical medicale medicales medicaux memento memo mensuel mensuelle mercredi mes mesdames "
    "messieurs mesure mesures methode methodologie mg mieux missions module modules moins mois mon monsieur "
    "moyens msp msu national nature navigation niveau nom nombre noms nos nota note notes notre nous nouvelle "
    "nouvelles novembre objectif objectifs objet observation observatoire observatoires octobre offre og on or "
    "ordre orthophonistes ou outre ouvertures pacte page panorama panoramas paps parallele paramedical "
    "paramedicale paramedicales parmi partenaires partie parties patients perimetre periode perspectives "
    "pharmacie pharmaciens pilotage pilote pilotes places plan plans plaquette pluriprofessionnelle "
    "pluriprofessionnelles plus point points politique population portrait portraits postes pourquoi pourtant "
    "praticiens pratique preambule precision premier premiere premieres preparation preparatoire presentation "
    "presse primaire primaires prime primes priorites prive proces prochaines professionnelles professionnels "
    "professions profils programme programmes progres projet projets propos propositions protocole provisoire "
    "prs ptmg public publics publie publiee puis quel quelle quelles quelques quels question questions qui quoi "
    "rappel rappels rapport rapports recapitulatif recommandation recommandations recours reference references "
    "reforme regards region regional regionale releve releves remarque remarques rencontre rencontres rendu "
    "rendus rentree rentrees repartition repere reperes reponse reponses reseau reseaux ressources resultat "
    "resultats resume retour reunion reunions reussite reussites revue revues route routes sa sages sans sante "
    "scolaire seance seances sec selon semestre semestriel semestrielle seminaire seminaires septembre serie "
    "series service services ses situation soignants soins soit sommaire sommaires son sources soutien "
    "specialistes stage stages stagiaires stat statistique statistiques stats strategie strategies structure "
    "structures succes suite suivi support supports synthese tableau tableaux technique techniques telecharger "
    "tendance tendances terrain territoriale territoriales ton total toujours tous tout toutefois tribune "
    "trimestre trimestriel trimestrielle type types universitaire universitaires urgence urgences vendredi "
    "verbal versant versants version vie voici voila volet volets vue vues zac zar zip zonage zonages zoom "
    "zooms "
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
