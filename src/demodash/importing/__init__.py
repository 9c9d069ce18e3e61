"""Bringing a file in: what it is, what it would change, and keeping it once somebody accepts.

``examine`` says what a file is, ``prepare`` (or ``prepare_document`` after a review) what it would bring and change,
``accept`` keeps it in the store. Nothing here draws: the page and the command line both go this way.
"""

from demodash.importing.acceptance import NothingNew, accept
from demodash.importing.candidates import DOCUMENT, Candidate, examine, situated, table_labels
from demodash.importing.comparison import Changes, Revision
from demodash.importing.document_review import DocumentReview, Verdict, said
from demodash.importing.document_source import TERRITORY, document_questions
from demodash.importing.preparation import Prepared, prepare, prepare_document
from demodash.importing.statements import Statement
from demodash.importing.zoning_changes import ZoningChanges

__all__ = [
    "Candidate",
    "Changes",
    "DOCUMENT",
    "DocumentReview",
    "NothingNew",
    "Prepared",
    "Revision",
    "Statement",
    "TERRITORY",
    "Verdict",
    "ZoningChanges",
    "accept",
    "document_questions",
    "examine",
    "prepare",
    "prepare_document",
    "said",
    "situated",
    "table_labels",
]
