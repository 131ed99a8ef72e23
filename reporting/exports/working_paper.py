"""The working paper of a ranking: an .xlsx in which Home Affairs audits the arithmetic."""

import io

from openpyxl import Workbook

from reporting.documents import ranking_words as words
from reporting.exports.workings.figures import write_figures
from reporting.exports.workings.groups import write_group
from reporting.exports.workings.months import write_months
from reporting.exports.workings.rule import write_rule
from reporting.exports.workings.said import write_about, write_definitions, write_history
from reporting.models import Ranking
from reporting.presenters.rankings.ranked import ranked_groups


def working_paper(ranking: Ranking) -> bytes:
    """The workbook; Vietnamese must be active."""
    workbook = Workbook()
    workbook.properties.title = f"{words.TITLE} {ranking.written_code}"
    workbook.properties.creator = words.ISSUER
    # The cells hold formulas and no values: whatever opens it has to reckon.
    workbook.calculation.fullCalcOnLoad = True
    about, rule = workbook.active, workbook.create_sheet()
    figures_sheet, months_sheet = workbook.create_sheet(), workbook.create_sheet()
    write_rule(workbook, rule, ranking)
    months = write_months(months_sheet, ranking)
    figures = write_figures(figures_sheet, ranking, months)
    groups = [
        write_group(workbook.create_sheet(), ranking, group, figures)
        for group in ranked_groups(ranking.places)
    ]
    write_about(about, ranking, groups)
    write_definitions(workbook.create_sheet(), ranking)
    write_history(workbook.create_sheet(), ranking)
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()
