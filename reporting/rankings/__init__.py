"""Published rankings: what is frozen with one, how it is written down, and what follows from it."""
