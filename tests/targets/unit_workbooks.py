"""The workbook of Cam Tân's September: how it is fetched, saved, filled in by, and what the form then says."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

FORM = "/units/X1/reports/2018-09/"
# Whose form it is, as it says so itself.
OWN = "UBND xã Cam Tân (X1), tháng 9/2018"


def download(client):
    answer = client.get(f"{FORM}workbook.xlsx")
    assert answer["Content-Disposition"] == 'attachment; filename="X1-2018-09.xlsx"'
    return load_workbook(io.BytesIO(answer.content))


def saved(workbook):
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def fill(client, content, name="X1-2018-09.xlsx"):
    return client.post(f"{FORM}fill/", {"file": SimpleUploadedFile(name, content)}, follow=True)


def shown(page, procedures):
    """What the form's cells hold, row by row."""
    form = page.context["form"]
    return [
        tuple(form[f"{column}-{procedure.pk}"].value() for column in ("total", "online"))
        for procedure in procedures
    ]


def said(page):
    """The messages on the page, the lines of each one by one."""
    return [str(message).split("<br>") for message in page.context["messages"]]
