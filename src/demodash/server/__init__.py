"""What surrounds Streamlit on the wire: routes, middleware and the life of the server.

Nothing here draws: the pages are in ``demodash.ui``. ``app.py`` puts the two together.
"""

from demodash.server.serving import serve
from demodash.server.settings import read_settings
from demodash.server.stack import middleware, routes
from demodash.server.warmup import lifespan

__all__ = ["lifespan", "middleware", "read_settings", "routes", "serve"]
