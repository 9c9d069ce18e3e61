"""The presentation: a 16:9 PowerPoint file with native charts, maps and tables."""

from demodash.exports.slides.deck import deck_pptx
from demodash.exports.slides.model import Deck, Slide, TextTable

__all__ = ["Deck", "Slide", "TextTable", "deck_pptx"]
