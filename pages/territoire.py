"""Fiche territoire."""

from demodash.ui import open_page

page = open_page("territoire", "Fiche territoire", "En cours.")
