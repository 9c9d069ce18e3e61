"""The page «Engagements et aides»: contracts, supervisors, services, ATP and CCR, Grand Est beside the region."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from demodash import territories
from demodash.analysis.series import change_pct
from demodash.charts.bars import bars
from demodash.charts.lines import timeline
from demodash.charts.marks import Series
from demodash.dataset import Observation, observations
from demodash.indicators import CATALOGUE
from demodash.indicators.model import Theme
from demodash.texts import change_phrase, enumeration, plural
from demodash.ui.card import Card
from demodash.ui.cards.building import mark, marks, name, table
from demodash.ui.cards.measuring import dated, percent, wrapped
from demodash.ui.cards.publishers import of_publishers
from demodash.ui.markup import Table
from demodash.ui.page import Page

HOME = territories.HOME_REGION
INDICATORS = tuple(one.id for one in CATALOGUE if one.theme in {Theme.ENGAGEMENTS, Theme.AIDES, Theme.SERVICES})
"""What the page shows the disagreements of."""
EMPTY = "Les publications de ces éditeurs ne suffisent pas à cette carte : ajoutez-en, ou n’en choisissez aucun."
NEIGHBOUR = "REG-44"
CONTRACTS = {"cesp": "CESP", "ptmg": "PTMG"}
SUPERVISORS = {"ensemble": "Ensemble", "externes": "Externes", "internes": "Internes"}
SERVICES = (
    "correspondant_sollicitations",
    "paps_internautes",
    "facebook_abonnes",
    "filiere_lycees",
    "filiere_departements",
)
CREATED = "dispositif_annee"
MERGER = "atp_ccr"
"""The creation that is a merger of two schemes."""
_BORN = {
    "facebook_abonnes": "page_facebook",
    "filiere_lycees": "filiere_excellence",
    "filiere_departements": "filiere_excellence",
}
"""The scheme (a category of CREATED) that a figure is about."""


def contracts(page: Page, contract: str, editors: Sequence[str] = ()) -> Card | None:
    """Contracts signed in the region, with the earlier number that the published ratio implies."""
    makers: dict[str, Callable[[Page, Sequence[str]], Card | None]] = {"cesp": _cesp, "ptmg": _ptmg}
    return makers[contract](page, editors)


def _cesp(page: Page, editors: Sequence[str]) -> Card | None:
    rows = of_publishers(page, page.data.select(["cesp_signes", "cesp_rapport"], territory=[HOME, "FR"]), editors)
    signed = [one for one in observations(rows) if one.indicator == "cesp_signes" and one.territory == HOME]
    france = [one for one in observations(rows) if one.indicator == "cesp_signes" and one.territory == "FR"]
    ratio = [one for one in observations(rows) if one.indicator == "cesp_rapport"]
    if not signed or not ratio:
        return None
    told = _ratio_told(ratio[-1], signed)
    last = told.reached if told.reached and told.is_latest else max(signed, key=lambda one: one.span.end)
    return Card(
        id="cesp",
        title=_cesp_title(last, told),
        subtitle=f"{last.spec.label}, Hauts-de-France",
        rows=rows,
        table=table(
            [*signed, *ratio, *france],
            last.spec.label,
            ("Indicateur", lambda one: one.spec.name),
            ("Territoire", lambda one: territories.name(one.territory)),
        ),
        reading=_cesp_reading(last, told) + f"{_in_france(france)}.",
        figure=bars(
            marks(signed, lambda _: page.palette.accent, label=lambda one: one.span.label + _calculated(one)),
            page.palette,
            height=300,
        ),
        filters={"Contrat": CONTRACTS["cesp"]},
    )


@dataclass(frozen=True, slots=True)
class _RatioTold:
    """A published ratio with the two counts of its own source: the one it reached, the one it implies."""

    ratio: Observation
    reached: Observation | None
    base: Observation | None
    is_latest: bool
    """Whether no count is of a later date than the one that the ratio reached."""


def _ratio_told(ratio: Observation, signed: Sequence[Observation]) -> _RatioTold:
    first, _, last = ratio.period.partition("/")
    own = {one.period: one for one in signed if one.source == ratio.source}
    reached = own.get(last)
    is_latest = reached is not None and all(one.span.end <= reached.span.end for one in signed)
    return _RatioTold(ratio, reached, own.get(first), is_latest)


def _cesp_title(last: Observation, told: _RatioTold) -> str:
    if told.is_latest:
        return f"{last.digits} CESP signés, {told.ratio.digits} fois le nombre de {told.ratio.span.start.year}"
    before = f", contre {told.reached.digits} {dated(told.reached)}" if told.reached else ""
    return f"{last.digits} CESP signés {dated(last)}{before}"


def _cesp_reading(last: Observation, told: _RatioTold) -> str:
    text = f"{last.text} de médecine ou d’odontologie {dated(last)}{_deduced(last)}"
    text += f" ; le rapport publié, {told.ratio.text},"
    if told.reached and not told.is_latest:
        text += f" est celui du nombre de {told.reached.span.label} ({told.reached.digits}){_deduced(told.reached)} et"
    if told.base is None:
        return f"{text} va de {told.ratio.span.start.year} à {told.ratio.span.end.year}"
    return f"{text} suppose {told.base.text} {dated(told.base)}"


def _deduced(one: Observation) -> str:
    return " (année déduite)" if one.status == "inferred" else ""


def _in_france(figures: Sequence[Observation]) -> str:
    """The latest number of contracts in France that runs up to the region's, for the reading."""
    sums = [one for one in figures if one.span.is_interval and not one.span.is_school_year]
    if not sums:
        return ""
    last = sums[-1]
    return f" ; la France en comptait {last.digits} de {last.span.start.year} à {last.span.end.year}"


