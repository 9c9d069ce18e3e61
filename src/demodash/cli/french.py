"""Click in French: its help, its errors of usage, its questions; and our errors without a traceback."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from typing import NoReturn

import click

from demodash.cli.saying import say
from demodash.errors import DemodashError

USAGE_STATUS = 2
_YES, _NO = {"o", "oui", "y", "yes"}, {"n", "non", "no"}


class FrenchCommand(click.Command):
    """A command whose help is French."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write ``Utilisation : demodash …``."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="Utilisation : ")

    def get_help_option_names(self, ctx: click.Context) -> list[str]:
        """Take ``-h`` too."""
        return ["-h", "--help"]

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Say in French what it does."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Afficher cette aide."
        return option

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options under a French title."""
        records = [param.get_help_record(ctx) for param in self.get_params(ctx) if isinstance(param, click.Option)]
        with formatter.section("Options "):
            formatter.write_dl([record for record in records if record is not None])


class FrenchGroup(FrenchCommand, click.Group):
    """A group whose help is French; an error of ours ends it with status 1 and its text, one of usage with status 2."""

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Name the command in French."""
        return [*click.Command.collect_usage_pieces(self, ctx), "COMMANDE …"]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands."""
        super().format_options(ctx, formatter)
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section("Commandes "):
            formatter.write_dl([(name, one.get_short_help_str(200)) for name, one in commands if one is not None])

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the command line."""
        with _french():
            return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command."""
        with _french():
            return super().invoke(ctx)


def agreed(question: str, *, default: bool) -> bool:
    """Ask a question that is answered by yes or no; what is not understood is asked again."""
    choices = "[O/n]" if default else "[o/N]"
    while True:
        said = click.prompt(f"{question} {choices}", default="", show_default=False, prompt_suffix=" ").strip().lower()
        if not said:
            return default
        if said in _YES | _NO:
            return said in _YES
        say("Répondez par o (oui) ou n (non).")


@contextlib.contextmanager
def _french() -> Iterator[None]:
    try:
        yield
    except DemodashError as error:
        _leave(f"Erreur : {error}", 1)
    except (click.Abort, KeyboardInterrupt, EOFError):
        _leave("Interrompu : rien n’a été gardé.", 1)
    except click.exceptions.NoArgsIsHelpError as error:
        say(error.format_message())
        sys.exit(0)
    except click.UsageError as error:
        usage = f"{error.ctx.get_usage()}\n" if error.ctx else ""
        _leave(f"{usage}Erreur : {_said(error)}", USAGE_STATUS)


def _leave(text: str, status: int) -> NoReturn:
    say(text, err=True)
    sys.exit(status)


def _said(error: click.UsageError) -> str:
    """What is wrong with a command line."""
    if isinstance(error, click.NoSuchOption):
        near = f" Vouliez-vous dire {' ou '.join(error.possibilities)} ?" if error.possibilities else ""
        return f"l’option {error.option_name} n’existe pas.{near}"
    if isinstance(error, click.MissingParameter):
        return f"il manque {_named(error)}."
    if isinstance(error, click.BadParameter):
        kind = error.param.type if error.param else None
        wanted = ", un nombre entier est attendu" if isinstance(kind, click.types.IntParamType) else ""
        return f"{_named(error)} : valeur refusée{wanted}."
    if isinstance(error, click.BadOptionUsage):
        return f"l’option {error.option_name} n’est pas donnée comme il faut (une valeur en trop ou en moins)."
    if error.message.startswith("No such command"):
        return f"la commande {error.message.split(chr(39))[1]} n’existe pas."
    return "il y a un argument de trop, ou il en manque un."


def _named(error: click.BadParameter) -> str:
    if isinstance(error.param, click.Option):
        return f"l’option {error.param.opts[-1]}"
    if isinstance(error.param, click.Argument):
        return f"l’argument {error.param.metavar or error.param.name}"
    return "un argument"
