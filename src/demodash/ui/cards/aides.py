"""The page «Engagements et aides»: contracts, supervisors, services, ATP and CCR, Grand Est beside the region."""

from __future__ import annotations

from collections.abc import Callable

from demodash import territories
from demodash.analysis.series import change_pct
from demodash.charts.bars import bars
from demodash.charts.lines import timeline
from demodash.charts.marks import Series
from demodash.dataset import Observation, observations
from demodash.texts import capitalised, change_phrase, enumeration, number, plural
from demodash.ui.card import Card
from demodash.ui.cards.building import mark, marks, name, table
from demodash.ui.markup import Table
from demodash.ui.page import Page

HOME = territories.HOME_REGION
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


def contracts(page: Page, contract: str) -> Card | None:
    """Contracts signed in the region, with the earlier number that the published ratio implies."""
    makers: dict[str, Callable[[Page], Card | None]] = {"cesp": _cesp, "ptmg": _ptmg}
    return makers[contract](page)


def _cesp(page: Page) -> Card | None:
    rows = page.data.select(["cesp_signes", "cesp_rapport"], territory=HOME)
    signed = [one for one in observations(rows) if one.indicator == "cesp_signes"]
    ratio = [one for one in observations(rows) if one.indicator == "cesp_rapport"]
    if not signed or not ratio:
        return None
    last = signed[-1]
    return Card(
        id="cesp",
        title=f"{last.text} de CESP signés, {ratio[0].digits} fois plus qu’en {ratio[0].span.start.year}",
        subtitle=f"{last.spec.label}, Hauts-de-France",
        rows=rows,
        table=table(signed + ratio, last.spec.label, ("Indicateur", lambda one: one.spec.name)),
        reading=(
            f"{last.text} de médecine ou d’odontologie en {last.span.label}"
            f"{' (année déduite)' if last.status == 'inferred' else ''} ; le rapport publié, {ratio[0].text}, suppose "
            f"{signed[0].text} en {signed[0].span.label}."
        ),
        figure=bars(
            marks(signed, lambda _: page.palette.accent, label=lambda one: one.span.label + _calculated(one)),
            page.palette,
            height=300,
        ),
        filters={"Contrat": CONTRACTS["cesp"]},
    )


def _calculated(one: Observation) -> str:
    return " (calculé)" if one.is_derived else ""


def _ptmg(page: Page) -> Card | None:
    rows = page.data.select(["ptmg_signes", "ptmg_ouverts"], territory=[HOME, NEIGHBOUR])
    figures = observations(rows)
    signed = [one for one in figures if one.indicator == "ptmg_signes" and one.territory == HOME]
    if not signed:
        return None
    drawn = [
        mark(
            one,
            page.palette.territory(one.territory),
            label=f"{territories.name(one.territory)} · {one.spec.name}, {one.span.label}",
        )
        for one in figures
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
            f"le communiqué compte {signed[-1].text} signés en tout"
            + (
                f" ; l’arrêté de {opened[-1].span.label} en ouvre {opened[-1].digits} de plus à la région."
                if opened
                else "."
            )
        ),
        figure=bars(drawn, page.palette),
        filters={"Contrat": CONTRACTS["ptmg"]},
    )


