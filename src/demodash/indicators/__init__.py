"""The indicator catalogue: every indicator declared once, by theme."""

from demodash.indicators import acces, aides, demographie, engagements, exercice, formation, og12, services
from demodash.indicators.model import Catalogue

CATALOGUE = Catalogue.of(
    demographie.INDICATORS,
    acces.INDICATORS,
    formation.INDICATORS,
    exercice.INDICATORS,
    engagements.INDICATORS,
    aides.INDICATORS,
    services.INDICATORS,
    og12.INDICATORS,
)
