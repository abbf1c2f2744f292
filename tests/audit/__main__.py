"""`python -m tests.audit`: build the sites, run the checks, write the report."""

import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from tests.audit.axe import check_axe
from tests.audit.browser import chromium
from tests.audit.csp import check_csp
from tests.audit.host import hosted
from tests.audit.layout import RUNS, check_layout
from tests.audit.lighthouse import check_lighthouse
from tests.audit.model import Outcome, Result
from tests.audit.needs import MissingError, ensure
from tests.audit.nu import check_nu
from tests.audit.pages import Page, every_page, missing_from, pages_of
from tests.audit.report import write_report
from tests.audit.sites import ENGLISH, RECIPES, ROOT, Site, build_site

CHECKS = ("layout", "csp", "axe", "nu", "lighthouse")
QUICK = ("layout", "csp")
NEEDS = {"axe": ("node", "npm"), "nu": ("node", "npm", "java"), "lighthouse": ("node", "npm")}
FOLDER = ROOT / ".audit"


def say(text: str) -> None:
    """Tell the terminal what happens."""
    click.echo(text, err=True)


@dataclass(frozen=True, slots=True)
class Task:
    """What to look at: checks, kinds of pages (none means all), and how thoroughly."""

    checks: tuple[str, ...]
    kinds: tuple[str, ...] = ()
    quick: bool = False

    def pages(self, site: Site) -> tuple[Page, ...]:
        """Return a site's pages of the kinds asked for."""
        return tuple(p for p in pages_of(site) if not self.kinds or p.kind in self.kinds)


def outcomes_of(site: Site, task: Task) -> Iterator[Outcome]:
    """Serve a site and yield what its checks find."""
    pages, checks = task.pages(site), task.checks
    with hosted(site) as base:
        with chromium() as browser:
            if "layout" in checks:
                say(f"{site.name}: layout")
                yield from check_layout(browser, base, pages, runs=1 if task.quick else RUNS)
            if "csp" in checks:
                say(f"{site.name}: policy, console, requests")
                yield from check_csp(browser, base, pages)
                if not (task.quick or task.kinds or site.large):
                    yield from check_csp(browser, base, every_page(site), used=False)
            if "axe" in checks:
                say(f"{site.name}: axe-core")
                yield from check_axe(browser, base, pages)
        if "lighthouse" in checks and site.language == "en":
            say(f"{site.name}: Lighthouse")
            yield from check_lighthouse(base, pages)


def audit(sites: tuple[Site, ...], task: Task) -> Result:
    """Run the checks on the sites and return all that they find."""
    found: list[Outcome] = []
    for site in sites:
        found.extend(outcomes_of(site, task))
    if "nu" in task.checks:
        say("Nu HTML checker")
        found.extend(check_nu(sites))
    missing = dict.fromkeys(kind for site in sites for kind in missing_from(site))
    return Result(
        outcomes=tuple(found),
        missing=tuple(missing),
        checks=task.checks,
        pages=tuple((site.name, page.kind) for site in sites for page in task.pages(site)),
        load=os.getloadavg()[2] / (os.cpu_count() or 1),
    )


@click.command()
@click.option("--quick", is_flag=True, help="Only what needs no npm, on the sites in English.")
@click.option("--only", metavar="CHECKS", help=f"Some of {','.join(CHECKS)}.")
@click.option("--sites", metavar="NAMES", help="Some of the sites, by name.")
@click.option("--pages", "kinds", metavar="KINDS", help="Some kinds of pages, such as home,day.")
def main(*, quick: bool, only: str | None, sites: str | None, kinds: str | None) -> None:
    """Audit the pages; the exit status is 1 when something falls short and 2 without a tool."""
    checks = tuple(only.split(",")) if only else QUICK if quick else CHECKS
    if unknown := set(checks) - set(CHECKS):
        raise click.BadParameter(f"unknown: {', '.join(sorted(unknown))}", param_hint="--only")
    try:
        needed = tuple(dict.fromkeys(p for check in checks for p in NEEDS.get(check, ())))
        if needed:
            ensure(needed)
    except MissingError as error:
        say(str(error))
        sys.exit(2)
    recipes = [
        r for r in (ENGLISH if quick else RECIPES) if not sites or r.name in sites.split(",")
    ]
    with tempfile.TemporaryDirectory(prefix="digestry-audit-") as place:
        say(f"Building {', '.join(recipe.name for recipe in recipes)}")
        built = tuple(build_site(recipe, Path(place, recipe.name)) for recipe in recipes)
        result = audit(built, Task(checks, tuple(kinds.split(",")) if kinds else (), quick))
    report = write_report(result, FOLDER)
    broken = sum(not finding.remark for finding in result.findings)
    short = sum(measure.falls_short for measure in result.measures)
    say(f"{broken} findings, {short} figures fall short: {report.relative_to(ROOT)}")
    sys.exit(1 if result.falls_short else 0)


if __name__ == "__main__":
    main()
