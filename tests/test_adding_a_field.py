"""A field of a guide or a helpline is named in few files: what the docs walk through holds."""

from pathlib import Path

import pytest
from django.conf import settings

GUIDE = ["guides/models.py", "guides/documents.py", "guides/admin.py", "guides/seeding.py"]
HELPLINE = ["partners/models/helplines.py", "partners/documents.py", "partners/admin.py"]
SHOWN = ["partners/api.py", "templates/includes/line.html"]
FIELDS = {
    "review_due": [*GUIDE, "guides/findings.py"],
    "sign_off": GUIDE,
    "usual_wait": HELPLINE,
    "if_no_answer": [*HELPLINE, *SHOWN],
    "min_age": [*HELPLINE, "partners/seeding.py", "public/templatetags/helplines.py"],
}


@pytest.mark.parametrize(("field", "files"), FIELDS.items())
def test_a_field_is_named_in_five_code_files_at_most(field: str, files: list[str]) -> None:
    """The migration is not counted."""
    base = Path(settings.BASE_DIR)
    product = (p for kind in ("*.py", "*.html") for p in base.rglob(kind) if is_product(p, base))
    naming = {str(p.relative_to(base)) for p in product if field in p.read_text(encoding="utf-8")}

    assert naming == set(files)
    assert len(naming) <= 5


def is_product(path: Path, base: Path) -> bool:
    """Code that runs: no test, bench, migration or anything installed beside it."""
    parts = path.relative_to(base).parts
    return not {"tests", "bench", "migrations"}.intersection(parts) and not parts[0].startswith(".")
