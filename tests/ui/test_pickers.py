import pytest
from streamlit.testing.v1 import AppTest


def _app():
    import streamlit as st

    from demodash.ui import pickers

    one = pickers.one_of("p", "zone", "Zone", {"zip": "ZIP", "zac": "ZAC"}, "zip")
    many = pickers.several_of("p", "villes", "Villes", {"a": "Amiens", "b": "Beauvais"}, ["a", "b"])
    st.text(f"{one}/{','.join(many)}")


def _run(**query):
    app = AppTest.from_function(_app)
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def test_defaults_stay_out_of_the_address():
    app = _run()
    assert app.text[0].value == "zip/a,b"
    assert dict(app.query_params) == {}
    assert not app.warning


def test_a_link_reopens_its_view():
    app = _run(zone="zac", villes="b")
    assert app.text[0].value == "zac/b"
    assert not app.warning


def test_a_choice_goes_into_the_address_by_id_and_out_of_it_again():
    app = _run()
    app.button_group[0].set_value("zac").run()
    assert app.query_params["zone"] == "zac"
    assert app.text[0].value == "zac/a,b"
    app.button_group[0].set_value("zip").run()
    assert "zone" not in app.query_params


def test_choosing_nothing_is_a_view_too():
    app = _run()
    app.button_group[1].set_value([]).run()
    assert app.query_params["villes"] == "aucun"
    assert app.text[0].value == "zip/"
    assert _run(villes="aucun").text[0].value == "zip/"


@pytest.mark.parametrize(("name", "value"), [("zone", "ZIP"), ("zone", "<script>"), ("villes", "a.z"), ("villes", "")])
def test_a_wrong_link_gets_a_warning_and_the_default(name, value):
    app = _run(**{name: value})
    assert app.text[0].value == "zip/a,b"
    assert len(app.warning) == 1
    assert f"« {name} = {value} »" in app.warning[0].value
    assert not app.exception


def test_a_new_link_wins_over_the_widget_of_the_same_session():
    app = _run(zone="zac")
    app.query_params["villes"] = "b"
    app.run()
    assert app.text[0].value == "zac/b"
    del app.query_params["zone"]
    app.run()
    assert app.text[0].value == "zip/b"


def _growing():
    import streamlit as st

    from demodash.ui import pickers

    more = st.checkbox("Plus")
    options = {f"o{place}": f"Choix {place}" for place in range(20 if more else 3)}
    st.text(pickers.one_of("p", "choix", "Choix", options, "o0"))


def test_a_choice_survives_when_buttons_become_a_menu_and_back():
    app = AppTest.from_function(_growing).run()
    app.button_group[0].set_value("o2").run()
    app.checkbox[0].check().run()
    assert app.selectbox[0].value == "o2"
    assert app.text[0].value == "o2"
    app.checkbox[0].uncheck().run()
    assert app.button_group[0].value == "o2"
    assert app.query_params["choix"] == "o2"
