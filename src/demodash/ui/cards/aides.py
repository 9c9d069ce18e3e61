"""The page «Engagements et aides»: contracts, supervisors, services, ATP and CCR, Grand Est beside the region."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from demodash import territories
from demodash.analysis.series import change_pct
from demodash.charts.bars import bars
from demodash.charts.lines import timeline
from demodash.charts.marks import Series
from demodash.dataset import Observation, observations
from demodash.indicators import CATALOGUE
from demodash.indicators.model import Theme
from demodash.texts import change_phrase, enumeration, number, plural
from demodash.ui.card import Card
from demodash.ui.cards.building import mark, marks, name, table
from demodash.ui.cards.measuring import percent, wrapped
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
_MERGER = "atp_ccr"
_BORN = {
    "facebook_abonnes": "page_facebook",
    "filiere_lycees": "filiere_excellence",
    "filiere_departements": "filiere_excellence",
}
"""The scheme (a category of CREATED) that a figure is about."""
_OURS = ("atp_primes", "ccr_postes")
"""What the region announces that comes closest to the neighbour's posts."""


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
    last = signed[-1]
    return Card(
        id="cesp",
        title=f"{last.digits} CESP signés, {ratio[0].digits} fois le nombre de {ratio[0].span.start.year}",
        subtitle=f"{last.spec.label}, Hauts-de-France",
        rows=rows,
        table=table(
            [*signed, *ratio, *france],
            last.spec.label,
            ("Indicateur", lambda one: one.spec.name),
            ("Territoire", lambda one: territories.name(one.territory)),
        ),
        reading=(
            f"{last.text} de médecine ou d’odontologie en {last.span.label}"
            f"{' (année déduite)' if last.status == 'inferred' else ''} ; le rapport publié, {ratio[0].text}, suppose "
            f"{signed[0].text} en {signed[0].span.label}{_in_france(france)}."
        ),
        figure=bars(
            marks(signed, lambda _: page.palette.accent, label=lambda one: one.span.label + _calculated(one)),
            page.palette,
            height=300,
        ),
        filters={"Contrat": CONTRACTS["cesp"]},
    )


def _in_france(figures: Sequence[Observation]) -> str:
    """The latest number of contracts in France that runs up to the region's, for the reading."""
    sums = [one for one in figures if one.span.is_interval and not one.span.is_school_year]
    return f" ; la France en comptait {sums[-1].digits} sur {sums[-1].span.label}" if sums else ""


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
            f"en France, le nombre de maîtres de stage{whom} {change_phrase(change, percent(change, 0))} de {france[0].span.year} à "
            f"{france[-1].span.year} ; la région en comptait {counts} en {home[0].span.label}"
            f"{' (année déduite)' if home[0].status == 'inferred' else ''}."
        ),
        figure=timeline([drawn], page.palette, label_points=True, label_place="top left", height=300),
        filters={"Accueil": SUPERVISORS[kind]},
    )


