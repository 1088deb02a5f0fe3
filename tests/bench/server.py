"""A folder in, a server out that compresses and caches as usual hosts do, and tells what it sent."""

import gzip
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from typing import override
from urllib.parse import unquote, urlsplit

COMPRESSED = re.compile(r"text/|application/(?:json|javascript|xml|wasm)|image/svg")
NAMED_BY_CONTENT = re.compile(r"[-.][0-9a-f]{8,}[./]")
TYPES = {".mjs": "text/javascript", ".wasm": "application/wasm"}


@dataclass(slots=True)
class Served:
    """The address of a folder, and every answer so far: its path and how many bytes it had, with its head."""

    address: str
    sent: list[tuple[str, int]] = field(default_factory=list)
    replies: dict[str, Callable[[str], str]] = field(default_factory=dict)
    """Paths at which there is no file; given what stands behind the question mark."""


@contextmanager
def serving(folder: Path) -> Iterator[Served]:
    """Serve a folder until the block ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    served = Served(f"http://127.0.0.1:{server.server_port}/")
    _Handler.served, _Handler.folder = served, folder
    with server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield served
        server.shutdown()


@cache
def _content(path: Path) -> tuple[bytes, str, str, bool]:
    """The body as it is sent, its type and validator, and whether it is compressed: worked out once."""
    body = path.read_bytes()
    kind = TYPES.get(path.suffix) or guess_type(path.name)[0] or "application/octet-stream"
    tag = f'"{sha256(body).hexdigest()[:16]}"'
    compressed = COMPRESSED.match(kind) is not None
    return gzip.compress(body, 6, mtime=0) if compressed else body, kind, tag, compressed


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    disable_nagle_algorithm = True
    served: Served
    folder: Path

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        if reply := self.served.replies.get(address.path):
            head = {"Content-Type": "text/javascript", "Cache-Control": "no-store"}
            self._answer(HTTPStatus.OK, head, reply(address.query).encode())
            return
        path = self.folder / unquote(address.path).lstrip("/")
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self._answer(HTTPStatus.NOT_FOUND, {}, b"")
            return
        body, kind, tag, compressed = _content(path)
        named = NAMED_BY_CONTENT.search(self.path)
        head = {"Cache-Control": "public, max-age=31536000, immutable" if named else "no-cache", "ETag": tag}
        if self.headers["If-None-Match"] == tag:
            self._answer(HTTPStatus.NOT_MODIFIED, head, None)
            return
        head |= {"Content-Type": kind} | ({"Content-Encoding": "gzip"} if compressed else {})
        self._answer(HTTPStatus.OK, head, body)

    def _answer(self, status: HTTPStatus, head: dict[str, str], body: bytes | None) -> None:
        """Written at once, and so counted as it goes over the wire."""
        head |= {"Date": self.date_time_string()} | ({} if body is None else {"Content-Length": str(len(body))})
        lines = [f"{self.protocol_version} {status.value} {status.phrase}", *(f"{name}: {head[name]}" for name in head)]
        answer = "\r\n".join([*lines, "", ""]).encode() + (body or b"")
        self.served.sent.append((self.path, len(answer)))
        self.wfile.write(answer)

    @override
    def log_message(self, format: str, *args: object) -> None:
        pass
