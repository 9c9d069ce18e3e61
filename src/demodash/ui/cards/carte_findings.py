"""The titles and the reading sentences of maps of figures, made from their numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from demodash import territories
from demodash.analysis.ranks import Rank, ordered, ordinal, rank
from demodash.analysis.territorial import Layer
from demodash.dataset import Observation, observations
from demodash.indicators.model import ENSEMBLE, Kind
from demodash.periods import period
from demodash.territories import HOME_REGION, Level
from demodash.texts import enumeration, number, of_value, plural
from demodash.ui.cards.carte_subject import Finding, when
from demodash.ui.geometry import Area
from demodash.ui.page import Page

Figures = Mapping[str, Observation]


def name(layer: Layer) -> str:
    """What a layer measures: the indicator's name, with its category when it has one."""
    if layer.category == ENSEMBLE:
        return layer.indicator.name
    return f"{layer.indicator.name}, {layer.indicator.dimension.member(layer.category).name}"


def finding(page: Page, area: Area, layer: Layer, iso: str, selected: str | None) -> Finding:
    """What the figures of one period say, and the sentence that reads one territory against the region and France."""
    figures = layer.figures[iso]
    return Finding(_title(area, layer, figures), _reading(page, area, layer, iso, selected))


def place_of(figures: Figures, code: str, level: Level) -> str:
    """The rank of a territory in words: ``3e des 5 départements``, ``1er ex æquo des 92 EPCI``."""
    return f"{ordinal(rank_of(figures, code), level)} des {number(len(figures))} {level.plural}"


def rank_of(figures: Figures, code: str) -> Rank:
    """The rank of a territory among those that have a figure."""
    decimals = figures[code].spec.decimals
    return rank({each: one.value for each, one in figures.items()}, code, decimals=decimals)


def _title(area: Area, layer: Layer, figures: Figures) -> str:
    kind = layer.indicator.unit.kind
    if kind is Kind.CHANGE:
        return _moved(area, layer, figures)
    home = [code for code in _home(area) if code in figures]
    if kind is Kind.COUNT:
        return _largest(area, layer, figures, home)
    if not area.is_home and home:
        return f"{name(layer)} : {_standing(area, figures, home)}"
    return f"{name(layer)} : {ends(area, figures)}"


def _home(area: Area) -> Sequence[str]:
    """The territories of the region on a map of France."""
    if area.is_home:
        return ()
    return (HOME_REGION,) if area.level is Level.REGION else territories.children(HOME_REGION, area.level)


def _moved(area: Area, layer: Layer, figures: Figures) -> str:
    falling = [code for code, one in figures.items() if round(one.value, layer.indicator.decimals) < 0]
    whole = f"{number(len(figures))} {area.level.plural}"
    if not falling:
        return f"{name(layer)} : aucun recul parmi les {whole}"
    verb = plural(len(falling), "recule", "reculent")
    named = f" ({enumeration([territories.name(code) for code in falling])})" if len(falling) <= 3 else ""
    return f"{name(layer)} : {number(len(falling))} des {whole} {verb}{named}"


def _largest(area: Area, layer: Layer, figures: Figures, home: Sequence[str]) -> str:
    total = sum(one.value for one in figures.values())
    code = ordered({each: figures[each].value for each in home or figures})[0]
    one = figures[code]
    share = f", soit {number(one.value / total * 100, 1)} % du total" if total else ""
    standing = f" ({place_of(figures, code, area.level)})" if home else ""
    label = f"{name(layer)} : " if layer.category != ENSEMBLE else ""
    return f"{label}{territories.name(code)}, {one.text}{share}{standing}"


def _standing(area: Area, figures: Figures, home: Sequence[str]) -> str:
    """Where the region, or its first and last départements, stand in France."""
    ranked = ordered({code: figures[code].value for code in home})
    first, last = ranked[0], ranked[-1]
    text = f"{territories.with_article(first)} {place_of(figures, first, area.level)}"
    if first == last:
        return f"{text}, à {brief(figures[first])}"
    return f"{text}, {territories.with_article(last)} {ordinal(rank_of(figures, last), area.level)}"


def ends(area: Area, figures: Figures) -> str:
    """The lowest and the highest value and who has them: ``l’Oise à 211,4, la Somme à 377,7``."""
    ranked = ordered({code: one.value for code, one in figures.items()})
    texts = [_who(area, figures, figures[code]) for code in (ranked[-1], ranked[0])]
    return texts[0] if texts[0] == texts[1] else ", ".join(texts)


def _who(area: Area, figures: Figures, one: Observation) -> str:
    same = sum(_written(other) == _written(one) for other in figures.values())
    who = territories.with_article(one.territory) if same == 1 else f"{number(same)} {area.level.plural}"
    return f"{who} à {brief(one)}"


def _written(one: Observation) -> tuple[float, str]:
    """What two figures have in common when they are written alike."""
    return round(one.value, one.spec.decimals), one.qualifier


def brief(one: Observation) -> str:
    """A value for a title: with its unit when that is a sign, the number alone otherwise."""
    return one.text if one.spec.unit.singular in {"%", "€"} else one.digits


def _reading(page: Page, area: Area, layer: Layer, iso: str, selected: str | None) -> str:
    figures = layer.figures[iso]
    code = selected if selected is not None and selected in figures else _worth_reading(layer, figures, _home(area))
    parts = [
        f"{of_value(figures[code].text)} pour {territories.with_article(code)} ({place_of(figures, code, area.level)})"
    ]
    for above in (HOME_REGION, Level.FRANCE.value):
        one = _same_period(page, layer, iso, above) if above != code else None
        if one is not None:
            parts.append(f"{of_value(brief(one))} pour {territories.with_article(above)}")
    return f"{when(period(iso))}, la valeur est {enumeration(parts)}."


def _worth_reading(layer: Layer, figures: Figures, home: Sequence[str]) -> str:
    """The territory that the sentence is about when none is selected: the least provided of the region."""
    near = [code for code in home if code in figures] or list(figures)
    ranked = ordered({code: figures[code].value for code in near})
    crowded = len(ranked) > 1 and _written(figures[ranked[0]]) == _written(figures[ranked[1]])
    return ranked[-1 if crowded or layer.indicator.direction == "up" else 0]


def _same_period(page: Page, layer: Layer, iso: str, code: str) -> Observation | None:
    """The figure of another territory at the same time, from the layer's own source when it has one."""
    rows = page.data.select(layer.indicator.id, territory=code, category=layer.category)
    found = [one for one in observations(rows) if one.period == iso]
    own = [one for one in found if one.source == next(iter(layer.figures[iso].values())).source]
    candidates = own or found
    return candidates[0] if candidates else None


def sentence_name(layer: Layer) -> str:
    """The full label of what a layer measures, for subtitles."""
    label = layer.indicator.label
    if layer.category == ENSEMBLE:
        return label
    return f"{label}, {layer.indicator.dimension.member(layer.category).label}"
