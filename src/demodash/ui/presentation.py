"""The page «Ma présentation»: the cards chosen, in order; their file; presentations that are ready."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from demodash import territories
from demodash.analysis.search import suggest
from demodash.territories import HOME_REGION, Level
from demodash.texts import folded, number, one_line, plural
from demodash.ui import address, basket, markup, presenter
from demodash.ui.basket import CARDS, LONGEST_TITLE, SUBTITLE, Item
from demodash.ui.basket import TITLE as HEADING
from demodash.ui.card import Card
from demodash.ui.card_tools import card_tools
from demodash.ui.deck_buttons import download, items_of
from demodash.ui.decks import READY, ReadyDeck, territory_deck
from demodash.ui.page import Page
from demodash.ui.sitemap import title_at
from demodash.ui.slides import TITLE

_NEWS = "presentation#lien"
_LEVELS = (Level.REGION, Level.DEPARTEMENT, Level.EPCI, Level.COMMUNE)
_MOST_ANSWERS = 6


def draw(page: Page) -> None:
    """Draw the page."""
    _read_address(page)
    chosen = basket.items()
    if presenter.asked():
        title = st.session_state.get(_held(HEADING)) or TITLE
        presenter.present(page, basket.makers(chosen, page), title=title)
        return
    cards = [basket.card_of(one, page) for one in chosen]
    with st.container(border=True, key="presentation-titres", gap="small"):
        title, subtitle = _titles(page)
        address.write(page.id, CARDS, basket.encode(chosen) or None)
        _actions(page, title, subtitle, count=sum(one is not None for one in cards))
    if chosen:
        for place, (item, card) in enumerate(zip(chosen, cards, strict=True)):
            _line(place, len(chosen), item, card)
    else:
        st.info(
            "La présentation est vide. Sous chaque carte, « Ajouter à la présentation » l’y met ; ou partez d’une "
            "présentation toute prête, ci-dessous.",
            icon=":material/playlist_add:",
        )
    _ready(page)


# --- what a link brings ---------------------------------------------------------------------------


def _read_address(page: Page) -> None:
    """Take over what a link holds; what it asks and cannot be made is said, and the rest stands."""
    news = False
    for name, take in ((CARDS, _take_cards), (HEADING, _taken_text(HEADING)), (SUBTITLE, _taken_text(SUBTITLE))):
        asked = st.query_params.get(name)
        if asked is not None and asked != st.session_state.get(f"{page.id}:{name}#address"):
            take(asked)
            st.session_state[f"{page.id}:{name}#address"] = asked
            news = True
    if news:
        st.rerun()  # the menu says how many cards there are
    said = st.session_state.pop(_NEWS, "")
    if said:
        st.warning(said, icon=":material/link_off:")


def _take_cards(text: str) -> None:
    found = basket.decode(text)
    if found is None:
        st.session_state[_NEWS] = (
            "Le lien ne contient pas de présentation lisible : il a sans doute été coupé. "
            "Demandez-le de nouveau à la personne qui l’a envoyé."
        )
        return
    basket.replace_all(found.items)
    left = found.left_out
    if left:
        gone = plural(left, "n’existe pas ou plus : elle est laissée", "n’existent pas ou plus : elles sont laissées")
        st.session_state[_NEWS] = f"{number(left)} {plural(left, 'carte', 'cartes')} du lien {gone} de côté."


def _taken_text(name: str) -> Callable[[str], None]:
    return partial(_keep, name)


def _keep(name: str, text: str) -> None:
    """Hold a text for the visit: a field forgets its own when another page is shown."""
    st.session_state[_held(name)] = one_line(text, LONGEST_TITLE)
    st.session_state.pop(_field(name), None)


def _held(name: str) -> str:
    return f"presentation#{name}"


def _field(name: str) -> str:
    return f"presentation:{name}"


# --- title, file, link ----------------------------------------------------------------------------


def _titles(page: Page) -> tuple[str, str]:
    left, right = st.columns(2)
    with left:
        title = _text(page, HEADING, "Titre de la présentation", TITLE)
    with right:
        subtitle = _text(page, SUBTITLE, "Sous-titre", "Réunion, service, date…")
    return title, subtitle


def _text(page: Page, name: str, label: str, example: str) -> str:
    """A field kept for the visit and in the address."""
    key = _field(name)
    if key not in st.session_state:
        st.session_state[key] = st.session_state.get(_held(name), "")
    text = one_line(st.text_input(label, key=key, placeholder=example, max_chars=LONGEST_TITLE), LONGEST_TITLE)
    st.session_state[_held(name)] = text
    address.write(page.id, name, text or None)
    return text


def _actions(page: Page, title: str, subtitle: str, *, count: int) -> None:
    with st.container(horizontal=True, gap="medium", vertical_alignment="center", key="presentation-actions"):
        chosen = basket.items()
        presenter.start(key="presentation-presenter", disabled=not count)
        download(page, lambda: chosen, key="presentation", title=title, subtitle=subtitle, disabled=not count)
        card_tools(
            key="presentation-lien",
            container_key="presentation-titres",
            file_name="presentation",
            title=title or TITLE,
            subtitle=subtitle,
            source="",
            reading="",
            link_label="Copier le lien de la présentation",
            tools=("link",),
        )
        if basket.items():
            st.button(
                "Vider",
                key="presentation-vider",
                type="tertiary",
                icon=":material/delete:",
                on_click=basket.replace_all,
                args=((),),
            )
        st.html(markup.note(_counted(count)))


def _counted(count: int) -> str:
    return f"{number(count)} {plural(count, 'carte', 'cartes')}" if count else "Aucune carte : rien à télécharger."


# --- the cards ------------------------------------------------------------------------------------


def _line(place: int, count: int, item: Item, card: Card | None) -> None:
    """One card of the presentation: its number, its title, where it is from, and what can be done with it."""
    with st.container(border=True, key=f"presentation-carte-{place}", horizontal=True, vertical_alignment="center"):
        st.html(_words(place, item, card), width="stretch")
        with st.container(horizontal=True, gap="small", width="content", key=f"presentation-outils-{place}"):
            _tool("Monter", ":material/arrow_upward:", place, partial(basket.move, place, -1), off=place == 0)
            _tool(
                "Descendre", ":material/arrow_downward:", place, partial(basket.move, place, 1), off=place == count - 1
            )
            with st.popover(
                "Renommer",
                icon=":material/edit:",
                type="tertiary",
                help="Donner un autre titre à cette carte",
                key=f"bref-presentation-renommer-{place}",
            ):
                st.text_input(
                    "Titre de la diapositive",
                    value=item.title,
                    placeholder=card.title if card else "",
                    max_chars=LONGEST_TITLE,
                    key=f"presentation-titre-{place}-{hash(item.recipe)}",
                    on_change=_renamed,
                    args=(place, f"presentation-titre-{place}-{hash(item.recipe)}"),
                )
            _tool("Retirer", ":material/close:", place, partial(basket.discard, item.recipe))


def _words(place: int, item: Item, card: Card | None) -> str:
    where = title_at(item.recipe.page)
    if card is None:
        return markup.slide_line(place + 1, "Cette carte n’a plus de chiffres", f"{where} : elle sera laissée de côté")
    second = f"{where} · {card.subtitle}"
    return markup.slide_line(place + 1, item.title or card.title, f"{card.title} · {second}" if item.title else second)


def _tool(word: str, icon: str, place: int, act: Callable[[], None], *, off: bool = False) -> None:
    st.button(
        word,
        key=f"bref-presentation-{folded(word)}-{place}",
        icon=icon,
        type="tertiary",
        help=word,
        on_click=act,
        disabled=off,
    )


def _renamed(place: int, key: str) -> None:
    basket.rename(place, st.session_state[key] or "")


# --- ready ----------------------------------------------------------------------------------------


def _ready(page: Page) -> None:
    st.html("<div class='dd-heading'><h2>Présentations toutes prêtes</h2></div>")
    columns = st.columns(len(READY) + 1)
    for column, deck in zip(columns, READY.values(), strict=False):
        with column, st.container(border=True, key=f"presentation-prete-{deck.id}", height="stretch", gap="small"):
            st.html(markup.heading(deck.title, deck.about))
            _offer(page, deck)
    with columns[-1], st.container(border=True, key="presentation-prete-territoire", height="stretch", gap="small"):
        st.html(markup.heading("Un territoire", "La carte de son niveau, puis une diapositive par thème."))
        _offer(page, territory_deck(_territory()))


def _offer(page: Page, deck: ReadyDeck) -> None:
    """A deck that is ready: its file at once, or its cards in the place of those chosen."""
    items = items_of(page, deck)
    count = f"{number(len(items))} {plural(len(items), 'carte', 'cartes')}"
    with st.container(gap="xsmall"):
        st.html(markup.note(count if deck.id in READY else f"{deck.title} : {count}"))
        download(page, lambda: items, key=f"presentation-{deck.id}", title=deck.title, label="Télécharger")
        st.button(
            "Reprendre et modifier",
            key=f"presentation-{deck.id}-charger",
            type="tertiary",
            icon=":material/edit_note:",
            help="Met ses cartes à la place de celles de la présentation",
            on_click=_load,
            args=(items, deck.title),
        )


def _load(items: tuple[Item, ...], title: str) -> None:
    basket.replace_all(items)
    _keep(HEADING, title)


def _territory() -> str:
    """The code of the territory that the search found; the region when nothing was asked or nothing found."""
    text = st.text_input("Territoire", key="presentation:territoire", placeholder="Nom ou code")
    if not text.strip():
        return HOME_REGION
    everywhere = tuple(code for level in _LEVELS for code in territories.codes(level))
    found = suggest(text, everywhere, limit=_MOST_ANSWERS)
    if not found:
        st.html(markup.note(f"Aucun territoire ne s’appelle « {one_line(text, 40)} »."))
        return HOME_REGION
    if len(found) == 1:
        return found[0]
    chosen = st.selectbox(
        "Lequel ?", found, format_func=territories.label, key=f"presentation:reponse-{one_line(text, 40)}"
    )
    return chosen or found[0]
