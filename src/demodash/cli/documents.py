"""``demodash extract`` and ``demodash verify``: documents read, without keeping anything."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from demodash.cli.french import FrenchCommand
from demodash.cli.saying import say
from demodash.locations import data_root


@click.command(cls=FrenchCommand)
@click.argument("file", metavar="FICHIER", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Sortie en JSON, pour un autre programme.")
@click.option(
    "--territory",
    "wanted",
    metavar="CODE",
    help="Territoire d’un document qui ne le dit pas : un code (REG-32, DEP-59) ou un nom.",
)
def extract(file: Path, *, as_json: bool, wanted: str | None) -> None:
    """Lire un document (pdf, pptx, docx, html, txt) et dire chaque chiffre trouvé ou non retenu."""
    from demodash.cli.places import territory_code
    from demodash.loaders.documents.extraction import extract_file
    from demodash.loaders.documents.reports import extract_text_report, extraction_json
    from demodash.territories import label

    code = "" if wanted is None else territory_code(wanted, "--territory")
    extraction = extract_file(file, territory=code)
    if code and extraction.territory != code:
        say(f"{file.name} nomme son territoire, {label(extraction.territory)} : --territory n’est pas suivi.", err=True)
    if not extraction.territory:
        say(f"{file.name} ne dit pas de quel territoire il parle : donnez-le par --territory (REG-32…).", err=True)
    say(extraction_json(extraction) if as_json else extract_text_report(extraction))


@click.command(cls=FrenchCommand)
@click.argument("directory", metavar="DOSSIER", type=click.Path(path_type=Path))
def verify(directory: Path) -> None:
    """Relire les documents de référence d’un dossier et comparer avec les chiffres retenus, un à un."""
    from demodash.loaders.documents.verify import verify as run
    from demodash.loaders.documents.verify import verify_report

    report = run(directory, data_root() / "sources")
    say(verify_report(report))
    if not report.ok:
        sys.exit(1)
