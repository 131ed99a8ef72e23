"""Files of counts to be sent together, how they are sent and confirmed, and what is stored then."""

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile

from targets.models import Count

HEADINGS = "period,unit_code,procedure_code,total,online"
GOOD = {
    "x1.csv": ["2018-09,X1,1.000001,12,3", "2018-08,X1,1.000001,5,5"],
    "x2.csv": ["2018-09,X2,1.000001,20,9"],
}


def csv(rows):
    return "\n".join([HEADINGS, *rows]).encode()


def packed(files):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, rows in files.items():
            archive.writestr(name, rows if isinstance(rows, bytes) else csv(rows))
    return content.getvalue()


def sent(client, files):
    """Send files to the page that shows what they would change."""
    files = [
        SimpleUploadedFile(name, rows if isinstance(rows, bytes) else csv(rows))
        for name, rows in files.items()
    ]
    return client.post("/uploads/", {"file": files}, follow=True)


def confirmed(client, page, what="all"):
    seen = page.context["delivered"].newest_reading
    return client.post(page.request["PATH_INFO"], {"seen": seen, "what": what}, follow=True)


def stored():
    fields = ("submission__unit__code", "submission__month", "total", "online", "upload__name")
    return [
        (unit, str(month), *rest)
        for unit, month, *rest in Count.objects.order_by(*fields).values_list(*fields)
    ]


ALL = [
    ("X1", "2018-08", 5, 5, "x1.csv"),
    ("X1", "2018-09", 12, 3, "x1.csv"),
    ("X2", "2018-09", 20, 9, "x2.csv"),
]
