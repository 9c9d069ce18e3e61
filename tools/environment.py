"""Makes the virtual environment of the project: ``python3 tools/environment.py .venv``.

This file alone must run under any Python 3, to say in French that it is too old: no modern syntax here.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST = (3, 11)
CANDIDATES = ("python3.14", "python3.13", "python3.12", "python3.11")
TOO_OLD = """\
demodash a besoin de Python {oldest} ou plus récent ; « {executable} » est un Python {found}.
Installez une version plus récente, ou indiquez-la : make run PYTHON=/chemin/vers/python3.12
"""
NO_VENV = """\
Ce Python ne peut pas créer d'environnement : il lui manque le module « {module} ».
Sous Debian ou Ubuntu : apt install python3-venv ; puis relancez la commande.
"""
FAILED = """\
L'environnement « {folder} » n'a pas pu être créé : {reason}
"""


def runs(name: str) -> bool:
    """Return whether the program of that name is a Python that starts: a version manager may only pretend."""
    path = shutil.which(name)
    return path is not None and subprocess.call([path, "-c", ""], stderr=subprocess.DEVNULL) == 0


def main(folder: str) -> int:
    """Create ``folder`` when it holds no working environment; return the exit code."""
    if sys.version_info < OLDEST:
        for name in CANDIDATES:
            if runs(name):
                return subprocess.call([name, str(Path(__file__).resolve()), folder])
        oldest, found = (f"{version[0]}.{version[1]}" for version in (OLDEST, sys.version_info))
        sys.stderr.write(TOO_OLD.format(oldest=oldest, executable=sys.executable, found=found))
        return 2
    python = Path(folder) / ("Scripts" if os.name == "nt" else "bin") / "python"
    # An environment that was copied, or whose Python is gone, does not start.
    if python.exists() and subprocess.call([str(python), "-m", "pip", "--version"], stdout=subprocess.DEVNULL) == 0:
        return 0
    try:
        import ensurepip
        import venv
    except ImportError as error:
        sys.stderr.write(NO_VENV.format(module=error.name))
        return 2
    del ensurepip
    try:
        venv.EnvBuilder(with_pip=True, clear=Path(folder).exists()).create(folder)
    except (OSError, subprocess.CalledProcessError) as error:
        sys.stderr.write(FAILED.format(folder=folder, reason=error))
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
