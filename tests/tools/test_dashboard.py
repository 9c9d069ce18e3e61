from __future__ import annotations

import os
import sys

import pytest

from tools.dashboard import free_port, running

SERVER = "import http.server, os; http.server.test(http.server.SimpleHTTPRequestHandler, port=int(os.environ['PORT']))"


def test_a_program_that_ends_is_told_with_its_log() -> None:
    command = [sys.executable, "-c", "import sys; sys.exit('la table manque')"]
    with pytest.raises(RuntimeError, match="ended with code 1:\nla table manque"), running(command, free_port()):
        pass


def test_the_program_is_stopped_at_the_end() -> None:
    with running([sys.executable, "-c", SERVER], free_port(), health="/") as dashboard:
        os.kill(dashboard.pid, 0)
    with pytest.raises(ProcessLookupError):
        os.kill(dashboard.pid, 0)
