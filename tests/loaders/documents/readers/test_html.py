"""HTML pages: main text, lists, tables, what surrounds them."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest

from demodash.loaders.documents.passages import Document, passages
from demodash.loaders.documents.readers import read_document


def _read(body: str, head: str = "") -> Document:
    page = f'<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'
    return read_document(page.encode(), "page.html")


def _texts(body: str) -> list[str]:
    return [one.text for one in passages(_read(body)) if one.kind == "text"]


def test_what_surrounds_the_text_is_furniture(samples: SimpleNamespace) -> None:
    document = read_document(samples.page_html(), "page.html")
    around = [line.text for line in document.lines if line.kind == "furniture"]
    assert around == ["Nous utilisons 3 cookies", "Accueil 2024", "Tél. 03 22 00 00 00"]
    assert not any("99" in line.text or "color" in line.text for line in document.lines)


@pytest.mark.parametrize(
    "around",
    [
        '<div class="breadcrumb">Accueil 12</div>',
        '<div id="tarteaucitronRoot">12 témoins</div>',
        '<div role="navigation">Rubrique 12</div>',
        '<div class="fr-share">Partager 12</div>',
        "<aside>Voir aussi : 12 articles</aside>",
        "<header>République 12</header>",
    ],
)
def test_furniture_without_a_main_element(around: str) -> None:
    document = _read(f"{around}<p>Il y a 57 maisons.</p>")
    assert [line.text for line in document.lines if line.kind == "text"] == ["Il y a 57 maisons."]
    assert [line.kind for line in document.lines] == ["furniture", "text"]


@pytest.mark.parametrize(
    "unseen",
    [
        "<p hidden>12</p>",
        '<p style="display: none">12</p>',
        '<span class="visually-hidden">12</span>',
        "<noscript>12</noscript>",
        "<!-- 12 -->",
        "<template>12</template>",
        "<p><del>12</del></p>",
        '<select><option value="12">12</option></select>',
    ],
)
def test_unseen_text_is_left_out(unseen: str) -> None:
    assert _texts(f"{unseen}<p>Il y a 57 maisons.</p>") == ["Il y a 57 maisons."]


def test_a_section_about_shared_time_is_no_share_button() -> None:
    body = '<section id="temps-partage" class="medico-social"><p>Il y a 57 postes.</p></section>'
    assert _texts(body) == ["Il y a 57 postes."]


def test_a_page_that_is_all_menu_is_read_whole() -> None:
    assert _texts('<div class="menu"><p>Il y a 57 postes.</p></div>') == ["Il y a 57 postes."]


def test_entities_spaces_and_inline_elements() -> None:
    assert _texts(
        "<p>Plus de\n  <b>3&nbsp;655</b>&#8239;élèves,&thinsp;soit&nbsp;&laquo;&nbsp;12&nbsp;% &raquo;</p>"
    ) == ["Plus de 3 655 élèves, soit « 12 % »"]


def test_the_call_of_a_footnote_is_not_a_digit() -> None:
    assert _texts("<p>Il y a 3 655<sup>1</sup> places, la 2<sup>e</sup> région.</p>") == [
        "Il y a 3 655¹ places, la 2e région."
    ]


def test_lists_within_lists() -> None:
    found = passages(
        _read("<p>Deux mesures :</p><ul><li>Aides<ul><li>Prime : 750 euros</li></ul></li><li>Cabinets</li></ul>")
    )
    assert [(one.text, one.lines[0].level, one.heading) for one in found] == [
        ("Deux mesures :", 0, ()),
        ("Aides", 0, ("Deux mesures :",)),
        ("Prime : 750 euros", 1, ("Deux mesures :", "Aides")),
        ("Cabinets", 0, ("Deux mesures :",)),
    ]


def test_ordered_lists_keep_their_ordinals_out_of_the_text() -> None:
    found = passages(_read('<ol start="3"><li>Former</li><li>Installer</li></ol>'))
    assert [(one.bullet, one.text) for one in found] == [("3.", "Former"), ("4.", "Installer")]


def test_headings_by_level() -> None:
    found = passages(_read("<h1>Bilan</h1><h2>Places</h2><p>Il y en a 12.</p><h2>Primes</h2><p>Il y en a 7.</p>"))
    assert found[2].heading == ("Bilan", "Places")
    assert found[4].heading == ("Bilan", "Primes")


def test_rows_of_a_table() -> None:
    body = (
        "<table><caption>Places en 2019</caption><tr><th>Filière</th><th>2018</th><th>2019</th></tr>"
        '<tr><td rowspan="2">Médecine</td><td>2&nbsp;110</td><td>2&nbsp;330</td></tr>'
        '<tr><td colspan="2">12</td></tr></table>'
    )
    found = passages(_read(body))
    assert [(one.role, one.text) for one in found] == [
        ("row", "Places en 2019"),
        ("row", "Filière ; 2018 ; 2019"),
        ("row", "Médecine ; 2 110 ; 2 330"),
        ("row", "Médecine ; 12 ; 12"),
    ]


def test_the_first_row_heads_the_others() -> None:
    body = "<table><tr><th>Filière</th><th>2019</th></tr><tr><td>Médecine</td><td>2330</td></tr></table>"
    found = passages(_read(body))
    assert (found[1].text, found[1].heading) == ("Médecine ; 2330", ("Filière ; 2019",))


def test_a_table_that_lays_the_page_out() -> None:
    body = "<table><tr><td><table><tr><td><p>Un cabinet.</p><p>Deux cabinets.</p></td></tr></table></td></tr></table>"
    assert _texts(body) == ["Un cabinet.", "Deux cabinets."]


def test_two_numbers_of_a_cell_never_run_together() -> None:
    body = "<table><tr><td>Zone</td><td>190<br>430</td></tr><tr><td>Autre</td><td>12</td></tr></table>"
    assert _texts(body) == ["Zone ; 190 / 430", "Autre ; 12"]


def test_title_date_and_places() -> None:
    head = (
        '<title>Une  prime | Région</title><meta property="article:published_time" content="2021-03-14T08:00:00+01:00">'
    )
    document = _read("<p>Un cabinet.</p><p>Deux cabinets.</p>", head)
    assert (document.kind, document.title, document.created, document.pages) == (
        "html",
        "Une prime | Région",
        date(2021, 3, 14),
        None,
    )
    assert [one.locate(0).text("html") for one in passages(document)] == ["paragraphe 1", "paragraphe 2"]


def test_a_fragment_without_html_element() -> None:
    assert read_document(b"<p>Un cabinet.</p><p>Deux.</p>", "page.html").kind == "html"


def test_a_very_deep_page() -> None:
    deep = "<div>" * 20_000 + "Il y a 57 maisons." + "</div>" * 20_000
    assert _texts(deep) == ["Il y a 57 maisons."]
