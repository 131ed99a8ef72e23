"""What an official document consists of, in the order of Annex I of Decree 30/2020/NĐ-CP. Pure: no Django.

Its words are Vietnamese whatever language the reader's pages are in, for the law gives them so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
# What fits beside the national title, in capitals.
LONGEST_LINE = 24
# Room to write a number or a day by hand.
BLANK = "\N{NO-BREAK SPACE}" * 7


def in_words(day: date) -> str:
    """A date as `30 tháng 3 năm 2018`; days below 10 and the months 1 and 2 have a leading zero (Annex I, II.4.b)."""
    number = f"{day.month:02}" if day.month <= 2 else str(day.month)
    return f"{day.day:02} tháng {number} năm {day.year}"


@dataclass(frozen=True)
class Letterhead:
    """Who issues a document, where, under which number and day, and who signs it for whom to receive."""

    superior: str
    issuer: str
    number: str
    place: str
    dated_on: date | None
    year: int
    signer_title: str
    signer_name: str
    recipients: Sequence[str]

    @property
    def place_and_date(self) -> str:
        """The place and the date, or room to write it by hand."""
        if self.dated_on is None:
            return f"{self.place}, ngày{BLANK}tháng{BLANK}năm {self.year}"
        return f"{self.place}, ngày {in_words(self.dated_on)}"

    @property
    def issuer_lines(self) -> list[str]:
        """The issuing body on one line, or on two of about the same length."""
        blanks = [at for at, letter in enumerate(self.issuer) if letter == " "]
        if len(self.issuer) <= LONGEST_LINE or not blanks:
            return [self.issuer]
        middle = min(blanks, key=lambda at: abs(2 * at - len(self.issuer)))
        return [self.issuer[:middle], self.issuer[middle + 1 :]]

    @property
    def numbered(self) -> str:
        return f"Số: {self.number or BLANK + '/' + BLANK}"


@dataclass(frozen=True)
class Column:
    """One column of an annex: its heading, its part of the width, and whether it holds figures."""

    heading: str
    width: int
    is_figure: bool = False


@dataclass(frozen=True)
class Annex:
    """A table that goes with a document; `note` is said below its title."""

    title: str
    reference: str
    note: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Letter:
    """An official letter (công văn) with one annex."""

    head: Letterhead
    subject: str
    addressees: str
    paragraphs: Sequence[str]
    annex: Annex


class Style(StrEnum):
    """How a paragraph is set."""

    BODY = "body"
    # What a decision rests on: in italics.
    BASIS = "basis"
    # Who decides, and the words “QUYẾT ĐỊNH:”.
    CENTRED = "centred"
    HEADING = "heading"
    SUBHEADING = "subheading"


@dataclass(frozen=True)
class Text:
    """A paragraph; `lead` is its beginning in bold, `Điều 1.`"""

    text: str
    style: Style = Style.BODY
    lead: str = ""


@dataclass(frozen=True)
class Picture:
    """A picture, drawn in the Decree's own typeface (Tinos); `width` is that of its box, `alt` what it shows in words."""

    svg: str
    width: int
    caption: str
    alt: str


@dataclass(frozen=True)
class Table:
    """A table within the text, under its caption."""

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]


Block = Text | Picture | Table


@dataclass(frozen=True)
class Paper:
    """A document with a name of its kind (báo cáo, quyết định), and annexes that are numbered apart.

    `addressees` is blank for one that goes to nobody in particular. `mark` stands at the head of each page, `foot` at its foot.
    """

    head: Letterhead
    kind: str
    subject: str
    addressees: str
    blocks: Sequence[Block]
    annexes: Sequence[Annex]
    is_draft: bool
    mark: str
    foot: str


def roman(number: int) -> str:
    """The number of an annex, from 1 to 39: I, II, III (Annex I, III.1.c)."""
    tens, ones = divmod(number, 10)
    return "X" * tens + ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"][ones]


def annex_name(number: int, of: int) -> str:
    """`Phụ lục`, or with its number where there are several."""
    return f"Phụ lục {roman(number)}" if of > 1 else "Phụ lục"
