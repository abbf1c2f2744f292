"""Writing the site: everything is prepared beside the output and applied at the end.

`public/` is prepared in `.public.digestry/`, on the same file system. There a finished build
leaves nothing, one that was killed leaves its staged files and, if it had begun to apply them,
its journal, which the next build completes. `.public.digestry.lock` keeps two builds apart.

The journal and the manifest are brought to the disk (fsync) before anything rests on them; the
pages are not, since doing so for each would cost minutes. A killed program loses nothing by
that. After a power cut a page may be shorter than the manifest says; the next build sees this
and renders it again.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import ExitStack, contextmanager, suppress
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec
from filelock import FileLock, Timeout

from generator import journal, manifest
from generator.applying import Applying
from generator.disk import Disk, link_found, output_errors, scan
from generator.errors import OutputError, UsageError
from generator.files import write_file
from generator.journal import Changes, Journal, staged_name, staged_place
from generator.manifest import FileRecord, LoadedManifest, Manifest
from generator.paths import check_path
from generator.survey import Survey

_JOURNAL = "journal"
_STAGE = "stage-"


def check_output(output: Path, *, forbidden: Mapping[str, Path] | None = None) -> None:
    """Raise UsageError when the output is, or holds, a folder that a build must not write into.

    These are the given ones by what they are called, the home folder and the system's root.
    """
    place = output.resolve()
    kept = {**(forbidden or {}), "home folder": Path.home(), "root folder": Path(place.anchor)}
    for name, folder in kept.items():
        if folder.resolve().is_relative_to(place):
            message = f"the output {output} holds the {name} {folder}"
            if folder.resolve() == place:
                message = f"the output {output} is the {name}"
            raise UsageError(message, hint="choose a folder of its own, such as public")


def stage_file(staging: Path, path: str, data: bytes, fingerprint: str = "") -> FileRecord:
    """Write a file of the new site into the staging folder; any process may.

    Without a fingerprint it is one of the bytes. Raises OutputError when the path is unsafe or
    the file cannot be written.
    """
    check_path(path)
    with output_errors(staging):
        write_file(staged_place(staging, path), data)
    return manifest.record(data, fingerprint)


class Transaction:
    """The right to change an output folder, and one change of it.

    Entering waits for nobody: it raises OutputError when another build uses the folder, else it
    completes what a killed build left (`completed` says whether it had to) and loads the manifest
    of the last build (`last`). Leaving without `commit` leaves the output as it was.
    """

    last: LoadedManifest
    staging: Path
    completed: bool = False

    def __init__(self, output: Path, *, disk: Disk | None = None) -> None:
        self.output = Path(os.path.abspath(output))  # noqa: PTH100 -- the folder itself, not what a link means
        self._workspace = self.output.with_name(f".{self.output.name}.digestry")
        self._disk = disk or Disk()
        self._exit = ExitStack()

    def __enter__(self) -> Self:
        """Raises OutputError when the folder is in use, is a link, or cannot be written."""
        with ExitStack() as stack, output_errors(self.output):
            self._check_places()
            stack.enter_context(_locked(self.output))
            self._complete_last()
            self._open_stage()
            stack.callback(self._discard)
            self.last = manifest.load(self.output)
            self._exit = stack.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Forgets what was staged, unless its journal is there for the next build to complete."""
        self._exit.close()

    def stage(self, path: str, data: bytes, fingerprint: str = "") -> FileRecord:
        """Write a file of the new site into the staging folder, as `stage_file` does."""
        return stage_file(self.staging, path, data, fingerprint)

    def adopt_tree(self, folder: Path, prefix: str, fingerprint: str = "") -> dict[str, FileRecord]:
        """Move all files of a folder that another program made to below `prefix` of the new site.

        Returns their records by path. Raises OutputError on links and unsafe paths.
        """
        records = {}
        with output_errors(self.staging):
            for name in sorted(scan(folder)):
                check_path(path := f"{prefix}/{name}")
                records[path] = manifest.record((folder / name).read_bytes(), fingerprint)
                self._disk.move(f"{folder}/{name}", staged_place(self.staging, path))
        return records

    def leftovers(self, present: Iterable[str], new: Manifest) -> frozenset[str]:
        """What lies in the output of a site whose manifest was lost, and is not in the new one."""
        return Survey(f"{self.output}", self.last).leftovers(present, new.files.keys())

    def commit(self, new: Manifest, leftovers: AbstractSet[str] = frozenset()) -> Changes:
        """Turn the old site into the one that the manifest lists; what differed.

        Its files are staged or were kept; files of the last manifest that it does not list are
        removed, and so are leftovers. Nothing is written where nothing differs. Raises OutputError,
        with the old site as it was, when a file that is not ours is in the way or the output cannot
        be written.
        Only where the system refuses to replace or remove a file of ours, with leave to write its
        folder, the update stays half done; the next build completes it.
        """
        with output_errors(self.output):
            changes = self._changes(new, leftovers)
            if changes:
                self._apply(self._write_journal(changes))
        return changes

    def _changes(self, new: Manifest, leftovers: AbstractSet[str]) -> Changes:
        stale = (self.last.manifest.files.keys() - new.files.keys()) | leftovers
        changes = Survey(f"{self.output}", self.last).changes(self._staged(new), stale)
        data = manifest.encode(new)
        if manifest.is_saved(self.output, data):
            return changes
        write_file(staged_place(self.staging, manifest.PATH), data, durable=True)
        return msgspec.structs.replace(changes, manifest=True)

    def _staged(self, new: Manifest) -> dict[str, FileRecord]:
        sizes = scan(self.staging)
        found = {}
        last = self.last.manifest.files
        likely = [path for path, record in new.files.items() if last.get(path) != record]
        for path in chain(likely, new.files):
            if not sizes:
                break
            record = new.files[path]
            if (size := sizes.pop(staged_name(path), None)) is not None:
                found[path] = record
                if size != record.size:
                    raise OutputError(f"{path} was not staged in full", hint="build again")
        if sizes:
            raise OutputError(
                f"{len(sizes)} staged files are not in the manifest",
                hint="another program wrote beside the output: build again",
            )
        return found

    def _write_journal(self, changes: Changes) -> Journal:
        written = Journal(stage=self.staging.name, operations=journal.operations(changes))
        try:
            self._disk.save(self._journal_place, journal.encode(written))
        except OSError:  # unsure whether it is there: nothing may be applied later
            Path(self._journal_place).unlink(missing_ok=True)
            raise
        return written

    def _apply(self, written: Journal) -> None:
        applying = self._applying(written)
        try:
            with output_errors(self.output):
                applying.complete()
                self._disk.remove(self._journal_place)
        except OutputError as error:
            if not applying.only_added:
                message = f"the site in {self.output} is updated only in part: {error}"
                raise OutputError(message, hint="build again to complete it") from error
            applying.undo()
            self._disk.remove(self._journal_place)
            raise

    def _applying(self, written: Journal) -> Applying:
        return Applying(
            written, workspace=f"{self._workspace}", output=f"{self.output}", disk=self._disk
        )

    @property
    def _journal_place(self) -> str:
        return f"{self._workspace}/{_JOURNAL}"

    def _check_places(self) -> None:
        for place in (self.output, self.output / manifest.FOLDER, self._workspace):
            if place.is_symlink():
                raise link_found(f"{place}")
            if place.exists() and not place.is_dir():
                raise OutputError(f"{place} is not a folder", hint="choose another --output")

    def _complete_last(self) -> None:
        if not os.path.lexists(self._journal_place):
            return
        data = Path(self._journal_place).read_bytes()
        self._applying(journal.decode(data, self._journal_place)).complete()
        self._disk.remove(self._journal_place)
        self.completed = True

    def _open_stage(self) -> None:
        shutil.rmtree(self._workspace, ignore_errors=True)
        self._workspace.mkdir(exist_ok=True)
        self.staging = Path(tempfile.mkdtemp(prefix=_STAGE, dir=self._workspace))

    def _discard(self) -> None:
        if not os.path.lexists(self._journal_place):
            shutil.rmtree(self._workspace, ignore_errors=True)


@contextmanager
def _locked(output: Path) -> Iterator[None]:
    """Hold the lock of an output folder; the file goes while it is held, so none is left."""
    output.parent.mkdir(parents=True, exist_ok=True)
    place = output.with_name(f".{output.name}.digestry.lock")
    lock = FileLock(place, blocking=False, thread_local=False)
    try:
        lock.acquire()
    except Timeout as error:
        message = f"another build is writing {output}"
        raise OutputError(message, hint="wait until it has finished and build again") from error
    try:
        yield
    finally:
        with suppress(OSError):
            place.unlink()
        lock.release()
