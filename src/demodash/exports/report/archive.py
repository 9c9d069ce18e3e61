"""The reports of all EPCI of the region in one archive."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable

from demodash import territories
from demodash.dataset import Dataset
from demodash.exports.report.document import territory_pdf
from demodash.exports.report.names import file_name
from demodash.territories import HOME_REGION, Level


def epci_zip(
    dataset: Dataset, *, day: dt.date, address: Callable[[str], str], progress: Callable[[int, int], None]
) -> bytes:
    """Make the archive, the same bytes for the same day, addresses and figures.

    ``address`` gives that of a sheet by its code. ``progress`` is told how many reports are made, of how many, before
    each and at the end; what it raises stops the work.
    """
    codes = sorted(territories.children(HOME_REGION, Level.EPCI), key=territories.name)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for done, code in enumerate(codes):
            progress(done, len(codes))
            entry = zipfile.ZipInfo(file_name(code), date_time=(day.year, day.month, day.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, territory_pdf(code, dataset, day=day, address=address(code)))
        progress(len(codes), len(codes))
    return buffer.getvalue()
