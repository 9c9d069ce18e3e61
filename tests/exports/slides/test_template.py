from __future__ import annotations

import io
import zipfile

from lxml import etree
from pptx import Presentation

from demodash.charts.palette import LIGHT
from demodash.exports.slides.template import TEMPLATE, template_bytes


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_template_is_what_its_code_makes():
    assert parts(TEMPLATE.read_bytes()) == parts(template_bytes()), "python -m demodash.exports.slides.template"


def test_every_part_is_well_formed_and_declared():
    made = parts(template_bytes())
    declared = made["[Content_Types].xml"].decode()
    for name, content in made.items():
        etree.fromstring(content)
        assert name.endswith(".rels") or name == "[Content_Types].xml" or f'"/{name}"' in declared


def test_it_is_wide_and_has_the_fonts_and_colours_of_the_house():
    file = Presentation(str(TEMPLATE))
    assert file.slide_width * 9 == file.slide_height * 16
    assert [layout.name for layout in file.slide_layouts] == ["Titre", "Carte", "Sources"]
    theme = parts(TEMPLATE.read_bytes())["ppt/theme/theme1.xml"].decode()
    assert theme.count('<a:latin typeface="Arial"/>') == 2
    for place, colour in (("accent1", LIGHT.accent), ("accent2", LIGHT.zones["zip"]), ("dk1", LIGHT.ink)):
        assert f'<a:{place}><a:srgbClr val="{colour[1:].upper()}"/>' in theme