def supervisors(page: Page, kind: str) -> Card | None:
    """Supervisors of the region, and how their number grew in France."""
    rows = page.data.select("msu", territory=[HOME, "FR"])
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
            f"Maîtres de stage{whom} : {number(change, 0, signed=True)} % en France de {france[0].span.year} à "
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
            f"en France, leur nombre {change_phrase(change, number(change, 0) + ' %')} de {france[0].span.year} à "
            f"{france[-1].span.year} ; la région en comptait {counts} en {home[0].span.label}"
            f"{' (année déduite)' if home[0].status == 'inferred' else ''}."
        ),
        figure=timeline([drawn], page.palette, label_points=True, height=300),
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
        mark(implied["atp"], page.palette.series[2], label="ATP : primes que le budget permet"),
        *(mark(one, page.palette.series[2], label=f"ATP : primes accordées, {one.span.label}") for one in primes),
    ]
    same = budget["atp"].value == budget["ccr"].value
    return Card(
        id="atp-ccr-budgets",
        title=(
            f"{budget['ccr'].text} : {posts[0].digits} chefs de clinique, "
            f"ou {implied['atp'].digits} primes d’ATP que rien n’annonce"
            if same
            else f"Le budget finance {implied['ccr'].digits} chefs de clinique et {implied['atp'].digits} primes d’ATP"
        ),
        subtitle="Postes et primes financés ou finançables par la Région Hauts-de-France",
        rows=rows,
        table=table(
            figures,
            "Aides ATP et CCR",
            ("Indicateur", lambda one: one.spec.name),
            ("Dispositif", lambda one: one.member.name),
        ),
        reading=(
            f"le document donne {budget['atp'].text} à chacun des deux dispositifs ; pour les chefs de clinique, c’est "
            f"exactement {implied['ccr'].text} pendant toute la durée de l’aide."
        ),
        figure=bars(drawn, page.palette),
    )


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
        title=f"{number(ordered[0].value / total * 100)} % des chefs de clinique financés sont à {name(ordered[0])}",
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
        ["mg_postes_crees", "astp_postes_proposes", "astp_postes_candidat", "aide_duree"], territory=NEIGHBOUR
    )
    figures = observations(rows)
    posts = [one for one in figures if one.indicator != "aide_duree"]
    found = {one.indicator: one for one in posts}
    if not {"astp_postes_proposes", "astp_postes_candidat"} <= set(found):
        return None
    proposed, filled = found["astp_postes_proposes"], found["astp_postes_candidat"]
    colour = page.palette.territory(NEIGHBOUR)
    return Card(
        id="grand-est",
        title=f"Grand Est : {filled.digits} postes partagés pourvus d’un candidat, sur {proposed.digits} proposés",
        subtitle=f"Postes annoncés par l’ARS Grand Est, {proposed.span.label}",
        rows=rows,
        table=table(
            figures,
            "Grand Est",
            ("Indicateur", lambda one: one.spec.label),
            ("Dispositif", lambda one: one.member.name),
        ),
        reading=(
            f"en {proposed.span.label}, l’ARS Grand Est propose {proposed.text} d’assistants spécialistes à temps "
            f"partagé, dont {filled.digits} ont un candidat ; les Hauts-de-France ne publient rien de comparable."
        ),
        figure=bars(marks(posts, lambda _: colour, label=lambda one: one.spec.name), page.palette),
    )


def one_stop_desk(page: Page) -> Card | None:
    """The one-stop desk of the Aisne: how many were accompanied, settled, about to."""
    rows = page.data.select("guichet_unique", territory="DEP-02")
    figures = sorted(observations(rows), key=lambda one: -one.value)
    found = {one.category: one for one in figures}
    if not {"ensemble", "installes", "en_projet"} <= set(found):
        return None
    return Card(
        id="guichet-unique",
        title=f"Aisne : {found['installes'].text} installés, {found['ensemble'].digits} accompagnés",
        subtitle=f"{found['ensemble'].spec.label}, {found['ensemble'].span.label}",
        rows=rows,
        table=table(figures, found["ensemble"].spec.label, ("Étape", lambda one: one.member.label)),
        reading=(
            f"en {found['ensemble'].span.label}, le guichet a accompagné {found['ensemble'].text} ; "
            f"{found['installes'].digits} se sont installés dans le département, "
            f"{found['en_projet'].digits} en ont le projet."
        ),
        figure=bars(marks(figures, lambda _: page.palette.accent, label=name), page.palette),
    )


def services(page: Page) -> Card | None:
    """The other services to those who settle, each with its one published figure."""
    rows = page.data.select([*SERVICES, CREATED], territory=HOME)
    figures = [one for one in observations(rows) if one.indicator in SERVICES]
    years = [one for one in observations(rows) if one.indicator == CREATED]
    if not figures:
        return None
    last = max(one.span.year for one in figures)
    return Card(
        id="services-installation",
        title=f"Services à l’installation : aucune mesure depuis {last}",
        subtitle="Ce que l’agence a publié de chaque service, Hauts-de-France",
        rows=rows,
        table=Table(
            ["Service", "Figure", "Date"],
            [
                [one.spec.name, one.text, one.span.label + (" (année déduite)" if one.status == "inferred" else "")]
                for one in figures
            ]
            + [[one.member.label, capitalised(_event(one)), one.span.label] for one in years],
            "Services à l’installation",
        ),
        reading=(
            f"{len(figures)} {plural(len(figures), 'service a', 'services ont')} un chiffre publié ; aucun n’a été mis "
            f"à jour depuis {last}, et leur évolution ne peut donc pas être suivie."
        ),
    )


def _event(one: Observation) -> str:
    return "réunion des deux aides" if one.category == "atp_ccr" else "création"


def hospitals(page: Page) -> Card | None:
    """The hospitals cited as eligible to the aid that unites ATP and CCR."""
    rows = page.data.select("hopitaux_eligibles")
    figures = [one for one in observations(rows) if one.territory.startswith("COM-")]
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
            ["Commune", "Département", "Imprimé"],
            [
                [territories.name(one.territory), territories.label(_departement(one)), one.as_printed]
                for one in ordered
            ],
            "Hôpitaux éligibles",
        ),
        reading=(
            "la Région donne ces établissements en exemple : "
            + enumeration([territories.name(one.territory) for one in ordered])
            + " ; la liste complète n’est pas publiée."
        ),
    )


def _departement(one: Observation) -> str:
    return territories.territory(one.territory).departement or ""
