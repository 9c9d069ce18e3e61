"""Invented articles of a regional council on hospitals: premiums, budgets, posts, eligible hospitals, traps."""

from __future__ import annotations

from tests.loaders.documents.variants import Variant

_HEAD = "Article publié le 07/09/2023\n\nSanté : la Région Hauts-de-France agit\n\n"

AIDS = (
    Variant(
        "premium_and_grant",
        _HEAD
        + """La prime des ATP

Les assistants à temps partagé reçoivent une prime de territoire de 650 € nets par mois, pendant deux ans.
L’enveloppe consacrée à cette action est de 561 600 €.

Les chefs de clinique en région

La Région finance douze postes de chefs de clinique (7 pour l’Université de Lille et 5 pour l’Université de Picardie Jules-Verne), par une subvention de 2 500 € par mois pour une durée de 24 mois.
Un budget de 720 000 euros est attribué à cette action.
""",
        """
        aide_mensuelle REG-32 atp 2023-09-07 650 exact published
        aide_duree REG-32 atp 2023-09-07 2 exact published
        aide_budget REG-32 atp 2023-09-07 561600 exact published
        ccr_postes REG-32 ensemble 2023-09-07 12 exact published
        ccr_postes REG-32 lille 2023-09-07 7 exact published
        ccr_postes REG-32 amiens 2023-09-07 5 exact published
        aide_mensuelle REG-32 ccr 2023-09-07 2500 exact published
        aide_duree REG-32 ccr 2023-09-07 2 exact published
        aide_budget REG-32 ccr 2023-09-07 720000 exact published
        """,
    ),
    Variant(
        "published_then_updated",
        "Article publié le 07/09/2023\n\nMis à jour le 12/01/2024\n\nLa Région Hauts-de-France et les ATP\n\n"
        "Les ATP reçoivent une prime de 700 euros par mois.\n",
        "aide_mensuelle REG-32 atp 2023-09-07 700 exact published",
    ),
    Variant(
        "sums_of_other_schemes",
        _HEAD
        + """Une bourse de 1 200 € par mois est versée aux étudiants signataires d’un CESP.
Une aide de 50 000 € est versée aux médecins qui s’installent en ZIP.
Les ATP et les CCR : une prime de 500 € par mois.
Le budget annuel des ATP est de 200 000 €.
Un budget de 3 M€ est consacré au sport.
Une prime de 500 euros est prévue pour les ATP.
""",
        "",
        """
        1 200 € | aucune règle
        50 000 € | aucune règle
        500 € | plusieurs dispositifs
        200 000 € | par an
        3 M€ | aucune règle
        500 euros | prévision
        """,
    ),
    Variant(
        "durations_of_other_things",
        _HEAD
        + """Les ATP exercent après cinq ans d’internat.
Les ATP peuvent être prolongés dans les 3 années à venir.
Depuis deux ans, les ATP sont plus nombreux.
Les chefs de clinique sont recrutés pour une durée de 4 ans maximum.
""",
        "",
        """
        cinq ans | qu’aucune règle
        3 années | prévision
        deux ans | qu’aucune règle
        4 ans | une autre durée
        """,
    ),
    Variant(
        "posts_that_do_not_add_up",
        _HEAD
        + """La Région finance dix postes de chefs de clinique (6 pour l’Université de Lille et 3 pour l’Université Picardie Jules Verne).

Le CHU recrute six chefs de clinique.

Un bâtiment neuf est ouvert à Lens.
""",
        "",
        """
        dix | la somme des universités
        6 | la somme des universités
        3 | la somme des universités
        six | d’un seul hôpital
        neuf | aucune règle
        """,
    ),
    Variant(
        "eligible_hospitals",
        """Mis à jour le 15/04/2026

La Région Hauts-de-France soutient les hôpitaux

L’aide réunit les Assistants à Temps Partagé (ATP) et les Chefs de Clinique en région (CCR).
Liste des établissements éligibles :
- CH de Laon (02)
- Centre hospitalier de Valenciennes (59)
- CH d’Arras
- CH de Rouen (76)
- CH de Beauvais (59)
""",
        """
        hopitaux_eligibles COM-02408 ensemble 2026-04-15 1 exact published
        hopitaux_eligibles COM-59606 ensemble 2026-04-15 1 exact published
        hopitaux_eligibles COM-62041 ensemble 2026-04-15 1 exact published
        """,
    ),
    Variant(
        "hospitals_of_another_list",
        """Mis à jour le 15/04/2026

La Région Hauts-de-France soutient les hôpitaux

L’aide réunit les Assistants à Temps Partagé (ATP) et les Chefs de Clinique en région (CCR).
Établissements qui ne sont pas éligibles :
- CH de Laon (02)

Hôpitaux visités :
- CH de Calais (62)
""",
    ),
    Variant(
        "merger_said_today",
        """Mis à jour le 15/04/2026

La Région Hauts-de-France soutient les hôpitaux

Désormais, la Région fusionne l’ATP et le CCR en une seule aide. En 2019, elle avait écarté cette idée.
""",
        "dispositif_annee REG-32 atp_ccr 2026 2026 exact inferred",
    ),
    Variant(
        "merger_refused",
        """Mis à jour le 15/04/2026

La Région Hauts-de-France soutient les hôpitaux

Aujourd’hui, la Région ne fusionne pas l’ATP et le CCR.
""",
    ),
    Variant(
        "services",
        """ARS Hauts-de-France

Les services à l’installation

Publié le 9 mai 2019

  • Le guichet unique pour l’installation
    Depuis 2016, les médecins qui souhaitent s’installer dans l’Oise peuvent s’informer en un même lieu. En 2018, ce guichet unique a permis d’accompagner près de 60 professionnels. 15 d’entre eux se sont installés dans le département, 12 autres ont un projet d’installation.
  • La page Facebook « Du stylo au stétho »
    Lancée en 2014, elle est suivie par 3.400 abonnés.
  • La page Facebook « Doc en ville »
    Créée en 2015, elle compte 1 200 abonnés.
  • La filière d’excellence santé
    Créée en 2015, elle concerne des jeunes originaires des départements de l’Aisne et de la Somme, dans neuf lycées de la région.
  • Le correspondant installation
    Il a reçu 1 150 demandes en 2018 et 900 demandes en 2017.
""",
        """
        dispositif_annee DEP-60 guichet_unique 2016 2016 exact published
        guichet_unique DEP-60 ensemble 2018 60 about published
        guichet_unique DEP-60 installes 2018 15 exact published
        guichet_unique DEP-60 en_projet 2018 12 exact published
        dispositif_annee REG-32 page_facebook 2014 2014 exact published
        facebook_abonnes REG-32 ensemble 2019-05-09 3400 exact published
        dispositif_annee REG-32 filiere_excellence 2015 2015 exact published
        filiere_departements REG-32 ensemble 2019-05-09 2 exact published
        filiere_lycees REG-32 ensemble 2019-05-09 9 exact published
        correspondant_sollicitations REG-32 ensemble 2018 1150 exact published
        """,
        """
        1 200 | autre page
        900 | aucune règle
        """,
    ),
)
