"""Loaders of official tables, one module per file of the publishers."""

from __future__ import annotations

from demodash.loaders.tables import ameli, apl, bpe, cog, drees, insee_populations, rpps, tvs, zone_tables
from demodash.loaders.tables.finess import FinessLoader
from demodash.loaders.tables.model import Recognition, TableLoader
from demodash.loaders.tables.opening import TableFile
from demodash.loaders.tables.recognition import recognised
from demodash.loaders.tables.zonage import ZonageLoader

LOADERS: tuple[TableLoader, ...] = (
    rpps.RppsLoader(),
    ameli.AmeliLoader(),
    FinessLoader(),
    apl.AplLoader(),
    ZonageLoader(),
    drees.DreesLoader(),
    insee_populations.PopulationsLoader(),
    bpe.BpeLoader(),
    cog.CogLoader(),
    tvs.TvsLoader(),
)
"""Every loader, the most particular first."""
_LAYOUTS = {
    "rpps": rpps.LAYOUTS,
    "ameli": ameli.LAYOUTS,
    "apl": apl.LAYOUTS,
    "zonage": (zone_tables.BY_CODE, zone_tables.BY_POSTCODE),
    "drees": drees.LAYOUTS,
    "insee_populations": insee_populations.LAYOUTS,
    "insee_bpe": bpe.LAYOUTS,
    "insee_cog": cog.LAYOUTS,
    "tvs": tvs.LAYOUTS,
}


def recognise(file: TableFile) -> tuple[Recognition, ...]:
    """Say which official tables a file may be, best first.

    Raises:
        DataError: it is none, and the message says which columns were read and which table is the nearest.
    """
    return recognised(file, LOADERS, _LAYOUTS)


def loader(loader_id: str) -> TableLoader:
    """The loader of an id.

    Raises:
        ValueError: no loader has it.
    """
    for each in LOADERS:
        if each.id == loader_id:
            return each
    raise ValueError(f"unknown loader {loader_id!r}")
