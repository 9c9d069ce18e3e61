"""Training places of the medical and paramedical courses."""

from __future__ import annotations

from demodash.indicators.dimensions import FILIERE_MEDICALE, FILIERE_PARAMEDICALE, NO_BREAKDOWN
from demodash.indicators.model import Formula, Indicator, Theme
from demodash.indicators.units import ADDED_PLACES, CHANGE_PERCENT, PLACES

_UNDATED = (
    "Le document donne deux nombres sans dire de quelles années, ni s’il s’agit de places ouvertes en un an ou "
    "sur plusieurs : la date retenue est celle du document.",
    "Les capacités annuelles publiées ailleurs pour Lille, l’Institut catholique de Lille et Amiens font 995 "
    "places de médecine : l’ordre de grandeur de 4 430 est celui d’un objectif pluriannuel.",
)

INDICATORS = (
    Indicator(
        "places_medicales_avant",
        Theme.FORMATION,
        "Places de formation médicale, avant l’augmentation",
        PLACES,
        "Places de formation en médecine, pharmacie, odontologie et maïeutique avant l’augmentation présentée.",
        FILIERE_MEDICALE,
        0,
        60_000,
        frozenset({"REG", "FR"}),
        direction="up",
        short="Places avant",
        caveats=_UNDATED,
    ),
    Indicator(
        "places_medicales_apres",
        Theme.FORMATION,
        "Places de formation médicale, après l’augmentation",
        PLACES,
        "Places de formation en médecine, pharmacie, odontologie et maïeutique après l’augmentation présentée.",
        FILIERE_MEDICALE,
        0,
        60_000,
        frozenset({"REG", "FR"}),
        direction="up",
        short="Places après",
        caveats=_UNDATED,
    ),
    Indicator(
        "places_medicales_evolution",
        Theme.FORMATION,
        "Évolution des places de formation médicale",
        CHANGE_PERCENT,
        "Variation, en pourcentage, entre les places d’avant et d’après l’augmentation présentée.",
        FILIERE_MEDICALE,
        -100,
        300,
        frozenset({"REG", "FR"}),
        decimals=2,
        direction="up",
        short="Évolution des places",
        formula=Formula(
            "(places après − places avant) / places avant",
            ("places_medicales_avant", "places_medicales_apres"),
        ),
        caveats=_UNDATED,
    ),
    Indicator(
        "ide_places",
        Theme.FORMATION,
        "Places de formation d’infirmier",
        PLACES,
        "Places des instituts de formation en soins infirmiers (IFSI) de la région.",
        NO_BREAKDOWN,
        0,
        100_000,
        frozenset({"REG", "EXREG", "FR"}),
        direction="up",
        short="Places d’infirmier",
    ),
    Indicator(
        "ide_places_evolution",
        Theme.FORMATION,
        "Évolution des places de formation d’infirmier",
        CHANGE_PERCENT,
        "Variation, en pourcentage, des places de formation d’infirmier entre les deux années de la période.",
        NO_BREAKDOWN,
        -100,
        300,
        frozenset({"REG", "EXREG", "FR"}),
        decimals=2,
        direction="up",
        formula=Formula("(places de l’année finale − initiale) / initiale", ("ide_places",)),
    ),
    Indicator(
        "places_paramedicales_ajoutees",
        Theme.FORMATION,
        "Places de formation paramédicale ajoutées",
        ADDED_PLACES,
        "Places ouvertes en plus, pendant la période, dans les instituts de formation de la région.",
        FILIERE_PARAMEDICALE,
        0,
        20_000,
        frozenset({"REG", "FR"}),
        direction="up",
        short="Places ajoutées",
    ),
    Indicator(
        "as_capacite",
        Theme.FORMATION,
        "Capacité des instituts de formation d’aides-soignants",
        PLACES,
        "Places des instituts de formation d’aides-soignants (IFAS) de la région.",
        NO_BREAKDOWN,
        0,
        50_000,
        frozenset({"REG", "FR"}),
        direction="up",
        short="Capacité des IFAS",
        formula=Formula(
            "capacité atteinte − places ajoutées depuis", ("as_capacite", "places_paramedicales_ajoutees")
        ),
    ),
)
