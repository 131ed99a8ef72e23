"""How gunicorn serves the portal, in the demonstration and in production (docs/operating.md)."""

import contextlib
import ctypes
import gc
import os
from typing import Any

bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
# A province's year takes seconds to import; a worker is not killed for it.
timeout = 180
# The control socket would lie in the home of whoever starts the portal, and nothing here uses it.
control_socket_disable = True
loglevel = "warning"

# Of mallopt(3).
_MMAP_THRESHOLD, _ARENA_MAX = -3, -8


def post_fork(_server: Any, _worker: Any) -> None:
    """Give what a large file took back to the system: glibc would keep it, in each of the threads, until the worker ends."""
    # Other libraries of C have no such choice, and no such habit.
    with contextlib.suppress(AttributeError):
        choose = ctypes.CDLL(None).mallopt
        choose(_ARENA_MAX, 1)
        choose(_MMAP_THRESHOLD, 256 * 1024)


def post_worker_init(_worker: Any) -> None:
    """Set aside what is there from the start: to look it through for litter takes a tenth of a second, of each twentieth page."""
    # Only now, when Django has been started.
    from django.urls import get_resolver

    # The views would else come with the first page.
    _ = get_resolver().url_patterns
    gc.collect()
    gc.freeze()
