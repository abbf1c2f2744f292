"""What an import says: what was found, what was done, and what to do next."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from generator.hosts import GITHUB_PAGES_BYTES, Weight
from generator.importing.finding import Aside, Finds
from generator.importing.founding import Adoption
from generator.importing.inference import Proposal
from generator.importing.record import Change
from generator.importing.site_files import WORKFLOW
from generator.origin import PLACEHOLDER
from generator.report import counted, part, size

_LANGUAGES = {
    "zh": "Chinese", "en": "English", "ja": "Japanese", "ko": "Korean", "ru": "Russian",
    "fr": "French", "de": "German", "es": "Spanish", "pt": "Portuguese", "it": "Italian",
    "vi": "Vietnamese",
}  # fmt: skip
_MOST_CATEGORIES = 5
_MOST_NAMED = 5


def found(finds: Finds, source: str, *, everything: bool = False) -> Iterator[str]:
    """Tell what a source holds, what is left aside and why, and what has no date."""
    days = [day.date.value for day in finds.archive.days]
    span = f", {days[0]} to {days[-1]}" if len(days) > 1 else f", {days[0]}" if days else ""
    papers = counted(len(finds.archive.papers), "paper")
    yield (
        f"Found {counted(len(finds.digests), 'digest')} in {source}: "
        f"{_entries(finds.entries)}, {papers} on {counted(len(days), 'day')}{span}"
    )
    yield f"  dialects: {_counted(finds.dialects)}"
    if finds.languages:
        named = {_LANGUAGES.get(tag, tag): number for tag, number in finds.languages.items()}
        yield f"  summaries: {_counted(named)}"
    if finds.categories:
        yield f"  categories: {_counted(finds.categories, _MOST_CATEGORIES)}"
    yield from _left_aside(finds.asides, everything=everything)
    if finds.undated:
        number = counted(len(finds.undated), "digest")
        undated = _named(finds.undated, everything)
        yield f"  no date was found for {number}: {undated} (give it in site.toml under [dates])"
    if finds.doubtful:
        number = counted(len(finds.doubtful), "digest")
        doubtful = _named(finds.doubtful, everything)
        yield f"  the date of {number} is in doubt: {doubtful} (digestry check says why)"


def weighed(weight: Weight) -> str:
    """Tell how large the site will be."""
    return (
        f"  size: about {size(weight.size)}, {part(weight.size / GITHUB_PAGES_BYTES)} of the "
        f"{size(GITHUB_PAGES_BYTES)} that GitHub Pages allows"
    )


def _entries(number: int) -> str:
    return "1 entry" if number == 1 else f"{number:,} entries"


def _counted(counts: Mapping[str, int], most: int = 99) -> str:
    shown = [f"{name} {number:,}" for name, number in list(counts.items())[:most]]
    rest = [f"{len(counts) - most:,} more"] if len(counts) > most else []
    return ", ".join([*shown, *rest])


def _named(paths: Iterable[str], everything: bool) -> str:  # noqa: FBT001 - how much is wanted
    several = list(paths)
    shown = several if everything else several[:_MOST_NAMED]
    rest = len(several) - len(shown)
    return ", ".join(shown) + (f" and {rest:,} more (--verbose names them)" if rest else "")


def _left_aside(asides: Iterable[Aside], *, everything: bool) -> Iterator[str]:
    why: dict[str, list[str]] = {}
    for aside in asides:
        why.setdefault(aside.why, []).append(aside.path)
    if not why:
        return
    yield f"  left aside: {counted(sum(map(len, why.values())), 'file')}"
    for reason, paths in sorted(why.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        yield f"    {reason}: {_named(paths, everything)}"


def done(adoption: Adoption, *, everything: bool = False) -> Iterator[str]:
    """Tell what was written, copied, replaced and kept."""
    for path in adoption.written:
        yield f"wrote {_near(adoption.site / path)}"
    for path in adoption.kept:
        yield f"kept {_near(adoption.site / path)}, which was there"
    if not adoption.finds.digests:
        pass
    elif adoption.linked:
        near = _near(adoption.content)
        place = "this folder" if near == "." else near
        yield f"reads the digests where they lie, in {place}; nothing was copied"
    else:
        yield from _copies(adoption, everything=everything)
    if adoption.settings is None:
        yield f"kept {_near(adoption.site / 'site.toml')} as it is"
    if adoption.to_ignore:
        yield f"add to {_near(adoption.site / '.gitignore')}: {'  '.join(adoption.to_ignore)}"


def _copies(adoption: Adoption, *, everything: bool) -> Iterator[str]:
    tally = Counter(adoption.changes.values())
    place = _near(adoption.content)
    if number := tally[Change.NEW]:
        yield f"copied {counted(number, 'digest')} to {place}"
    if number := tally[Change.CHANGED]:
        yield f"replaced {counted(number, 'digest')} in {place} by what the source has now"
    if number := tally[Change.SAME]:
        yield f"left {counted(number, 'digest')} in {place}, the same as before"
    edited = [path for path, change in adoption.changes.items() if change is Change.EDITED]
    if edited:
        yield (
            f"kept {counted(len(edited), 'digest')} in {place} as edited here, unlike the source's"
            f": {_named(edited, everything)} (remove one, and import again, to take the source's)"
        )
    if adoption.gone:
        yield (
            f"kept {counted(len(adoption.gone), 'digest')} in {place} though the source has it no "
            f"more: {_named(adoption.gone, everything)}"
        )


def inferred(proposal: Proposal) -> Iterator[str]:
    """Tell which settings were inferred, so that a wrong guess is seen at once."""
    yield f'  title: "{proposal.title}", in {_LANGUAGES.get(proposal.language, "English")}'
    if proposal.base_url:
        yield f"  address: {proposal.base_url} (change base_url in site.toml if it is another)"


def next_steps(adoption: Adoption) -> Iterator[str]:
    """Tell the next command, and what publishing still needs."""
    if not adoption.finds.digests:
        step = _command(adoption.site, "digestry serve")
        yield f"Put digests into {_near(adoption.content)} and run: {step}"
        return
    yield f"Next: {_command(adoption.site, 'digestry serve')}"
    if not adoption.publishes:
        yield (
            "The digests lie outside the site's folder, where GitHub would not find them: to "
            "publish, run digestry init in the archive's own repository"
        )


def to_fill_in(adoption: Adoption) -> str:
    """Tell where a new workflow lacks the address that Digestry is installed from."""
    return (
        f"replace {PLACEHOLDER} in {_near(adoption.site / WORKFLOW)} by where Digestry's "
        "repository is, such as github.com/OWNER/digestry"
    )


def _command(site: Path, command: str) -> str:
    near = _near(site)
    return command if near == "." else f"cd {shlex.quote(near)} && {command}"


def _near(place: Path) -> str:
    """Write a path as seen from here, where it lies below."""
    here = Path.cwd()
    return str(place.relative_to(here)) if place.is_relative_to(here) else str(place)
