"""Frames a second of the real window under hands: a private X server, real pointer events, software OpenGL.

    python3 tests/bench/window_frames.py build/lossfield [OTHER_PROGRAM ...]

At 1280x800: the pointer hovers over race's map, pulls a start of race with eight optimizers, pulls softmax-descent's
point; then nothing happens at all. A frame counts when it is shown (the program's own count, in its probe file); the
time of the processor is that of the program with all its threads. Several programs take turns, so that what else
runs on the machine meets all of them; a table has the medians over the turns.
"""

import argparse
import math
import os
import pathlib
import statistics
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "window"))
from driver import Display, Window

EIGHT = ["gd", "momentum", "nesterov", "adam", "rmsprop", "adagrad", "lion", "signsgd"]
INTERVAL = 0.006  # seconds between two places of the pointer, as a usual mouse reports them


def around(middle, radii, seconds):
    count = int(seconds / INTERVAL)
    return [(middle[0] + radii[0] * math.cos(4 * math.pi * k / count), middle[1] + radii[1] * math.sin(6 * math.pi * k / count))
            for k in range(count)]


def over(window, panel, seconds):
    x, y, width, height = window.panel(panel)["plot"]
    return around((x + width / 2, y + height / 2), (0.35 * width, 0.35 * height), seconds)


def from_handle(window, handle, seconds):
    x, y = window.handle(handle)
    # Begins and ends at the handle.
    return [(x + 40 * math.sin(2 * math.pi * k * INTERVAL), y + 25 * math.sin(4 * math.pi * k * INTERVAL))
            for k in range(int(seconds / INTERVAL))]


HOVERS, DRAGS, RESTS = "hover", "drag", "nothing"
SCENES = {
    "hovering over race's map": (HOVERS, "map", ["race"]),
    "dragging race's start, eight optimizers": (
        DRAGS, "start", ["race", *(word for id in EIGHT for word in ("--set", f"show-{id}=on"))]),
    "dragging softmax-descent's point": (DRAGS, "point", ["softmax-descent"]),
    "nothing happens": (RESTS, None, ["race"]),
}


def processor_seconds(process):
    words = pathlib.Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


def measure(program, display, scene, seconds):
    what, name, arguments = SCENES[scene]
    window = Window(program, display, *arguments)
    try:
        window.wait(lambda s: True)
        time.sleep(1)  # what the start has left to do is no part of it
        places = {HOVERS: over, DRAGS: from_handle, RESTS: lambda *_: []}[what](window, name, seconds)
        if what == DRAGS:
            window.press(window.handle(name))
        before, used, start = window.state()["frame"], processor_seconds(window.process), time.monotonic()
        if places:
            window.xdotool(*(word for x, y in places for word in ("mousemove", round(x), round(y), "sleep", INTERVAL)))
        else:
            time.sleep(seconds)
        took = time.monotonic() - start
        state = window.state()
        used = processor_seconds(window.process) - used
        if what == DRAGS:
            window.release()
        frames = state["frame"] - before
        return frames / took, 1000 * used / max(frames, 1)
    finally:
        window.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("programs", nargs="+", type=os.path.abspath, help="lossfield; others to compare")
    parser.add_argument("--seconds", type=float, default=4, help="of each scene in each turn")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--scene", help="only those that have this word")
    options = parser.parse_args()
    scenes = [s for s in SCENES if options.scene is None or options.scene in s]
    found = {(s, p): [] for s in scenes for p in options.programs}
    display = Display(screen="1280x800")
    try:
        for _ in range(options.repeats):
            for scene in scenes:
                for program in options.programs:
                    found[scene, program].append(measure(program, display, scene, options.seconds))
    finally:
        display.close()
    print(f"load {os.getloadavg()[0]:.1f}\n\n| | frames a second | processor ms a frame |\n| --- | ---: | ---: |")
    for (scene, program), values in found.items():
        rate, used = (statistics.median(v) for v in zip(*values))
        print(f"| {scene}, {os.path.relpath(program)} | {rate:.1f} | {used:.1f} |")


if __name__ == "__main__":
    main()
