"""What a reader sees."""


def texts(locator):
    """The visible text of each element, with single blanks."""
    return [" ".join(text.split()) for text in locator.all_inner_texts()]
