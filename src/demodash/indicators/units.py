"""The units of the catalogue."""

from __future__ import annotations

from demodash.indicators.model import Kind, Unit


def _count(unit_id: str, singular: str, plural: str) -> Unit:
    return Unit(unit_id, Kind.COUNT, singular, plural)


def _sign(unit_id: str, kind: Kind, form: str) -> Unit:
    return Unit(unit_id, kind, form, form)


PERCENT = _sign("percent", Kind.SHARE, "%")
CHANGE_PERCENT = _sign("change_percent", Kind.CHANGE, "%")
CHANGE_PERCENT_PER_YEAR = _sign("change_percent_per_year", Kind.CHANGE, "% par an")
POINTS = Unit("points", Kind.CHANGE, "point", "points")
PER_100K = _sign("per_100k", Kind.RATE, "pour 100\u202f000 habitants")
MULTIPLE = _sign("multiple", Kind.MULTIPLE, "×")
YEAR = _sign("year", Kind.YEAR, "")

EUROS = _sign("euros", Kind.MONEY, "€")
EUROS_PER_MONTH = _sign("euros_per_month", Kind.MONEY, "€ par mois")
YEARS = Unit("years", Kind.DURATION, "an", "ans")
PHYSICIANS_CHANGE = Unit("physicians_change", Kind.CHANGE, "médecin", "médecins")

PER_KM2 = _sign("per_km2", Kind.RATE, "habitants par km²")
CONSULTATIONS = Unit(
    "consultations", Kind.RATE, "consultation par an et par habitant", "consultations par an et par habitant"
)
FTE_PER_100K = _sign("fte_per_100k", Kind.RATE, "ETP pour 100\u202f000 habitants")
PROFESSIONALS_PER_MSP = _sign("professionals_per_msp", Kind.RATE, "professionnels par MSP")

PHYSICIANS = _count("physicians", "médecin", "médecins")
PROFESSIONALS = _count("professionals", "professionnel", "professionnels")
INHABITANTS = _count("inhabitants", "habitant", "habitants")
PLACES = _count("places", "place", "places")
ADDED_PLACES = _count("added_places", "place ajoutée", "places ajoutées")
POSTS = _count("posts", "poste", "postes")
CONTRACTS = _count("contracts", "contrat", "contrats")
STRUCTURES = _count("structures", "structure", "structures")
MSP = _count("msp", "MSP", "MSP")
CPTS = _count("cpts", "CPTS", "CPTS")
SUPERVISORS = _count("supervisors", "maître de stage", "maîtres de stage")
REQUESTS = _count("requests", "sollicitation", "sollicitations")
VISITORS_PER_MONTH = _count("visitors_per_month", "internaute par mois", "internautes par mois")
FOLLOWERS = _count("followers", "abonné", "abonnés")
SCHOOLS = _count("schools", "lycée", "lycées")
DEPARTEMENTS = _count("departements", "département", "départements")
HOSPITALS = _count("hospitals", "établissement", "établissements")
OBJECTIVES = _count("objectives", "objectif", "objectifs")

DENTISTS = _count("dentists", "chirurgien-dentiste", "chirurgiens-dentistes")
PATIENTS = _count("patients", "patient", "patients")
STUDENTS = _count("students", "étudiant", "étudiants")
STUDENTS_PER_YEAR = _count("students_per_year", "étudiant par an", "étudiants par an")
GRADUATES = _count("graduates", "diplômé", "diplômés")
INTERNS = _count("interns", "interne", "internes")
CANDIDATES = _count("candidates", "candidat", "candidats")
GRANTEES = _count("grantees", "allocataire", "allocataires")
BONUSES = _count("bonuses", "prime", "primes")
SETTLEMENTS = _count("settlements", "installation", "installations")
MEDICOBUS = _count("medicobus", "médicobus", "médicobus")
SITES = _count("sites", "site", "sites")
TRADES = _count("trades", "métier", "métiers")
PROFESSIONS = _count("professions", "profession", "professions")
CATEGORIES = _count("categories", "catégorie", "catégories")
COMMUNES = _count("communes", "commune", "communes")
TERRITORIES = _count("territories", "territoire", "territoires")
TVS = _count("tvs", "territoire de vie-santé", "territoires de vie-santé")
QPV = _count("qpv", "quartier", "quartiers")
