"""Invented editions of the revision slides: other years, order, zone wordings, added bullets, traps."""

from __future__ import annotations

from tests.loaders.documents.variants import Variant


def _deck(day: str, *slides: str) -> str:
    """The text of a deck, slide numbers and dates run together at the top of each slide."""
    return "\n\n\n".join(f" {number}{day}\n\n{slide.strip()}\n" for number, slide in enumerate(slides, 2))


_OPENING = "L’OG 12 : bilan d’étape\n\nHauts-de-France\n"

DECKS = (
    Variant(
        "edition_2025",
        _deck(
            "17/03/2025",
            _OPENING + "\n5 objectifs opérationnels :\n\n• Former\n\n• Installer",
            """Bilan : l’offre de premier recours

Entre 2018 et 2024, le nombre de médecins généralistes installés dans la région a baissé de 4,1 %. Sur cette période, les évolutions sont :

• Zones d’intervention prioritaire (ZIP) : – 5,2 %

• Zones d’action complémentaire : −3,75 %

• ZAR : + 1,08%

• Hors zonage : -2%
""",
            """Bilan : exercice coordonné

• 251 MSP

• 58 CPTS en fonctionnement, couvrant plus de 85 % de la population
""",
            """Bilan : formation, évolution du nombre de places

Versant médical :

• Maïeutique : de 570 à 590 (+3,51 %)

• Médecine : 4 430 à 4 650 places (+4,97 %)

Versant paramédical :

• Pour les AS : en 2024, 60 places supplémentaires et en 2025 35 supp portant la capacité à 2471 places

• IDE : 2022 : 3 937 places, 2023 : 4 010, 2024 : 4 102 soit +4,19 %

• Augmentation de 25 places de masseurs-kinésithérapeutes en 2024
""",
            "Propositions\n\nTrois objectifs transverses",
        ),
        """
        og12_objectifs REG-32 operationnels 2025-03-17 5 exact published
        mg_evolution REG-32 ensemble 2018/2024 -4.1 exact published
        mg_evolution REG-32 zip 2018/2024 -5.2 exact published
        mg_evolution REG-32 zac 2018/2024 -3.75 exact published
        mg_evolution REG-32 zar 2018/2024 1.08 exact published
        mg_evolution REG-32 hz 2018/2024 -2 exact published
        msp_activite REG-32 ensemble 2025-03-17 251 exact published
        cpts_fonctionnement REG-32 ensemble 2025-03-17 58 exact published
        cpts_population_part REG-32 ensemble 2025-03-17 85 more_than published
        places_medicales_avant REG-32 maieutique 2025-03-17 570 exact inferred
        places_medicales_apres REG-32 maieutique 2025-03-17 590 exact inferred
        places_medicales_evolution REG-32 maieutique 2025-03-17 3.51 exact inferred
        places_medicales_avant REG-32 medecine 2025-03-17 4430 exact inferred
        places_medicales_apres REG-32 medecine 2025-03-17 4650 exact inferred
        places_medicales_evolution REG-32 medecine 2025-03-17 4.97 exact inferred
        places_paramedicales_ajoutees REG-32 aide_soignant 2024 60 exact published
        places_paramedicales_ajoutees REG-32 aide_soignant 2025 35 exact published
        as_capacite REG-32 ensemble 2025 2471 exact published
        ide_places REG-32 ensemble 2022 3937 exact published
        ide_places REG-32 ensemble 2023 4010 exact published
        ide_places REG-32 ensemble 2024 4102 exact published
        ide_places_evolution REG-32 ensemble 2022/2024 4.19 exact published
        places_paramedicales_ajoutees REG-32 kine 2024 25 exact published
        og12_objectifs REG-32 transverses 2025-03-17 3 exact published
        """,
    ),
    Variant(
        "shares_are_not_changes",
        _deck(
            "05/02/2024",
            _OPENING,
            """Le zonage des médecins généralistes

Part de la population par type de zone :

• ZIP : 15,1 %

• ZAC : 41,9 %
""",
            """Répartition des MG en 2023

• ZIP : 12 %

• Hors zonage : 30 %
""",
            """Densité de médecins généralistes

• ZIP : 50 pour 100 000 habitants
""",
        ),
        "",
        """
        15,1 % | aucune règle
        41,9 % | aucune règle
        12 % | aucune règle
        30 % | aucune règle
        50 | aucune règle
        """,
    ),
    Variant(
        "change_of_another_profession",
        _deck(
            "05/02/2024",
            _OPENING,
            """Chirurgiens-dentistes

Entre 2018 et 2022, le nombre de chirurgiens-dentistes installés en région a diminué de 3,2 %. Sur cette même période :

• ZIP : -8,23%

• ZAC : -1,2%
""",
            """Médecins

Entre 2018 et 2022, le nombre de médecins généralistes et de dentistes a diminué de 2 %.

Entre 2018 et 2022, le nombre de médecins généralistes salariés a augmenté de 11 %.

Entre 2018 et 2022, la densité de MG a diminué de 5 %.
""",
        ),
        "",
        """
        3,2 % | aucune règle
        -8,23% | autre profession
        -1,2% | autre profession
        2 % | aucune règle
        11 % | d’autres généralistes
        5 % | une part ou un taux
        """,
    ),
    Variant(
        "signs_that_cannot_be_told",
        _deck(
            "05/02/2024",
            _OPENING,
            """Zonage

Entre 2018 et 2022, le nombre de MG installés en région a augmenté de - 1,5 %. Sur cette même période, on note :

• ZIP : 8,2 %

• ZAC : ± 3 %

• ZAR et ZIP : -4 %

• Zones franches : -2,5 %
""",
            """Zonage

Depuis 2018, le nombre de MG installés a diminué de 6 %.

En 2022, le nombre de MG installés a diminué de 1 %.
""",
        ),
        "",
        """
        - 1,5 % | le signe imprimé contredit
        8,2 % | sens de l’évolution non dit
        ± 3 % | signe
        -4 % | plusieurs types de zone
        -2,5 % | aucune règle
        6 % | deux années
        1 % | deux années
        """,
    ),
    Variant(
        "decreases_without_signs",
        _deck(
            "05/02/2024",
            _OPENING,
            """Zonage

Entre 2017 et 2021, le nombre de MG a diminué de 8,2 % en ZIP, de 6,1 % en ZAC et de 2 % hors zonage.
""",
            """Zonage (suite)

Entre 2013 et 2017, on observe les baisses suivantes du nombre de MG installés :

• ZIP : 3,3 %

• Ensemble de la région : 2,4 %
""",
        ),
        """
        mg_evolution REG-32 zip 2017/2021 -8.2 exact published
        mg_evolution REG-32 zac 2017/2021 -6.1 exact published
        mg_evolution REG-32 hz 2017/2021 -2 exact published
        mg_evolution REG-32 zip 2013/2017 -3.3 exact published
        mg_evolution REG-32 ensemble 2013/2017 -2.4 exact published
        """,
    ),
    Variant(
        "places_that_do_not_agree",
        _deck(
            "05/02/2024",
            _OPENING,
            """Places de formation

• Médecine : de 4190 à 4430 (+7.5%)

• Pharmacie : de 1600 en 2021 à 1680 en 2023 (+5 %)

• Odontologie : de 25 à 35 ans

• IDE : 2020 : 3 100 places, 2021 : 3 200 soit +9 %

• IDE : 200 places supplémentaires en 2023

• IPA : 40 places en 2023

• 30 places d’ergothérapeutes supplémentaires en 2023

• Pour les AS : 159 places en 2021 et 80, 43 en 2023 supp
""",
        ),
        """
        places_medicales_avant REG-32 pharmacie 2021 1600 exact published
        places_medicales_apres REG-32 pharmacie 2023 1680 exact published
        places_medicales_evolution REG-32 pharmacie 2021/2023 5 exact published
        ide_places REG-32 ensemble 2020 3100 exact published
        ide_places REG-32 ensemble 2021 3200 exact published
        """,
        """
        4190 | le pourcentage imprimé
        4430 | le pourcentage imprimé
        +7.5% | le pourcentage imprimé
        +9 % | le pourcentage imprimé
        200 | places ajoutées
        40 | aucune règle
        30 | aucune règle
        159 | ne se suivent pas
        80 | ne se suivent pas
        43 | ne se suivent pas
        """,
    ),
    Variant(
        "proposed_objectives_are_not_in_force",
        _deck("05/02/2024", _OPENING, "Propositions de révision\n\n3 objectifs opérationnels :\n\n• Former\n\n• Soigner"),
        "",
        "3 | objectifs proposés",
    ),
    Variant(
        "a_deck_without_og12",
        _deck("05/02/2024", "Projet médical partagé\n\nHauts-de-France\n\n4 objectifs opérationnels :\n\n• Former"),
        "",
        "4 | aucune règle",
    ),
    Variant(
        "year_and_number_run_together",
        _deck(
            "05/02/2024",
            _OPENING,
            """Places de formation en IFSI

• IDE : 2021,3655 places

• IDE : effectifs 2019 : 1990, 2020 : 2010

• MSP : 2 016

• 2017 CPTS en fonctionnement
""",
        ),
        "msp_activite REG-32 ensemble 2024-02-05 2016 exact published",
        """
        2021,3655 | collés
        2017 | hors des bornes
        """,
    ),
    Variant(
        "table_rows",
        _deck(
            "05/02/2024",
            _OPENING,
            "Places de formation\n\nFilière\tAvant\tAprès\n\nMédecine\t4190\t4430\n\nMSP\t216\t231",
        ),
        "",
        """
        4190 | cellule de tableau
        4430 | cellule de tableau
        216 | cellule de tableau
        231 | cellule de tableau
        """,
    ),
)
