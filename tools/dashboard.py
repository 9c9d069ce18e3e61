"""Starts a dashboard in a process of its own on a free port, for the tests and the measurements."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
HOST = "127.0.0.1"
LONGEST_START_S = 60.0
LONGEST_STOP_S = 15.0


@dataclass(frozen=True)
class Dashboard:
    """A running dashboard."""

    url: str
    """Its address, without a slash at the end."""
    start_s: float
    """Seconds from the start of the process to its first healthy answer."""
    pid: int
    log_file: Path

    def log(self) -> str:
        """Return what the process has written so far."""
        return self.log_file.read_text(encoding="utf-8", errors="replace")


def free_port() -> int:
    """Return a port of this machine that nothing listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
    return port


def dashboard_command() -> list[str]:
    """Return the command of ``make run``; the port goes by the environment."""
    return [sys.executable, "app.py"]


def streamlit_command(script: Path, port: int) -> list[str]:
    """Return the command that starts a script by Streamlit's own server."""
    arguments = ["--server.port", str(port), "--server.address", HOST]
    return [sys.executable, "-m", "streamlit", "run", str(script), *arguments]


def uvicorn_command(port: int) -> list[str]:
    """Return the command that serves ``app.py`` by another ASGI server."""
    return [sys.executable, "-m", "uvicorn", "app:app", "--host", HOST, "--port", str(port)]


@contextmanager
def running(
    command: list[str], port: int, *, health: str = "/_stcore/health", environment: Mapping[str, str] | None = None
) -> Iterator[Dashboard]:
    """Start ``command``, wait until it answers, and stop the process at the end.

    Raises:
        RuntimeError: it ended, or did not answer in time; the text holds its log.
    """
    url = f"http://{HOST}:{port}"
    with TemporaryDirectory(prefix="demodash-") as folder:
        log_file = Path(folder) / "server.log"
        started = time.perf_counter()
        with log_file.open("wb") as log:
            process = subprocess.Popen(
                command,
                cwd=ROOT,
                env={**os.environ, "PORT": str(port), **(environment or {})},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        try:
            _wait(process, port, health, log_file)
            yield Dashboard(url, time.perf_counter() - started, process.pid, log_file)
        finally:
            _stop(process)


def _wait(process: subprocess.Popen[bytes], port: int, health: str, log_file: Path) -> None:
    end = time.monotonic() + LONGEST_START_S
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with code {process.returncode}:\n{log_file.read_text()}")
        if _status(port, health) == 200:
            return
        time.sleep(0.02)
    raise RuntimeError(f"the server did not answer within {LONGEST_START_S:.0f} s:\n{log_file.read_text()}")


def _status(port: int, path: str) -> int | None:
    with closing(HTTPConnection(HOST, port, timeout=5)) as connection:
        try:
            connection.request("GET", path)
            return connection.getresponse().status
        except (OSError, HTTPException):
            return None


def _stop(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(LONGEST_STOP_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
