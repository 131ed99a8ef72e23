"""The signs of statuses in pictures: one shape each, so that nothing is said by colour alone.

Each is the path of an SVG about the point where it is put, 16 units high, and as `components/status.html` has it.
"""

from reporting.compliance import Status

_RING = "m-7 0a7 7 0 1 0 14 0a7 7 0 1 0-14 0m3 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z"
SIGNS = {
    Status.EXCEEDED: "m0-8l8 14h-16z",
    Status.MET: "m-3 6l-6-6l3-3l3 3l7-7l3 3z",
    Status.NOT_MET: "m0 8l8-14h-16z",
    Status.NO_DOSSIERS: _RING,
    Status.NOT_REPORTED: "m-2-8h4v10h-4zm0 12h4v4h-4z",
    Status.NO_TARGET: "m-6-2h12v4h-12z",
}
