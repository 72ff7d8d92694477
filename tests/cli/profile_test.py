"""`lossfield profile`: what it reports, what it refuses, and that it needs neither a display nor OpenGL.

How long anything takes is not asserted: that is for tests/bench.
"""

import json
import os
import subprocess
import sys
import tempfile
import unittest

PROGRAM = sys.argv.pop(1)
LAB = "softmax-cross-entropy"
STAGES = ["compute", "draw", "compose", "paint", "frame"]


def run(*arguments, **environment):
    env = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
    env.update(environment)
    return subprocess.run([PROGRAM, "profile", *arguments], env=env, capture_output=True, text=True, timeout=120)


class Report(unittest.TestCase):
    def report(self, *arguments, **environment):
        done = run(LAB, "--json", *arguments, **environment)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout), done.stderr

    def test_json_has_the_promised_keys(self):
        report, stderr = self.report("--frames", "7")
        self.assertEqual(stderr, "")
        self.assertEqual(report["lab"], LAB)
        self.assertEqual(report["frames"], 7)
        self.assertEqual(report["sweep"], "temperature=0.05..10")
        self.assertEqual(report["painter"], "opengl")
        self.assertEqual(list(report["stages"]), STAGES)
        stages = report["stages"]
        for name in STAGES:
            self.assertEqual(set(stages[name]), {"median_ms", "p95_ms"})
            self.assertGreater(stages[name]["median_ms"], 0)
            self.assertGreaterEqual(stages[name]["p95_ms"], stages[name]["median_ms"])
        for name in STAGES[:-1]:
            self.assertGreater(stages["frame"]["p95_ms"], stages[name]["median_ms"])
        work = report["work"]
        self.assertEqual(work["grid_cells"], 100 * 100)
        self.assertEqual(work["paint_size"], [1280, 800])
        self.assertGreater(work["arrows"], 50)
        self.assertGreater(work["contour_vertices"], 30)
        # Title, axes and the like stay.
        self.assertGreater(work["repainted"], 0.02)
        self.assertLess(work["repainted"], 1)

    def test_the_sweep_and_the_values_are_the_given_ones(self):
        report, _ = self.report("--frames", "2", "--set", "levels=4", "--sweep", "logits[2]=-1..1")
        self.assertEqual(report["sweep"], "logits[2]=-1..1")
        many, _ = self.report("--frames", "2", "--set", "levels=12")
        self.assertLess(report["work"]["contour_vertices"], many["work"]["contour_vertices"])
        none, _ = self.report("--frames", "1", "--set", "contours=off", "--set", "field=off")
        self.assertEqual(none["work"]["grid_cells"], 0)
        self.assertEqual(none["work"]["contour_vertices"], 0)

    def test_says_how_a_table_was_read(self):
        with tempfile.TemporaryDirectory() as folder:
            table = os.path.join(folder, "logits.csv")
            with open(table, "w", encoding="utf-8") as file:
                file.write("1,5\n0,2\n")
            _, stderr = self.report("--frames", "1", "--set", f"logits=@{table}", "--set", "target=1")
        self.assertEqual(stderr, f"lossfield: {table}: read 2 numbers; decimal comma\n")

    def test_120_frames_are_usual(self):
        done = run(LAB)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("120 frames", done.stdout)
        for name in STAGES:
            self.assertIn(f"  {name} ", done.stdout)

    def test_cairo_paints_where_there_is_no_opengl(self):
        # No EGL driver is found in an empty folder.
        with tempfile.TemporaryDirectory() as nothing:
            report, stderr = self.report("--frames", "2", __EGL_VENDOR_LIBRARY_DIRS=nothing)
        self.assertEqual(report["painter"], "cairo")
        self.assertEqual(report["work"]["repainted"], 1)
        self.assertEqual(list(report["stages"]), STAGES)
        self.assertEqual(len(stderr.splitlines()), 1)
        self.assertIn("no OpenGL (", stderr)


class Refusal(unittest.TestCase):
    def refused(self, *arguments):
        done = run(*arguments)
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertEqual(done.stdout, "")
        self.assertEqual(len(done.stderr.splitlines()), 1, done.stderr)
        return done.stderr

    def test_sweeps(self):
        self.assertIn("nearest: temperature", self.refused(LAB, "--sweep", "temprature=1..2"))
        self.assertIn("from 0.05 to 10", self.refused(LAB, "--sweep", "temperature=1..11"))
        self.assertIn("ID=A..B", self.refused(LAB, "--sweep", "temperature"))
        self.assertIn("logits[k]", self.refused(LAB, "--sweep", "logits=0..1"))
        self.assertIn("from 1 to 3", self.refused(LAB, "--sweep", "logits[4]=0..1"))
        self.assertIn("temperature", self.refused(LAB, "--sweep", "direction=0..1"))

    def test_frames_labs_and_options(self):
        self.assertIn("--frames", self.refused(LAB, "--frames", "0"))
        self.assertIn("--frames", self.refused(LAB, "--frames", "many"))
        self.assertIn("nearest: " + LAB, self.refused("softmax-cross-entrpy"))
        self.assertIn("nearest: --sweep", self.refused(LAB, "--swep", "temperature=1..2"))
        self.assertIn("no lab", self.refused())


if __name__ == "__main__":
    unittest.main()
