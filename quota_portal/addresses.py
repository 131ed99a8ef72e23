"""The address that was asked for, with something left out."""

from django.http import HttpRequest


def query_without(request: HttpRequest, name: str) -> str:
    """What the address asks but for one part, encoded; blank where nothing is left."""
    query = request.GET.copy()
    query.pop(name, None)
    return query.urlencode()


def address_without(request: HttpRequest, name: str) -> str:
    """The page itself with all that its address asks but for one part."""
    query = query_without(request, name)
    return f"{request.path}?{query}" if query else request.path
