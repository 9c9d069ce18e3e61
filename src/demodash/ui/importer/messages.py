"""What the screens say of problems, steps and progress, as HTML: every word of a file in it is escaped."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from demodash.errors import Problem
from demodash.texts import and_others, number, plural
from demodash.ui.importer.state import Step, Wizard

MOST_PROBLEMS = 12
_TABLE_STEPS = {
    Step.DROP: "Fichier",
    Step.QUESTIONS: "Questions",
    Step.CHECKS: "Contrôles",
    Step.PREVIEW: "Aperçu",
    Step.DONE: "Terminé",
}
_DOCUMENT_STEPS = {
    Step.DROP: "Fichier",
    Step.QUESTIONS: "Source",
    Step.REVIEW: "Relecture",
    Step.PREVIEW: "Aperçu",
    Step.DONE: "Terminé",
}


def stepper(current: Wizard) -> str:
    """The steps of the import, the one that is shown marked."""
    is_document = current.candidate is not None and current.candidate.is_document
    steps = _DOCUMENT_STEPS if is_document else _TABLE_STEPS
    at = list(steps).index(current.step)
    items = []
    for place, label in enumerate(steps.values()):
        done = "dd-step-done" if place < at else ""
        here = ' aria-current="step"' if place == at else ""
        state = '<span class="dd-hidden"> (fait)</span>' if place < at else ""
        items.append(
            f'<li class="{done}"{here}><span class="dd-step-mark">{place + 1}</span>{escape(label)}{state}</li>'
        )
    return f'<ol class="dd-steps" aria-label="Étapes de l’import">{"".join(items)}</ol>'


def show_problems(problems: Sequence[Problem], intro: str) -> None:
    """Say what is wrong, as the loader said it."""
    if not problems:
        return
    items = "".join(f"<li>{escape(str(problem))}</li>" for problem in problems[:MOST_PROBLEMS])
    more = len(problems) - MOST_PROBLEMS
    rest = f"<li>{and_others(more)}</li>" if more > 0 else ""
    st.html(
        f'<div class="dd-alert" role="alert"><p><strong>{escape(intro)}</strong></p>'
        f'<ul class="dd-list">{items}{rest}</ul></div>'
    )


def show_notice(text: str) -> None:
    """Say one sentence in a frame."""
    if text:
        st.html(f'<div class="dd-alert dd-alert-quiet" role="status"><p>{escape(text)}</p></div>')


def progress_bar(share: float | None, text: str, seconds: int) -> str:
    """How far a piece of work is; without a share the bar only moves."""
    value = "" if share is None else f' value="{min(max(share, 0.0), 1.0):.3f}"'
    since = f" · {number(seconds)} s" if seconds >= 2 else ""
    percent = "" if share is None else f" · {share * 100:.0f} %"
    return (
        f'<div class="dd-progress"><p aria-live="polite">{escape(text)}{percent}{since}</p>'
        f'<progress aria-label="{escape(text, quote=True)}" max="1"{value}></progress></div>'
    )


def file_size(size: int) -> str:
    """A size in French: ``812 Mo``, ``4,2 ko``."""
    for unit, divisor in (("Go", 1e9), ("Mo", 1e6), ("ko", 1e3)):
        if size >= divisor:
            value = size / divisor
            return f"{number(value, 0 if value >= 10 else 1)} {unit}"
    return f"{number(size)} {plural(size, 'octet', 'octets')}"
