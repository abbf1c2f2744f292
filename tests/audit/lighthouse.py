"""Lighthouse on each page as a laptop and as a phone; of performance the median of three runs."""

import json
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from tests.audit.model import Finding, Measure, Outcome
from tests.audit.needs import MODULES, run
from tests.audit.pages import Page
from tests.browser.conftest import SWITCHES
from tests.browser.ensure_chromium import find_chromium

CHECK = "lighthouse"
PROGRAM = MODULES / "lighthouse" / "cli" / "index.js"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
DEVICES = {"desktop": ["--preset=desktop"], "phone": []}
RUNS = 3


def check_lighthouse(base: str, pages: Sequence[Page]) -> Iterator[Outcome]:
    """Run Lighthouse on the pages that must pass and yield scores and what lowers them."""
    for page in pages:
        if page.required and page.kind != "results":
            for device in DEVICES:
                yield from scores(f"{base}{page.address}", page, device)


def scores(address: str, page: Page, device: str) -> Iterator[Outcome]:
    """Yield a page's four scores on a device and the audits below full marks."""
    first = report(address, device, CATEGORIES)
    runs = performances(address, device, first)
    for category in CATEGORIES:
        value = median(runs) if category == "performance" else score(first, category)
        yield Measure(CHECK, page.site.name, page.kind, device, category, value, 100, at_least=True)
        if value < 100:
            yield from shortcomings(first, category, page, device)


def performances(address: str, device: str, first: dict[str, Any]) -> list[float]:
    """Return the scores of three runs; two are enough where they are the same."""
    runs = [score(first, "performance")]
    while len(runs) < RUNS and len(set(runs)) == len(runs) - (len(runs) > 1):
        again = report(address, device, ["performance"])
        runs.append(score(again, "performance"))
        if len(set(runs)) == 1:
            break
    return runs


def score(report: dict[str, Any], category: str) -> float:
    """Return a category's score out of 100."""
    return round(100 * (report["categories"][category]["score"] or 0))


def report(address: str, device: str, categories: Sequence[str]) -> dict[str, Any]:
    """Run Lighthouse once and return its report; raises RuntimeError when there is none."""
    switches = " ".join(["--headless=new", *SWITCHES])
    with tempfile.TemporaryDirectory() as place:
        output = Path(place, "report.json")
        answer = run(
            [
                "node", PROGRAM, address, "--quiet", "--output=json", f"--output-path={output}",
                f"--only-categories={','.join(categories)}", f"--chrome-flags={switches}",
                "--no-enable-error-reporting", *DEVICES[device],
            ],
            CHROME_PATH=str(find_chromium()),
        )  # fmt: skip
        if not output.is_file():
            raise RuntimeError(f"Lighthouse did not answer: {answer.stderr[-800:]}")
        read: dict[str, Any] = json.loads(output.read_text("utf-8"))
    if error := read.get("runtimeError"):
        raise RuntimeError(f"Lighthouse could not load {address}: {error['message']}")
    return read


def shortcomings(
    report: dict[str, Any], category: str, page: Page, device: str
) -> Iterator[Finding]:
    """Yield the audits of a category that count and are not full."""
    for reference in report["categories"][category]["auditRefs"]:
        audit = report["audits"][reference["id"]]
        if reference["weight"] and audit["score"] is not None and audit["score"] < 1:
            text = f"{audit['title']} {audit.get('displayValue', '')}".strip()
            yield Finding(
                CHECK, page.site.name, page.kind, device, audit["id"], text, _element(audit)
            )


def _element(audit: dict[str, Any]) -> str:
    items = audit.get("details", {}).get("items", [])
    node: dict[str, str] = next((item["node"] for item in items if "node" in item), {})
    return f"{node.get('selector', '')}: {node.get('snippet', '')}"[:200] if node else ""
