"""Django's admin for what is entered. Who may do what stands in `targets.permissions`, by role."""

from targets.admin import catalogue, decisions, people, submissions, units

__all__ = ["catalogue", "decisions", "people", "submissions", "units"]
