"""The editorial rules that the product ships."""

from pathlib import Path

from cms.library.models import EditorialRule
from cms.library.seedfiles import csv_records

SEEDS = Path(__file__).parents[3] / "seeds"
FIELDS = ("code", "locale", "topic", "level", "pattern", "better", "source", "flagged", "fine")


def shipped_rules() -> list[EditorialRule]:
    records = csv_records(SEEDS, "editorial_rules.csv")
    return [EditorialRule(**{field: record[field] for field in FIELDS}) for record in records]
