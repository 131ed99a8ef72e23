"""From a file to checked rows: tables, headings, cells, and one reader for each kind of table. Nothing is stored here."""
