"""Where in an XLSX file its first sheet is, and what reading the sheet takes."""

import posixpath
import zipfile
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

from cms.tables.containers import damaged, part_of, pieces
from cms.tables.markup import ElementReader, local_name, parse
from cms.tables.reports import Unreadable


class Link(NamedTuple):
    """From one part to another; `kind` is the last word of its type."""

    kind: str
    part: str


@dataclass(frozen=True, kw_only=True)
class Book:
    """Parts are named by their path; '' for one that the file does not have."""

    names: tuple[str, ...]
    """Of all sheets."""
    sheet: str
    texts: str
    styles: str
    starts_in_1904: bool
    has_macros: bool


def book_of(container: zipfile.ZipFile) -> Book:
    """Raises Unreadable where the file is no workbook, or its first sheet no table."""
    start = "_rels/.rels"
    links = _links(container, start, "").values() if part_of(container, start) else ()
    part = next((link.part for link in links if link.kind == "officeDocument"), "")
    if posixpath.basename(part) == "workbook.bin":
        raise Unreadable(_("This is binary Excel (.xlsb). Save the table as CSV or XLSX."))
    contents = _Contents()
    if part_of(container, part):
        parse(contents, pieces(container, part))
    if not contents.sheets:
        raise Unreadable(_("This is an archive, not a table. Save the table as CSV or XLSX."))
    folder, name = posixpath.split(part)
    found = _links(container, f"{folder}/_rels/{name}.rels", folder)
    parts = {link.kind: link.part for link in found.values()}
    return Book(
        names=tuple(contents.sheets),
        sheet=_first_table(contents, found),
        texts=parts.get("sharedStrings", ""),
        styles=parts.get("styles", ""),
        starts_in_1904=contents.starts_in_1904,
        has_macros="vbaProject" in parts,
    )


def _first_table(contents: "_Contents", links: dict[str, Link]) -> str:
    name, link_id = next(iter(contents.sheets.items()))
    link = links.get(link_id)
    if link is None:
        raise damaged()
    if link.kind != "worksheet":
        raise Unreadable(
            _("The first sheet, “%(name)s”, is a chart or a macro. Put the table before it.")
            % {"name": name}
        )
    return link.part


def _links(container: zipfile.ZipFile, part: str, folder: str) -> dict[str, Link]:
    found = _Links(folder)
    parse(found, pieces(container, part))
    return found.by_id


class _Links(ElementReader):
    def __init__(self, folder: str) -> None:
        super().__init__()
        self.by_id: dict[str, Link] = {}
        self._folder = folder

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            target = posixpath.join("/", self._folder, attributes.get("Target", ""))
            kind = attributes.get("Type", "").rpartition("/")[2]
            path = posixpath.normpath(target).lstrip("/")
            self.by_id[attributes.get("Id", "")] = Link(kind, path)


class _Contents(ElementReader):
    """The list of sheets: the name of each, and the id of its link."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: dict[str, str] = {}
        self.starts_in_1904 = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            ids = (value for key, value in attributes.items() if local_name(key) == "id")
            self.sheets[attributes.get("name", "")] = next(ids, "")
        elif name == "workbookPr":
            self.starts_in_1904 = attributes.get("date1904", "") in ("1", "true")
