"""The sheets of a ranking's working paper, in which the figures are inputs and all that follows is live formulas."""
