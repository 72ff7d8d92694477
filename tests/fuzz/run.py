#!/usr/bin/env python3
"""Lets fuzz targets run for some time, two at once, from the seeds in tests/fuzz/corpus/ and the tables in tests/data/.

Each run of the checks takes two of them; which ones and with what random numbers, the tree decides, so that the same tree
gives the same run. What a target finds is printed in base64: `base64 -d >input` makes the input again and
`lossfield_fuzz_TARGET input` shows what it does. Exit status 1 when something is found or a target does not run.

    tests/fuzz/run.py FOLDER [--seconds N] [--number N] [--only TARGET]...
"""

import argparse
import base64
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
TABLES = HERE.parent / "data" / "tables"
TARGETS = sorted(path.name.removesuffix("_fuzz.cpp") for path in HERE.glob("*_fuzz.cpp"))
AT_ONCE = 2
LIMITS = ["-timeout=20", "-rss_limit_mb=2048", "-max_len=1000", "-print_final_stats=1"]


def put_seeds(target, folder):
    """Everything that is committed for the target; tables also from those that the tests read, of which the head is enough."""
    for seed in (HERE / "corpus" / target).iterdir():
        (folder / seed.name).write_bytes(seed.read_bytes())
    if target not in ("points", "table"):
        return
    for table in TABLES.glob("*.csv"):
        head = b"".join(table.read_bytes().splitlines(keepends=True)[:8])
        # The first byte of what the target `table` gets chooses the layout.
        for first in (b"",) if target == "points" else (b"0", b"1", b"2", b"3"):
            (folder / (table.name + first.decode())).write_bytes(first + head)


def start(program, target, seconds, number, folder):
    seeds = folder / "seeds"
    seeds.mkdir(parents=True)
    put_seeds(target, seeds)
    command = [program, f"-max_total_time={seconds}", f"-seed={number + 1}", f"-artifact_prefix={folder}/found-", *LIMITS]
    command += [f"-dict={HERE / 'words.dict'}", seeds]
    with open(folder / "log", "wb") as log:
        return subprocess.Popen(list(map(str, command)), stdin=subprocess.DEVNULL, stdout=log, stderr=log)


def report(target, process, folder):
    """Whether all is well, which is told in a line; otherwise what was found."""
    status = process.wait()
    log = (folder / "log").read_text(errors="replace")
    runs = re.search(r"stat::number_of_executed_units: (\d+)", log)
    coverage = re.findall(r"cov: (\d+)", log)
    if status == 0 and runs and int(runs[1]) > 0:
        print(f"{target}: {runs[1]} inputs, {coverage[-1] if coverage else 0} edges, nothing found", flush=True)
        return True
    print(f"{target}: ended with {status}", "\n".join(log.splitlines()[-40:]), sep="\n")
    for found in sorted(folder.glob("found-*")):
        print(f"{target}: {found.name}, in base64: {base64.b64encode(found.read_bytes()).decode()}", flush=True)
    return False


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path, help="where the built targets are")
    parser.add_argument("--seconds", type=int, default=150, help="how long")
    parser.add_argument("--number", type=int, default=0, help="chooses the targets and their random numbers")
    parser.add_argument("--only", action="append", choices=TARGETS, help="these targets instead")
    arguments = parser.parse_args()
    chosen = arguments.only
    if not chosen:
        first = AT_ONCE * arguments.number
        chosen = [TARGETS[(first + k) % len(TARGETS)] for k in range(min(AT_ONCE, len(TARGETS)))]
    with tempfile.TemporaryDirectory(prefix="lossfield-fuzz-") as top:
        folders = {target: pathlib.Path(top) / target for target in chosen}
        running = {
            target: start(arguments.folder / f"lossfield_fuzz_{target}", target, arguments.seconds, arguments.number, folder)
            for target, folder in folders.items()
        }
        results = [report(target, process, folders[target]) for target, process in running.items()]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
