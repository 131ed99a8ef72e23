"""The marks that stand in a picture by the hundred: the dots of a strip, the tiles of a map.

Built here and not in a template, which takes five times as long for them; and once for what they say.
"""

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from reporting.drawn_once import drawn_once
from reporting.presenters.signs import SIGNS
from reporting.presenters.strip_dot import Dot
from reporting.presenters.strip_lane import Paper
from reporting.presenters.tile_block import Tile
from reporting.presenters.tile_map import Placed
from reporting.shades import shade
from reporting.standings import Standing
from reporting.templatetags.pictures import in_words
from targets.templatetags.addresses import address

register = template.Library()

_NAME = '<text class="on-tile small" x="{}" y="{}">{}</text>'
# An arrow beside the sign of a unit beyond the end of the axis.
_ARROW = "11-5l5 5l-5 5z"


@register.simple_tag
@drawn_once
def dots(dot: Dot, paper: Paper, query: str) -> SafeString:
    """The units of a lane; `query` is what the page is asked, for the links."""
    title = _title(dot.standing) if dot.is_open or paper.has_links else ""
    halo = _halo(dot, paper) if dot.is_marked else ""
    inside = format_html("{}{}{}", title, halo, _sign(dot, paper))
    return _mark("status", dot, inside, query)


@register.simple_tag
@drawn_once
def blocks(placed: Placed, query: str) -> SafeString:
    """Districts with their communes; `query` is what the page is asked, for the links."""
    shown = {"placed": placed, "block": placed.block, "query": query}
    return render_to_string("reporting/pictures/tile_map_block.html", shown)


@register.simple_tag
@drawn_once
def tiles(tile: Tile, query: str) -> SafeString:
    """The communes of a block; `query` is what the page is asked, for the links."""
    paper, (x, y) = tile.paper, tile.sign
    sign = SIGNS[tile.standing.status]
    inside = format_html(
        '{}<rect x="{}" y="{}" width="{}" height="{}" rx="4"/>{}{}',
        _title(tile.standing),
        *map(str, [tile.x, tile.y, paper.tile, paper.tall]),
        # Beside a name there is room for a small one.
        format_html(
            '<path class="on-tile" transform="translate({} {})scale(.6)" d="M0 0{}"/>',
            str(x),
            str(y),
            sign,
        )
        if paper.has_names
        else format_html('<path class="on-tile" d="M{} {}{}"/>', str(x), str(y), sign),
        format_html_join("", _NAME, ((str(a), str(b), line) for a, b, line in tile.name)),
    )
    return _mark("tile", tile, inside, query)


@register.simple_tag
def shade_of(standing: Standing | None) -> str:
    """The class of the shade of a tile, with a blank before it; none without a share against a minimum."""
    number = shade(standing.attainment) if standing else None
    return f" shade-{number}" if number else ""


def _halo(dot: Dot, paper: Paper) -> SafeString:
    return format_html(
        '<circle class="halo" cx="{}" cy="{}" r="{}"/>', str(dot.x), str(dot.y), str(paper.halo)
    )


def _sign(dot: Dot, paper: Paper) -> SafeString:
    at, sign = f"{dot.x} {dot.y}", SIGNS[dot.standing.status]
    if paper.scale == "1":
        arrow = f"M{at}m{_ARROW}" if dot.is_beyond else ""
        return format_html('<path d="M{}{}{}"/>', at, sign, arrow)
    arrow = f"M{_ARROW}" if dot.is_beyond else ""
    return format_html(
        '<path transform="translate({})scale({})" d="M0 0{}{}"/>', at, paper.scale, sign, arrow
    )


def _title(standing: Standing) -> SafeString:
    return format_html("<title>{}</title>", in_words(standing))


def _mark(kind: str, one: Dot | Tile, inside: SafeString, query: str) -> SafeString:
    """A link for whoever may open the unit."""
    shaded = shade_of(one.standing) if kind == "tile" else ""
    look = f"{kind}-{one.standing.status}{shaded}{one.marks}"
    if not one.is_open:
        return format_html('<g class="{}">{}</g>', look, inside)
    leads_to = address("unit", one.standing.unit.code) + (f"?{query}" if query else "")
    return format_html('<a class="{}" href="{}">{}</a>', look, leads_to, inside)
