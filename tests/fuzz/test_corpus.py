"""What fuzzing starts from breaks no promise, and a promise that is broken is noticed."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec import structs

from generator.digests.detect import Read, read_source
from generator.digests.fields import Vocabulary
from generator.errors import Diagnostic, Severity
from generator.model import Source
from tests.fuzz import targets
from tests.fuzz.targets import TARGETS

CORPUS = Path(__file__).parent / "corpus"
SEEDS = sorted(path for path in CORPUS.rglob("*") if path.is_file())


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.relative_to(CORPUS).as_posix())
def test_a_seed_breaks_no_promise(seed: Path) -> None:
    TARGETS[seed.parent.name](seed.read_bytes())


def test_every_target_has_seeds() -> None:
    assert {seed.parent.name for seed in SEEDS} == set(TARGETS)


@pytest.mark.parametrize("line", [-1, 3])
def test_a_line_that_a_text_does_not_have_is_noticed(
    line: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = Diagnostic(severity=Severity.WARNING, path="a.md", line=line, message="x")

    def misread(source: Source, vocabulary: Vocabulary) -> Read:
        return structs.replace(read_source(source, vocabulary), diagnostics=(wrong,))

    monkeypatch.setattr(targets, "read_source", misread)
    with pytest.raises(AssertionError, match=r"a\.md"):
        targets.TARGETS["markdown"](b"")
