"""What makes the site installable and readable offline: the web manifest and the worker.

The worker keeps visited pages; while there is a connection every page comes from the network.
"""

from __future__ import annotations

import json

from generator import routes
from generator.views.site import SiteView

ICON = "icon.svg"
"""The theme's icon, among its static files."""

_BACKGROUND = "#fbfaf7"


def web_manifest(site: SiteView, icon: str) -> bytes:
    """Write the web manifest (https://www.w3.org/TR/appmanifest/); `icon` is an SVG's path."""
    manifest = {
        "name": site.title,
        "short_name": site.title[:24],
        "description": site.tagline,
        "lang": site.language,
        "start_url": site.base_path,
        "scope": site.base_path,
        "display": "minimal-ui",
        "background_color": _BACKGROUND,
        "theme_color": _BACKGROUND,
        "icons": [
            {
                "src": site.base_path + icon,
                "sizes": "any",
                "type": "image/svg+xml",
                "purpose": "any",
            }
        ],
    }
    return json.dumps(manifest, ensure_ascii=False, indent=1).encode() + b"\n"


def offline_files(site: SiteView, icon: str, worker: bytes) -> dict[str, bytes]:
    """Give the files at the site's root by path; none where the site leaves them out."""
    if not site.manifest:
        return {}
    return {
        routes.file_of(routes.MANIFEST): web_manifest(site, icon),
        routes.file_of(routes.WORKER): worker,
    }
