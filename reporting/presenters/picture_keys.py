"""The signs of the keys of pictures, each a path about the point where it is put."""

LINE = "m-12 0h24"
DOT = "m4 0a4 4 0 1 1-8 0a4 4 0 1 1 8 0z"
LINE_WITH_DOT = f"{LINE}m-8 0a4 4 0 1 1-8 0a4 4 0 1 1 8 0"
BOX = "m-7-5h14v10h-14z"
DIAMOND = "m0-7l7 7l-7 7l-7-7z"
