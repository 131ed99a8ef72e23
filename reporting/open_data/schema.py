"""What each table of the dump holds, as Frictionless table schemas say it."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Field:
    """A column; its title is Vietnamese, its description English."""

    name: str
    type: str
    title: str
    description: str
    required: bool = True
    values: tuple[str, ...] = ()

    @property
    def descriptor(self) -> dict[str, Any]:
        constraints: dict[str, Any] = {"required": True} if self.required else {}
        if self.values:
            constraints["enum"] = list(self.values)
        described = {
            "name": self.name,
            "type": self.type,
            "title": self.title,
            "description": self.description,
        }
        return described | ({"constraints": constraints} if constraints else {})


@dataclass(frozen=True)
class Reference:
    """Columns that name a row of another table; of the same one where the resource is blank."""

    columns: tuple[str, ...]
    resource: str
    theirs: tuple[str, ...]

    @property
    def descriptor(self) -> dict[str, Any]:
        return {
            "fields": list(self.columns),
            "reference": {"resource": self.resource, "fields": list(self.theirs)},
        }


@dataclass(frozen=True)
class Table:
    """A table of the dump: its columns, what makes a row the only one, and what its columns point at."""

    name: str
    title: str
    description: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    references: tuple[Reference, ...] = field(default_factory=tuple)

    @property
    def headings(self) -> list[str]:
        return [field.name for field in self.fields]

    @property
    def schema(self) -> dict[str, Any]:
        described: dict[str, Any] = {
            "fields": [field.descriptor for field in self.fields],
            "missingValues": [""],
            "primaryKey": list(self.key),
        }
        if self.references:
            described["foreignKeys"] = [reference.descriptor for reference in self.references]
        return described
