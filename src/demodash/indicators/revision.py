"""General objective 12 and its proposed revision, in our own words, with the indicators that inform each point.

A point without indicators is said to have none: that gap is a finding of the review.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    """What an objective relies on; ``indicators`` are ids of the catalogue, empty when nothing measures it."""

    id: str
    label: str
    locator: str
    indicators: tuple[str, ...] = ()
    gap: str = ""
    """What would have to be counted, when nothing is."""


@dataclass(frozen=True, slots=True)
class Objective:
    """An operational objective: one of the four in force, or one of the two proposed in January 2023."""

    id: str
    number: int
    proposed: bool
    label: str
    aim: str
    locator: str
    points: tuple[Point, ...]

    @property
    def indicators(self) -> tuple[str, ...]:
        """The indicators of all points, each once."""
        return tuple(dict.fromkeys(one for point in self.points for one in point.indicators))


OBJECTIVES = (
    Objective(
        "accompagner",
        1,
        False,
        "Suivre les professionnels de leurs études à leur exercice",
        "Informer et guider les professionnels, des études à l’installation ; l’essentiel est à reconduire et à "
        "amplifier.",
        "diapositive 2, ligne 11",
        (
            Point(
                "paps",
                "Le portail d’accompagnement des professionnels de santé (PAPS) et ses relais",
                "diapositive 2, ligne 13",
                ("paps_internautes", "facebook_abonnes"),
            ),
            Point(
                "guichets",
                "Les guichets qui aident à s’installer dans un territoire",
                "diapositive 2, ligne 13",
                ("guichet_unique", "correspondant_sollicitations"),
            ),
        ),
    ),
    Objective(
        "orienter",
        2,
        False,
        "Donner aux jeunes le goût des métiers qui manquent de bras",
        "Faire naître des vocations là où l’on manque de soignants, et montrer l’exercice de ville aux étudiants.",
        "diapositive 2, ligne 19",
        (
            Point(
                "filiere",
                "La filière d’excellence santé dans les lycées",
                "diapositive 2, ligne 23",
                ("filiere_lycees", "filiere_departements"),
            ),
            Point("stages", "Les stages en cabinet et en maison de santé", "diapositive 2, ligne 23", ("msu",)),
            Point(
                "places",
                "Les places de formation",
                "diapositive 6, ligne 92",
                ("places_medicales_evolution", "ide_places", "places_paramedicales_ajoutees", "as_capacite"),
            ),
        ),
    ),
    Objective(
        "attirer",
        3,
        False,
        "Faire venir les professionnels là où ils manquent le plus",
        "Exercer à plusieurs, être aidé à l’installation en ville, être aidé à l’hôpital.",
        "diapositive 3, ligne 31",
        (
            Point(
                "exercice",
                "Les structures d’exercice coordonné",
                "diapositive 3, ligne 33",
                ("msp_activite", "msp_projet", "cpts_fonctionnement", "cpts_population_part"),
            ),
            Point(
                "installation",
                "L’aide à l’installation et le zonage qui l’ouvre",
                "diapositive 3, ligne 35",
                ("mg_evolution", "mg_ecart_region", "cesp_signes", "ptmg_signes"),
            ),
            Point(
                "etablissements",
                "Les aides dans les établissements de santé",
                "diapositive 3, ligne 35",
                ("aide_mensuelle", "aide_budget", "ccr_postes", "hopitaux_eligibles"),
            ),
        ),
    ),
    Objective(
        "optimiser",
        4,
        False,
        "Tirer le meilleur parti du temps soignant",
        "Faire plus avec le temps soignant présent, notamment par la télémédecine.",
        "diapositive 3, ligne 37",
        (
            Point(
                "telemedecine",
                "La télémédecine",
                "diapositive 3, ligne 39",
                gap="Actes de téléconsultation et de téléexpertise, par territoire du patient et du médecin.",
            ),
        ),
    ),
    Objective(
        "formation",
        1,
        True,
        "Adapter l’appareil de formation",
        "Adapter les formations paramédicales aux besoins des territoires, et faire entrer l’université dans les "
        "territoires pour les études médicales.",
        "diapositive 10, ligne 195",
        (
            Point(
                "apprentissage",
                "L’apprentissage comme levier",
                "diapositive 10, ligne 201",
                gap="Apprentis par formation paramédicale et par an.",
            ),
            Point(
                "qualite",
                "La qualité des formations, des diplômes obtenus dans les temps et des parcours sans rupture",
                "diapositive 10, ligne 203",
                gap="Abandons en cours de cursus et diplômés par rapport aux entrées, par institut.",
            ),
            Point(
                "pratique_avancee",
                "La pratique avancée",
                "diapositive 10, ligne 207",
                gap="Infirmiers en pratique avancée formés et installés dans la région.",
            ),
            Point(
                "maitres_stage",
                "Davantage de maîtres de stage et de maisons de santé universitaires",
                "diapositive 10, ligne 211",
                ("msu",),
            ),
            Point(
                "professeurs_associes",
                "Des professeurs associés dans les hôpitaux périphériques, pour mieux répartir les internes",
                "diapositive 10, ligne 213",
                gap="Professeurs associés et internes accueillis, par hôpital.",
            ),
            Point(
                "post_internat",
                "Le post-internat",
                "diapositive 10, ligne 217",
                ("ccr_postes", "aide_mensuelle", "aide_duree"),
            ),
        ),
    ),
    Objective(
        "attractivite",
        2,
        True,
        "Rendre plus attirants établissements, territoires et filières en difficulté",
        "Investir dans le territoire, et le rendre plus attirant pour ceux qui y exerceraient.",
        "diapositive 11, ligne 225",
        (
            Point(
                "filiere_deployee",
                "Le déploiement de la filière d’excellence",
                "diapositive 11, ligne 231",
                ("filiere_lycees", "filiere_departements"),
            ),
            Point(
                "installation_renforcee",
                "L’accompagnement à l’installation",
                "diapositive 11, ligne 235",
                ("correspondant_sollicitations", "guichet_unique", "cesp_signes", "ptmg_signes"),
            ),
            Point(
                "centres_sante",
                "Une offre plus diverse dans les territoires sans initiative : nouveaux centres de santé",
                "diapositive 11, ligne 237",
                ("msp_projet",),
                gap="Centres de santé ouverts, par territoire de vie-santé.",
            ),
            Point(
                "equipes_specialisees",
                "Les équipes de soins spécialisées",
                "diapositive 11, ligne 241",
                gap="Équipes de soins spécialisées, par spécialité et par territoire.",
            ),
        ),
    ),
)
