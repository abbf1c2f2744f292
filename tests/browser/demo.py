"""The demo site, built once for the browser tests of a worker."""

from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from generator.build import BuildOptions, build
from generator.config import load_config
from generator.report import Loudness, Reporter

PROJECT = Path(__file__).parents[2]
BASE = "/repo/"


@cache
def demo_site(base_url: str = BASE) -> Path:
    """Build the demo for a base address; return the output folder."""
    output = Path(mkdtemp(prefix="digestry-demo-")) / "public"
    config = load_config(PROJECT / "site.toml", output=output, base_url=base_url)
    build(config, BuildOptions(), Reporter(Loudness.QUIET))
    return output
