"""An SVG as PNG, set by Typst in the typeface of the letters (the picture must name Tinos): the same picture, the same bytes."""

import typst

from reporting.documents.pdf import HERE

CONTENT_TYPE = "image/png"
# Two dots for each unit of the picture: a point is 1/72 inch.
PPI = 144
_PAGE = """#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.picture), format: "svg", width: int(sys.inputs.width) * 1pt)"""


def to_png(svg: str, width: int) -> bytes:
    """The picture at twice its width, which is given in units of its own box."""
    return typst.compile(
        _PAGE.encode(),
        font_paths=[HERE / "fonts"],
        ignore_system_fonts=True,
        sys_inputs={"picture": svg, "width": str(width)},
        format="png",
        ppi=PPI,
    )
