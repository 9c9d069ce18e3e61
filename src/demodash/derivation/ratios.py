"""Reference years, capacities, and ratios of two published figures."""

from __future__ import annotations

from collections.abc import Iterator

from demodash import territories, texts
from demodash.derivation.figures import Figure, Figures, derived
from demodash.indicators.model import ENSEMBLE
from demodash.periods import period


def reference_years(figures: Figures) -> Iterator[Figure]:
    """MSP and CESP of the year that a published ratio refers to: the number reached divided by the ratio."""
    for counted, ratio_of in (("msp_activite", "msp_rapport"), ("cesp_signes", "cesp_rapport")):
        for ratio in figures.of(ratio_of):
            first, _, last = ratio.period.partition("/")
            reached = figures.one(
                counted, territory=ratio.territory, category=ratio.category, period=last, source=ratio.source
            )
            if reached is not None:
                working = f"{reached.written} / {ratio.written}"
                value = reached.value / ratio.value
                yield derived(counted, [reached, ratio], value, working, period=first, qualifier="about")


def nurse_aide_capacity(figures: Figures) -> Iterator[Figure]:
    """Capacity of the nurse aide schools after each addition, back from the capacity reached, and before the first."""
    for reached in figures.of("as_capacite"):
        if reached.is_derived:
            continue
        end = period(reached.period).end
        additions = sorted(
            (
                one
                for one in figures.of(
                    "places_paramedicales_ajoutees",
                    territory=reached.territory,
                    category="aide_soignant",
                    source=reached.source,
                )
                if period(one.period).end <= end
            ),
            key=lambda one: period(one.period).end,
        )
        used = [reached]
        value = reached.value
        for place in range(len(additions) - 1, -1, -1):
            addition = additions[place]
            working = f"{texts.number(value)} − {addition.written}"
            value -= addition.value
            used.append(addition)
            before = additions[place - 1].period if place else _previous(addition.period)
            yield derived("as_capacite", used, value, working, period=before)


def _previous(iso: str) -> str:
    """The year, or the school year, before."""
    first, slash, last = iso.partition("/")
    return f"{int(first) - 1}/{int(last) - 1}" if slash else str(int(first) - 1)


def supervisors_of_the_survey(figures: Figures) -> Iterator[Figure]:
    """Supervisors that a survey was sent to: those who answered, divided by the published participation."""
    for answered in figures.of("msu_enquete_repondants"):
        rate = figures.one(
            "msu_enquete_part",
            territory=answered.territory,
            category="participation",
            period=answered.period,
            source=answered.source,
        )
        if rate is not None:
            working = f"{answered.written} / {rate.written} %"
            value = answered.value / rate.value * 100
            yield derived("msu", [answered, rate], value, working, qualifier="about")


def per_maison_de_sante(figures: Figures) -> Iterator[Figure]:
    """Professionals per maison de santé, from one source and date."""
    for staff in figures.of("msp_professionnels", category=ENSEMBLE):
        houses = figures.one("msp_activite", territory=staff.territory, period=staff.period, source=staff.source)
        if houses is not None:
            working = f"{staff.written} / {houses.written}"
            note = f"{working}. {staff.note}" if staff.note else working
            yield derived("msp_professionnels_par_msp", [staff, houses], staff.value / houses.value, note)


def share_in_underserved_zones(figures: Figures) -> Iterator[Figure]:
    """The share of maisons de santé in underserved zones, from one source and date."""
    for inside in figures.of("msp_zones_sous_denses"):
        whole = figures.one("msp_activite", territory=inside.territory, period=inside.period, source=inside.source)
        if whole is not None:
            working = f"{inside.written} / {whole.written}"
            yield derived("msp_part_zones_sous_denses", [inside, whole], inside.value / whole.value * 100, working)


def eligible_population(figures: Figures) -> Iterator[Figure]:
    """The share of the population in an eligible zone: announced inhabitants, then published shares of départements."""
    for people in figures.of("zonage_population_eligible"):
        territory = territories.territory(people.territory)
        working = f"{people.written} / {texts.number(territory.population)} ({_municipal(territory.population_year)})"
        yield derived("zonage_part_eligible", [people], people.value / territory.population * 100, working)
    yield from _from_departements(figures)


def _from_departements(figures: Figures) -> Iterator[Figure]:
    for share in list(figures.of("zonage_part_eligible")):
        if not share.territory.startswith("REG-") or share.is_derived:
            continue
        codes = territories.children(share.territory, territories.Level.DEPARTEMENT)
        parts = [
            figures.one("zonage_part_eligible", territory=code, period=share.period, source=share.source)
            for code in codes
        ]
        known = [one for one in parts if one is not None]
        if len(known) < len(codes):
            continue
        people = [territories.territory(one.territory).population for one in known]
        value = sum(one.value * count for one, count in zip(known, people, strict=True)) / sum(people)
        terms = " + ".join(f"{one.written} % × {texts.number(count)}" for one, count in zip(known, people, strict=True))
        year = territories.territory(share.territory).population_year
        working = f"({terms}) / {texts.number(sum(people))} ({_municipal(year)})"
        yield derived("zonage_part_eligible", known, value, working, territory=share.territory)


def _municipal(year: int) -> str:
    return f"population municipale de {year}"
