"""Run the fuzzer with a number of inputs of one's own choice. It needs a database, so it runs as the long test that it is."""

import argparse
import os
import sys

import pytest


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, help="the number of the one input to try")
    options = parser.parse_args()
    first = options.only or 0
    number = 1 if options.only is not None else options.count
    os.environ |= {
        "FUZZ_SEED": str(options.seed),
        "FUZZ_FIRST": str(first),
        "FUZZ_COUNT": str(number),
    }
    return pytest.main(["tests/long/test_fuzz_files.py", "-m", "long", "-q", "-s"])


if __name__ == "__main__":
    sys.exit(main())
