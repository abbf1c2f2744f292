"""What results show: records in small files, and what papers are filtered by, a file a run."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import msgspec

from generator.files import write_file
from generator.index.documents import Document
from generator.packing import packed

TOGETHER: Final = 4
"""Records in a file: ten results come from nearly ten files, so these are small."""

FACETS: Final = "facets.bin"


def write_records(documents: Sequence[Document], folder: Path) -> None:
    """Write the records and the facets of a run, in its order, into a folder of its own."""
    for start in range(0, len(documents), TOGETHER):
        records = [document.record for document in documents[start : start + TOGETHER]]
        place = folder / f"{start // TOGETHER}.bin"
        write_file(place, packed(msgspec.json.encode(records)))
    write_file(folder / FACETS, packed(msgspec.json.encode(_facets(documents))))


def _facets(documents: Sequence[Document]) -> dict[str, object]:
    """Give the values of the categories and badges, and for each paper the numbers of its own."""
    facets: dict[str, object] = {}
    for name in ("categories", "badges"):
        of_each: list[tuple[str, ...]] = [getattr(document, name) for document in documents]
        values = sorted({value for values in of_each for value in values})
        number = {value: index for index, value in enumerate(values)}
        facets[name] = values
        facets[f"{name}_of"] = [[number[value] for value in values] for values in of_each]
    return facets