def _calculated(one: Observation) -> str:
    return " (calculé)" if one.is_derived else ""


def _ptmg(page: Page, editors: Sequence[str]) -> Card | None:
    rows = page.data.select(["ptmg_signes", "ptmg_ouverts"], territory=[HOME, NEIGHBOUR])
    rows = of_publishers(page, rows, editors)
    figures = observations(rows)
    signed = [one for one in figures if one.indicator == "ptmg_signes" and one.territory == HOME]
    if not signed:
        return None
    drawn = [
        mark(
            one,
            page.palette.territory(one.territory),
            label=wrapped(territories.name(one.territory), f"{one.spec.name}, {one.span.label}"),
        )
        for one in sorted(figures, key=lambda each: (each.territory, -each.value))
    ]
    opened = [one for one in figures if one.indicator == "ptmg_ouverts" and one.territory == HOME]
    return Card(
        id="ptmg",
        title=f"{signed[-1].text} de praticien territorial signés dans la région",
        subtitle="Contrats de praticien territorial de médecine générale (PTMG) signés ou ouverts",
        rows=rows,
        table=table(
            figures,
            "PTMG",
            ("Territoire", lambda one: territories.name(one.territory)),
            ("Indicateur", lambda one: one.spec.label),
        ),
        reading=(
            f"le communiqué compte {signed[-1].text} signés en tout dans la région"
            + (f" ; l’arrêté de {opened[-1].span.label} en ouvre {opened[-1].digits} à la région." if opened else ".")
        ),
        figure=bars(drawn, page.palette),
        filters={"Contrat": CONTRACTS["ptmg"]},
    )


