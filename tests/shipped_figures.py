"""The project's own figures, read once for the tests that look at them."""

from functools import cache

import pandas as pd

from demodash.derivation import derive
from demodash.loaders.shipped import Shipped, read_shipped
from demodash.locations import ROOT

SOURCES = ROOT / "data" / "sources"


@cache
def shipped() -> Shipped:
    return read_shipped(SOURCES)


@cache
def derived() -> pd.DataFrame:
    return derive(shipped().observations)


@cache
def everything() -> pd.DataFrame:
    return pd.concat([shipped().observations, derived()], ignore_index=True)
