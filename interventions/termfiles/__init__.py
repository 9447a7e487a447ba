"""What files of terms, labelled queries and word classes are; docs/term-csv.md tells staff how.

How any file is staged, shown, applied and undone is said in `cms.desk.imports`.
"""
