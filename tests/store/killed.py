"""Processes that add an edition and kill themselves, each one step later than the one before: ``killed.py FOLDER``.

A step is what the interpreter tells of (a file opened, renamed, removed, a folder made or listed) in the folder of the
store: the kill comes just before it, without any cleaning up. The nth starts from ``FOLDER/0`` and leaves its store in
``FOLDER/n``; the first that does everything ends the series.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from pathlib import Path

from demodash.store import Store
from tests.store.given import add, whole

STEPS = {"open", "os.rename", "os.remove", "os.mkdir", "os.scandir", "os.rmdir"}


def killed_at(folder: str, last: int) -> None:
    store = Store.open(folder)
    seen = 0

    def step(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal seen
        if event in STEPS and arguments and str(arguments[0]).startswith(folder):
            seen += 1
            if seen == last:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(step)
    add(store, whole())


def main(folder: Path) -> int:
    """The exit code of the first process that was not killed."""
    step, code = 0, -signal.SIGKILL
    while code == -signal.SIGKILL:
        step += 1
        shutil.copytree(folder / "0", folder / str(step))
        child = os.fork()
        if not child:
            killed_at(str(folder / str(step)), step)
            os._exit(0)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return code


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
