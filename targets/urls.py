from django.urls import path

from targets.converters import CodeConverter, MonthConverter, YearConverter
from targets.views import (
    calendar,
    decisions,
    deliveries,
    monthly_report,
    preferences,
    record,
    review,
    tokens,
    unlocks,
    uploads,
    workbooks,
)

register_converter(MonthConverter, "month")
register_converter(CodeConverter, "code")
register_converter(YearConverter, "year")

urlpatterns = [
    path(
        "units/<code:code>/reports/<month:month>/",
        monthly_report.monthly_report,
        name="monthly-report",
    ),
    path(
        "units/<code:code>/reports/<month:month>/workbook.xlsx",
        workbooks.workbook,
        name="workbook",
    ),
    path(
        "units/<code:code>/workbooks/<year:year>.xlsx",
        workbooks.year_workbook,
        name="year-workbook",
    ),
    path("units/<code:code>/reports/<month:month>/fill/", workbooks.fill, name="fill"),
    path(
        "units/<code:code>/reports/<month:month>/withdraw/",
        monthly_report.withdraw,
        name="withdraw",
    ),
    path("units/<code:code>/reports/<month:month>/review/", review.judge, name="review"),
    path("units/<code:code>/reports/<month:month>/remarks/", review.remark, name="remark"),
    path("units/<code:code>/reports/<month:month>/unlock/", unlocks.ask, name="ask-to-unlock"),
    path("changes/", record.reference_history, name="reference-history"),
    path("changes/export.<str:extension>", record.reference_file, name="reference-file"),
    path("units/<code:code>/history/", record.unit_history, name="unit-history"),
    path(
        "units/<code:code>/history.<str:extension>",
        record.history_file,
        name="unit-history-file",
    ),
    path("preferences/", preferences.preferences, name="preferences"),
    path("reminders/", preferences.reminders, name="reminders"),
    path("reviews/", review.queue, name="review-queue"),
    path("periods/", calendar.periods, name="periods"),
    path("periods/<month:month>/", calendar.period, name="period"),
    path("unlocks/", unlocks.log, name="unlocks"),
    path("unlocks/<int:pk>/", unlocks.decide, name="decide-unlock"),
    path("tokens/", tokens.tokens, name="tokens"),
    path("tokens/<int:pk>/", tokens.token, name="token"),
    path("tokens/<int:pk>/revoke/", tokens.revoke, name="revoke-token"),
    path("decisions/adopt/", decisions.adopt, name="adopt-decision"),
    path("uploads/", deliveries.upload, name="upload"),
    path("deliveries/<int:pk>/", deliveries.delivery, name="delivery"),
    path("deliveries/<int:pk>/marked.zip", deliveries.marked, name="delivery-marked"),
    path("uploads/<int:pk>/", uploads.outcome, name="upload-outcome"),
    path("uploads/<int:pk>/marked.xlsx", uploads.marked, name="upload-marked"),
    path("uploads/<int:pk>/file/", uploads.file, name="upload-file"),
    path("uploads/<int:pk>/undo/", uploads.undo, name="undo-upload"),
]
