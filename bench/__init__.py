"""How fast the portal is at the size of a province's year, beside a floor measured in the same run: `make bench`."""
