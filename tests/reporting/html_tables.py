"""The tables of a page as a reader at a desk has them: a list of rows for each table, a list of lines for each cell."""

from html.parser import HTMLParser


class _Tables(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tables = []
        self.names = []
        self.region = ""
        self.cell = None
        self.is_for_a_phone = False

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if attributes.get("class") == "on-narrow":
            self.is_for_a_phone = True
        if attributes.get("role") == "region":
            self.region = attributes.get("aria-labelledby", "")
        if tag == "table":
            self.tables.append([])
            self.names.append(self.region)
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.cell = []
            if attributes.get("scope") == "rowgroup":
                # A line that names the rows below it is none of them.
                self.tables[-1].pop()
            else:
                self.tables[-1][-1].append(self.cell)
        elif tag == "br" and self.cell is not None:
            self.cell.append(" ")

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self.cell = None
        elif tag == "small":
            self.is_for_a_phone = False

    def handle_data(self, data):
        if self.cell is not None and not self.is_for_a_phone:
            self.cell.append(data)


def _first_line(cell):
    return next((line.strip() for line in cell if line.strip()), "")


def _whole(cell):
    return " ".join("".join(cell).split())


def _read(response, text=_first_line):
    parser = _Tables()
    parser.feed(response.content.decode())
    found = [[[text(cell) for cell in row] for row in table[1:]] for table in parser.tables]
    return parser.names, found


def whole_table(response, name):
    """The same as `table`, of each cell all that it says, with single plain blanks."""
    return dict(zip(*_read(response, _whole), strict=True)).get(name, [])


def table(response, name):
    """The rows of the table in the region that is labelled by the heading with this id, as `tables` has them."""
    return dict(zip(*_read(response), strict=True)).get(name, [])


def tables(response):
    """The tables of a response, each without its heading row; of each cell the first line, blank where there is none."""
    _names, found = _read(response)
    return found


def whole_tables(response):
    """The same, of each cell all that it says, with single plain blanks."""
    _names, found = _read(response, _whole)
    return found


class _Tiles(HTMLParser):
    def __init__(self):
        super().__init__()
        self.lines = []

    def handle_data(self, data):
        if data.strip():
            self.lines.append(data.strip())


def lines(response):
    """Every line of text of a response, in its order."""
    parser = _Tiles()
    parser.feed(response.content.decode())
    return parser.lines


class _Parts(HTMLParser):
    """The text of each element of a name that has a class, or lies in one that has it."""

    VOID = ("br", "img", "input", "meta", "link", "hr")

    def __init__(self, name, within):
        super().__init__()
        self.name, self.within = name, within
        # How deep within the element with the class, and where the part that is read began.
        self.depth = self.began = 0
        self.parts = []

    def handle_starttag(self, tag, attrs):
        classes = (dict(attrs).get("class") or "").split()
        if tag in self.VOID or not (self.depth or self.within in classes):
            return
        self.depth += 1
        if tag == self.name and not self.began:
            self.began = self.depth
            self.parts.append([])

    def handle_startendtag(self, tag, attrs):
        """A shape of a picture opens nothing."""

    def handle_endtag(self, tag):
        if self.depth == self.began:
            self.began = 0
        self.depth -= bool(self.depth)

    def handle_data(self, data):
        if self.began:
            self.parts[-1].append(data)


def parts(response, name, within):
    """What every element of this name says that has the class or lies in one that has it, with single plain blanks."""
    parser = _Parts(name, within)
    parser.feed(response.content.decode())
    return [_whole(part) for part in parser.parts]
