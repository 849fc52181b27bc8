"""The page's own files, from this package and no other host, under a path that changes whenever they do."""

import hashlib
from pathlib import Path
from typing import Final

from aiohttp import web

_TYPES: Final = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
}
_FILES: Final = {
    path.name: path.read_bytes()
    for path in sorted((Path(__file__).parent / "static").iterdir())
    if path.suffix in _TYPES
}
VERSION: Final = hashlib.sha256(b"".join(_FILES.values())).hexdigest()[:12]
BASE: Final = f"/static/{VERSION}"


async def asset(request: web.Request) -> web.Response:
    """Answer ``GET /static/<version>/<name>``; the current version may be kept for a year."""
    name = request.match_info["name"]
    if name not in _FILES:
        raise web.HTTPNotFound
    response = web.Response(body=_FILES[name], content_type=_TYPES[Path(name).suffix], charset="utf-8")
    current = request.match_info["version"] == VERSION
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if current else "no-cache"
    response.enable_compression()
    return response
