"""The tables of a page as a reader has them: a list of rows for each table, a list of lines for each cell."""

from html.parser import HTMLParser


class _Tables(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tables = []
        self.names = []
        self.region = ""
        self.cell = None

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if attributes.get("role") == "region":
            self.region = attributes.get("aria-labelledby", "")
        if tag == "table":
            self.tables.append([])
            self.names.append(self.region)
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.cell = []
            self.tables[-1][-1].append(self.cell)

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self.cell = None

    def handle_data(self, data):
        if self.cell is not None and data.strip():
            self.cell.append(data.strip())


def _read(response):
    parser = _Tables()
    parser.feed(response.content.decode())
    found = [[[(cell or [""])[0] for cell in row] for row in table[1:]] for table in parser.tables]
    return parser.names, found


def table(response, name):
    """The rows of the table in the region that is labelled by the heading with this id, as `tables` has them."""
    return dict(zip(*_read(response), strict=True)).get(name, [])


def tables(response):
    """The tables of a response, each without its heading row; of each cell the first line, blank where there is none."""
    _names, found = _read(response)
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
