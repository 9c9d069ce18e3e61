"""The report of a territory: two A4 pages, made on the server, and the archive of those of all EPCI."""

from demodash.exports.report.archive import epci_zip
from demodash.exports.report.document import territory_pdf
from demodash.exports.report.names import file_name

__all__ = ["epci_zip", "file_name", "territory_pdf"]
