"""The demo site, built once for the browser tests of a worker."""

from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from msgspec.structs import replace

from generator.build import BuildOptions, build
from generator.config import load_config
from generator.report import Loudness, Reporter

PROJECT = Path(__file__).parents[2]
BASE = "/repo/"


@cache
def demo_site(base_url: str = BASE, language: str = "en", *, offline: bool = True) -> Path:
    """Build the demo for a base address in a language; return the output folder."""
    output = Path(mkdtemp(prefix="digestry-demo-")) / "public"
    config = load_config(PROJECT / "site.toml", output=output, base_url=base_url)
    settings = replace(
        config.settings,
        site=replace(config.settings.site, language=language),
        offline=replace(config.settings.offline, enabled=offline),
    )
    config = replace(config, settings=settings)
    build(config, BuildOptions(), Reporter(Loudness.QUIET))
    return output
