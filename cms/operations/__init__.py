"""Backups: one folder with the database and the media as they were at one instant.

    wellspring-20261122T130700Z/
      manifest.json        what is in it: rows of each table, the digest of each file
      database.sqlite3     or database.pgdump
      media/               drafts and published files

Made while the site runs and staff work. See docs/operations.md.
"""
