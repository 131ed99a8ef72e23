"""The addresses of rankings."""

from django.urls import path

from reporting.views import ranking_files

urlpatterns = [
    path("rankings/<code:code>/files/<code:name>", ranking_files.ranking_file, name="ranking-file"),
    path("rankings/<code:code>/pack.zip", ranking_files.ranking_pack, name="ranking-pack"),
]
