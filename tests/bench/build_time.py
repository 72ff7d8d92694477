#!/usr/bin/env python3
"""What a build cost, from ninja's log: seconds of program, labs and tests, and the slowest units.

ninja logs when each step began and ended. With as many steps at once as there are cores a unit's seconds are close to the CPU
time it took; what a compiler cache had is counted with the moment that took.

    tests/bench/build_time.py [BUILD] [--slowest N]
"""

import argparse
import pathlib


def steps(build):
    """Seconds of the last run of each output that is still there; outputs of one step count once."""
    last, runs = {}, {}
    for line in (build / ".ninja_log").read_text().splitlines():
        if line.startswith("#"):
            continue
        began, ended, _, output, command = line.split("\t")
        last[output] = (began, ended, command)
    for output, run in last.items():
        if (build / output).exists():
            runs.setdefault(run, output)
    return {output: (int(run[1]) - int(run[0])) / 1000 for run, output in runs.items()}


def part_of(output):
    if not output.endswith((".o", ".gch", ".pch")):
        return "linking and generating"
    if output.startswith("tests/"):
        return "tests"
    return "labs" if "/lossfield_labs.dir/Unity/" in output else "program besides labs"


def short(output):
    name = output.replace("CMakeFiles/", "").replace(".cxx.o", "").replace(".cpp.o", ".cpp")
    return "/".join(word for word in name.split("/") if not word.endswith(".dir") and word != "Unity")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("build", nargs="?", default="build", type=pathlib.Path)
    parser.add_argument("--slowest", type=int, default=10, help="how many units are named")
    arguments = parser.parse_args()
    seconds = steps(arguments.build)
    sums = {}
    for output, took in seconds.items():
        entry = sums.setdefault(part_of(output), [0, 0.0])
        entry[0] += 1
        entry[1] += took
    for part, (count, took) in sorted(sums.items()):
        print(f"{took:8.1f} s  {count:4} steps  {part}")
    print(f"{sum(took for _, took in sums.values()):8.1f} s  {len(seconds):4} steps  all")
    print(f"the {arguments.slowest} slowest:")
    for output, took in sorted(seconds.items(), key=lambda item: -item[1])[: arguments.slowest]:
        print(f"{took:8.1f} s  {short(output)}")


if __name__ == "__main__":
    main()
