from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from demodash.cli import main

POPULATIONS = """REG;Région;DEP;CODARR;CODCAN;CODCOM;COM;Commune;PMUN;PCAP;PTOT
32;Hauts-de-France;02;1;08;001;02001;Abbécourt;518;7;525
32;Hauts-de-France;59;5;99;350;59350;Lille;238695;1000;239695
11;Île-de-France;75;1;99;056;75056;Paris;2100000;1;2100001
32;Hauts-de-France;02;1;08;999;02999;Nulle-Part;12;1;13
"""
DOCUMENT = """Hauts-de-France : bilan d’essai

Bilan publié le 12/03/2024

Entre 2016 et 2020, le nombre de MG installés en région a diminué de -3,21%.

La région compte 321 MSP et 45 CPTS en fonctionnement.
Le standard répond au 03 20 00 00 00.
"""

Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    """Run the command; what is typed on the keyboard, when there is one, is ``typed``."""

    def invoke(*arguments: object, typed: str | None = None) -> Result:
        return CliRunner().invoke(main, [str(each) for each in arguments], input=typed, prog_name="demodash")

    return invoke


@pytest.fixture
def populations(tmp_path: Path) -> Path:
    return written(tmp_path / "populations_2019.csv", POPULATIONS)


@pytest.fixture
def document(tmp_path: Path) -> Path:
    return written(tmp_path / "bilan.txt", DOCUMENT)


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path
