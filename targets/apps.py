from django.apps import AppConfig
from django.urls import register_converter
from django.utils.translation import gettext_lazy as _

from targets.converters import CodeConverter, FileConverter, MonthConverter, YearConverter


class TargetsConfig(AppConfig):
    name = "targets"
    verbose_name = _("What is entered")

    def ready(self) -> None:
        register_converter(MonthConverter, "month")
        register_converter(CodeConverter, "code")
        register_converter(YearConverter, "year")
        register_converter(FileConverter, "file")
