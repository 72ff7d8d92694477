#!/usr/bin/env python3
"""A figure that the built program wrote brings back itself, also after other programs wrote its file anew.

usage: figure_test.py PROGRAM
"""
import json
import os
import pathlib
import shutil
import struct
import subprocess
import sys
import tempfile
import unittest
import zlib

PROGRAM = None
GALLERY = pathlib.Path(__file__).resolve().parents[2] / "assets" / "gallery"
KEYWORD = b"Lossfield state"
FORMATS = ("png", "svg", "pdf")


def chunks(png):
    at = 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at:at + 4])
        yield png[at + 4:at + 8], png[at + 8:at + 8 + length]
        at += 12 + length


def png_of(all_chunks):
    def packed(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed(kind, data) for kind, data in all_chunks)


def with_texts(png, change):
    """The PNG with another chunk, or none, in place of the one that holds the state."""
    made = []
    for kind, data in chunks(png):
        if kind == b"iTXt" and data.startswith(KEYWORD + b"\0"):
            made += change(data.split(b"\0", 5)[5])
        else:
            made.append((kind, data))
    return png_of(made)


REWRITTEN = {
    "itxt": lambda text: [(b"iTXt", KEYWORD + b"\0\1\0\0\0" + zlib.compress(text, 9))],
    "ztxt": lambda text: [(b"zTXt", KEYWORD + b"\0\0" + zlib.compress(text.decode().encode("latin-1")))],
    "text": lambda text: [(b"tEXt", KEYWORD + b"\0" + text.decode().encode("latin-1"))],
}


