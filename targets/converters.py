"""Parts of an address: a month (`2018-09`), the code of a unit, the kind of a file."""

from targets.exports.files import FILES
from targets.periods import Month


class MonthConverter:
    # A year has months before it.
    regex = "[1-9][0-9]{3}-[0-9]{2}"

    def to_python(self, value: str) -> Month:
        return Month.parse(value)

    def to_url(self, value: Month) -> str:
        return str(value)


class YearConverter:
    regex = "[12][0-9]{3}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


class CodeConverter:
    # No text in the database holds a NUL, and none can be looked for.
    regex = "[^/\\x00]+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class FileConverter:
    """One of the kinds in which tables go out."""

    regex = "|".join(FILES)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
