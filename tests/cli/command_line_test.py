#!/usr/bin/env python3
"""Tries the built program on its first lab: exit codes, one line on stderr, nothing on stdout and no file on error.

usage: command_line_test.py PROGRAM
"""
import json
import math
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

PROGRAM = None
LAB = "softmax-cross-entropy"


class CommandLine(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.here = pathlib.Path(self.folder.name)
        # No display, no saved session, a home of its own.
        self.environment = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
        self.environment.update(HOME=self.folder.name, XDG_STATE_HOME=self.folder.name, XDG_CONFIG_HOME=self.folder.name)

    def run_program(self, *words):
        return subprocess.run([PROGRAM, *words], cwd=self.here, env=self.environment, capture_output=True, timeout=120)

    def succeed(self, *words):
        result = self.run_program(*words)
        self.assertEqual((result.returncode, result.stderr), (0, b""), words)
        return result.stdout.decode()

    def fail_with(self, code, *words):
        before = sorted(self.here.rglob("*"))
        result = self.run_program(*words)
        self.assertEqual(result.returncode, code, (words, result.stderr))
        self.assertEqual(result.stdout, b"", words)
        error = result.stderr.decode()
        self.assertTrue(error.startswith("lossfield: ") and error.count("\n") == 1 and error.endswith("\n"), error)
        self.assertEqual(sorted(self.here.rglob("*")), before, words)
        return error

    def evaluate(self, *words):
        return json.loads(self.succeed("eval", LAB, *words))

    def readouts(self, *words):
        return {r["id"]: r["value"] for r in self.evaluate(*words)["readouts"]}

    def test_list_and_describe(self):
        self.assertIn(LAB, self.succeed("list"))
        labs = json.loads(self.succeed("list", "--json"))
        self.assertEqual(set(labs[0]), {"id", "title", "topic"})
        lab = json.loads(self.succeed("describe", LAB, "--json"))
        self.assertEqual(lab["id"], LAB)
        parameters = {p["id"]: p for p in lab["parameters"]}
        self.assertEqual(parameters["logits"]["default"], [2, 0.5, -1])
        self.assertEqual(parameters["logits"]["soft"], [-8, 8])
        self.assertEqual(parameters["logits"]["hard"], [-1000, 1000])
        self.assertEqual(parameters["temperature"]["spacing"], "log")
        self.assertTrue(any(p["failure"] for p in lab["presets"]))
        self.assertIn("temperature", self.succeed("describe", LAB))

    def test_numbers_of_the_default(self):
        z, k = [2, 0.5, -1], 1
        total = sum(math.exp(v) for v in z)
        readouts = self.readouts()
        self.assertAlmostEqual(readouts["loss"], math.log(total) - z[k], delta=1e-14)
        for i, g in enumerate(readouts["gradient"]):
            self.assertAlmostEqual(g, math.exp(z[i]) / total - (i == k), delta=1e-14)

    def test_the_order_of_set_does_not_matter(self):
        one = self.succeed("eval", LAB, "--set", "logits=1,2,3,4", "--set", "target=4")
        two = self.succeed("eval", LAB, "--set", "target=4", "--set", "logits=1,2,3,4")
        self.assertEqual(one, two)

    def test_the_same_bytes_for_any_number_of_threads(self):
        self.assertEqual(self.succeed("eval", LAB, "--threads", "1"), self.succeed("eval", LAB, "--threads", "2"))

    def test_every_preset_and_its_notices(self):
        for preset in json.loads(self.succeed("describe", LAB, "--json"))["presets"]:
            notices = self.evaluate("--preset", preset["id"])["notices"]
            self.assertEqual(bool(notices), preset["failure"], preset["id"])

    def test_csv_holds_every_mark(self):
        report = self.evaluate("--csv", "numbers")
        written = {p.name for p in (self.here / "numbers").iterdir()}
        marks = {f"{p['id']}.{m['id']}.csv" for p in report["panels"] for m in p["marks"]}
        self.assertEqual(written, marks | {"readouts.csv"})

    def test_files_of_every_format(self):
        for name, magic in (("f.svg", b"<svg"), ("f.pdf", b"%PDF-"), ("f.png", b"\x89PNG")):
            self.assertEqual(self.succeed("render", LAB, "-o", name, "--theme", "print", "--size", "800x600"), "")
            self.assertTrue((self.here / name).read_bytes().startswith(magic))
        first = (self.here / "f.svg").read_bytes()
        self.succeed("render", LAB, "-o", "f.svg", "--theme", "print", "--size", "800x600")
        self.assertEqual((self.here / "f.svg").read_bytes(), first)

    def test_a_surface_without_opengl_is_a_contour_map_with_a_notice(self):
        words = ("render", "loss-surfaces", "--panel", "surface", "--size", "800x600", "-o")
        self.succeed(*words, "surface.svg")
        # No driver can be found.
        self.environment["__EGL_VENDOR_LIBRARY_DIRS"] = self.folder.name
        self.succeed(*words, "map.svg")
        for name, flat in (("surface.svg", False), ("map.svg", True)):
            svg = (self.here / name).read_text()
            words = re.sub("<[^>]*>", "", svg)  # kerned text comes in pieces
            self.assertEqual(("data:image/png" in svg, "shown flat: no OpenGL" in words), (not flat, flat), name)

    def test_usage_and_input(self):
        for words, named in (
            (("evl", LAB), "eval"),
            (("softmax-cros-entropy",), LAB),
            (("eval", "softmax-cross"), LAB),
            (("eval",), "list"),
            (("eval", LAB, "--set", "temprature=1"), "temperature"),
            (("eval", LAB, "--set", "temperature=warm"), "0.05"),
            (("eval", LAB, "--set", "temperature=11"), "10"),
            (("eval", LAB, "--set", "temperature=nan"), "nan"),
            (("eval", LAB, "--set", "logits=1"), "2 to 10"),
            (("eval", LAB, "--set", "logits=1,1001"), "1000"),
            (("eval", LAB, "--set", "target=4"), "class from 1 to 3"),
            (("eval", LAB, "--set", "target=0.5,0.6,0"), "1.1"),
            (("eval", LAB, "--set", "target=0.5,0.5"), "logits"),
            (("eval", LAB, "--preset", "undecide"), "undecided"),
            (("eval", LAB, "--state", "none.json"), "none.json"),
            (("eval", LAB, "--sett", "x=1"), "--set"),
            (("eval", LAB, "--view", "simplx=0,1,0,1"), "simplex"),
            (("render", LAB), "-o"),
            (("render", LAB, "-o", "f.jpg"), ".png"),
            (("render", LAB, "-o", "f.svg", "--theme", "drak"), "dark"),
            (("render", LAB, "-o", "f.svg", "--panel", "simplx"), "simplex"),
            (("render", LAB, "-o", "f.svg", "--size", "big"), "1280x800"),
            (("render", LAB, "-o", "f.svg", "--font", "none.ttf"), "none.ttf"),
            (("render", LAB, "-o", "f.svg", "--sweep", "temprature=1,2"), "temperature"),
            (("render", LAB, "-o", "f.svg", "--sweep", "temperature=1,99"), "10"),
            (("render", LAB, "-o", "f.svg", "--columns", "2"), "--sweep"),
            (("render", LAB, "-o", "f.svg", "--pin", "soft-targe"), "soft-target"),
            (("render", LAB, "-o", "f.svg", "--pin", "temperature=99"), "--pin"),
            (("render", LAB, "-o", "f.svg", *("--pin", "soft-target") * 4), "at most 3"),
            (("render", LAB, "-o", "f.svg", "--pin", "soft-target", "--sweep", "temperature=1,2"), "one of them"),
            (("render", LAB, "-o", "f.svg", "--beside"), "--pin"),
            (("render", LAB, "-o", "f.svg", "--size", "85mmx60km"), "mm, cm, in"),
            (("render", LAB, "-o", "f.svg", "--for", "two-colum"), "two-column"),
            (("render", LAB, "-o", "f.svg", "--font-size", "300"), "from 4 to 72"),
            (("render", LAB, "-o", "f.svg", "--dpi", "90", "--scale", "1"), "--scale"),
            (("render", LAB, "-o", "f.svg", "--text", "runes"), "outlines"),
            (("list", "--jsno"), "--json"),
            (("describe", LAB, "again"), "again"),
        ):
            with self.subTest(words=words):
                self.assertIn(named, self.fail_with(2, *words))

    def test_a_file_that_cannot_be_written(self):
        self.assertIn("missing", self.fail_with(3, "render", LAB, "-o", "missing/f.svg"))
        (self.here / "taken").write_text("")
        self.assertIn("taken", self.fail_with(3, "eval", LAB, "--csv", "taken"))
        (self.here / "f.svg").mkdir()
        self.assertIn("f.svg", self.fail_with(3, "render", LAB, "-o", "f.svg"))

    def test_a_stdout_that_is_full(self):
        with open("/dev/full", "wb") as full:
            result = subprocess.run([PROGRAM, "list"], stdout=full, stderr=subprocess.PIPE, timeout=60)
        self.assertEqual(result.returncode, 3)
        self.assertIn(b"stdout", result.stderr)

    def test_a_window_needs_a_display(self):
        self.assertTrue(self.fail_with(4, LAB))

    def test_version_and_help(self):
        self.assertRegex(self.succeed("--version"), r"^lossfield \d+\.\d+\.\d+\n$")
        text = self.succeed("--help")
        for word in ("list", "describe", "eval", "render", "--set", "--preset", "--state", "--view"):
            self.assertIn(word, text)


if __name__ == "__main__":
    PROGRAM = os.path.abspath(sys.argv.pop(1))
    unittest.main()
