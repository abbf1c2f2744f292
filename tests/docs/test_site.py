"""The documentation site: all links lead somewhere, every page is in a list, nothing is remote."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from urllib.parse import unquote, urlsplit

import html5lib
import pytest

from tests.docs.blocks import ROOT

STAGE = ROOT / "docs" / "stage.py"
SPHINX = shutil.which("sphinx-build", path=sysconfig.get_path("scripts"))


def staged(folder: Path, repository: str = "") -> Path:
    place = folder / "source"
    environment = {key: value for key, value in os.environ.items() if "GITHUB" not in key}
    if repository:
        environment |= {"GITHUB_REPOSITORY": repository}
    subprocess.run([sys.executable, STAGE, place], check=True, env=environment)
    return place


def test_every_page_is_in_a_list_of_its_index(tmp_path: Path) -> None:
    place = staged(tmp_path)
    listed = {"index"}
    for index in place.rglob("index.md"):
        folder = index.parent.relative_to(place)
        for table in re.findall(r"```\{toctree\}\n(.*?)```", index.read_text("utf-8"), re.DOTALL):
            names = [line for line in table.splitlines() if line and not line.startswith(":")]
            listed |= {(folder / name).as_posix() for name in names}
    pages = {page.relative_to(place).with_suffix("").as_posix() for page in place.rglob("*.md")}
    assert pages == listed


def test_links_into_the_repository_lead_there_where_it_is_known(tmp_path: Path) -> None:
    place = staged(tmp_path, "name/digestry")
    text = (place / "reference" / "theme.md").read_text(encoding="utf-8")
    assert "(https://github.com/name/digestry/blob/HEAD/themes/default)" in text


def test_links_are_left_alone_within_code(tmp_path: Path) -> None:
    place = staged(tmp_path)
    for page in ("reference/dialects.md", "how-to/add-labels.md"):
        code = re.findall(
            r"^```.*?^```|`[^`\n]+`", (place / page).read_text("utf-8"), re.MULTILINE | re.DOTALL
        )
        whole = (ROOT / "docs" / page).read_text(encoding="utf-8")
        assert [one for one in code if one not in whole] == []


@pytest.mark.skipif(SPHINX is None, reason="Sphinx comes with `make docs`")
def test_the_site_has_no_warnings_no_loose_links_and_nothing_remote(tmp_path: Path) -> None:
    source, site = staged(tmp_path), tmp_path / "site"
    assert SPHINX
    command = [
        SPHINX, "--fail-on-warning", "--keep-going", "--quiet", "--builder", "dirhtml",
        "--conf-dir", str(ROOT / "docs"), "--doctree-dir", str(tmp_path / "trees"),
        str(source), str(site),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    wrong = [fault for page in site.rglob("index.html") for fault in faults(page)]
    assert wrong == []


def faults(page: Path) -> list[str]:
    """Name the links of a page that lead nowhere, and what it would load from elsewhere."""
    tree = html5lib.parse(page.read_bytes(), namespaceHTMLElements=False)
    found = []
    for element in tree.iter():
        for name in ("href", "src"):
            link = urlsplit(element.get(name, ""))
            if link.scheme or link.netloc:
                if str(element.tag) != "a":
                    found.append(f"{page}: {element.tag} loads {link.geturl()}")
            elif link.path and not (page.parent / unquote(link.path)).exists():
                found.append(f"{page}: {link.geturl()} leads nowhere")
    return found