def supervisors(page: Page, kind: str, editors: Sequence[str] = ()) -> Card | None:
    """Supervisors of the region, and how their number grew in France."""
    rows = of_publishers(page, page.data.select("msu", territory=[HOME, "FR"]), editors)
    home = [one for one in observations(rows) if one.territory == HOME]
    france = [one for one in observations(rows) if one.territory == "FR" and one.category == kind]
    if not home or len(france) < 2:
        return None
    change = change_pct(france[0].value, france[-1].value)
    whom = "" if kind == "ensemble" else f" pour les {SUPERVISORS[kind].lower()}"
    drawn = Series("France", page.palette.accent, [mark(one, page.palette.accent, text=one.digits) for one in france])
    counts = enumeration([f"{one.digits} pour les {name(one).lower()}" for one in home])
    return Card(
        id=f"msu-{kind}",
        title=(
            f"Maîtres de stage{whom} : {percent(change, 0)} en France de {france[0].span.year} à "
            f"{france[-1].span.year}, une seule mesure dans la région"
        ),
        subtitle=f"{france[0].spec.label}, France",
        rows=rows[(rows["territory"] == HOME) | (rows["category"] == kind)],
        table=table(
            home + france,
            france[0].spec.label,
            ("Territoire", lambda one: territories.name(one.territory)),
            ("Accueil", name),
        ),
        reading=(
            f"en France, le nombre de maîtres de stage{whom} {change_phrase(change, percent(change, 0))} de "
            f"{france[0].span.year} à {france[-1].span.year} ; la région en comptait {counts} en {home[0].span.label}"
            f"{' (année déduite)' if home[0].status == 'inferred' else ''}."
        ),
        figure=timeline([drawn], page.palette, label_points=True, label_place="top left", height=300),
        filters={"Accueil": SUPERVISORS[kind]},
    )


def one_stop_desk(page: Page) -> Card | None:
    """The one-stop desk of the Aisne: how many were accompanied, settled, about to."""
    rows = page.data.select(["guichet_unique", CREATED], territory="DEP-02")
    figures = sorted(
        (one for one in observations(rows) if one.indicator != CREATED), key=lambda one: (-one.value, one.category)
    )
    created = [one for one in observations(rows) if one.indicator == CREATED]
    found = {one.category: one for one in figures}
    if not {"ensemble", "installes", "en_projet"} <= set(found):
        return None
    return Card(
        id="guichet-unique",
        title=f"Aisne : {found['installes'].text} installés sur {found['ensemble'].digits} accompagnés",
        subtitle=f"{found['ensemble'].spec.label}, {found['ensemble'].span.label}"
        + (f" (guichet créé en {created[0].text})" if created else ""),
        rows=rows,
        table=table([*figures, *created], found["ensemble"].spec.label, ("Étape", lambda one: one.member.label)),
        reading=(
            f"en {found['ensemble'].span.label}, le guichet a accompagné {found['ensemble'].text} ; "
            f"{found['installes'].digits} {plural(found['installes'].value, 's’est installé', 'se sont installés')} "
            f"dans le département, {found['en_projet'].digits} "
            f"{plural(found['en_projet'].value, 'autre en a', 'autres en ont')} le projet."
        ),
        figure=bars([mark(one, page.palette.accent, text=one.digits) for one in figures], page.palette, height=340),
    )


def services(page: Page) -> Card | None:
    """The other services to those who settle, each with its one published figure."""
    rows = page.data.select([*SERVICES, CREATED], territory=HOME)
    rows = rows[(rows["indicator"] != CREATED) | (rows["category"] != MERGER)]
    figures = [one for one in observations(rows) if one.indicator in SERVICES]
    years = {one.category: one for one in observations(rows) if one.indicator == CREATED}
    if not figures:
        return None
    last = max(one.span.year for one in figures)
    return Card(
        id="services-installation",
        title=f"Services à l’installation : aucune mesure depuis {last}",
        subtitle="Ce que l’agence a publié de chaque service, Hauts-de-France",
        rows=rows,
        table=Table(
            ["Service", "Chiffre publié", "Date", "Création"],
            [
                [
                    one.spec.name,
                    one.text,
                    one.span.label + (" (année déduite)" if one.status == "inferred" else ""),
                    years[_BORN[one.indicator]].text if _BORN.get(one.indicator) in years else "–",
                ]
                for one in figures
            ],
            "Services à l’installation",
        ),
        reading=(
            f"{len(figures)} {plural(len(figures), 'chiffre est publié', 'chiffres sont publiés')} sur ces services ; "
            f"aucun n’a été mis à jour depuis {last}, et leur évolution ne peut donc pas être suivie."
        ),
    )
