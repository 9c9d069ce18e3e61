"""Build the register of territories: one row per territory, from the Etalab package.

The former regions are not in the package: ``data/geo/anciennes_regions.csv`` lists them with their INSEE codes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from demodash.errors import DataError, Problem
from demodash.geo.packages import Packages, Record

REGION = "32"
POPULATION_YEAR = 2023
POPULATION_YEAR_MAYOTTE = 2017  # the package gives Mayotte its census of 2017
OWN_ZONES = frozenset({"metro", "drom"})  # the 18 regions; the "com" of the Pacific and Atlantic are left out
MERGED_TYPES = frozenset({"commune-deleguee", "commune-associee"})

REGISTER_COLUMNS = (
    "code",
    "level",
    "insee",
    "name",
    "tncc",
    "departement",
    "epci",
    "region",
    "former_region",
    "population",
    "population_year",
    "postcodes",
    "chef_lieu",
    "chef_lieu_name",
    "communes_outside_region",
)


@dataclass(frozen=True, slots=True)
class Register:
    """The territories without their geometry.

    ``territories``: one row per territory, columns REGISTER_COLUMNS; parents are full codes, "" when none.
    ``former_communes``: one row per former or delegated name of a commune of the region (old_code, name, code).
    ``departement_of``: département of every commune of France, ``commune_now``: today's code of each old one.
    """

    territories: pd.DataFrame
    former_communes: pd.DataFrame
    departement_of: Mapping[str, str]
    commune_now: Mapping[str, str]


def build_register(packages: Packages, former_regions_file: Path) -> Register:
    """Gather every level of territories with parents, populations and postcodes.

    Raises:
        DataError: the former regions do not split France's métropole, or a commune of the region is in no EPCI
            or in two.
    """
    everything = packages.records("communes")
    communes = [row for row in everything if row["type"] == "commune-actuelle" and row["zone"] in OWN_ZONES]
    departements = [row for row in packages.records("departements") if row["zone"] in OWN_ZONES]
    regions = [row for row in packages.records("regions") if row["zone"] in OWN_ZONES]
    former_regions = _former_regions(former_regions_file)
    own = [row for row in communes if row["region"] == REGION]
    epcis = _epcis_of(packages.records("epci"), {str(row["code"]) for row in own})
    problems = [*_former_region_problems(former_regions_file.name, former_regions, departements)]
    problems += _membership_problems(epcis, own)
    if problems:
        raise DataError(problems)

    former_of = {dep: row["code"] for row in former_regions for dep in row["departements"].split()}
    epci_of = {str(member["code"]): str(row["code"]) for row in epcis for member in row["membres"]}
    departement_population = _sums(communes, "departement")
    rows: list[dict[str, object]] = [_country(departement_population)]
    rows += [_region(row, _sums(communes, "region")) for row in regions]
    rows += [_former_region(row, departement_population) for row in former_regions]
    rows += [_departement(row, departement_population, former_of) for row in departements]
    rows += [_epci(row, own) for row in epcis]
    rows += [_commune(row, former_of, epci_of) for row in own]
    names = {str(row["code"]): typographic(str(row["nom"])) for row in communes}
    for line in rows:
        line["chef_lieu_name"] = names.get(str(line["chef_lieu"]), "")
    return Register(
        territories=pd.DataFrame(rows, columns=list(REGISTER_COLUMNS)).sort_values(
            "code", ignore_index=True, kind="stable"
        ),
        former_communes=_former_communes(everything, communes),
        departement_of={str(row["code"]): str(row["departement"]) for row in communes},
        commune_now=_commune_now(everything, communes),
    )


def typographic(name: str) -> str:
    """Write a name with the apostrophe of French typography: the package has the straight one."""
    return name.replace("'", "’")


def _former_regions(path: Path) -> list[dict[str, str]]:
    table = pd.read_csv(path, sep=";", dtype=str, keep_default_na=False)
    return [{str(key): str(value) for key, value in row.items()} for row in table.to_dict("records")]


def _former_region_problems(
    file: str, former_regions: Iterable[Mapping[str, str]], departements: Iterable[Record]
) -> list[Problem]:
    listed = [dep for row in former_regions for dep in row["departements"].split()]
    region_of = {str(row["code"]): str(row["region"]) for row in departements}
    metropole = sorted(str(row["code"]) for row in departements if row["zone"] == "metro")
    problems = []
    if sorted(listed) != metropole:
        odd = ", ".join(sorted(set(listed) ^ set(metropole))) or "un département deux fois"
        problems.append(Problem(file=file, expected="chaque département de métropole une seule fois", found=odd))
    for row in former_regions:
        now = {region_of.get(dep, "?") for dep in row["departements"].split()}
        if now != {row["region"]}:
            found = ", ".join(sorted(now))
            problems.append(Problem(file=file, place=row["nom"], expected=f"la région {row['region']}", found=found))
    return problems


def _epcis_of(epcis: Iterable[Record], codes: set[str]) -> list[Record]:
    return [row for row in epcis if any(member["code"] in codes for member in row["membres"])]


def _membership_problems(epcis: Iterable[Record], communes: Iterable[Record]) -> list[Problem]:
    members = [str(member["code"]) for row in epcis for member in row["membres"]]
    problems = []
    for row in communes:
        times = members.count(str(row["code"]))
        if times != 1:
            problems.append(
                Problem(file="epci.json", place=str(row["code"]), expected="un EPCI", found=f"{times} EPCI")
            )
    return problems


def _sums(communes: Iterable[Record], key: str) -> dict[str, int]:
    sums: dict[str, int] = {}
    for row in communes:
        sums[str(row[key])] = sums.get(str(row[key]), 0) + int(row["population"])
    return sums


def _row(level: str, insee: str, name: str, tncc: int, population: int) -> dict[str, object]:
    return {
        "code": f"{level}-{insee}" if insee else level,
        "level": level,
        "insee": insee,
        "name": typographic(name),
        "tncc": tncc,
        "departement": "",
        "epci": "",
        "region": "",
        "former_region": "",
        "population": population,
        "population_year": POPULATION_YEAR,
        "postcodes": "",
        "chef_lieu": "",
        "chef_lieu_name": "",
        "communes_outside_region": 0,
    }


def _country(populations: Mapping[str, int]) -> dict[str, object]:
    return _row("FR", "", "France", 3, sum(populations.values())) | {"chef_lieu": "75056"}


def _region(row: Record, populations: Mapping[str, int]) -> dict[str, object]:
    code = str(row["code"])
    return _row("REG", code, row["nom"], row["typeLiaison"], populations[code]) | {
        "chef_lieu": row["chefLieu"],
        "population_year": POPULATION_YEAR_MAYOTTE if code == "06" else POPULATION_YEAR,
    }


def _former_region(row: Mapping[str, str], populations: Mapping[str, int]) -> dict[str, object]:
    population = sum(populations[dep] for dep in row["departements"].split())
    return _row("EXREG", row["code"], row["nom"], int(row["tncc"]), population) | {
        "region": f"REG-{row['region']}",
        "chef_lieu": row["chef_lieu"],
    }


def _departement(row: Record, populations: Mapping[str, int], former_of: Mapping[str, str]) -> dict[str, object]:
    code = str(row["code"])
    return _row("DEP", code, row["nom"], row["typeLiaison"], populations[code]) | {
        "region": f"REG-{row['region']}",
        "former_region": f"EXREG-{former_of[code]}" if code in former_of else "",
        "chef_lieu": row["chefLieu"],
        "population_year": POPULATION_YEAR_MAYOTTE if code == "976" else POPULATION_YEAR,
    }


def _epci(row: Record, own: Iterable[Record]) -> dict[str, object]:
    members = {str(member["code"]) for member in row["membres"]}
    inside = [commune for commune in own if commune["code"] in members]
    by_departement = _sums(inside, "departement")
    main = max(sorted(by_departement), key=lambda dep: by_departement[dep])
    return _row("EPCI", str(row["code"]), row["nom"], 0, sum(by_departement.values())) | {
        "departement": f"DEP-{main}",
        "region": f"REG-{REGION}",
        "communes_outside_region": len(members) - len(inside),
    }


def _commune(row: Record, former_of: Mapping[str, str], epci_of: Mapping[str, str]) -> dict[str, object]:
    code, departement = str(row["code"]), str(row["departement"])
    return _row("COM", code, row["nom"], row["typeLiaison"], int(row["population"])) | {
        "departement": f"DEP-{departement}",
        "epci": f"EPCI-{epci_of[code]}",
        "region": f"REG-{row['region']}",
        "former_region": f"EXREG-{former_of[departement]}",
        "postcodes": " ".join(row["codesPostaux"]),
    }


def _commune_now(everything: Iterable[Record], communes: Iterable[Record]) -> dict[str, str]:
    """Today's code of every code that is no longer that of a commune.

    ``anciensCodes`` gives where a code went first; where a delegated commune says otherwise it is right, being
    of today (La Neuville-Garnier, 60455, left Beaumont-les-Nonains with Les Hauts-Talican).
    """
    today = {str(row["code"]) for row in communes}
    now = {str(old): str(row["code"]) for row in communes for old in row.get("anciensCodes", ())}
    now |= {str(row["code"]): str(row["chefLieu"]) for row in everything if row["type"] in MERGED_TYPES}
    return {old: new for old, new in sorted(now.items()) if old not in today and new in today}


def _former_communes(everything: Iterable[Record], communes: Iterable[Record]) -> pd.DataFrame:
    """One row per old code or delegated name of the region's communes; name "" where the package has none."""
    own = {str(row["code"]) for row in communes if row["region"] == REGION}
    named = [
        (str(row["code"]), typographic(str(row["nom"])), str(row["chefLieu"]))
        for row in everything
        if row["type"] in MERGED_TYPES and row["chefLieu"] in own
    ]
    known = {old for old, _, _ in named}
    unnamed = [
        (old, "", new) for old, new in _commune_now(everything, communes).items() if new in own and old not in known
    ]
    return (
        pd.DataFrame([*named, *unnamed], columns=["old_code", "name", "code"])
        .drop_duplicates()
        .sort_values(["old_code", "code"], ignore_index=True)
    )
