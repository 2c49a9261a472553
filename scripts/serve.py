"""Serve a folder on this machine only, and print the address.

Folders whose name ends in a hash may be kept by browsers for good, so that a second
live page loads Python from their cache; all else is asked for again each time.
"""

from __future__ import annotations

import argparse
import functools
import http.server
import re
import sys
from pathlib import Path

HASHED = re.compile(r"-[0-9a-f]{12}/[^/]+$")


class Handler(http.server.SimpleHTTPRequestHandler):
    """Static files, with the types that browsers ask for modules and WebAssembly."""

    extensions_map = {  # noqa: RUF012
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
        ".whl": "application/zip",
        ".svg": "image/svg+xml",
    }

    protocol_version = "HTTP/1.1"  # connections are kept between requests

    def end_headers(self) -> None:
        """Say how long a browser may keep the file."""
        kept = HASHED.search(self.path.split("?")[0])
        self.send_header("Cache-Control", "public, max-age=31536000, immutable" if kept else "no-cache")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of requests that went well."""
        if args and str(args[1] if len(args) > 1 else "").startswith(("4", "5")):
            super().log_message(format, *args)


class Server(http.server.ThreadingHTTPServer):
    """A thread for each connection."""

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of browsers that hang up."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def server(folder: str | Path, port: int = 0, handler: type[Handler] = Handler) -> Server:
    """Server of a folder on the loopback address; port 0 takes a free one."""
    return Server(("127.0.0.1", port), functools.partial(handler, directory=str(folder)))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("--port", type=int, default=8000)
    args = parser.parse_args()
    try:
        httpd = server(args.folder, args.port)
    except OSError:
        print(f"Port {args.port} is taken; using a free one.")
        httpd = server(args.folder)
    print(f"The book is at http://127.0.0.1:{httpd.server_port}/ (stop with Ctrl-C)", flush=True)
    try:
        httpd.serve_forever()
    except KeyboardInterrupt:
        print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
