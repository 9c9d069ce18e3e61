"""Aids and posts: ATP, CCR, shared posts of Grand Est, eligible hospitals."""

from __future__ import annotations

from demodash.indicators import units
from demodash.indicators.dimensions import DISPOSITIF, NO_BREAKDOWN, UNIVERSITE
from demodash.indicators.model import Formula, Indicator, Theme

_ATP_BUDGET = (
    "Le document attribue la même somme, 432 000 €, à la prime des ATP et aux chefs de clinique. Elle est "
    "exactement le coût de 9 chefs de clinique pendant deux ans ; pour les ATP, elle supposerait 36 primes, "
    "qu’aucun document n’annonce.",
)

INDICATORS = (
    Indicator(
        "aide_mensuelle",
        Theme.AIDES,
        "Montant mensuel de l’aide par poste",
        units.EUROS_PER_MONTH,
        "Prime versée au médecin ou subvention versée pour son poste, par mois.",
        DISPOSITIF,
        0,
        20_000,
        frozenset({"REG", "EXREG", "FR"}),
        short="Aide mensuelle",
    ),
    Indicator(
        "aide_duree",
        Theme.AIDES,
        "Durée de l’engagement ou du financement",
        units.YEARS,
        "Nombre d’années pendant lesquelles le poste est occupé ou financé.",
        DISPOSITIF,
        0,
        20,
        frozenset({"REG", "EXREG", "FR"}),
        short="Durée",
    ),
    Indicator(
        "aide_budget",
        Theme.AIDES,
        "Budget attribué au dispositif",
        units.EUROS,
        "Somme attribuée par le financeur au dispositif pour la campagne présentée.",
        DISPOSITIF,
        0,
        1_000_000_000,
        frozenset({"REG", "EXREG", "FR"}),
        short="Budget",
        formula=Formula(
            "postes × aide mensuelle × 12 × durée", ("ccr_postes", "aide_mensuelle", "aide_duree")
        ),
        caveats=_ATP_BUDGET,
    ),
    Indicator(
        "ccr_postes",
        Theme.AIDES,
        "Postes de chef de clinique en région financés",
        units.POSTS,
        "Postes de chef de clinique en région (CCR) financés, par université.",
        UNIVERSITE,
        0,
        500,
        frozenset({"REG", "EXREG"}),
        direction="up",
        short="Postes de CCR",
        formula=Formula("Lille + Amiens", ("ccr_postes",)),
    ),
    Indicator(
        "aide_cout_poste",
        Theme.AIDES,
        "Coût d’un poste pour la durée de l’aide",
        units.EUROS,
        "Ce que le financeur verse pour un poste pendant toute la durée de l’aide.",
        DISPOSITIF,
        0,
        1_000_000,
        frozenset({"REG", "EXREG"}),
        short="Coût d’un poste",
        formula=Formula("aide mensuelle × 12 × durée", ("aide_mensuelle", "aide_duree")),
    ),
    Indicator(
        "aide_postes_budget",
        Theme.AIDES,
        "Postes que le budget permet de financer",
        units.POSTS,
        "Nombre de postes que le budget attribué couvre pendant toute la durée de l’aide.",
        DISPOSITIF,
        0,
        10_000,
        frozenset({"REG", "EXREG"}),
        short="Postes finançables",
        formula=Formula(
            "budget / (aide mensuelle × 12 × durée)", ("aide_budget", "aide_mensuelle", "aide_duree")
        ),
        caveats=_ATP_BUDGET,
    ),
    Indicator(
        "hopitaux_eligibles",
        Theme.AIDES,
        "Hôpitaux cités comme éligibles à l’aide ATP–CCR",
        units.HOSPITALS,
        "Centres hospitaliers que la Région cite en exemple d’établissements éligibles à l’aide qui réunit "
        "les assistants à temps partagé et les chefs de clinique.",
        NO_BREAKDOWN,
        0,
        100,
        frozenset({"COM", "REG"}),
        short="Hôpitaux éligibles",
        formula=Formula("région : somme des communes", ("hopitaux_eligibles",)),
        caveats=("La liste publiée est donnée à titre d’exemple : elle n’est pas close.",),
    ),
    Indicator(
        "mg_postes_crees",
        Theme.AIDES,
        "Postes de médecins généralistes de la mesure « 400 médecins généralistes »",
        units.POSTS,
        "Postes de médecins généralistes que la mesure nationale « 400 médecins généralistes » doit créer.",
        NO_BREAKDOWN,
        0,
        2_000,
        frozenset({"REG", "FR"}),
        direction="up",
        short="Postes de MG à créer",
    ),
    Indicator(
        "astp_postes_proposes",
        Theme.AIDES,
        "Postes d’assistants spécialistes à temps partagé proposés",
        units.POSTS,
        "Postes d’assistants spécialistes à temps partagé (ASTP) proposés.",
        NO_BREAKDOWN,
        0,
        5_000,
        frozenset({"REG", "FR"}),
        direction="up",
        short="Postes d’ASTP proposés",
    ),
    Indicator(
        "astp_postes_candidat",
        Theme.AIDES,
        "Postes d’assistants spécialistes à temps partagé ayant un candidat",
        units.POSTS,
        "Postes d’assistants spécialistes à temps partagé (ASTP) pour lesquels un candidat est identifié.",
        NO_BREAKDOWN,
        0,
        5_000,
        frozenset({"REG", "FR"}),
        direction="up",
        short="Postes d’ASTP avec candidat",
    ),
)
