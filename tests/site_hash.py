"""One hash for a whole site: `python -m tests.site_hash public`, to compare what machines made.

The manifest is left out: it names the versions of what a site was made by, the site does not.
"""

import hashlib
import sys
from pathlib import Path


def site_hash(folder: Path) -> str:
    """Give the SHA-256 of all published files of a site, by path."""
    whole = hashlib.sha256()
    paths = (path for path in folder.rglob("*") if path.is_file())
    for name, path in sorted((path.relative_to(folder).as_posix(), path) for path in paths):
        if not name.startswith(".digestry/"):
            whole.update(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {name}\n".encode())
    return whole.hexdigest()


if __name__ == "__main__":
    sys.stdout.write(f"{site_hash(Path(sys.argv[1]))}\n")
