"""Why an official file could not be brought."""

from __future__ import annotations

from demodash.errors import DemodashError


class Unreachable(DemodashError):
    """Nothing answers, or not long enough: no network, a proxy, a host that is down. Trying again may be enough."""


class Refused(DemodashError):
    """Something answered, and it is not the file: the address has to be looked at before trying again."""
