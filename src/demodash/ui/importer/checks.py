"""The checks of a table: what became of each of its rows, what the loader remarks, what is wrong."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from demodash.exports.french_csv import csv_bytes, neutral
from demodash.importing import Prepared
from demodash.loaders.content import MOST_ISSUES, Account, Fate
from demodash.texts import and_others, number, plural
from demodash.ui import markup
from demodash.ui.importer import actions
from demodash.ui.importer.messages import show_problems
from demodash.ui.importer.state import Step, Wizard

ISSUES_SHOWN = 30
_NOTHING_NEW = "Rien de nouveau dans ce fichier : rien n’est à garder"
FATES = {
    Fate.TAKEN: ("Prises", "elles ont donné un chiffre, une classe ou un point"),
    Fate.ASIDE: ("Mises à part", "justes, mais pas à prendre ici"),
    Fate.OUTSIDE: ("Hors de la région", "un territoire hors des Hauts-de-France"),
    Fate.UNPLACED: ("Sans territoire", "la commune est inconnue ou n’est pas dite"),
    Fate.REFUSED: ("Refusées", "quelque chose y est faux"),
}


def draw(current: Wizard, prepared: Prepared) -> None:
    """Show the account of the rows, and the way on."""
    account = prepared.account
    title = _NOTHING_NEW if prepared.brings_nothing else _title(account)
    st.html(markup.heading(title, f"{prepared.reader.label} · {prepared.candidate.name}"))
    show_problems(prepared.problems, "Des chiffres sont faux : l’import ne peut pas être accepté.")
    if prepared.remarks:
        st.html(markup.bullets(prepared.remarks))
    counts, aside = st.columns(2, gap="large")
    with counts:
        st.html(markup.heading("Chaque ligne du fichier", level=3) + markup.table(_counts(account)))
    with aside:
        if account.aside:
            st.html(markup.heading("Mises à part, par raison", level=3) + markup.table(_aside(account)))
    if account.issues:
        _issues(account)
    _download(current, account)
    with st.container(key="importer-decision", horizontal=True):
        if prepared.brings_nothing:
            st.button(
                "Importer un autre fichier",
                key=current.key("again-checks"),
                type="primary",
                on_click=actions.begin_again,
            )
            return
        st.button(
            "Voir l’aperçu",
            key=current.key("to-preview"),
            type="primary",
            disabled=not prepared.is_acceptable,
            on_click=actions.go,
            args=(Step.PREVIEW,),
        )
        st.button(
            "Retour",
            key=current.key("back"),
            icon=":material/arrow_back:",
            on_click=actions.go,
            args=(Step.QUESTIONS,),
        )
        st.button("Refuser", key=current.key("refuse-checks"), on_click=actions.refuse)


def _title(account: Account) -> str:
    taken = account.counts.get(Fate.TAKEN, 0)
    return f"{number(taken)} {plural(taken, 'ligne prise', 'lignes prises')} sur {number(account.rows)}"


def _counts(account: Account) -> markup.Table:
    return markup.Table(
        headers=["Lignes", "Nombre", "Ce que cela veut dire"],
        rows=[[label, number(account.counts.get(fate, 0)), meaning] for fate, (label, meaning) in FATES.items()],
        caption="Ce que sont devenues les lignes du fichier",
        numeric=(1,),
    )


def _aside(account: Account) -> markup.Table:
    return markup.Table(
        headers=["Raison", "Lignes"],
        rows=[[reason, number(count)] for reason, count in account.aside.items()],
        caption="Lignes mises à part, par raison",
        numeric=(1,),
    )


def _issues(account: Account) -> None:
    told = len(account.issues)
    more = told - ISSUES_SHOWN
    table = markup.Table(
        headers=["Ligne", "Sort", "Raison"],
        rows=[[one.place, FATES[one.fate][0], one.reason] for one in account.issues[:ISSUES_SHOWN]],
        caption="Lignes sans territoire ou refusées",
    )
    st.html(markup.heading("Lignes sans territoire ou refusées", level=3) + markup.table(table))
    if more > 0:
        st.html(markup.note(f"{and_others(more)}, dans le CSV."))
    all_of_them = account.counts.get(Fate.UNPLACED, 0) + account.counts.get(Fate.REFUSED, 0)
    if all_of_them > told >= MOST_ISSUES:
        st.html(markup.note(f"Le CSV donne les {number(told)} premières sur {number(all_of_them)}."))


def _download(current: Wizard, account: Account) -> None:
    st.download_button(
        "Le compte des lignes (CSV)",
        data=partial(account_csv, account),
        file_name="compte_des_lignes.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
        key=current.key("account"),
    )


def account_csv(account: Account) -> bytes:
    """The account of the rows for Excel: how many of each fate, those set aside by reason, the others one by one."""
    rows = [[FATES[fate][0], "", "", count] for fate, count in account.counts.items()]
    rows += [[FATES[Fate.ASIDE][0], "", reason, count] for reason, count in account.aside.items()]
    rows += [[FATES[one.fate][0], one.place, one.reason, 1] for one in account.issues]
    table = pd.DataFrame(rows, columns=["Sort", "Ligne", "Raison", "Nombre de lignes"])
    return csv_bytes(table.assign(**{name: table[name].map(neutral) for name in ("Sort", "Ligne", "Raison")}))
