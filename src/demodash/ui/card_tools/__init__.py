"""The tools in a card's footer: its chart as an image, and the link of the view."""

from demodash.ui.card_tools.component import card_tools

__all__ = ["card_tools"]
