"""Vue d'ensemble."""

from demodash.ui import open_page

page = open_page("vue-ensemble", "Vue d’ensemble", "L’état des lieux en un écran.")
