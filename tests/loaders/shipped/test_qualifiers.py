import pytest
from hypothesis import given
from hypothesis import strategies as st

from demodash.loaders.shipped.qualifiers import qualifier_of


@pytest.mark.parametrize(
    ("as_printed", "note", "expected"),
    [
        ("183", "", "exact"),
        ("plus de 70 %", "", "more_than"),
        ("Plus de 2.000", "", "more_than"),
        ("plus de trois cent cinquante", "", "more_than"),
        ("plus d’une centaine", "", "more_than"),
        ("un peu plus de 37 %", "", "more_than"),
        ("au moins 12", "", "more_than"),
        ("moins de 472 000", "", "less_than"),
        ("jusqu’à 40", "", "less_than"),
        ("près de 800", "", "about"),
        ("presque 84%", "", "about"),
        ("environ de 215 000", "", "about"),
        ("-500 environ", "", "about"),
        ("vers 2032", "", "about"),
        ("quelque 3 700", "", "about"),
        ("une quinzaine", "", "about"),
        ("25% plus de 60 ans", "", "exact"),
        ("200 seront ouverts", "", "exact"),
        ("+ 156 places", "", "exact"),
        ("quinzaine", "", "exact"),
        ("4 millions", "Borne basse", "more_than"),
        ("472 000", "Borne haute", "less_than"),
        ("690", "« autour de »", "about"),
        ("3 700", "Quelque 3 700", "about"),
        ("70%", "« 7 habitants sur 10 »; plus de catégorie ZAR", "exact"),
        ("8 811", "plus de 8 000 ailleurs", "exact"),
        ("près de 800", "Borne basse", "about"),
    ],
)
def test_the_sign_is_read_where_it_bears_on_the_figure(as_printed, note, expected):
    assert qualifier_of(as_printed, note) == expected


@given(st.integers(0, 10**7))
def test_a_bare_number_is_exact(number):
    assert qualifier_of(f"{number:,}".replace(",", " ")) == "exact"


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_has_one_of_the_four_qualifiers(as_printed, note):
    assert qualifier_of(as_printed, note) in {"exact", "more_than", "less_than", "about"}
