"""One text for one content, its SHA-256, and the short code that is printed on every page. Pure: no Django.

The canonical form is JSON with sorted names, without blanks, in UTF-8, of texts, whole numbers, truth values and nothing else.
"""

import hashlib
import json
import re
from typing import Any

# Crockford's digits: nothing that a reader takes for something else.
_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD = str.maketrans("OILU", "011V")
CODE_LENGTH = 10
# As much of a SHA-256 as stands at the foot of a page: people compare it by eye, and it is enough to find a false one.
SHORT_DIGEST = 16
_BITS_OF_A_DIGIT = 5
_BITS_OF_A_HASH = 256


def canonical(content: Any) -> str:
    """The content as its one text; raises TypeError for a float, which has no one text."""
    _refuse_floats(content)
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _refuse_floats(content: Any) -> None:
    if isinstance(content, float):
        raise TypeError(f"{content} is no exact number")
    if isinstance(content, dict):
        for value in content.values():
            _refuse_floats(value)
    elif isinstance(content, list | tuple):
        for value in content:
            _refuse_floats(value)


def sha256(text: str | bytes) -> str:
    """The SHA-256 of a text in UTF-8, or of a file, as 64 hexadecimal digits."""
    return hashlib.sha256(text if isinstance(text, bytes) else text.encode()).hexdigest()


def code_of(digest: str) -> str:
    """The first 50 bits of a SHA-256 as ten letters and digits."""
    number = int(digest, 16) >> (_BITS_OF_A_HASH - CODE_LENGTH * _BITS_OF_A_DIGIT)
    letters = []
    for _ in range(CODE_LENGTH):
        number, digit = divmod(number, len(_DIGITS))
        letters.append(_DIGITS[digit])
    return "".join(reversed(letters))


def read_code(typed: str) -> str:
    """A code as it is stored, from what somebody typed: small letters, blanks, hyphens and misread letters are understood."""
    return re.sub(r"[\s-]", "", typed).upper().translate(_MISREAD)


def written_code(code: str) -> str:
    """A code as it is printed, in two halves."""
    return f"{code[: CODE_LENGTH // 2]}-{code[CODE_LENGTH // 2 :]}"
