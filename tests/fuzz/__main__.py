"""`make fuzz`: hostile records by the ten thousand, then each target of atheris for a while."""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path

from playwright.sync_api import Browser, Error, sync_playwright

from tests.browser.conftest import SWITCHES
from tests.browser.ensure_chromium import ADVICE, find_chromium
from tests.fuzz.targets import TARGETS
from tests.hostile.records import pour
from tests.hostile.trial import theme_of, tried, tried_whole

BATCH = 4_000
_WHOLE = 8
"""Of so many batches, one is also built with a page for each paper."""
_FOUND = Path(".fuzz")
_CORPUS = Path(__file__).parent / "corpus"
_SHOWN = 20


def main() -> int:
    """Run both parts; the status is 1 when anything was found."""
    asked = _arguments()
    found = _records(asked) if asked.inputs else 0
    for name in asked.target or (TARGETS if asked.seconds else ()):
        found += _target(name, asked.seconds)
    print(f"{found} findings")
    return int(found > 0)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make fuzz", description=__doc__)
    parser.add_argument("--inputs", type=int, default=10_000, help="hostile records")
    parser.add_argument("--seed", type=int, default=None, help="draws the same records again")
    parser.add_argument("--no-browser", action="store_true", help="judge files only")
    parser.add_argument("--seconds", type=int, default=60, help="for each target of atheris")
    parser.add_argument("--target", action="append", choices=sorted(TARGETS))
    return parser.parse_args()


def _records(asked: argparse.Namespace) -> int:
    """Try batch after batch; how many faults there were. Those of a batch lie in `.fuzz`."""
    seed = random.randrange(10**9) if asked.seed is None else asked.seed
    print(f"{asked.inputs} inputs of seed {seed}", flush=True)
    started, total = time.monotonic(), 0
    with ExitStack() as stack:
        browser = None if asked.no_browser else _browser(stack)
        for at in range(0, asked.inputs, BATCH):
            number, count = at // BATCH, min(BATCH, asked.inputs - at)
            whole, theme = number % _WHOLE == 0, theme_of(number)
            faults = list(_batch(count, seed + at, browser, theme, whole=whole))
            total += len(faults)
            if faults:
                _keep(f"batch-{seed + at}-{theme}", faults)
            done = min(at + BATCH, asked.inputs)
            took = time.monotonic() - started
            print(f"{done} inputs, {total} escapes, {took:.0f} s", flush=True)
    return total


def _browser(stack: ExitStack) -> Browser:
    executable = find_chromium()
    if executable is None:
        sys.exit(ADVICE)
    playwright = stack.enter_context(sync_playwright())
    browser = playwright.chromium.launch(executable_path=executable, args=SWITCHES)
    stack.callback(browser.close)
    return browser


def _batch(
    count: int, seed: int, browser: Browser | None, theme: str, *, whole: bool
) -> Iterator[str]:
    inputs = pour(count, seed)
    with tempfile.TemporaryDirectory(prefix="digestry-fuzz-") as name:
        try:
            if browser:
                yield from tried(Path(name, "lists"), inputs, browser, seed, theme)
            if whole or not browser:
                yield from tried_whole(Path(name, "whole"), inputs, browser, seed, theme)
        except Error as error:
            yield f"the browser gave up: {error}"


def _keep(name: str, faults: list[str]) -> None:
    _FOUND.mkdir(exist_ok=True)
    (_FOUND / f"{name}.txt").write_text("\n".join(faults) + "\n", encoding="utf-8")
    for fault in faults[:_SHOWN]:
        print(ascii(fault))


def _target(name: str, seconds: int) -> int:
    """Fuzz one reader; new inputs that reach new code lie in `.fuzz`, as do those that break it."""
    if find_spec("atheris") is None:
        print(f"{name}: left out, since atheris is not installed (group fuzz)")
        return 0
    grown, crashes = _FOUND / name, _FOUND / f"crash-{name}-"
    grown.mkdir(parents=True, exist_ok=True)
    command = [
        sys.executable, "-m", "tests.fuzz.targets", name, str(grown), str(_CORPUS / name),
        f"-max_total_time={seconds}", "-max_len=4000", "-timeout=10", "-print_final_stats=1",
        f"-artifact_prefix={crashes}",
    ]  # fmt: skip
    print(f"{name}: {seconds} s", flush=True)
    return int(subprocess.run(command, check=False).returncode != 0)


if __name__ == "__main__":
    sys.exit(main())
