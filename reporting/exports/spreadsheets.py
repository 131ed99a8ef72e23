"""Ranking workbooks."""

from reporting.exports.ranking import Ranking


def to_xlsx(ranking: Ranking) -> bytes:
    raise NotImplementedError


def to_ods(ranking: Ranking) -> bytes:
    raise NotImplementedError
