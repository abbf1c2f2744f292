"""What tests of faults share: cases, each made once."""

from collections.abc import Callable

import pytest

from tests.faults import trials
from tests.faults.trials import Case

Cases = Callable[[str], Case]


@pytest.fixture(scope="package")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Cases:
    """Give cases by the name of their change."""
    made: dict[str, Case] = {}

    def find(name: str) -> Case:
        if name not in made:
            made[name] = trials.case(name, tmp_path_factory.mktemp("case"))
        return made[name]

    return find
