"""``python -m benchmarks.api``: what an answer of the data API takes, beside the health route of the same server."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection

from tools.dashboard import HOST, Dashboard, dashboard_command, free_port, running

REQUESTS = 200
LARGE_REQUESTS = 20
LONGEST_WARMING_S = 120.0
HEALTH = "/healthz"
SMALL = {
    "one indicator": "/indicators/mg_evolution",
    "indicators": "/indicators",
    "sources": "/sources",
    "territories by name": "/territories?q=saint",
    "communes of an EPCI": "/territories?level=COM&parent=EPCI-200071892",
    "20 figures": "/observations?indicator=mg_evolution,msp_activite&limit=20",
    "100 figures, CSV": "/observations?indicator=medecins_densite&level=DEP&format=csv&limit=100",
    "100 figures, Parquet": "/observations?indicator=medecins_densite&level=DEP&format=parquet&limit=100",
    "1 000 figures": "/observations",
    "refusal, ten wrong ids": "/observations?indicator=" + ",".join(f"medecin_densit{n}" for n in range(10)),
    "refusal, a hundred wrong ids": "/observations?source=" + ",".join(f"publication_{n}" for n in range(100)),
}
LARGE = {
    "10 000 figures": "/observations?limit=10000",
    "10 000 figures, CSV": "/observations?limit=10000&format=csv",
    "10 000 figures, Parquet": "/observations?limit=10000&format=parquet",
}


@dataclass(frozen=True, slots=True)
class Taken:
    """How long a route took, seen by its client, and the bytes of its body on the wire."""

    p50_ms: float
    p95_ms: float
    body_bytes: int


def main() -> None:
    """Measure every route with one client, compressed as a browser asks, and print the ratios."""
    port = free_port()
    with running(dashboard_command(), port, health=HEALTH) as dashboard:
        _wait_until_warm(dashboard)
        health = _measure(dashboard, HEALTH, REQUESTS)
        print(f"{'':32}{'p50, ms':>10}{'p95, ms':>10}{'kB':>10}{'ratio p50':>11}{'ratio p95':>11}")
        _line("/healthz", health, health)
        for name, address in SMALL.items():
            _line(name, _measure(dashboard, f"/api/v1{address}", REQUESTS), health)
        tagged = _headers(dashboard, "/api/v1/observations")
        _line("1 000 figures, unchanged", _measure(dashboard, "/api/v1/observations", REQUESTS, tagged), health)
        for name, address in LARGE.items():
            _line(name, _measure(dashboard, f"/api/v1{address}", LARGE_REQUESTS), health)


def _line(name: str, taken: Taken, health: Taken) -> None:
    ratios = f"{taken.p50_ms / health.p50_ms:11.1f}{taken.p95_ms / health.p95_ms:11.1f}"
    print(f"{name:32}{taken.p50_ms:10.2f}{taken.p95_ms:10.2f}{taken.body_bytes / 1000:10.1f}{ratios}")


def _measure(dashboard: Dashboard, path: str, count: int, headers: Mapping[str, str] | None = None) -> Taken:
    seconds = []
    size = 0
    with closing(_connection(dashboard)) as connection:
        for _ in range(count):
            started = time.perf_counter()
            connection.request("GET", path, headers={"accept-encoding": "gzip", **(headers or {})})
            size = len(connection.getresponse().read())
            seconds.append(time.perf_counter() - started)
    ordered = sorted(seconds)
    return Taken(1000 * ordered[count // 2], 1000 * ordered[int(0.95 * (count - 1))], size)


def _headers(dashboard: Dashboard, path: str) -> dict[str, str]:
    with closing(_connection(dashboard)) as connection:
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        return {"if-none-match": answer.headers["etag"]}


def _wait_until_warm(dashboard: Dashboard) -> None:
    end = time.monotonic() + LONGEST_WARMING_S
    while time.monotonic() < end:
        with closing(_connection(dashboard)) as connection:
            connection.request("GET", HEALTH)
            if json.loads(connection.getresponse().read())["warm"]:
                return
        time.sleep(0.2)
    raise RuntimeError(f"the dashboard was not warm within {LONGEST_WARMING_S:.0f} s:\n{dashboard.log()}")


def _connection(dashboard: Dashboard) -> HTTPConnection:
    return HTTPConnection(HOST, int(dashboard.url.rpartition(":")[2]), timeout=60)


if __name__ == "__main__":
    main()
