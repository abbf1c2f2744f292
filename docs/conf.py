"""How Sphinx makes the documentation site of the pages that `stage.py` has made ready."""

from __future__ import annotations

import re
from pathlib import Path

_PROGRAM = Path(__file__).parents[1] / "generator" / "__init__.py"

project = "Digestry"
author = "Digestry contributors"
release = re.findall(r'__version__ = "(.+)"', _PROGRAM.read_text(encoding="utf-8"))[0]
version = release
language = "en"

extensions = ["myst_parser"]
myst_heading_anchors = 4
nitpicky = True
smartquotes = False
# A digest that is cut off, a file that is shortened: examples are not always whole.
suppress_warnings = ["misc.highlighting_failure"]

html_theme = "furo"
html_title = "Digestry"
html_copy_source = False
html_show_copyright = False
html_theme_options = {
    "light_css_variables": {"color-brand-primary": "#7b2d26", "color-brand-content": "#7b2d26"},
    "dark_css_variables": {"color-brand-primary": "#e8a598", "color-brand-content": "#e8a598"},
}
