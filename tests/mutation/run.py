#!/usr/bin/env python3
"""Mutation run of the numeric core: does the suite turn red when one formula is wrong?

Each mutation replaces one text, found exactly once, in a copy of math/; the tests of math/ are built against
the copy and must fail (a mutant that does not compile is an error, not caught). The tests of the file's folder come
first; only what these let pass is held against all of them. Prints a table; exit status 1
when a mutant survives, a text is not found exactly once, or the unchanged sources do not pass.

    tests/mutation/run.py [--compiler g++] [--only TEXT] [--part K/N]
"""

import argparse
import concurrent.futures
import os
import pathlib
import shlex
import shutil
import subprocess
import sys
import tempfile

from mutations import MUTATIONS

ROOT = pathlib.Path(__file__).resolve().parents[2]

FLAGS = ["-std=c++20", "-O0", "-ffp-contract=off"]
PACKAGES = ["eigen3", "nlohmann_json"]
DATA_FOLDER = "tests/support/data_folder.cpp"
# The tests of math/ and what they stand on.
SOURCES = ["math/**/*.cpp", "tests/math/**/*.cpp", "tests/main.cpp", "tests/support/support.cpp", DATA_FOLDER]
SOURCES += ["viz/text/json.cpp", "viz/text/json_library.cpp"]
SLOPPINESS = "pch_defines,time_macros,include_file_mtime,include_file_ctime"
# Read once for all files: half of the time to compile a test.
PRECOMPILED = "gtest/gtest.h Eigen/Core algorithm cmath functional optional span string variant vector".split()


class Build:
    """Objects of one tree; an object is rebuilt when a file it includes is among the changed ones."""

    def __init__(self, folder, compiler):
        self.folder = folder
        includes = subprocess.check_output(["pkg-config", "--cflags", *PACKAGES], text=True)
        self.compiler = compiler + shlex.split(includes)
        self.sources = sorted(
            path.relative_to(ROOT).as_posix() for pattern in SOURCES for path in ROOT.glob(pattern)
        )
        # From a compiler cache where there is one: what no mutation touches is the same in every run.
        settings = {"CCACHE_BASEDIR": str(folder), "CCACHE_NOHASHDIR": "1", "CCACHE_SLOPPINESS": SLOPPINESS}
        self.environment = {**os.environ, **settings}
        if shutil.which("ccache"):
            self.compiler.insert(0, "ccache")
        self.includes = {}
        header = folder / "precompiled.hpp"
        header.write_text("".join(f"#include <{name}>\n" for name in PRECOMPILED))
        command = self.compiler + FLAGS + ["-x", "c++-header", str(header), "-o", f"{header}.gch"]
        subprocess.run(command, check=True, env=self.environment)
        self.flags = FLAGS + ["-include", str(header)]

    def object_of(self, source):
        return self.folder / "objects" / (source.replace("/", "-") + ".o")

    def compile(self, source, tree, target):
        data = [f'-DLOSSFIELD_TEST_DATA="{ROOT / "tests/data"}"'] if source == DATA_FOLDER else []
        depends = target.with_suffix(".d")
        command = self.compiler + self.flags + data + ["-I.", "-MMD", "-MF", str(depends)]
        command += ["-c", source, "-o", str(target)]
        done = subprocess.run(command, capture_output=True, text=True, cwd=tree, env=self.environment)
        if done.returncode == 0:
            self.includes.setdefault(source, {os.path.normpath(path) for path in depends.read_text().split()})
        return done

    def link_and_run(self, objects, program):
        command = self.compiler + [str(o) for o in objects] + ["-lgtest", "-pthread", "-o", str(program)]
        linked = subprocess.run(command, capture_output=True, text=True)
        if linked.returncode != 0:
            return None, linked.stderr
        try:
            command = [str(program), "--gtest_brief=1", "--gtest_fail_fast"]
            done = subprocess.run(command, capture_output=True, text=True, timeout=60)
        except subprocess.TimeoutExpired:
            return 1, "ran past 60 s"
        finally:
            program.unlink()
        return done.returncode, done.stdout

    def affected(self, changed):
        return {s for s in self.sources if s == changed or changed in self.includes[s]}

    def related(self, changed):
        """Everything but the tests of other folders than the file's own; nothing when it has none."""
        folder = f"tests/{pathlib.PurePosixPath(changed).parent}/"
        own = [s for s in self.sources if s.startswith(folder)]
        shared = [s for s in self.sources if not s.startswith("tests/math/") or s.count("/") == 2]
        return shared + own if own else []


