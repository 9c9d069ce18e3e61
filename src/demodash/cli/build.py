"""``demodash build`` and ``demodash docs``: what the project makes of its own sources."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from demodash.cli.french import FrenchCommand, FrenchGroup
from demodash.locations import ROOT, data_root


@click.group(cls=FrenchGroup, invoke_without_command=True)
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


@build.command("geo", cls=FrenchCommand)
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


@click.command(cls=FrenchCommand)
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
