"""A process that adds editions as fast as it can: ``adding.py FOLDER FIRST LAST``, one content per number."""

from __future__ import annotations

import os
import sys

from demodash.store import AlreadyThere, Store
from tests.store.given import add, population


def main(folder: str, first: int, last: int) -> None:
    store = Store.open(folder)
    for number in range(first, last):
        try:
            add(store, population(float(number)))
            print("added", number)  # noqa: T201
        except AlreadyThere:
            print("there", number)  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
    sys.stdout.flush()
    # What is tested is done: once, on two busy cores, a library's thread ended the process while Python was leaving.
    os._exit(0)
