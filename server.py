"""Serve a checkout: ``python server.py`` or ``flask --app server run``.

KG_STORE names the folder of the store, else it is ./kg-data. For more than trying out, there is
``kg serve``.
"""

from __future__ import annotations

import argparse

from kg.web import create_app

app = create_app()


def main() -> None:
    """Serve on this machine only, with Flask's own server."""
    parser = argparse.ArgumentParser(description="Serve the store on this machine.")
    parser.add_argument("--port", type=int, default=7878, help="port to listen on (default: 7878)")
    app.run(host="127.0.0.1", port=parser.parse_args().port, threaded=True)


if __name__ == "__main__":
    main()
