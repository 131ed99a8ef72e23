"""How gunicorn serves the portal, in the demonstration and in production (docs/operating.md)."""

import os

bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
# A province's year takes seconds to import; a worker is not killed for it.
timeout = 180
# The control socket would lie in the home of whoever starts the portal, and nothing here uses it.
control_socket_disable = True
loglevel = "warning"
