"""The part of the benchmark that measures pages, as a worker of its own: one that has imported a year before is slower."""

import django


def main() -> None:
    """Measure in the database that the benchmark has prepared; its settings are in the environment."""
    django.setup()
    # Only now, when Django has been started.
    from bench import nation, pages
    from quota_portal import gunicorn_conf

    gunicorn_conf.post_worker_init(None)
    nation.measure(pages.measure())


if __name__ == "__main__":
    main()
