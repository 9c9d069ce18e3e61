"""GPs counted from imported tables: by zone of an edition of the zoning, and by age."""

from __future__ import annotations

from demodash.indicators import levels
from demodash.indicators.dimensions import AGE, NO_BREAKDOWN, ZONE
from demodash.indicators.model import Formula, Indicator, Theme
from demodash.indicators.units import CHANGE_PERCENT, PER_100K, PERCENT, PHYSICIANS

_ONE_EDITION = (
    "Chaque chiffre est calculé avec une seule édition du zonage, que son repère nomme : d’une édition à l’autre, "
    "les communes d’une classe changent.",
    "Une commune faite de plusieurs communes classées différemment compte dans la classe la plus fragile.",
)
_SAME_ZONING = (
    "La même édition du zonage est appliquée aux deux années : l’évolution est celle des mêmes communes.",
    "Une baisse plus forte dans les zones aidées ne mesure pas l’effet des aides : ces zones ont été classées "
    "parce qu’elles perdaient des médecins.",
)
_SECRET = ("Une tranche d’âge dont l’effectif est couvert par le secret statistique n’est pas comptée comme nulle.",)


def _by_zone(prefix: str, whom: str, short: str, category: str) -> tuple[Indicator, ...]:
    """The number, the density and the change of GPs by zone, of one field (``category`` of ``mg_effectif``)."""
    whose = f"{whom[:1].lower()}{whom[1:]}"
    counted = f"{whom}, d’après leur commune d’exercice et la classe que l’édition du zonage donne à cette commune"
    return (
        Indicator(
            f"{prefix}_effectif",
            Theme.DEMOGRAPHIE,
            f"{whom} par type de zone",
            PHYSICIANS,
            f"{counted}.",
            ZONE,
            0,
            12_000,
            levels.DEPARTEMENT_REGION,
            direction="up",
            short=f"{short} par zone",
            formula=Formula(f"somme des communes de la classe ({category})", ("mg_effectif",)),
            caveats=_ONE_EDITION,
        ),
        Indicator(
            f"{prefix}_densite",
            Theme.DEMOGRAPHIE,
            f"Densité par type de zone : {whose}",
            PER_100K,
            f"{counted}, pour 100 000 habitants des communes de la classe.",
            ZONE,
            0,
            1_000,
            levels.DEPARTEMENT_REGION,
            decimals=1,
            direction="up",
            short=f"Densité des {short} par zone",
            formula=Formula(
                "somme des effectifs des communes de la classe / somme de leurs populations municipales de l’année la "
                "plus proche × 100 000",
                (f"{prefix}_effectif", "population"),
            ),
            caveats=_ONE_EDITION,
        ),
        Indicator(
            f"{prefix}_evolution",
            Theme.DEMOGRAPHIE,
            f"Évolution par type de zone : {whose}",
            CHANGE_PERCENT,
            f"Variation, en pourcentage, entre les deux années de la période, du nombre de {whose} "
            "dans les communes de la classe.",
            ZONE,
            -100,
            1_000,
            levels.DEPARTEMENT_REGION,
            decimals=2,
            direction="up",
            short=f"Évolution des {short} par zone",
            formula=Formula(
                "(effectif final − effectif initial) / effectif initial, les deux dans la même édition du zonage",
                (f"{prefix}_effectif",),
            ),
            caveats=(*_ONE_EDITION, *_SAME_ZONING),
        ),
    )


INDICATORS = (
    *_by_zone("mg_zone", "Médecins généralistes libéraux", "MG libéraux", "champ : libéraux"),
    *_by_zone("mg_zone_tous", "Médecins généralistes de tous modes d’exercice", "MG", "champ : tous modes d’exercice"),
    Indicator(
        "mg_age_effectif",
        Theme.DEMOGRAPHIE,
        "Médecins généralistes par âge",
        PHYSICIANS,
        "Médecins généralistes en activité par tranche d’âge, dans le champ de la source.",
        AGE,
        0,
        130_000,
        levels.DEPARTEMENT_TO_FRANCE,
        short="MG par âge",
        caveats=_SECRET,
    ),
    Indicator(
        "mg_age_part",
        Theme.DEMOGRAPHIE,
        "Part de chaque âge parmi les médecins généralistes",
        PERCENT,
        "Médecins généralistes d’une tranche d’âge, rapportés à ceux de tous les âges, dans le champ de la source.",
        AGE,
        0,
        100,
        levels.DEPARTEMENT_TO_FRANCE,
        decimals=1,
        short="Part par âge",
        formula=Formula("effectif de la tranche / effectif de tous les âges", ("mg_age_effectif",)),
        caveats=_SECRET,
    ),
    Indicator(
        "mg_part_60_plus",
        Theme.DEMOGRAPHIE,
        "Part des médecins généralistes de 60 ans et plus",
        PERCENT,
        "Médecins généralistes de 60 ans et plus, rapportés à ceux de tous les âges, dans le champ de la source.",
        NO_BREAKDOWN,
        0,
        100,
        levels.DEPARTEMENT_TO_FRANCE,
        decimals=1,
        direction="down",
        short="MG de 60 ans et plus",
        formula=Formula(
            "effectifs de 60 à 64, 65 à 69, 70 ans et plus / effectif de tous les âges", ("mg_age_effectif",)
        ),
        caveats=_SECRET,
    ),
)
