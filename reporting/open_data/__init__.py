"""The portal's figures as open data: tables and a Frictionless data package, from which anybody can recompute the shares."""