class Figure(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.here = pathlib.Path(folder.name)
        self.environment = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
        self.environment.update(HOME=folder.name, XDG_STATE_HOME=folder.name, XDG_CONFIG_HOME=folder.name)

    def run_program(self, *words):
        return subprocess.run([PROGRAM, *words], cwd=self.here, env=self.environment, capture_output=True, timeout=120)

    def succeed(self, *words):
        result = self.run_program(*words)
        self.assertEqual(result.returncode, 0, (words, result.stderr))
        return result.stdout.decode()

    def refused(self, *words, code=2):
        result = self.run_program(*words)
        error = result.stderr.decode()
        self.assertEqual((result.returncode, result.stdout, error.count("\n")), (code, b"", 1), (words, error))
        return error

    def bytes(self, name):
        return (self.here / name).read_bytes()

    def make(self, *words):
        for form in FORMATS:
            self.succeed("render", *words, "-o", f"a.{form}")

    def expect_same(self, *names):
        for name in names:
            self.succeed("render", "--state", name, "-o", "again.svg")
            self.assertEqual(self.bytes("again.svg"), self.bytes("a.svg"), name)

    def test_a_surface_from_another_side_at_a_step(self):
        self.make("race", "--preset", "spike", "--at", "12", "--camera", "surface=20,30,1.5", "--view", "map=-2,2,-1,3",
                  "--size", "900x700", "--theme", "dark", "--scale", "1.5", "--without", "caption,numbers")
        self.expect_same("a.png", "a.svg", "a.pdf")

    def test_data_of_a_table_travel_inside(self):
        table = self.here / "größe.csv"
        table.write_text("x,y\n" + "".join(f"{k},{k * k % 17}\n" for k in range(40)))
        self.make("gaussian-mse", "--set", f"data=@{table}", "--lead", "data", "--theme", "print")
        table.unlink()
        self.expect_same("a.png", "a.svg", "a.pdf")
        values = json.loads(self.succeed("eval", "--state", "a.pdf"))["values"]
        self.assertEqual(values["data"][5][:2], [5, 8])

    def test_a_png_that_was_packed_or_written_anew(self):
        self.make("entropy", "--preset", "coin", "--size", "400x300")
        for name, change in REWRITTEN.items():
            (self.here / f"{name}.png").write_bytes(with_texts(self.bytes("a.png"), change))
        # The texts last, as some programs put them.
        moved = list(chunks(self.bytes("a.png")))
        moved.sort(key=lambda chunk: (chunk[0] == b"IEND", chunk[0] == b"iTXt"))
        (self.here / "moved.png").write_bytes(png_of(moved))
        self.expect_same("moved.png", *(f"{name}.png" for name in REWRITTEN))

    def test_the_gallery_comes_back_whatever_version_made_it(self):
        for lab in json.loads(self.succeed("list", "--json")):
            told = self.succeed("describe", GALLERY / f"{lab['id']}.png")
            self.assertTrue(told.startswith(f"{lab['title']} ({lab['id']})"), told)

    def test_comparisons_and_print_come_back(self):
        for words in (("--sweep", "tau=0.5,1,2", "--columns", "1"), ("--pin", "tau=3", "--beside"), ("--pin", "tau=3"),
                      ("--for", "one-column", "--line-weight", "1.5", "--transparent", "--handles", "--text", "outlines")):
            self.make("log-sum-exp", *words)
            self.expect_same("a.png", "a.svg", "a.pdf")

    @unittest.skipUnless(shutil.which("rsvg-convert"), "there is no rsvg-convert")
    def test_outlines_look_the_same_without_any_font(self):
        (self.here / "fonts.conf").write_text('<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig/>')
        self.succeed("render", "log-sum-exp", "--text", "outlines", "-o", "a.svg")
        for name, more in (("with", {}), ("without", {"FONTCONFIG_FILE": str(self.here / "fonts.conf")})):
            environment = {**self.environment, **more}
            subprocess.run(["rsvg-convert", "a.svg", "-o", f"{name}.png"], cwd=self.here, env=environment, check=True)
        self.assertEqual(self.bytes("with.png"), self.bytes("without.png"))

    def test_what_is_inside(self):
        self.make("entropy", "--preset", "coin", "--size", "400x300", "--theme", "dark")
        state = json.loads(self.succeed("describe", "a.png", "--json"))
        self.assertEqual((state["lossfield"], state["lab"]), (1, "entropy"))
        self.assertEqual("lossfield " + state["program"] + "\n", self.succeed("--version"))
        self.assertEqual(state["figure"], {"width": 400, "height": 300, "scale": 1, "theme": "dark"})
        told = self.succeed("describe", "a.pdf")
        self.assertIn("(entropy)", told)
        self.assertIn("400x300, scale 1, theme dark", told)
        for form in FORMATS:
            self.assertEqual(json.loads(self.succeed("describe", "--state", f"a.{form}", "--json")), state)
        # A state by itself does the same.
        (self.here / "a.json").write_text(json.dumps(state))
        self.expect_same("a.json")

    def test_a_file_in_place_of_a_lab(self):
        self.make("entropy", "--size", "400x300")
        for form in FORMATS:
            self.assertIn("no window can be opened", self.refused(f"a.{form}", code=4))
        self.assertIn("nothing.png: the file cannot be read", self.refused("nothing.png"))
        self.assertIn("--state a.png", self.refused("eval", "a.png"))
        # A lab's id is the lab, whatever files there are.
        (self.here / "entropy").write_text("{}")
        self.assertIn("no window can be opened", self.refused("entropy", code=4))
        self.assertIn("./entropy: not a Lossfield state", self.refused("./entropy"))

    def test_what_cannot_be_read_is_refused(self):
        self.make("entropy", "--size", "400x300")
        stripped = with_texts(self.bytes("a.png"), lambda text: [])
        bomb = with_texts(self.bytes("a.png"), lambda text: [(b"zTXt", KEYWORD + b"\0\0" + zlib.compress(b" " * (1 << 26)))])
        deep = with_texts(self.bytes("a.png"), lambda text: [(b"tEXt", KEYWORD + b"\0" + b"[" * 1000000)])
        laughs = b'<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>' + self.bytes("a.svg")
        for name, content, told in (
            ("stripped.png", stripped, "no state is inside"),
            ("cut.png", self.bytes("a.png")[:-30], "cut short"),
            ("cut.svg", self.bytes("a.svg")[:-30], "cut short"),
            ("cut.pdf", self.bytes("a.pdf")[:-30], "cut short"),
            ("bomb.png", bomb, "longer than the 16 MiB"),
            ("deep.png", deep, "nested too deeply"),
            ("laughs.svg", laughs, "declares entities"),
            ("page.html", b"<html></html>", "no SVG file"),
            ("photo.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF\0", "neither a figure"),
        ):
            (self.here / name).write_bytes(content)
            for words in ((name,), ("describe", name), ("eval", "--state", name), ("render", "--state", name, "-o", "x.svg")):
                self.assertIn(f"lossfield: {name}: ", self.refused(*words))
                self.assertIn(told, self.refused(*words))
            self.assertEqual((self.here / name).read_bytes(), content)
        self.assertFalse((self.here / "x.svg").exists())
        self.assertIn("512 MiB", self.refused("describe", "/dev/zero"))


if __name__ == "__main__":
    PROGRAM = os.path.abspath(sys.argv.pop(1))
    unittest.main()
