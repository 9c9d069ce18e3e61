"""Importer."""

from demodash.ui import open_page
from demodash.ui.importer import page as importer

page = open_page(
    "importer",
    "Importer",
    "Un document ou une table officielle : reconnu, vérifié, comparé avec ce qui est là, puis accepté ou refusé.",
)
importer.draw(page)
