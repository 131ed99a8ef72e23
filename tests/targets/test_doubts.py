"""Doubts in words, with the figures that they rest on."""

import pytest
from django.template import Context, Template
from django.utils import translation

from targets.plausibility import doubts
from targets.templatetags.doubts import in_words

VARIED = [(1000, 200), (800, 160), (1200, 300), (1100, 220)]
NO_BREAK = "\N{NO-BREAK SPACE}"


def sentence(figures, earlier):
    [doubt] = doubts({1: figures}, {1: earlier})
    return in_words(doubt)


@pytest.mark.parametrize(
    ("earlier", "figures", "words"),
    [
        pytest.param(
            VARIED,
            (500, 160),
            "The total fell and the share rose: 500 dossiers, about 32% online."
            " In 4 earlier months: 800 to 1,200 dossiers, 20% to 25% online.",
            id="total fell",
        ),
        pytest.param(
            VARIED,
            (2400, 480),
            "An unusual total: 2,400 dossiers. In 4 earlier months: 800 to 1,200.",
            id="total",
        ),
        pytest.param(
            [(1000, 0)] * 5,
            (1000, 1),
            "Online for the first time: 1 of 1,000 dossiers."
            " None of the 5,000 dossiers of 5 earlier months came online.",
            id="first online",
        ),
        pytest.param(
            [*VARIED, (0, 0)],
            (1000, 705),
            "An unusual share: about 71% online. In 4 earlier months with dossiers: 20% to 25%.",
            id="share, half up",
        ),
        pytest.param(
            VARIED,
            (0, 0),
            "An unusual total: 0 dossiers. In 4 earlier months: 800 to 1,200.",
            id="none arose",
        ),
        pytest.param(
            [(100, 20)] * 4,
            (200, 40),
            "An unusual total: 200 dossiers. In 4 earlier months: 100.",
            id="all months alike",
        ),
    ],
)
def test_words(earlier, figures, words):
    with translation.override("en"):
        assert sentence(figures, earlier) == words


def test_figures_are_written_as_the_reader_writes_them():
    with translation.override("vi"):
        assert f"71{NO_BREAK}%" in sentence((1000, 705), VARIED)
        assert "2.400" in sentence((2400, 480), VARIED)


def test_template_writes_a_doubt():
    [doubt] = doubts({1: (200, 40)}, {1: [(100, 20)] * 4})
    page = Template("{% load doubts %}{{ doubt|in_words }}")
    with translation.override("en"):
        assert page.render(Context({"doubt": doubt})) == (
            "An unusual total: 200 dossiers. In 4 earlier months: 100."
        )
