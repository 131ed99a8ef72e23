"""How fast django-import-export stores counts by its own machinery: the comparison, not the floor."""

from django.db import transaction
from import_export.resources import ModelResource
from tablib import Dataset

from bench.timing import line, seconds
from targets.models import Count

# It stores row by row; more of them take longer and say no more.
ROWS = 2_000
FIELDS = ("submission", "procedure", "total", "online")


class StockResource(ModelResource):
    """Counts as the library would take them with nothing told but the columns."""

    class Meta:
        model = Count
        fields = FIELDS
        import_id_fields = ("submission", "procedure")


def measure() -> None:
    """Print rows a second of its preview and its import together, with keys that are looked up already."""
    counts = Count.objects.order_by("pk").values_list(*FIELDS)[:ROWS]
    # Every figure is another, so that each row is one to write.
    rows = [
        (submission, procedure, total + 1, online)
        for submission, procedure, total, online in counts
    ]
    dataset = Dataset(*rows, headers=FIELDS)

    def preview_and_import() -> None:
        with transaction.atomic():
            for dry_run in (True, False):
                StockResource().import_data(dataset, dry_run=dry_run, raise_errors=True)
            transaction.set_rollback(True)

    taken = seconds(preview_and_import)
    line("stock django-import-export, preview and import", f"{ROWS / taken:,.0f} rows/s")
