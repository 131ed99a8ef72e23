"""Tables as files: the same sheets as .xlsx, .ods and .csv."""
