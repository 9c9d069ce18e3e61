"""Official files brought from their stable addresses: the only part of the project that asks anything of another host.

Run by ``demodash fetch`` alone, never by a page or by the server. What it brings is then imported like any file.
"""

from __future__ import annotations

from demodash.fetching.declarations import Official, declared, official, read_declarations
from demodash.fetching.downloading import Fetched, Policy, download
from demodash.fetching.failures import Refused, Unreachable

__all__ = [
    "Fetched",
    "Official",
    "Policy",
    "Refused",
    "Unreachable",
    "declared",
    "download",
    "official",
    "read_declarations",
]
