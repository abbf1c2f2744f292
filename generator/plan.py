"""The plan: for every file of the site whether to render, keep or remove it, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from enum import Enum, StrEnum

from generator.fingerprint import Part, changed_parts
from generator.manifest import FileRecord, Manifest
from generator.model import Value
from generator.paths import check_paths


class Action(StrEnum):
    """What is done about a file."""

    RENDER = "render"
    KEEP = "keep"
    REMOVE = "remove"


class Reason(Enum):
    """Why a file is rendered, kept or removed; each reason has one action and a sentence."""

    NEW = (Action.RENDER, "it is new")
    UNRECORDED = (Action.RENDER, "a file is there that the manifest does not know")
    REQUESTED = (Action.RENDER, "a clean build was asked for")
    CHANGED = (Action.RENDER, "what it is made of has changed")
    MISSING = (Action.RENDER, "it is missing from the output")
    DAMAGED = (Action.RENDER, "the file in the output is not as it was written")
    UNCHANGED = (Action.KEEP, "nothing it is made of has changed")
    STALE = (Action.REMOVE, "the site no longer has it")

    def __init__(self, action: Action, sentence: str) -> None:
        self.action = action
        self.sentence = sentence

    def __str__(self) -> str:
        """The sentence."""
        return self.sentence


class Step(Value, frozen=True, gc=False):
    """The decision on one path; `parts` of a page are what has changed of it for certain."""

    path: str
    reason: Reason
    parts: tuple[Part, ...] = ()

    def __str__(self) -> str:
        """`render papers/x/index.html: it is new`, as `--explain` shows it."""
        said = f"{self.reason.action} {self.path}: {self.reason}"
        return f"{said} ({'; '.join(part.value for part in self.parts)})" if self.parts else said


class Plan(Value, frozen=True):
    """The decisions on all files: steps in the order of their paths, and the paths that are kept.

    Nearly all of a large site is kept, so that no step is made for it.
    """

    steps: tuple[Step, ...]
    kept: tuple[str, ...] = ()

    def paths(self, action: Action) -> tuple[str, ...]:
        """The paths with which this is to be done; those of steps are in order."""
        if action is Action.KEEP:
            return self.kept
        return tuple(step.path for step in self.steps if step.reason.action is action)

    def counts(self) -> dict[Reason, int]:
        """How many files there are for each reason that occurs, in the order of the reasons."""
        found = Counter(step.reason for step in self.steps)
        found[Reason.UNCHANGED] = len(self.kept)
        return {reason: found[reason] for reason in Reason if found[reason]}


def decide(
    fingerprint: str | None,
    record: FileRecord | None,
    size: int | None,
    digest: str | None = None,
) -> Reason:
    """The decision on one file, from its fingerprint, its record, and what lies in its place.

    Each is None where there is none; `digest` is None as well when the bytes were not looked at.
    """
    if fingerprint is None:
        return Reason.STALE
    if record is None:
        return Reason.NEW if size is None else Reason.UNRECORDED
    if record.fingerprint != fingerprint:
        return Reason.CHANGED
    if size is None:
        return Reason.MISSING
    if size != record.size or digest not in {None, record.digest}:
        return Reason.DAMAGED
    return Reason.UNCHANGED


def plan(
    wanted: Mapping[str, str],
    manifest: Manifest,
    present: Mapping[str, int],
    *,
    digests: Mapping[str, str] | None = None,
    clean: bool = False,
) -> Plan:
    """Decide on every wanted path (with its fingerprint) and every path of the manifest.

    `present` has the sizes of the files in the output; `digests` those of their bytes where
    they are to be verified; `clean` renders what could be kept. Raises OutputError when two
    wanted paths are one file on some file system, or a path is unsafe.
    """
    if not wanted.keys() <= manifest.files.keys():  # else they were checked when it was made
        check_paths(wanted, manifest.files)
    looked_at, files = digests or {}, manifest.files
    kept, steps = (
        [],
        [Step(path=path, reason=Reason.STALE) for path in files.keys() - wanted.keys()],
    )
    for path, fingerprint in wanted.items():
        record = files.get(path)
        reason = decide(fingerprint, record, present.get(path), looked_at.get(path))
        if reason is Reason.CHANGED and record:
            parts = changed_parts(record.fingerprint, fingerprint)
            steps.append(Step(path=path, reason=reason, parts=parts))
        elif reason is not Reason.UNCHANGED:
            steps.append(Step(path=path, reason=reason))
        elif clean:
            steps.append(Step(path=path, reason=Reason.REQUESTED))
        else:
            kept.append(path)
    return Plan(steps=tuple(sorted(steps, key=_path)), kept=tuple(kept))


def _path(step: Step) -> str:
    return step.path
