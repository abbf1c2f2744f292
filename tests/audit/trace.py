"""How long tasks of a page keep the processor, from Chromium's own trace.

Time on the processor, not on the clock: on a busy machine the clock runs on while a task waits.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, Page

CATEGORIES = ["devtools.timeline", "disabled-by-default-devtools.timeline"]
MAIN_THREAD = "CrRendererMain"
TASK = "RunTask"
SCRIPTS = frozenset(
    {
        "EvaluateScript", "EventDispatch", "FireAnimationFrame", "FireIdleCallback",
        "FunctionCall", "RunMicrotasks", "TimerFire", "v8.evaluateModule",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Task:
    """Something that kept the page's main thread, in milliseconds on the processor."""

    duration: float
    source: str = ""


@dataclass(frozen=True, slots=True)
class Trace:
    """The longest script and the longest task of any kind."""

    script: Task
    task: Task


def traced(browser: Browser, tab: Page, act: Callable[[], None]) -> Trace:
    """Act on a page and return what was longest meanwhile."""
    browser.start_tracing(page=tab, categories=CATEGORIES)
    try:
        act()
    finally:
        recorded = browser.stop_tracing()
    return longest(json.loads(recorded)["traceEvents"])


def longest(events: list[dict[str, Any]]) -> Trace:
    """Return the longest script and the longest task of the pages' main threads."""
    threads = {
        (event["pid"], event["tid"])
        for event in events
        if event.get("name") == "thread_name" and event["args"]["name"] == MAIN_THREAD
    }
    timed = [e for e in events if "tdur" in e and (e["pid"], e["tid"]) in threads]
    scripts = (_task(event) for event in timed if event["name"] in SCRIPTS)
    tasks = (_task(event) for event in timed if event["name"] == TASK)
    return Trace(max(scripts, default=Task(0)), max(tasks, default=Task(0)))


def _task(event: dict[str, Any]) -> Task:
    arguments = event.get("args", {})
    data = arguments.get("data", {})
    address = data.get("url") or arguments.get("fileName", "")
    words = (event["name"], data.get("type", ""), data.get("functionName", ""), _name(address))
    return Task(event["tdur"] / 1000, " ".join(word for word in words if word))


def _name(address: str) -> str:
    """Return `day.js` for the address of `day.07d94a50.js`."""
    name, _, suffix = address.rpartition("/")[2].rpartition(".")
    return f"{name.partition('.')[0]}.{suffix}" if name else suffix
