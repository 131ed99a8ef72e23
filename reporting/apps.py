from django.apps import AppConfig
from django.urls import register_converter
from django.utils.translation import gettext_lazy as _

from reporting.converters import ImageConverter


class ReportingConfig(AppConfig):
    name = "reporting"
    verbose_name = _("What it means")

    def ready(self) -> None:
        register_converter(ImageConverter, "image")
