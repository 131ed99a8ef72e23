"""Files that came in and were damaged on the way, by the thousand: `python -m tests.fuzz --count 20000 --seed 1`.

Each is a real table with some mutations, made from the seed and its number alone, so that one that breaks something can
be made again with `--only NUMBER`.
"""
