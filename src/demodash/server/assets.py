"""Files that the browser fetches once: compressed once, named by their content, kept in memory.

Streamlit sends its bundles (26 MB of scripts) uncompressed, because compressing them at each request costs
more than it saves. A bundle never changes while the server runs, so here each is compressed once.
"""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
import re
import threading
from dataclasses import dataclass
from pathlib import Path

FOREVER = "public, max-age=31536000, immutable"
REVALIDATE = "no-cache"

# A content hash before the extension: "index.DormvYxC.js" (Streamlit), "communes-3f9a61c2.json" (ours).
_STREAMLIT_HASH = re.compile(r"\.[\w-]{8}\.\w+$")
_OUR_HASH = re.compile(r"[.-][0-9a-f]{8,64}\.\w+$")

_COMPRESSIBLE = re.compile(r"^(text/|application/(javascript|json|geo\+json|wasm|xml)|image/svg\+xml)")
# Below this a gzip header eats what it saves, and the answer fits one packet anyway.
_SMALLEST_COMPRESSED_BYTES = 1_000
# Level 6 is within 2 % of level 9 on the bundles, in a third of the time.
_GZIP_LEVEL = 6

# Windows takes these from its registry, where another program may have broken them.
_TYPES = {
    ".css": "text/css",
    ".geojson": "application/geo+json",
    ".js": "text/javascript",
    ".json": "application/json",
    ".mjs": "text/javascript",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it goes on the wire."""

    path: Path
    size: int
    etag: str
    content_type: str
    cache_control: str
    gzipped: bytes | None
    """The compressed body; missing when compression does not help."""

    def read(self) -> bytes:
        """Return the body as it is on the disk."""
        return self.path.read_bytes()


class AssetStore:
    """The files of one folder, each read and compressed at its first request."""

    def __init__(self, folder: Path, *, named_by_streamlit: bool = False) -> None:
        """Serve ``folder``; ``named_by_streamlit`` tells which way its files carry their content hash."""
        self.folder = folder.resolve()
        self._hashed_name = _STREAMLIT_HASH if named_by_streamlit else _OUR_HASH
        self._assets: dict[tuple[Path, int, int], Asset] = {}
        self._locks: dict[Path, threading.Lock] = {}
        self._lock = threading.Lock()

    def find(self, name: str) -> Asset | None:
        """Return the file of that name below the folder, or None when there is no such file in it."""
        if "\0" in name or "\\" in name:
            return None
        path = (self.folder / name).resolve()
        if not path.is_relative_to(self.folder) or not path.is_file():
            return None
        return self._load(path)

    def warm(self, pattern: str, *, at_least_bytes: int) -> int:
        """Compress beforehand the large files that match ``pattern``; return how many."""
        paths = [path for path in self.folder.rglob(pattern) if path.stat().st_size >= at_least_bytes]
        for path in paths:
            self._load(path)
        return len(paths)

    def _load(self, path: Path) -> Asset:
        status = path.stat()
        key = (path, status.st_mtime_ns, status.st_size)
        with self._lock:
            lock = self._locks.setdefault(path, threading.Lock())
        # One request compresses a file, the others that want it meanwhile wait for that one.
        with lock:
            asset = self._assets.get(key)
            if asset is None:
                asset = self._assets[key] = self._read(path)
        return asset

    def _read(self, path: Path) -> Asset:
        body = path.read_bytes()
        content_type = _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        gzipped = None
        if len(body) >= _SMALLEST_COMPRESSED_BYTES and _COMPRESSIBLE.match(content_type):
            gzipped = gzip.compress(body, _GZIP_LEVEL, mtime=0)
        return Asset(
            path=path,
            size=len(body),
            etag=f'"{hashlib.sha256(body).hexdigest()[:20]}"',
            content_type=_with_charset(content_type),
            cache_control=FOREVER if self._hashed_name.search(path.name) else REVALIDATE,
            gzipped=gzipped,
        )


def _with_charset(content_type: str) -> str:
    return f"{content_type}; charset=utf-8" if content_type.startswith("text/") else content_type
