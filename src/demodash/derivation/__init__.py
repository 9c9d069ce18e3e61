"""Figures computed from the published ones, and published figures recomputed from their own operands."""

from demodash.derivation.controls import CONTROL_COLUMNS, controls
from demodash.derivation.derive import derive
from demodash.derivation.territorial import territorial

__all__ = ["CONTROL_COLUMNS", "controls", "derive", "territorial"]