def budgets(page: Page) -> Card | None:
    """What the two equal budgets buy: the disagreement between the premium and the sum announced for it."""
    rows = page.data.select(
        [
            "aide_budget",
            "aide_mensuelle",
            "aide_duree",
            "aide_cout_poste",
            "aide_postes_budget",
            "ccr_postes",
            "atp_primes",
        ],
        territory=HOME,
    )
    figures = observations(rows)
    implied = {
        one.category: one for one in figures if one.indicator == "aide_postes_budget" and one.period == "2022-02-03"
    }
    budget = {one.category: one for one in figures if one.indicator == "aide_budget" and one.period == "2022-02-03"}
    posts = [
        one for one in figures if one.indicator == "ccr_postes" and one.category == "ensemble" and not one.is_derived
    ]
    primes = [one for one in figures if one.indicator == "atp_primes" and one.category == "ensemble"]
    if not {"atp", "ccr"} <= set(implied) or not posts:
        return None
    drawn = [
        mark(implied["ccr"], page.palette.accent, label="CCR : postes que le budget permet"),
        mark(posts[0], page.palette.accent, label="CCR : postes financés"),
        mark(
            implied["atp"],
            page.palette.series[2],
            label="ATP : primes que le budget permet",
            text=f"{implied['atp'].digits} {plural(implied['atp'].value, 'prime', 'primes')}",
        ),
        *(mark(one, page.palette.series[2], label=f"ATP : primes accordées, {one.span.label}") for one in primes),
    ]
    same = budget["atp"].value == budget["ccr"].value
    return Card(
        id="atp-ccr-budgets",
        title=(
            f"{budget['ccr'].text} : {posts[0].digits} postes de chef de clinique, "
            f"ou l’équivalent de {implied['atp'].digits} primes d’ATP"
            if same
            else f"Le budget finance {implied['ccr'].digits} chefs de clinique et {implied['atp'].digits} primes d’ATP"
        ),
        subtitle=f"Postes et primes que finance la Région Hauts-de-France, {posts[0].span.label}{_terms(figures)}",
        rows=rows,
        table=table(
            figures,
            "Aides ATP et CCR",
            ("Indicateur", lambda one: one.spec.name),
            ("Dispositif", lambda one: one.member.name),
        ),
        reading=(
            f"le budget des chefs de clinique, {budget['ccr'].text}, finance {implied['ccr'].text} pendant toute la durée "
            f"de l’aide ; celui des ATP, {budget['atp'].text}, financerait {implied['atp'].digits} primes, nombre que le "
            "document n’annonce pas."
        ),
        figure=bars(drawn, page.palette),
    )


def _terms(figures: Sequence[Observation]) -> str:
    """The monthly amount and the duration of both schemes, for the subtitle."""
    said = []
    for scheme in ("atp", "ccr"):
        known = {one.indicator: one for one in figures if one.category == scheme}
        if {"aide_mensuelle", "aide_duree"} <= set(known):
            amount, years = known["aide_mensuelle"], known["aide_duree"]
            said.append(f"{amount.member.name} {amount.text} pendant {years.text}")
    return f" ({' ; '.join(said)})" if said else ""


def posts_by_university(page: Page) -> Card | None:
    """The posts of chef de clinique, by university, and what one costs."""
    rows = page.data.select(["ccr_postes", "aide_cout_poste"], territory=HOME)
    figures = observations(rows)
    posts = [one for one in figures if one.indicator == "ccr_postes" and one.category != "ensemble"]
    cost = [one for one in figures if one.indicator == "aide_cout_poste" and one.category == "ccr"]
    if not posts:
        return None
    ordered = sorted(posts, key=lambda one: -one.value)
    total = sum(one.value for one in posts)
    return Card(
        id="ccr-universites",
        title=f"{ordered[0].digits} des {number(total)} postes de chef de clinique financés vont à {name(ordered[0])}",
        subtitle=f"{ordered[0].spec.label}, {ordered[0].span.label}",
        rows=rows,
        table=table(
            figures,
            ordered[0].spec.label,
            ("Indicateur", lambda one: one.spec.name),
            ("Catégorie", lambda one: one.member.label),
        ),
        reading=(
            enumeration([f"{one.text} à {name(one)}" for one in ordered])
            + (
                f" ; un poste coûte {cost[0].text} à la Région pour toute la durée de l’aide (calculé)."
                if cost
                else "."
            )
        ),
        figure=bars(marks(ordered, lambda _: page.palette.accent, label=name), page.palette, height=204),
    )


