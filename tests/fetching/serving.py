"""A server of the tests, on this machine: it answers well, or as hosts and proxies do on a bad day."""

from __future__ import annotations

import datetime as dt
import ipaddress
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

FILE = b"code;nom;valeur\r\n" + b"".join(b"%05d;Commune no %d;%d\r\n" % (n, n, n % 97) for n in range(6_000))


@dataclass
class Site:
    """What the server holds and how it behaves; ``asked`` are the paths asked for, with their Range.

    ``behave`` lists what to do at each request, in turn, the last for all those that follow: the name of a method of
    Handler.
    """

    behave: list[str]
    content: bytes = FILE
    etag: str = '"edition-1"'
    location: str = ""
    retry_after: str = ""
    asked: list[tuple[str, str]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    address: str = ""
    stopping: threading.Event = field(default_factory=threading.Event)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    site: Site

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        site = self.site
        site.asked.append((self.path, self.headers.get("Range", "")))
        site.headers.append({key.lower(): value for key, value in self.headers.items()})
        how = site.behave[min(len(site.asked), len(site.behave)) - 1]
        # What was redirected elsewhere on the same server ends well.
        getattr(self, "whole" if self.path == "/moved" else how)()

    def start(self, code: int, length: int | None, **headers: str) -> None:
        self.send_response(code)
        if self.site.etag:
            self.send_header("ETag", self.site.etag)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if length is not None:
            self.send_header("Content-Length", str(length))
        self.end_headers()

    def stop(self) -> None:
        self.close_connection = True
        self.wfile.flush()
        self.connection.close()

    def whole(self) -> None:
        content, asked = self.site.content, self.headers.get("Range", "")
        same = self.headers.get("If-Range", self.site.etag) == self.site.etag
        if asked and same:
            first = int(asked.removeprefix("bytes=").removesuffix("-"))
            if first >= len(content):
                self.start(416, 0, Content_Range=f"bytes */{len(content)}")
                return
            span = f"bytes {first}-{len(content) - 1}/{len(content)}"
            self.start(206, len(content) - first, Content_Range=span)
            self.wfile.write(content[first:])
            return
        self.start(200, len(content))
        self.wfile.write(content)

    def truncated(self) -> None:
        """Announces everything and stops half way; a part that is asked for comes half as well."""
        content, asked = self.site.content, self.headers.get("Range", "")
        first = int(asked.removeprefix("bytes=").removesuffix("-")) if asked else 0
        half = (len(content) - first + 1) // 2
        if asked:
            span = f"bytes {first}-{len(content) - 1}/{len(content)}"
            self.start(206, len(content) - first, Content_Range=span)
        else:
            self.start(200, len(content))
        self.wfile.write(content[first : first + half])
        self.stop()

    def deaf_to_ranges(self) -> None:
        self.start(200, len(self.site.content))
        self.wfile.write(self.site.content)

    def wrong_range(self) -> None:
        """Answers 206 with the beginning whatever was asked for."""
        content = self.site.content
        self.start(206, len(content), Content_Range=f"bytes 0-{len(content) - 1}/{len(content)}")
        self.wfile.write(content)

    def other_file(self) -> None:
        """Gives the rest of another file, as a host that does not know If-Range does."""
        self.site.etag = '"edition-2"'
        self.headers.replace_header("If-Range", '"edition-2"')
        self.whole()

    def named(self) -> None:
        self.start(200, len(self.site.content), Content_Disposition=self.site.location)
        self.wfile.write(self.site.content)

    def chunked(self) -> None:
        self.start(200, None, Transfer_Encoding="chunked")
        content = self.site.content
        for first in range(0, len(content), 10_000):
            piece = content[first : first + 10_000]
            self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
        self.wfile.write(b"0\r\n\r\n")

    def chunked_cut(self) -> None:
        self.start(200, None, Transfer_Encoding="chunked")
        self.wfile.write(b"%x\r\n%s\r\n" % (10_000, self.site.content[:10_000]))
        self.stop()

    def silent(self) -> None:
        """Takes the request and says nothing."""
        self.site.stopping.wait(10)
        self.stop()

    def stuck(self) -> None:
        """Says a third, then nothing more."""
        self.start(200, len(self.site.content))
        self.wfile.write(self.site.content[: len(self.site.content) // 3])
        self.wfile.flush()
        self.site.stopping.wait(10)
        self.stop()

    def trickle(self) -> None:
        """Gives a few bytes at a time, often enough for no silence to be noticed."""
        self.start(200, len(self.site.content))
        try:
            for first in range(0, len(self.site.content), 10):
                self.wfile.write(self.site.content[first : first + 10])
                self.wfile.flush()
                if self.site.stopping.wait(0.02):
                    break
        except OSError:
            pass
        self.stop()

    def page(self) -> None:
        page = b"\xef\xbb\xbf\n<!DOCTYPE html><html><body>Maintenance " + b"." * 200_000 + b"</body></html>"
        self.start(200, len(page), Content_Type="text/csv")
        self.wfile.write(page)

    def message(self) -> None:
        said = b'{"error_code": "QuotaExceeded"}' + b" " * 200_000
        self.start(200, len(said))
        self.wfile.write(said)

    def missing(self) -> None:
        self.start(404, 0)

    def forbidden(self) -> None:
        self.start(403, 0)

    def busy(self) -> None:
        self.start(503, 0, **({"Retry_After": self.site.retry_after} if self.site.retry_after else {}))

    def moved(self) -> None:
        self.start(302, 0, Location=self.site.location or "/moved")

    def turning(self) -> None:
        self.start(302, 0, Location="/encore")

    def endless(self) -> None:
        """Announces nothing and never ends."""
        self.start(200, None)
        try:
            while not self.site.stopping.is_set():
                self.wfile.write(b"0;0;0\r\n" * 1_000)
        except OSError:
            pass
        self.stop()


@contextmanager
def serving(site: Site, certificate: Path | None = None) -> Iterator[Site]:
    """Serve a site on a free port of this machine, over TLS when there is a certificate."""

    class SiteHandler(Handler):
        pass

    SiteHandler.site = site
    server = ThreadingHTTPServer(("127.0.0.1", 0), SiteHandler)
    server.daemon_threads = True
    # A client that hangs up is what some tests are about.
    server.handle_error = _quiet  # type: ignore[method-assign]
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    site.address = f"http{'s' if certificate else ''}://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield site
    finally:
        site.stopping.set()
        server.shutdown()
        server.server_close()
        thread.join(timeout=10)


def _quiet(request: object, client: object) -> None:
    """Say nothing of a client that hung up."""


def certificate(folder: Path) -> Path:
    """A certificate of 127.0.0.1 and its key, that nobody else knows."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Serveur d’essai")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "certificat.pem"
    path.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return path


def waited(condition: Callable[[], bool], seconds: float = 5.0) -> bool:
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.01)
    return condition()
