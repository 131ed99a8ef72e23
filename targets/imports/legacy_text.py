"""Vietnamese from before Unicode: in which encoding a table is, told by its headings, which are known."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from targets.imports.bare_text import folded
from targets.problems import Faulty, faulty_file

_LETTERS = "áàảãạăắằẳẵặâấầẩẫậđéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵĂÂĐÊÔƠƯ"
# In TCVN3 (the ABC fonts) each letter is one byte.
_TCVN3 = "¸µ¶·¹¨¾»¼½Æ©ÊÇÈÉË®ÐÌÎÏÑªÕÒÓÔÖÝ×ØÜÞãßáâä«èåæçé¬íêëìîóïñòô\u00adøõö÷ùýúûüþ¡¢§£¤¥¦"
# VNI writes a letter and behind it its marks, but for a few that have a byte of their own.
_VNI = (
    "aù aø aû aõ aï aê aé aè aú aü aë aâ aá aà aå aã aä ñ eù eø eû eõ eï eâ eá eà eå eã eä í ì æ ó ò "
    "où oø oû oõ oï oâ oá oà oå oã oä ô ôù ôø ôû ôõ ôï uù uø uû uõ uï ö öù öø öû öõ öï yù yø yû yõ î "
    "AÊ AÂ Ñ EÂ OÂ Ô Ö"
)
_FONTS = {
    "TCVN3 (ABC)": str.maketrans(_LETTERS, _TCVN3),
    "VNI": str.maketrans(dict(zip(_LETTERS, _VNI.split(), strict=True))),
}


def font_encoding(cells: Iterable[str], columns: Mapping[str, str]) -> str | None:
    """The encoding of the old font in which a cell is one of the Vietnamese headings; None where none is.

    Such text shows its bytes as Western letters, whatever it was saved as: `Kỳ` is `Kú` in TCVN3.
    """
    found = {folded(cell) for cell in cells}
    for name, table in _FONTS.items():
        if any(folded(heading.translate(table)) in found for heading in _vietnamese(columns)):
            return name
    return None


def retyped(encoding: str) -> Faulty:
    """The fault of a table in such a font, whose letters would be taken for others."""
    message = _(
        "The table is typed in an old font of the kind %s, not in Unicode: "
        "convert it to Unicode, with UniKey for example, and send that."
    )
    return faulty_file(message % encoding)


def is_windows_1258(cells: Iterable[bytes], columns: Mapping[str, str]) -> bool:
    """Whether a cell, read in that encoding, is one of the Vietnamese headings."""
    found = {folded(cell.decode("cp1258", "replace")) for cell in cells}
    return any(folded(heading) in found for heading in _vietnamese(columns))


def _vietnamese(columns: Mapping[str, str]) -> list[str]:
    return [heading for heading in columns.values() if not heading.isascii()]