def grand_est(page: Page) -> Card | None:
    """What the neighbouring region announced: posts, and those with a candidate."""
    rows = page.data.select(
        ["mg_postes_crees", "astp_postes_proposes", "astp_postes_candidat", "aide_duree", *_OURS],
        territory=[HOME, NEIGHBOUR],
    )
    rows = rows[(rows["territory"] == NEIGHBOUR) | (rows["indicator"].isin(_OURS) & (rows["category"] == "ensemble"))]
    figures = observations(rows)
    posts = sorted(
        (one for one in figures if one.indicator != "aide_duree"),
        key=lambda one: (one.territory == HOME, -one.value),
    )
    found = {one.indicator: one for one in posts}
    ours = [one for one in posts if one.territory == HOME]
    if not {"astp_postes_proposes", "astp_postes_candidat"} <= set(found):
        return None
    proposed, filled = found["astp_postes_proposes"], found["astp_postes_candidat"]
    return Card(
        id="grand-est",
        title=f"Grand Est : {proposed.digits} postes partagés proposés, {filled.digits} avec un candidat",
        subtitle="Postes et primes annoncés dans le Grand Est et dans les Hauts-de-France",
        rows=rows,
        table=table(
            figures,
            "Grand Est et Hauts-de-France",
            ("Territoire", lambda one: territories.name(one.territory)),
            ("Indicateur", lambda one: one.spec.label),
            ("Dispositif", lambda one: one.member.name),
        ),
        reading=(
            f"en {proposed.span.label}, l’ARS Grand Est propose {proposed.text} d’assistants spécialistes à temps "
            f"partagé ; {filled.digits} postes ont un candidat"
            + (
                f". Les Hauts-de-France annoncent {enumeration([f'{one.text} ({_short(one)})' for one in ours])} : des "
                "aides proches, mais non identiques."
                if ours
                else "."
            )
        ),
        figure=bars(
            marks(
                posts,
                lambda one: page.palette.territory(one.territory),
                label=lambda one: wrapped(territories.name(one.territory), f"{one.spec.name}, {one.span.label}"),
            ),
            page.palette,
        ),
        remarks=("Un poste d’ASTP, une prime d’ATP et un poste de CCR ne financent pas la même chose.",),
    )


def _short(one: Observation) -> str:
    return f"{one.spec.name}, {one.span.label}"


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
            f"{found['installes'].digits} se sont installés dans le département, "
            f"{found['en_projet'].digits} autres en ont le projet."
        ),
        figure=bars(marks(figures, lambda _: page.palette.accent, label=name), page.palette, height=300),
    )


def services(page: Page) -> Card | None:
    """The other services to those who settle, each with its one published figure."""
    rows = page.data.select([*SERVICES, CREATED], territory=HOME)
    rows = rows[(rows["indicator"] != CREATED) | (rows["category"] != _MERGER)]
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


def hospitals(page: Page) -> Card | None:
    """The hospitals cited as eligible to the aid that unites ATP and CCR."""
    rows = page.data.select(["hopitaux_eligibles", CREATED])
    rows = rows[(rows["indicator"] != CREATED) | (rows["category"] == _MERGER)]
    figures = [one for one in observations(rows) if one.territory.startswith("COM-")]
    merger = [one for one in observations(rows) if one.indicator == CREATED]
    if not figures:
        return None
    ordered = sorted(figures, key=lambda one: one.territory)
    return Card(
        id="hopitaux-eligibles",
        title=f"{len(ordered)} hôpitaux cités en exemple, un par département"
        if len({_departement(one) for one in ordered}) == len(ordered)
        else f"{len(ordered)} hôpitaux cités en exemple",
        subtitle=f"{ordered[0].spec.label}, {ordered[0].span.label}",
        rows=rows,
        table=Table(
            ["Commune", "Département", "Texte imprimé"],
            [
                [territories.name(one.territory), territories.label(_departement(one)), one.as_printed]
                for one in ordered
            ],
            "Hôpitaux éligibles",
        ),
        reading=(
            (f"en {merger[0].text}, la Région réunit l’ATP et le CCR en une seule aide. " if merger else "")
            + "Elle donne ces établissements en exemple : "
            + enumeration([territories.name(one.territory) for one in ordered])
            + " ; la page ne donne pas la liste complète."
        ),
    )


def _departement(one: Observation) -> str:
    return territories.territory(one.territory).departement or ""
