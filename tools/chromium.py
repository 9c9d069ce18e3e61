"""Finds the Chromium that the browser tests drive: prints its path, with ``--install`` gets one if need be."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

VARIABLE = "DEMODASH_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGES = ("chromium", "fonts-liberation")
NOT_FOUND = f"""\
Les tests du navigateur ont besoin de Chromium, qui n'a été ni trouvé ni installé.
Installez-le (sous Debian : apt install chromium), ou indiquez le vôtre : {VARIABLE}=/chemin/vers/chromium
"""


def find() -> str | None:
    """Return the path of a Chromium: the one that the environment names, the system's, or Playwright's."""
    named = os.environ.get(VARIABLE)
    if named:
        return shutil.which(named)
    for name in NAMES:
        path = shutil.which(name)
        if path:
            return path
    return _playwrights()


def install() -> None:
    """Install a Chromium: Debian's package when we may, else the build that Playwright downloads."""
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        _run(["apt-get", "update", "-qq"], environment)
        _run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *PACKAGES], environment)
    if find() is None:
        _run([sys.executable, "-m", "playwright", "install", "chromium"], dict(os.environ))


def _playwrights() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return str(path) if path.is_file() else None


def _run(command: list[str], environment: dict[str, str]) -> None:
    # Standard output is for the path alone.
    subprocess.run(command, env=environment, stdout=sys.stderr, stdin=subprocess.DEVNULL, check=False)


def main(arguments: list[str]) -> int:
    """Print the path of a Chromium; return 0 when there is one."""
    path = find()
    if path is None and "--install" in arguments:
        install()
        path = find()
    if path is None:
        sys.stderr.write(NOT_FOUND)
        return 2
    sys.stdout.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
