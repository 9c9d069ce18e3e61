"""The command ``demodash``: build, check, extract, verify."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from demodash.errors import DemodashError
from demodash.locations import ROOT, data_root


class _FrenchGroup(click.Group):
    """Ends on an error of ours with its French text and status 1, never with a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except DemodashError as error:
            click.echo(f"Erreur : {error}", err=True)
            sys.exit(1)


@click.group(cls=_FrenchGroup, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Démographie médicale des Hauts-de-France : données, contrôles, documents."""


@main.group(invoke_without_command=True)
@click.option("--check", is_flag=True, help="Vérifier que la table déposée est celle que les sources donnent.")
@click.pass_context
def build(context: click.Context, *, check: bool) -> None:
    """Reconstruire data/curated depuis data/sources (ou, avec « geo », la géographie)."""
    if context.invoked_subcommand is not None:
        return
    from demodash.build import build as run
    from demodash.build import stale

    if check:
        if stale(data_root()):
            click.echo("data/curated/observations.parquet n’est pas à jour : lancez « demodash build ».", err=True)
            sys.exit(1)
        click.echo("data/curated/observations.parquet est à jour.")
        return
    report = run(data_root())
    click.echo(f"{report.path} : {report.published} chiffres publiés, {report.inferred} déduits du contexte,")
    click.echo(f"{report.derived} calculés ; {report.indicators} indicateurs, {report.sources} sources.")
    for left in report.unmapped:
        click.echo(f"Non retenu : {left.id}, {left.reason}")
    for sentence in report.disagreements:
        click.echo(f"Contrôle en désaccord : {sentence}")


@build.command("geo")
@click.option(
    "--from",
    "packages",
    required=True,
    type=click.Path(path_type=Path),
    help="Dossier des deux paquets téléchargés (voir data/geo/README.md).",
)
def build_geography(packages: Path) -> None:
    """Reconstruire data/geo et static/geo depuis les paquets des contours et du découpage."""
    from demodash.geo.build import build_geo

    report = build_geo(packages, data_root() / "geo", ROOT / "static" / "geo")
    for name, size in report.tables.items():
        click.echo(f"data/geo/{name} : {size} octets")
    for file in report.static:
        click.echo(f"static/geo/{file.name} : {file.count} territoires, {len(file.content)} octets")


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Sortie en JSON, pour un autre programme.")
def extract(file: Path, *, as_json: bool) -> None:
    """Lire un document (pdf, pptx, docx, html, txt) et dire chaque chiffre trouvé ou non retenu."""
    from demodash.loaders.documents.extraction import extract_file
    from demodash.loaders.documents.reports import extract_text_report, extraction_json

    extraction = extract_file(file)
    click.echo(extraction_json(extraction) if as_json else extract_text_report(extraction))


@main.command()
@click.argument("directory", type=click.Path(path_type=Path))
def verify(directory: Path) -> None:
    """Relire les documents de référence d’un dossier et comparer avec les chiffres retenus, un à un."""
    from demodash.loaders.documents.verify import verify as run
    from demodash.loaders.documents.verify import verify_report

    report = run(directory, data_root() / "sources")
    click.echo(verify_report(report))
    if not report.ok:
        sys.exit(1)


@main.command()
@click.option("--check", is_flag=True, help="Échouer si docs/indicateurs.md n’est pas à jour.")
def docs(*, check: bool) -> None:
    """Écrire docs/indicateurs.md, engendré depuis le catalogue."""
    from demodash.exports.dictionary import indicators_markdown

    target = ROOT / "docs" / "indicateurs.md"
    text = indicators_markdown()
    if not check:
        target.write_text(text, encoding="utf-8")
        click.echo(f"{target} écrit.")
    elif not target.is_file() or target.read_text(encoding="utf-8") != text:
        click.echo("docs/indicateurs.md n’est pas à jour : lancez « demodash docs ».", err=True)
        sys.exit(1)
