"""The indicator catalogue: every indicator declared once, by theme."""

from demodash.indicators import (
    acces,
    aides,
    cesp,
    cpts,
    demographie,
    engagements,
    exercice,
    formation,
    formation_medicale,
    formation_paramedicale,
    generalistes,
    og12,
    projections,
    services,
    zonage,
)
from demodash.indicators.model import Catalogue

CATALOGUE = Catalogue.of(
    demographie.INDICATORS,
    generalistes.INDICATORS,
    projections.INDICATORS,
    zonage.INDICATORS,
    acces.INDICATORS,
    formation.INDICATORS,
    formation_medicale.INDICATORS,
    formation_paramedicale.INDICATORS,
    exercice.INDICATORS,
    cpts.INDICATORS,
    cesp.INDICATORS,
    engagements.INDICATORS,
    aides.INDICATORS,
    services.INDICATORS,
    og12.INDICATORS,
)
