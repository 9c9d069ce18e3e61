"""The report of a territory as a PDF of two pages."""

from __future__ import annotations

import datetime as dt

from demodash import territories
from demodash.dataset import Dataset
from demodash.exports.report.content import content
from demodash.exports.report.first_page import draw_first_page
from demodash.exports.report.pen import Pen
from demodash.exports.report.second_page import draw_second_page


def territory_pdf(code: str, dataset: Dataset, *, day: dt.date, address: str) -> bytes:
    """Draw the report of a territory: two A4 pages, the same bytes for the same day, address and figures.

    ``address``: that of its sheet on line.

    Raises:
        ValueError: there is no such territory, or no sheet of its level.
    """
    told = content(code, dataset, day=day, address=address)
    pen = Pen(f"Fiche territoire : {territories.label(code)}", "Démographie médicale des Hauts-de-France", day)
    draw_first_page(pen, told)
    pen.next_page()
    draw_second_page(pen, told)
    pen.next_page()
    return pen.finish()
