"""Invented press releases of the family of the Pacte territoire santé: other regions, typographies, wordings, traps."""

from __future__ import annotations

from tests.loaders.documents.variants import Variant

_HEAD = "ARS Bretagne\n\nLe Pacte territoire santé en Bretagne : premiers résultats\n\nPublié le 14 juin 2016\n\n"

PRESS = (
    Variant(
        "bretagne_complete",
        _HEAD
        + """Plusieurs actions du pacte avancent bien :

  • le contrat d’engagement de service public (CESP) : 152 étudiants et internes ont signé un CESP. Le nombre de contrats signés a été multiplié par 2,5 depuis 2012.
  • le contrat de praticien territorial de médecine générale (PTMG) : 31 contrats ont été signés à ce jour
  • les maisons de santé pluri-professionnelles (MSP) : 68 MSP sont en activité et 25 sont en projet. La Bretagne compte 3 fois plus de MSP qu’en 2011.

  • Les maîtres de stage
    En région, 410 médecins maîtres de stage sont formés à l’accueil des externes, 388 à l’accueil des internes de médecine générale.
""",
        """
        cesp_signes REG-53 ensemble 2016-06-14 152 exact published
        cesp_rapport REG-53 ensemble 2012/2016 2.5 exact published
        ptmg_signes REG-53 ensemble 2016-06-14 31 exact published
        msp_activite REG-53 ensemble 2016-06-14 68 exact published
        msp_projet REG-53 ensemble 2016-06-14 25 exact published
        msp_rapport REG-53 ensemble 2011/2016 3 exact published
        msu REG-53 externes 2016-06-14 410 exact published
        msu REG-53 internes 2016-06-14 388 exact published
        """,
    ),
    Variant(
        "occitanie_typographies",
        """Agence régionale de santé Occitanie

Démographie médicale : où en est-on ?

Communiqué de presse du 3 février 2017

Près de 1\u202f200 maîtres de stage universitaires accueillent des internes.
Plus de 1.150 maîtres de stage universitaires accueillent des externes.
Chaque mois, 4 500 internautes consultent le PAPS Occitanie.
Un peu plus de 310 étudiants ont signé un contrat d’engagement de service public.
Environ quatre-vingt-dix maisons de santé pluriprofessionnelles sont ouvertes.
Une quinzaine de MSP sont en projet.
""",
        """
        msu REG-76 internes 2017-02-03 1200 about published
        msu REG-76 externes 2017-02-03 1150 more_than published
        paps_internautes REG-76 ensemble 2017-02-03 4500 exact published
        cesp_signes REG-76 ensemble 2017-02-03 310 more_than published
        msp_activite REG-76 ensemble 2017-02-03 90 about published
        msp_projet REG-76 ensemble 2017-02-03 15 about published
        """,
    ),
    Variant(
        "undated_year_inferred",
        """Le Pacte territoire santé en Normandie

Au cours de l’année 2015, le correspondant installation a traité 640 demandes.
La région dispose de 520 maîtres de stage universitaires.
""",
        """
        correspondant_sollicitations REG-28 ensemble 2015 640 exact published
        msu REG-28 ensemble 2016 520 exact inferred
        """,
    ),
    Variant(
        "undated_without_a_clue",
        """Le Pacte territoire santé en Normandie

La région compte 71 maisons de santé pluriprofessionnelles.
Créée en 2013, la plateforme progresse depuis 2014.
Fin 2015, 60 MSP étaient en activité.
""",
        "msp_activite REG-28 ensemble 2015 60 exact published",
        "71 | le document n’est pas daté",
    ),
    Variant(
        "no_territory",
        """Bilan du pacte

Publié le 02/05/2017

76 MSP sont en activité. En Bretagne, 12 MSP sont en projet. La Normandie avance aussi.
""",
        "msp_projet REG-53 ensemble 2017-05-02 12 exact published",
        "76 | territoire inconnu",
    ),
    Variant(
        "objectives_and_forecasts",
        _HEAD
        + """D’ici 2020, 120 MSP seront en activité.
L’objectif est de 200 CESP signés en 2018.
La cible de 60 PTMG signés devrait être dépassée.
Nos objectifs pour 2018 :

- 95 MSP en activité
- 40 CPTS en fonctionnement

76 MSP sont en activité, et 100 MSP seront ouvertes d’ici 2019.
""",
        "msp_activite REG-53 ensemble 2016-06-14 76 exact published",
        """
        120 | objectif
        200 | objectif
        60 | objectif
        95 | objectif
        40 | objectif
        100 | objectif
        """,
    ),
    Variant(
        "national_figures",
        _HEAD
        + """En France, 1 200 maisons de santé sont en activité, dont 76 en Bretagne.
Au niveau national, près de 800 PTMG ont été signés.
La Bretagne compte 45 CPTS en activité, soit plus que la moyenne nationale.
Sur l’ensemble du territoire national, 2 000 CESP ont été signés ; dans la région, 150 CESP ont été signés.
""",
        """
        msp_activite FR ensemble 2016-06-14 1200 exact published
        ptmg_signes FR ensemble 2016-06-14 800 about published
        cesp_signes FR ensemble 2016-06-14 2000 exact published
        cesp_signes REG-53 ensemble 2016-06-14 150 exact published
        cpts_fonctionnement REG-53 ensemble 2016-06-14 45 exact published
        """,
        "76 | une partie du total",
    ),
    Variant(
        "other_regions_beside",
        _HEAD
        + """En Normandie, 82 MSP sont en activité.
La région compte 68 MSP, contre 60 en Normandie.
Contrairement aux Pays de la Loire, la Bretagne compte 12 MSP en projet.
Comme en Normandie, 39 PTMG ont été signés.
""",
        """
        msp_activite REG-28 ensemble 2016-06-14 82 exact published
        msp_activite REG-53 ensemble 2016-06-14 68 exact published
        msp_projet REG-53 ensemble 2016-06-14 12 exact published
        """,
        """
        60 | autre date
        39 | plusieurs territoires
        """,
    ),
    Variant(
        "departements",
        _HEAD
        + """Dans le Finistère, 21 MSP sont en activité et 6 en projet.
Morbihan : 14 MSP en activité ; Ille-et-Vilaine : 19 MSP en activité.
Dans les Côtes-d’Armor et le Finistère, 33 MSP sont en projet.
Dans le Finistère, 9 PTMG ont été signés.
À Brest, 4 MSP sont en activité.
Le département compte 11 MSP.
Lorient compte 3 MSP.
Sur le bassin de Redon, 5 MSP sont ouvertes.
""",
        """
        msp_activite DEP-29 ensemble 2016-06-14 21 exact published
        msp_projet DEP-29 ensemble 2016-06-14 6 exact published
        msp_activite DEP-56 ensemble 2016-06-14 14 exact published
        msp_activite DEP-35 ensemble 2016-06-14 19 exact published
        """,
        """
        33 | plusieurs territoires
        9 | n’est pas publié pour ce territoire
        4 | Brest
        11 | une partie seulement du territoire
        3 | Lorient
        5 | une partie seulement du territoire
        """,
    ),
    Variant(
        "negations_and_restrictions",
        _HEAD
        + """Aucune des 12 MSP en projet n’a ouvert.
Parmi les 80 MSP, 15 MSP universitaires sont en activité.
76 des 80 MSP sont en activité.
La moitié des 80 MSP en activité recrute.
7 MSP ne sont plus en activité.
30 % de la population n’est pas couverte par une CPTS.
""",
        "",
        """
        12 | négation
        80 | le tout dont une partie
        15 | aucune règle
        76 | aucune règle
        80 | le tout dont une partie
        80 | le tout dont une partie
        7 | aucune règle
        30 % | aucune règle
        """,
    ),
    Variant(
        "comparisons_with_other_years",
        _HEAD
        + """La région compte 68 MSP, contre 22 en 2012.
Fin 2014, 55 MSP étaient en activité.
Auparavant, 40 MSP étaient en projet.
Le nombre de PTMG signés est passé de 12 à 31.
La région comptait 18 CPTS.
""",
        """
        msp_activite REG-53 ensemble 2016-06-14 68 exact published
        msp_activite REG-53 ensemble 2014 55 exact published
        """,
        """
        22 | autre date
        40 | autre date
        12 | borne d’un intervalle
        31 | borne d’un intervalle
        18 | passé sans date
        """,
    ),
    Variant(
        "flows_are_not_totals",
        _HEAD
        + """En 2015, 34 CESP ont été signés.
Chaque année, 12 PTMG sont signés.
Fin 2015, 140 CESP avaient été signés.
12 nouvelles MSP ont ouvert en 2015.
8 MSP supplémentaires sont en activité.
Depuis 2013, 31 PTMG ont été signés, dont 10 en 2015.
""",
        """
        cesp_signes REG-53 ensemble 2015 140 exact published
        ptmg_signes REG-53 ensemble 2016-06-14 31 exact published
        """,
        """
        34 | une seule année
        12 | par an
        12 | aucune règle
        8 | aucune règle
        10 | une partie du total
        """,
    ),
    Variant(
        "parts_of_a_total",
        _HEAD
        + """25 étudiants en odontologie ont signé un CESP.
60 internes ont signé un CESP.
152 CESP ont été signés (120 en médecine et 32 en odontologie).
La région compte 68 MSP, dont 9 dans le Finistère.
La région compte 76 MSP et CPTS en activité.
Les 70 MSP financées sont en activité.
44 MSP sont en activité en zones sous-denses.
""",
        """
        cesp_signes REG-53 ensemble 2016-06-14 152 exact published
        msp_activite REG-53 ensemble 2016-06-14 68 exact published
        """,
        """
        25 | aucune règle
        60 | internes
        120 | aucune règle
        32 | aucune règle
        9 | une partie du total
        76 | aucune règle
        70 | aucune règle
        44 | une partie seulement du territoire
        """,
    ),
    Variant(
        "other_contracts_and_professions",
        _HEAD
        + """Le CESP et le PTMG : 183 contrats ont été signés.
18 contrats de début d’exercice ont été signés.
Les contrats locaux de santé : 22 contrats ont été signés.
45 médecins ont signé un contrat d’aide à l’installation.
300 tuteurs accueillent des internes.
220 maîtres de stage accueillent des internes en pharmacie.
60 centres de santé sont en activité.
de 44 à 60 contrats
""",
        "",
        """
        183 | plusieurs dispositifs
        18 | aucune règle
        22 | aucune règle
        45 | aucune règle
        300 | aucune règle
        220 | autre discipline
        60 | aucune règle
        44 | borne d’un intervalle
        60 | borne d’un intervalle
        """,
    ),
    Variant(
        "ranges",
        _HEAD
        + """Entre 40 et 50 PTMG ont été signés.
De 10 à 12 MSP sont en projet.
60 à 70 MSP sont en activité.
""",
        "",
        """
        40 | borne d’un intervalle
        50 | borne d’un intervalle
        10 | borne d’un intervalle
        12 | borne d’un intervalle
        60 | borne d’un intervalle
        70 | borne d’un intervalle
        """,
    ),
    Variant(
        "contradictory_values",
        _HEAD
        + """68 MSP sont en activité.

31 PTMG ont été signés.

En région, 70 MSP sont en activité.

En région, 31 PTMG ont été signés.
""",
        "ptmg_signes REG-53 ensemble 2016-06-14 31 exact published",
        """
        68 | contradictoires
        70 | contradictoires
        31 | répétition
        """,
    ),
    Variant(
        "names_labels_and_numbers",
        """ARS Grand Est

Publié le 4 mars 2019

La stratégie « Ma santé 2022 » et le PRS 2018-2028 fixent le cap. Le plan 4 000 MSP est lancé.
La loi n° 2016-41 du 26 janvier 2016 et l’article L. 1434-4 s’appliquent (annexe 3, page 12).
Contact : 03 83 39 30 30, 3 boulevard Joffre, 54036 Nancy Cedex.
Le service est ouvert 24h/24, au 2e étage, de 9h30 à 17h.
Les médecins de plus de 60 ans représentent un médecin sur trois.
La densité est de 80 pour 100 000 habitants.
En 1ère année de PACES, voir https://www.exemple.fr/2019/12.
""",
        "",
        "80 | aucune règle",
    ),
    Variant(
        "grand_est_measures",
        """ARS Grand Est

Recruter de jeunes médecins

Trois mesures sont lancées en 2020 :

  • la mesure nationale « 400 médecins généralistes » se traduit par la création de plus de 55 postes dans la région,
  • pour les assistants spécialistes à temps partagé (ASTP), plus de 180 postes sont proposés et 96 postes ont un candidat identifié.

Les médecins généralistes à exercice partagé ville-hôpital sont recrutés pour une durée de 2 ans.
Les ASTP sont en poste pendant deux années.
""",
        """
        mg_postes_crees REG-44 ensemble 2020 55 more_than published
        astp_postes_proposes REG-44 ensemble 2020 180 more_than published
        astp_postes_candidat REG-44 ensemble 2020 96 exact published
        aide_duree REG-44 mg_partage 2020 2 exact published
        aide_duree REG-44 astp 2020 2 exact published
        """,
        "Trois | aucune règle",
    ),
)
