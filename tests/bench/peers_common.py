"""What the comparisons with other programs share: turns, medians, the table."""

import json
import os
import platform
import statistics
import subprocess
import sys


def median_ms(peer, frames):
    """Of preparing the picture, and of the whole frame; after one frame to warm up."""
    times = [peer.draw(i / frames) for i in range(frames + 1)][1:]
    return [1e3 * statistics.median(column) for column in zip(*times)]


def lossfield(program, *arguments):
    """Medians of `lossfield profile`, without a display."""
    environment = {k: v for k, v in os.environ.items() if k != "DISPLAY"}
    command = [program, "profile", *arguments, "--json"]
    report = json.loads(subprocess.run(command, env=environment, check=True, capture_output=True).stdout)
    stages = {name: stage["median_ms"] for name, stage in report["stages"].items()}
    stages["renderer"] = f"{report['painter']}, {report['renderer']}"
    return stages


def compare(title, program, profiled, peers, repeats, frames):
    """The programs take turns; prints the median over the turns of each turn's median as a Markdown table."""
    own, others = [], {name: [] for name in peers}
    for turn in range(repeats):
        print(f"turn {turn + 1} of {repeats}, load {os.getloadavg()[0]:.1f}", file=sys.stderr)
        own.append(lossfield(program, *profiled))
        for name, peer in peers.items():
            others[name].append(median_ms(peer, frames))
    whole = "Lossfield: the whole picture"
    rows = {whole: [(t["compute"] + t["draw"] + t["compose"], t["frame"]) for t in own]}
    rows.update(others)
    medians = {name: [statistics.median(column) for column in zip(*turns)] for name, turns in rows.items()}
    own_prepared, own_frame = medians[whole]
    print(f"{title}, 1280 x 800; {os.cpu_count()} cores ({platform.machine()}), "
          f"Lossfield painted by {own[0]['renderer']}\n")
    print("| one frame, every one with a new value | prepare, ms | ratio | painted, ms | ratio |")
    print("|---|---:|---:|---:|---:|")
    for name, (prepared, frame) in medians.items():
        print(f"| {name} | {prepared:.1f} | {prepared / own_prepared:.1f} | {frame:.1f} | {frame / own_frame:.1f} |")
    print()
