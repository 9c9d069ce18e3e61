"""Big files in the layout of the official ones, content invented, the same at every run: what the loaders are timed on.

RPPS: 2.23 million rows of 56 columns, a ``|`` after each, quotes and accents in names, 14 % of the doctors' rows
without a commune. data.ameli: 3.46 million rows.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from demodash import territories
from demodash.territories import Level

RPPS_ROWS = 2_230_000
AMELI_ROWS = 3_460_000
SEED = 20261122
CHUNK = 50_000
WITHOUT_COMMUNE = 0.14
COMMUNES_ELSEWHERE = 150
"""Communes with GPs in a département outside the region."""

RPPS_HEADER = (
    "Type d'identifiant PP",
    "Identifiant PP",
    "Identification nationale PP",
    "Code civilité d'exercice",
    "Libellé civilité d'exercice",
    "Code civilité",
    "Libellé civilité",
    "Nom d'exercice",
    "Prénom d'exercice",
    "Code profession",
    "Libellé profession",
    "Code catégorie professionnelle",
    "Libellé catégorie professionnelle",
    "Code type savoir-faire",
    "Libellé type savoir-faire",
    "Code savoir-faire",
    "Libellé savoir-faire",
    "Code mode exercice",
    "Libellé mode exercice",
    "Numéro SIRET site",
    "Numéro SIREN site",
    "Numéro FINESS site",
    "Numéro FINESS établissement juridique",
    "Identifiant technique de la structure",
    "Raison sociale site",
    "Enseigne commerciale site",
    "Complément destinataire (coord. structure)",
    "Complément point géographique (coord. structure)",
    "Numéro Voie (coord. structure)",
    "Indice répétition voie (coord. structure)",
    "Code type de voie (coord. structure)",
    "Libellé type de voie (coord. structure)",
    "Libellé Voie (coord. structure)",
    "Mention distribution (coord. structure)",
    "Bureau cedex (coord. structure)",
    "Code postal (coord. structure)",
    "Code commune (coord. structure)",
    "Libellé commune (coord. structure)",
    "Code pays (coord. structure)",
    "Libellé pays (coord. structure)",
    "Téléphone (coord. structure)",
    "Téléphone 2 (coord. structure)",
    "Télécopie (coord. structure)",
    "Adresse e-mail (coord. structure)",
    "Code Département (structure)",
    "Libellé Département (structure)",
    "Ancien identifiant de la structure",
    "Autorité d'enregistrement",
    "Code secteur d'activité",
    "Libellé secteur d'activité",
    "Code section tableau pharmaciens",
    "Libellé section tableau pharmaciens",
    "Code rôle",
    "Libellé rôle",
    "Code genre activité",
    "Libellé genre activité",
)
AMELI_HEADER = (
    "annee",
    "profession_sante",
    "region",
    "libelle_region",
    "departement",
    "libelle_departement",
    "classe_age",
    "libelle_classe_age",
    "libelle_sexe",
    "effectif",
    "densite",
    "effectif_integer",
)
_GENERALIST = ("SM53", "SM26", "SM54")
_OTHER_DOCTORS = ("SM04", "SM08", "SM35", "SM40", "SM42")
_PROFESSIONS = (  # code, label, share of the persons
    ("10", "Médecin", 0.15),
    ("60", "Infirmier", 0.45),
    ("70", "Masseur-Kinésithérapeute", 0.09),
    ("21", "Pharmacien", 0.06),
    ("40", "Chirurgien-Dentiste", 0.04),
    ("50", "Sage-Femme", 0.03),
    ("86", "Technicien de laboratoire médical", 0.18),
)
_FIRST_NAMES = (
    "Zoé",
    "Éloïse",
    "Jean-Noël",
    "Anaïs",
    "François",
    "Maëlys",
    "Gaël",
    "NA",
    "Inès",
    "Côme",
    "Léa",
    "Hervé",
)
_SYLLABLES = ("BER", "LAN", "GUÉ", "DU", "MOR", "TEL", "VAN", "DEL", "ÇA", "ROU", "NIN", "FAU", "HÊ", "SOR", "LEC")
_STREETS = ("DE LA FONTAINE", "DES TROIS MOULINS", "DU GÉNÉRAL DRAPIER", "DE L'ÉGLISE", "DES TILLEULS", "VICTOR GRÉAU")
_AGES = (
    ("tout_age", "Tout âge"),
    ("moins_30", "Moins de 30 ans"),
    *((f"{low}_{low + 4}", f"{low}-{low + 4} ans") for low in range(30, 70, 5)),
    ("70_plus", "70 ans et plus"),
)
_SEXES = ("tout sexe", "hommes", "femmes")
_FIELDS = (
    "Ensemble des médecins généralistes",
    "Médecins généralistes (hors médecins à expertise particulière - MEP)",
    "Médecins généralistes à expertise particulière (MEP)",
)


def write_rpps(path: Path, rows: int = RPPS_ROWS) -> None:
    """Write an extraction of the RPPS in free access: persons follow each other, with one to four activities."""
    rng = random.Random(SEED)  # noqa: S311  # invented content, no secret
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write("|".join(RPPS_HEADER) + "|\n")
        for lines in _batches(_rpps_lines(rng, rows)):
            file.writelines(lines)


def _rpps_lines(rng: random.Random, rows: int) -> Iterator[str]:
    names = _names(rng)
    places = _places(rng)
    nowhere = "|" * 37
    professions = [profession[:2] for profession in _PROFESSIONS]
    weights = list(itertools.accumulate(profession[2] for profession in _PROFESSIONS))
    written = 0
    for person in itertools.count(10_000_000_000):
        code, label = professions[_index(rng.random(), weights)]
        doctor = code == "10"
        skill = "||||"
        if doctor:
            chosen = rng.choice(_GENERALIST if rng.random() < 0.45 else _OTHER_DOCTORS)
            skill = f"S|Spécialité|{chosen}|Spécialité {chosen}|"
        head = f"8|{person}|8{person}||||Monsieur|{rng.choice(names)}|{code}|{label}|C|Civil|{skill}"
        draw = rng.random()
        for _ in range(1 if draw < 0.7 else 2 if draw < 0.9 else 3 if draw < 0.97 else 4):
            without = doctor and rng.random() < WITHOUT_COMMUNE
            place = nowhere if without else places[int(rng.random() * len(places))]
            mode = rng.random()
            way = "L|Libéral,indépendant|" if mode < 0.55 else "S|Salarié|" if mode < 0.97 else "||"
            yield f"{head}{way}{place}\n"
            written += 1
            if written == rows:
                return


def _index(draw: float, weights: list[float]) -> int:
    return next((place for place, weight in enumerate(weights) if draw < weight), len(weights) - 1)


def _names(rng: random.Random) -> list[str]:
    names = []
    for number in range(20_000):
        family = "".join(rng.choices(_SYLLABLES, k=3))
        if number % 400 == 0:
            family = f'{family} dit "LE GRAND'  # a stray quote: the file quotes nothing
        names.append(f"{family}|{rng.choice(_FIRST_NAMES)}")
    return names


def _places(rng: random.Random) -> list[str]:
    """Cells from the SIRET to the end of the line, the commune among them."""
    home = [territories.territory(code) for code in territories.codes(Level.COMMUNE)]
    weights = [commune.population for commune in home]
    found = []
    departements = [code.removeprefix("DEP-") for code in territories.codes(Level.DEPARTEMENT)]
    elsewhere = [
        code for code in departements if territories.territory(f"DEP-{code}").region != territories.HOME_REGION
    ]
    for number in range(60_000):
        if number % 11 == 0:
            commune = rng.choices(home, weights)[0]
            insee, postcode, name = commune.insee, commune.postcodes[0], commune.name
        else:
            departement = rng.choice(elsewhere)
            commune_number = min(rng.randrange(1, COMMUNES_ELSEWHERE), rng.randrange(1, COMMUNES_ELSEWHERE))
            insee = f"{departement}{commune_number:03d}"[:5]
            postcode, name = f"{insee[:2]}{commune_number % 100:02d}0", f"VILLE-INVENTÉE-{commune_number}"
        street = f"{number % 200}||R|Rue|{rng.choice(_STREETS)}||{postcode} {name.upper()}"
        found.append(
            f"{rng.randrange(10**13, 10**14)}||{rng.randrange(10**8, 10**9)}||"
            f"C{rng.randrange(10**9, 10**10)}|CABINET MÉDICAL N° {number}|||BÂT. {number % 30}|{street}"
            f"|{postcode}|{insee}|{name}|FR|France|0{rng.randrange(10**8, 10**9)}||||{insee[:2]}|Département||"
            "CNOM/CNOM|SA07|Cabinet individuel|||||GENR01|Activité standard|"
        )
    return found


def write_ameli(path: Path, rows: int = AMELI_ROWS) -> None:
    """Write numbers and densities by profession, territory, age and sex: totals, secrets, and other professions."""
    numbers = np.random.default_rng(SEED)
    lines = itertools.islice(_ameli_lines(numbers), rows)
    with path.open("w", encoding="utf-8-sig", newline="\n") as file:
        file.write(";".join(AMELI_HEADER) + "\n")
        for batch in _batches(lines):
            file.writelines(batch)


def _ameli_lines(numbers: np.random.Generator) -> Iterator[str]:
    professions = (*_FIELDS, *(f"Profession inventée numéro {number}" for number in range(100)))
    cells = [f"{age};{label};{sex};" for age, label in _AGES for sex in _SEXES]
    areas = _areas()
    for profession in professions:
        for year in range(2010, 2025):
            head = f"{year};{profession};"
            counts = numbers.integers(1, 400, size=len(areas) * len(cells)).tolist()
            for place, (area, cell) in enumerate(itertools.product(areas, cells)):
                count = counts[place]
                text = "NS;NS;" if count < 12 else f"{count};{count / 7:.1f};{count}"
                yield f"{head}{area}{cell}{text}\n"


def _areas() -> list[str]:
    regions = {code: territories.territory(code) for code in territories.codes(Level.REGION)}
    areas = ["99;FRANCE;999;FRANCE;", *(f"{each.insee};{each.name};999;Tout département;" for each in regions.values())]
    for code in territories.codes(Level.DEPARTEMENT):
        departement = territories.territory(code)
        if departement.region is not None:
            region = regions[departement.region]
            areas.append(f"{region.insee};{region.name};{departement.insee};{departement.name};")
    return areas


def _batches(lines: Iterator[str]) -> Iterator[list[str]]:
    while batch := list(itertools.islice(lines, CHUNK)):
        yield batch
