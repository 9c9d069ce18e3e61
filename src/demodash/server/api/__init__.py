"""The data API: the figures of the pages for other programs, read only, on the same server.

Everything that can be asked is declared once (``endpoints``, ``parameters``): the same declarations read the
requests, write the OpenAPI description and the page that explains the API.
"""

from demodash.server.api.index import current_index
from demodash.server.api.routing import routes

__all__ = ["current_index", "routes"]
