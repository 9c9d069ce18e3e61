"""Presentation mode: one card a slide over the whole screen, led by the keyboard or a clicker."""

from demodash.ui.presenter.stage import asked, present, start

__all__ = ["asked", "present", "start"]
