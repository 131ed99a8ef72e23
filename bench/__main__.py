"""The benchmark that `make bench` runs; docs/benchmark.md says what its figures mean."""

import os
import platform
import subprocess
import sys
from pathlib import Path

from bench import surroundings


def main() -> None:
    surroundings.prepare()
    # Only now, when Django has been started.
    from django.conf import settings

    from bench import imports, months, province, stock

    print(f"Python {platform.python_version()}, {os.cpu_count()} processors")
    province.add_procedures()
    rows = list(province.counts())
    file = Path(settings.PORTAL_DATA_DIR) / "province-year.xlsx"
    province.write_workbook(rows, file)
    imports.measure(file, len(rows))
    stock.measure()
    months.measure()
    imports.measure_undoing(file)
    imports.store(file)
    subprocess.run([sys.executable, "-m", "bench.of_pages"], check=True)


if __name__ == "__main__":
    main()
