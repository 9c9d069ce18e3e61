"""Click in French: its help, its errors of usage, and ours without a traceback."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import click

from demodash.errors import DemodashError

HELP_NAMES = ("-h", "--help")
USAGE_STATUS = 2


class FrenchCommand(click.Command):
    """A command whose help is French."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write ``Utilisation : demodash …``."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="Utilisation : ")

    def get_help_option_names(self, ctx: click.Context) -> list[str]:
        """Take ``-h`` too."""
        return list(HELP_NAMES)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Say in French what it does."""
        option = super().get_help_option(ctx)
        if isinstance(option, click.Option):
            option.help = "Afficher cette aide."
        return option


class FrenchGroup(FrenchCommand, click.Group):
    """A group whose help is French; it ends on an error of ours with its French text and status 1, on one of usage 2."""

    command_class = FrenchCommand

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands."""
        FrenchCommand.format_options(self, ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands under a French title."""
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        limit = formatter.width - 6 - max((len(name) for name, _ in commands), default=0)
        rows = [(name, command.get_short_help_str(limit)) for name, command in commands if command is not None]
        if rows:
            with formatter.section("Commandes"):
                formatter.write_dl(rows)

    def main(self, args: Sequence[str] | None = None, *others: Any, **options: Any) -> NoReturn:
        """Run and leave, with a French text on the error output when something is wrong."""
        options["standalone_mode"] = False
        try:
            status = super().main(args, *others, **options)
        except DemodashError as error:
            _leave(f"Erreur : {error}", 1)
        except click.Abort:
            _leave("Interrompu : rien n’a été gardé.", 1)
        except click.UsageError as error:
            usage = f"{error.ctx.get_usage()}\n" if error.ctx else ""
            _leave(f"{usage}Erreur : {_said(error)}", USAGE_STATUS)
        except click.ClickException as error:
            _leave(f"Erreur : {error.format_message()}", error.exit_code)
        sys.exit(status if isinstance(status, int) else 0)


def _leave(text: str, status: int) -> NoReturn:
    click.echo(text, err=True)
    sys.exit(status)


def _said(error: click.UsageError) -> str:
    """What is wrong with a command line."""
    if isinstance(error, click.NoSuchOption):
        near = f" Vouliez-vous dire {' ou '.join(error.possibilities)} ?" if error.possibilities else ""
        return f"l’option {error.option_name} n’existe pas.{near}"
    if isinstance(error, click.MissingParameter):
        return f"il manque {_named(error)}."
    if isinstance(error, click.BadParameter):
        return f"{_named(error)} : valeur refusée ({error.message.rstrip('.')})."
    if isinstance(error, click.BadOptionUsage):
        return f"l’option {error.option_name} demande une valeur."
    return _OTHERS.get(error.message.split(" ")[0], "la commande n’a pas cette forme.") + _quoted(error.message)


_OTHERS = {"No": "cette commande n’existe pas", "Got": "il y a un argument de trop"}


def _quoted(message: str) -> str:
    first, _, rest = message.partition("'")
    return f" : {rest.partition(chr(39))[0]}." if first and rest else "."


def _named(error: click.BadParameter) -> str:
    if error.param is None:
        return "un argument"
    if isinstance(error.param, click.Option):
        return f"l’option {error.param.opts[-1]}"
    return f"l’argument {error.param.make_metavar(error.ctx) if error.ctx else error.param.name}"
