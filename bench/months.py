"""How long a unit waits for its month: its workbook read into the form, and its file looked into."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from bench.timing import line, median_seconds
from targets.models import Unit, User

RUNS = 10
CODE, MONTH = "22327", "2018-12"


def measure() -> None:
    """Print milliseconds of a unit's month through the form and through the upload page, from request to answer."""
    client = Client(SERVER_NAME="localhost")
    officer = User.objects.create_user("officer")
    officer.units.add(Unit.objects.get(code=CODE))
    client.force_login(officer)
    workbook = client.get(reverse("workbook", args=[CODE, MONTH])).content
    print(f"\nA unit's month, a workbook of 60 procedures, median of {RUNS} requests")

    def send(address: str, *, follow: bool) -> None:
        file = SimpleUploadedFile("thang-12.xlsx", workbook)
        if client.post(address, {"file": file}, follow=follow).status_code != 200:
            raise RuntimeError(f"{address} did not answer")

    fill = reverse("fill", args=[CODE, MONTH])
    for label, address in [
        ("the form filled from it", fill),
        ("looked into and compared", reverse("upload")),
    ]:
        taken = median_seconds(lambda address=address: send(address, follow=True), runs=RUNS)
        line(label, f"{taken * 1000:.0f} ms")
