#!/usr/bin/env python3
"""What stays of a file that cannot be written: a full disk, a folder that is read only, an end in the middle of it.

usage: save_test.py PROGRAM
"""
import os
import pathlib
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
import unittest

PROGRAM = None
LAB = "entropy"
KILLS = 200


def small_files():
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))


class Save(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.here = pathlib.Path(folder.name)

    def render(self, path, **options):
        return subprocess.run([PROGRAM, "render", LAB, "--size", "300x200", "-o", str(path)], capture_output=True,
                              timeout=120, **options)

    def expect_refused(self, result, path, reason):
        error = result.stderr.decode()
        self.assertEqual((result.returncode, result.stdout), (3, b""), error)
        self.assertEqual(error, f"lossfield: cannot write {path}: {reason}\n")

    def test_a_file_that_may_not_grow(self):
        for name in ("a.png", "a.svg", "a.pdf"):
            path = self.here / name
            self.expect_refused(self.render(path, preexec_fn=small_files), path, "File too large")
            self.assertEqual(list(self.here.iterdir()), [])
        path.write_text("old")
        self.expect_refused(self.render(path, preexec_fn=small_files), path, "File too large")
        self.assertEqual([p.name for p in self.here.iterdir()], [path.name])
        self.assertEqual(path.read_text(), "old")

    def mounted(self, options, script):
        """Runs a shell script in a folder of a file system of its own, of which nothing is left."""
        words = ["unshare", "--map-root-user", "--mount", "sh", "-ec",
                 f"mount -t tmpfs -o {options} tmpfs '{self.here}'; cd '{self.here}'; {script}", PROGRAM]
        result = subprocess.run(words, capture_output=True, timeout=120, text=True)
        if "unshare" in result.stderr or "mount" in result.stderr:
            self.skipTest("no file system can be mounted here: " + result.stderr.strip())
        return result.stdout.splitlines()

    def test_a_disk_that_is_full(self):
        for name in ("a.png", "a.svg", "a.pdf"):
            lines = self.mounted("size=8k", f"""echo old >{name}
                "$0" render {LAB} --size 300x200 -o {name} 2>&1 || echo "code $?"; cat {name}; ls -A""")
            self.assertEqual(lines, [f"lossfield: cannot write {name}: No space left on device", "code 3", "old", name])

    def test_a_folder_that_is_read_only(self):
        lines = self.mounted("size=64k", f"""echo old >a.svg; mount -o remount,ro .
            for name in a.svg b.pdf; do "$0" render {LAB} --size 300x200 -o $name 2>&1 || echo "code $?"; done
            cat a.svg; ls -A""")
        self.assertEqual(lines, ["lossfield: cannot write a.svg: Read-only file system", "code 3",
                                 "lossfield: cannot write b.pdf: Read-only file system", "code 3", "old", "a.svg"])

    def test_killed_at_any_moment_it_is_the_old_file_or_the_new_one(self):
        path = self.here / "f.svg"
        start = time.monotonic()
        self.assertEqual(self.render(path).returncode, 0)
        whole = time.monotonic() - start
        new, old = path.read_bytes(), b"old" * 5000
        self.assertGreater(len(new), 1000)
        moments = random.Random(3)
        found = {old: 0, new: 0}
        for _ in range(KILLS):
            path.write_bytes(old)
            process = subprocess.Popen([PROGRAM, "render", LAB, "--size", "300x200", "-o", str(path)],
                                       stderr=subprocess.DEVNULL)
            # Mostly about its end, where the file is written.
            time.sleep(whole * moments.triangular(0, 1.1, 0.9))
            process.send_signal(signal.SIGKILL)
            process.wait()
            content = path.read_bytes()
            self.assertIn(content, found, f"{len(content)} bytes of neither file")
            found[content] += 1
        self.assertGreater(found[old], 0)
        self.assertGreater(found[new], 0)


if __name__ == "__main__":
    PROGRAM = os.path.abspath(sys.argv.pop(1))
    unittest.main()
