"""What watches over the process, and what describes it."""

from __future__ import annotations

from tests.mobile_api.who_may.table import EVERYBODY, Row, Table

ROUTES: Table = {
    ("GET", "/openapi.json"): Row(EVERYBODY),
    ("GET", "/healthz"): Row(EVERYBODY),
    ("GET", "/readyz"): Row(EVERYBODY),
    ("GET", "/metrics"): Row(EVERYBODY),
}
