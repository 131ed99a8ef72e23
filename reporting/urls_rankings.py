from django.urls import path

from reporting.views import differences, objections, rankings

urlpatterns = [
    path("rankings/", rankings.rankings, name="rankings"),
    path("rankings/draw-up/", rankings.draw_up, name="draw-up"),
    path("rankings/<str:code>/", rankings.ranking, name="ranking"),
    path("rankings/<str:code>/put-out/", rankings.put_out, name="put-out"),
    path("rankings/<str:code>/make-final/", rankings.make_final, name="make-final"),
    path("rankings/<str:code>/withdraw/", rankings.withdraw, name="withdraw"),
    path("rankings/<str:code>/restate/", rankings.restate, name="restate"),
    path(
        "rankings/<str:code>/differences/",
        differences.ranking_differences,
        name="ranking-differences",
    ),
    path("rankings/<str:code>/objections/", objections.objections, name="objections"),
    path("rankings/<str:code>/objections/<int:pk>/answer/", objections.answer, name="answer"),
    path("rankings/<str:code>/attachments/<int:pk>/", objections.attachment, name="attachment"),
    path("rankings/<str:code>/units/<code:unit>/object/", objections.object_, name="object"),
]
