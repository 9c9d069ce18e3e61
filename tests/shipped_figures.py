"""The project's own figures, read once for the tests that look at them."""

from functools import cache

import pandas as pd

from demodash.derivation import derive, territorial
from demodash.loaders.shipped import Shipped, read_shipped
from demodash.locations import ROOT
from demodash.zonage import editions

SOURCES = ROOT / "data" / "sources"


@cache
def shipped() -> Shipped:
    return read_shipped(SOURCES)


@cache
def derived() -> pd.DataFrame:
    return derive(shipped().observations)


@cache
def everything() -> pd.DataFrame:
    given = pd.concat([shipped().observations, territorial(editions(SOURCES))], ignore_index=True)
    return pd.concat([given, derive(given)], ignore_index=True)
