"""Tables out of files and into them: CSV, TSV and XLSX, whoever wrote them."""
