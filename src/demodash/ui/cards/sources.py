"""The page «Sources et méthodes»: every source, every definition, disagreements and recomputed controls."""

from __future__ import annotations

from html import escape

import streamlit as st

from demodash import territories
from demodash.analysis.divergences import Divergence, divergences
from demodash.dataset import Dataset, observations
from demodash.derivation import controls
from demodash.indicators import CATALOGUE
from demodash.indicators.model import Indicator, Theme
from demodash.periods import period
from demodash.sources import KINDS, Source
from demodash.territories import Level
from demodash.texts import NARROW_SPACE, folded, number, plural
from demodash.ui import citations, markup
from demodash.ui.cards.building import LOCATOR, PERIOD, PLACE, STATUS, VALUE, Column, label, part, table_of
from demodash.ui.page import Page

VIEWS = {
    "sources": "Sources",
    "indicateurs": "Indicateurs",
    "divergences": "Divergences",
    "controles": "Contrôles",
}
THEMES = {theme.value: theme.label for theme in Theme}
ALL = "toutes"


def source_options(page: Page) -> dict[str, str]:
    """Every source: id -> publisher, title and date; reference documents first, then open data, then the others."""
    order = list(KINDS)
    ranked = sorted(
        page.data.sources.values(), key=lambda one: (order.index(one.kind), folded(one.publisher), one.date, one.id)
    )
    return {ALL: f"Toutes ({len(ranked)})", **{one.id: f"{one.publisher} – {one.title}" for one in ranked}}


@st.cache_data(show_spinner=False, max_entries=4)
def _counts(version: int, _data: Dataset) -> dict[str, int]:
    return {str(key): int(count) for key, count in _data.observations["source"].value_counts().items()}


def draw_sources(page: Page, chosen: str) -> None:
    """The list of sources, or one source with every figure taken from it."""
    for problem in page.data.import_problems:
        st.warning(problem, icon=":material/warning:")
    if chosen != ALL:
        _draw_source(page, page.data.source(chosen))
        return
    counts = _counts(page.data.version, page.data)
    used = [one for one in source_options(page) if one != ALL]
    for kind, word in KINDS.items():
        group = [page.data.source(one) for one in used if page.data.source(one).kind == kind]
        title = f"{len(group)} {plural(len(group), word, _many(kind))}"
        items = "".join(
            f'<li><a href="sources?source={escape(one.id, quote=True)}"><strong>{escape(one.publisher)}</strong>, '
            f"{escape(one.title)}</a>, {escape(citations.dated(one))} : {_count(counts.get(one.id, 0))}"
            f"{escape(f', {one.licence}') if one.licence else ''}</li>"
            for one in group
        )
        st.html(f'{markup.heading(title)}<ul class="dd-list">{items}</ul>')


def _count(figures: int) -> str:
    return f"{number(figures)} {plural(figures, 'chiffre', 'chiffres')}" if figures else "aucun chiffre"


def _many(kind: str) -> str:
    return {"document": "documents de référence", "open_data": "jeux de données ouvertes"}.get(kind, "publications")


def _draw_source(page: Page, source: Source) -> None:
    rows_of_it = page.data.observations[page.data.observations["source"] == source.id]
    count = len(rows_of_it)
    facts = {
        "Éditeur": source.publisher,
        "Nature": KINDS[source.kind],
        "Date": citations.dated(source),
        "Territoire": territories.name(source.territory) if source.territory else "",
        "Licence": source.licence,
        "Fichier lu": source.file,
        "Empreinte SHA-256": source.sha256,
        "Importé le": period(source.consulted).label if source.id in page.data.series and source.consulted else "",
        "Note": source.note,
    }
    rows = "".join(f"<dt>{escape(key)}</dt><dd>{escape(value)}</dd>" for key, value in facts.items() if value)
    address = f"<dt>Adresse</dt><dd>{markup.link(source.url, source.url)}</dd>" if source.url else ""
    st.html(f'{markup.heading(source.title)}<dl class="dd-facts">{rows}{address}</dl>')
    st.html(
        markup.heading(f"{number(count)} {plural(count, 'chiffre pris', 'chiffres pris')} dans cette source")
        + markup.table(table_of(observations(rows_of_it.head(500)), f"Chiffres de « {source.title} »", _FIGURES))
    )
    if count > 500:
        st.html(markup.note("Les 500 premiers ; tous sont sur la page Données."))


_part = part(label)
_FIGURES: tuple[Column, ...] = (
    ("Indicateur", lambda one: one.spec.label),
    PLACE,
    ("Catégorie", _part),
    PERIOD,
    (VALUE, lambda one: one.text),
    ("Imprimé", lambda one: one.as_printed or "–"),
    LOCATOR,
    STATUS,
    ("Note", lambda one: one.note),
)
"""The columns of the figures of a source."""