def run_mutation(build, pristine, number, mutation):
    file, old, new = mutation
    count = (ROOT / file).read_text().count(old)
    if count != 1:
        return f"error: old text found {count} times", ""
    tree = build.folder / f"mutant-{number}"
    shutil.copytree(pristine, tree)
    (tree / file).write_text((ROOT / file).read_text().replace(old, new))
    objects = {s: build.object_of(s) for s in build.sources}
    waiting = build.affected(file)
    for chosen in (build.related(file), build.sources):
        if not chosen:
            continue
        for source in waiting.intersection(chosen):
            objects[source] = tree / (source.replace("/", "-") + ".o")
            done = build.compile(source, tree, objects[source])
            if done.returncode != 0:
                return "error: does not compile", done.stderr
        waiting.difference_update(chosen)
        status, output = build.link_and_run([objects[s] for s in chosen], tree / "program")
        if status != 0:
            break
    shutil.rmtree(tree)
    if status is None:
        return "error: does not link", output
    lines = [line.split() for line in output.splitlines() if line.startswith("[  FAILED  ]")]
    failed = sorted({words[3].rstrip(",") for words in lines if "." in words[3]})
    return ("SURVIVED" if status == 0 else "caught"), ", ".join(failed) or output[-200:]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--compiler", default=os.environ.get("CXX", "g++"), help="compiler command line")
    parser.add_argument("--only", default="", help="mutations whose file or text contains this")
    parser.add_argument("--part", default="0/1", help="K/N: every N-th mutation, from number K on, counted from 0")
    arguments = parser.parse_args()
    first, stride = (int(number) for number in arguments.part.split("/"))
    chosen = [m for m in MUTATIONS[first % stride :: stride] if any(arguments.only in part for part in m)]
    with tempfile.TemporaryDirectory(prefix="lossfield-mutation-") as folder:
        build = Build(pathlib.Path(folder), shlex.split(arguments.compiler))
        pristine = build.folder / "pristine"
        for name in ("math", "tests", "viz/text"):
            shutil.copytree(ROOT / name, pristine / name)
        (build.folder / "objects").mkdir()
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            compiled = pool.map(lambda s: build.compile(s, pristine, build.object_of(s)), build.sources)
            for done in compiled:
                if done.returncode != 0:
                    sys.exit(f"the unchanged sources do not compile:\n{done.stderr}")
            objects = [build.object_of(s) for s in build.sources]
            status, output = build.link_and_run(objects, build.folder / "program")
            if status != 0:
                sys.exit(f"the unchanged sources do not pass:\n{output}")
            results = list(pool.map(lambda pair: run_mutation(build, pristine, *pair), enumerate(chosen)))
    bad = 0
    for (file, old, new), (verdict, detail) in zip(chosen, results):
        bad += verdict != "caught"
        print(f"{verdict:8}  {file}")
        for mark, text in (("-", old), ("+", new), ("by" if verdict == "caught" else "  ", detail[:160])):
            print(f"       {mark:>2} {' '.join(text.split())}")
    print(f"{len(chosen)} mutations, {len(chosen) - bad} caught, {bad} survived or in error")
    return 1 if bad or not chosen else 0


if __name__ == "__main__":
    sys.exit(main())
