"""Contracts that bind young physicians (CESP, PTMG), and their supervisors."""

from __future__ import annotations

from demodash.indicators import units
from demodash.indicators.dimensions import CYCLE, NO_BREAKDOWN
from demodash.indicators.model import Formula, Indicator, Theme

INDICATORS = (
    Indicator(
        "cesp_signes",
        Theme.ENGAGEMENTS,
        "Contrats d’engagement de service public signés",
        units.CONTRACTS,
        "Contrats d’engagement de service public (CESP) signés par des étudiants ou internes de médecine et "
        "d’odontologie, en nombre cumulé à la date indiquée.",
        NO_BREAKDOWN,
        0,
        10_000,
        frozenset({"REG", "FR"}),
        direction="up",
        short="CESP signés",
        formula=Formula(
            "année de référence : CESP signés / rapport publié à cette année", ("cesp_signes", "cesp_rapport")
        ),
    ),
    Indicator(
        "cesp_rapport",
        Theme.ENGAGEMENTS,
        "Nombre de CESP conclus rapporté à l’année de référence",
        units.MULTIPLE,
        "Combien de fois plus de CESP conclus à la fin de la période qu’à son début.",
        NO_BREAKDOWN,
        0.1,
        100,
        frozenset({"REG", "FR"}),
        decimals=1,
        direction="up",
        short="CESP, rapport à 2012",
    ),
    Indicator(
        "ptmg_signes",
        Theme.ENGAGEMENTS,
        "Contrats de praticien territorial de médecine générale signés",
        units.CONTRACTS,
        "Contrats de praticien territorial de médecine générale (PTMG) signés.",
        NO_BREAKDOWN,
        0,
        5_000,
        frozenset({"REG", "EXREG", "FR"}),
        direction="up",
        short="PTMG signés",
    ),
    Indicator(
        "msu",
        Theme.ENGAGEMENTS,
        "Maîtres de stage universitaires de médecine générale",
        units.SUPERVISORS,
        "Médecins maîtres de stage formés à l’accueil des étudiants en médecine.",
        CYCLE,
        0,
        30_000,
        frozenset({"REG", "EXREG", "FR"}),
        direction="up",
        short="Maîtres de stage",
        caveats=(
            "Un même médecin peut accueillir des externes et des internes : les deux nombres ne s’ajoutent pas.",
        ),
    ),
)