def draw_indicators(page: Page, theme: str) -> None:
    """The definition sheet of every indicator of a theme."""
    present = set(page.data.observations["indicator"])
    for indicator in CATALOGUE.of_theme(Theme(theme)):
        st.html(_sheet(indicator, has_figures=indicator.id in present))


def _sheet(indicator: Indicator, *, has_figures: bool) -> str:
    members = [member.label for member in indicator.dimension]
    directions = {"up": "plus la valeur est haute, mieux c’est", "down": "plus elle est basse, mieux c’est"}
    facts = {
        "Définition": indicator.definition,
        "Unité": indicator.unit.plural or "année",
        "Décomposition": f"{indicator.dimension.label} : {', '.join(members)}" if len(members) > 1 else "",
        "Calcul": indicator.formula.text if indicator.formula else "",
        "Sens": directions.get(indicator.direction, ""),
        "Limites": " ".join(indicator.caveats),
        "Identifiant": indicator.id,
    }
    rows = "".join(f"<dt>{escape(key)}</dt><dd>{escape(value)}</dd>" for key, value in facts.items() if value)
    see = (
        f'<p class="dd-note"><a href="donnees?theme={indicator.theme.value}&amp;indicateur={indicator.id}">'
        "Voir ses chiffres</a></p>"
        if has_figures
        else markup.note("Aucun chiffre pour l’instant.")
    )
    return f'<section class="dd-sheet">{markup.heading(indicator.label)}<dl class="dd-facts">{rows}</dl>{see}</section>'


_ELSEWHERE = (
    '<p class="dd-note">Les valeurs que le tableau de bord calcule ne sont pas opposées ici aux valeurs publiées ; les '
    'pages le font : la population en zone éligible et le nombre de médecins sur <a href="medecins">Médecins '
    'généralistes et zonage</a>, les maisons de santé sur <a href="exercice">Exercice coordonné</a>.</p>'
)
"""Where the other disagreements are shown."""


@st.cache_data(show_spinner=False, max_entries=4)
def _divergences(version: int, _data: Dataset) -> list[Divergence]:
    rows = _data.observations
    return divergences(observations(rows[~rows["territory"].str.startswith(_TOO_FINE)]), _data.sources)


_TOO_FINE = (f"{Level.COMMUNE}-", f"{Level.EPCI}-")
"""Levels that a register gives and that no publisher comments: tens of thousands of figures."""


def _gap(one: Divergence) -> str:
    """The gap in percent of the lowest value; too small for one decimal, it says so rather than «0,0 %»."""
    if one.ratio is None:
        return "–"
    least = round(one.ratio * 100, 1) == 0
    return f"moins de 0,1{NARROW_SPACE}%" if least else f"{number(one.ratio * 100, 1)}{NARROW_SPACE}%"


def draw_divergences(page: Page) -> None:
    """Every disagreement between publishers, the widest first, with each figure and its source."""
    found = _divergences(page.data.version, page.data)
    st.html(
        markup.heading(
            f"{len(found)} {plural(len(found), 'désaccord', 'désaccords')} entre publications",
            "Même indicateur, même territoire, même catégorie, même date (à un mois près) : des valeurs différentes. "
            "Aucune n’est écartée.",
        )
    )
    rows = [
        [
            one.figures[0].spec.label,
            territories.name(one.figures[0].territory),
            _part(one.figures[0]),
            " ; ".join(
                f"{figure.text} ({page.data.source(figure.source).publisher}, {figure.span.label})"
                for figure in one.figures
            ),
            _gap(one),
            " ".join(dict.fromkeys(figure.note.rstrip(".") + "." for figure in one.figures if figure.note)) or "–",
        ]
        for one in found
    ]
    st.html(
        markup.table(
            markup.Table(
                ["Indicateur", "Territoire", "Catégorie", "Valeurs publiées", "Écart", "Ce que l’on en sait"],
                rows,
                "Désaccords entre publications",
                numeric=(4,),
            )
        )
        + _ELSEWHERE
    )


def draw_controls(page: Page) -> None:
    """Every published figure that its own operands allow to recompute."""
    rows = page.data.observations
    # Imported tables are computed from as they come: their own rows recompute nothing of what others publish.
    checks = controls(rows[~rows["source"].isin(list(page.data.series))])
    wrong = int((~checks["agrees"]).sum())
    st.html(
        markup.heading(
            f"{len(checks) - wrong} chiffres publiés retrouvés par le calcul sur {len(checks)}",
            "Chaque pourcentage, somme ou budget publié dont les opérandes le sont aussi est recalculé, à l’arrondi "
            "imprimé près.",
        )
    )
    ordered = checks.sort_values("agrees", kind="stable")
    st.html(
        markup.table(
            markup.Table(
                ["Résultat", "Contrôle"],
                [
                    ["Retrouvé" if agrees else "En désaccord", sentence]
                    for agrees, sentence in zip(ordered["agrees"], ordered["sentence"], strict=True)
                ],
                "Contrôles par recalcul",
            )
        )
    )
