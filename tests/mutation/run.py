#!/usr/bin/env python3
"""Mutation run of the numeric core: does the suite turn red when one formula is wrong?

Each mutation replaces one text, found exactly once, in a copy of math/; the tests of math/ are built against the copy
and must fail (a mutant that does not compile counts as an error, not as caught). Prints a table; exit status 1 when a
mutant survives, a text is not found exactly once, or the unchanged sources do not pass.

    tests/mutation/run.py [--compiler g++] [--only TEXT]
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

ROOT = pathlib.Path(__file__).resolve().parents[2]

# (file, exact old text, new text)
MUTATIONS = [
    ("math/softmax.cpp", "others += std::exp((z[k] - z[leader]) / temperature);", "others += std::exp(z[k] - z[leader]);"),
    ("math/softmax.cpp", "return z[leader] + temperature * std::log1p(others);", "return z[leader] - temperature * std::log1p(others);"),
    ("math/softmax.cpp", "weights[k] = std::exp((z[k] - highest) / temperature);", "weights[k] = std::exp((z[k] - highest) * temperature);"),
    ("math/softmax.cpp", "(z[k] - highest) / temperature - log_sum;", "std::log(std::exp((z[k] - highest) / temperature)) - log_sum;"),
    ("math/softmax.cpp", "x = temperature * (x - mean_log) + mean;", "x = temperature * x + mean;"),
    ("math/softmax.hpp", "return k == leader ? others : 1.0 + (others - weight);", "return 1.0 + (others - weight);"),
    ("math/cross_entropy.hpp", "return distance + total * log1p(others);", "return distance - total * log1p(others);"),
    ("math/cross_entropy.hpp", "return distance + total * log1p(others);", "return distance + log1p(others);"),
    ("math/cross_entropy.hpp", "distance += y[k] * ((z[leader] - z[k]) / temperature);", "distance += y[k] * (z[leader] - z[k]);"),
    ("math/cross_entropy.cpp", "const double pull = weight * other_targets(k) - y[k] * e.sum_without(k, weight);", "const double pull = y[k] * e.sum_without(k, weight) - weight * other_targets(k);"),
    ("math/cross_entropy.cpp", "const double pull = weight * other_targets(k) - y[k] * e.sum_without(k, weight);", "const double pull = weight - y[k] * e.sum();"),
    ("math/cross_entropy.cpp", "gradient[k] = pull / e.sum() / temperature;", "gradient[k] = pull / e.sum();"),
    ("math/cross_entropy.cpp", "? e.sum_without(i, weight[i]) : -weight[j];", "? e.sum_without(i, weight[i]) : weight[j];"),
    ("math/cross_entropy.cpp", "SumWithout(y).total() / temperature / temperature;", "SumWithout(y).total() / temperature;"),
    ("math/cross_entropy.cpp", "slope += p[j] * (difference[k] - difference[j]);", "slope += p[j] * difference[k];"),
    ("math/cross_entropy.cpp", "result.gradient[k] = p[k] * slope / temperature;", "result.gradient[k] = slope / temperature;"),
    ("math/information.cpp", "if (x != 0.0) sum -= x * std::log(x);", "sum -= x * std::log(x);"),
    ("math/information.cpp", "gradient.push_back(-(std::log(x) + 1.0));", "gradient.push_back(-std::log(x));"),
    ("math/information.cpp", "gradient[i] -= p[i] * p[j] * log_ratio(p[i], p[j]);", "gradient[i] += p[i] * p[j] * log_ratio(p[i], p[j]);"),
    ("math/information.cpp", "if (std::abs(v) >= 0.1) return p * log_ratio(p, q) - p + q;", "return p * std::log(p / q) - p + q;"),
    ("math/information.cpp", "double power = 2.0 * p * v;", "double power = 2.0 * q * v;"),
    ("math/information.cpp", "return sum + excess(difference, p.size());\n}\n\ndouble kl_from_log", "return sum;\n}\n\ndouble kl_from_log"),
    ("math/information.cpp", "if (p[i] == 0.0 || log_q[i] > log_smallest_normal) {", "if (true) {"),
    ("math/information.cpp", "p[i] == 0.0 ? 0.0 : -p[i] / q[i];", "q[i] == 0.0 ? 0.0 : -q[i] / p[i];"),
    ("math/information.cpp", "divergence_term(1.0, ratio * ratio) + shift * shift", "divergence_term(ratio * ratio, 1.0) + shift * shift"),
    ("math/information.cpp", "if (p[i] != 0.0) sum -= p[i] * std::log(q[i]);", "if (q[i] != 0.0) sum -= q[i] * std::log(p[i]);"),
    ("math/triangle.cpp", "const double b1 = point.x - 0.5 * b2;", "const double b1 = point.x + 0.5 * b2;"),
    ("math/triangle.cpp", "return {b[1] + 0.5 * b[2], height * b[2]};", "return {b[2] + 0.5 * b[1], height * b[1]};"),
    ("math/triangle.cpp", "{here + 1, above + 1, above}", "{here + 1, above, above + 1}"),
    ("math/simplex.cpp", "const double candidate = (sum - mass) / static_cast<double>(k + 1);", "const double candidate = (sum - 1.0) / static_cast<double>(k + 1);"),
    ("math/simplex.cpp", "if (k > 0 && sorted[k] <= candidate) break;", ""),
    ("math/simplex.cpp", "rate += p[j] * (d[k] - d[j]);", "rate += d[k] - d[j];"),
    ("math/simplex.cpp", "flow[k] = p[k] * rate / temperature / temperature;", "flow[k] = p[k] * rate / temperature;"),
    ("math/simplex.cpp", "d[k] = y[k] - p[k];", "d[k] = p[k] - y[k];"),
    ("math/simplex.cpp", "x = finite ? x - mean", "x = finite ? x"),
    ("math/simplex.cpp", "(velocity[classes[i]] - face.b[i] * share_rate) / face.share;", "velocity[classes[i]] / face.share;"),
    ("math/random.hpp", "key[1] += 0xBB67AE85;", "key[1] += 0xBB67AE84;"),
    ("math/random.hpp", "return radius * std::cos(", "return radius * std::sin("),
    ("math/random.hpp", "(static_cast<double>(bits >> 12) + 0.5) * 0x1p-52;", "(static_cast<double>(bits >> 11) + 0.5) * 0x1p-53;"),
    ("math/dual.hpp", "a.derivative * b.value + a.value * b.derivative", "a.derivative * b.value"),
    ("math/gradient_check.hpp", "if (k == 0 || error > result.worst)", "if (k == 0)"),
]

FLAGS = ["-std=c++20", "-O0", "-ffp-contract=off"]


class Build:
    """Objects of one tree; an object is rebuilt when a file it includes is among the changed ones."""

    def __init__(self, folder, compiler):
        self.folder = folder
        self.compiler = compiler
        self.sources = sorted(
            path.relative_to(ROOT).as_posix()
            for pattern in ("math/*.cpp", "tests/*.cpp", "tests/math/*.cpp")
            for path in ROOT.glob(pattern)
        )
        self.includes = {}

    def object_of(self, source):
        return self.folder / "objects" / (source.replace("/", "-") + ".o")

    def compile(self, source, tree, target):
        data = f'-DLOSSFIELD_TEST_DATA="{ROOT / "tests/data"}"'
        depends = target.with_suffix(".d")
        command = self.compiler + FLAGS + [data, f"-I{tree}", "-MMD", "-MF", str(depends), "-c", str(tree / source), "-o", str(target)]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode == 0:
            self.includes.setdefault(source, depends.read_text())
        return done

    def link_and_run(self, objects, program):
        command = self.compiler + [str(o) for o in objects] + ["-lgtest", "-pthread", "-o", str(program)]
        linked = subprocess.run(command, capture_output=True, text=True)
        if linked.returncode != 0:
            return None, linked.stderr
        try:
            done = subprocess.run([str(program), "--gtest_brief=1"], capture_output=True, text=True, timeout=60)
        except subprocess.TimeoutExpired:
            return 1, "ran past 60 s"
        finally:
            program.unlink()
        return done.returncode, done.stdout

    def affected(self, changed, tree):
        return [s for s in self.sources if s == changed or str(tree / changed) in self.includes[s]]


def run_mutation(build, pristine, number, mutation):
    file, old, new = mutation
    count = (ROOT / file).read_text().count(old)
    if count != 1:
        return f"error: old text found {count} times", ""
    tree = build.folder / f"mutant-{number}"
    shutil.copytree(pristine, tree)
    (tree / file).write_text((ROOT / file).read_text().replace(old, new))
    objects = {s: build.object_of(s) for s in build.sources}
    for source in build.affected(file, pristine):
        objects[source] = tree / (source.replace("/", "-") + ".o")
        done = build.compile(source, tree, objects[source])
        if done.returncode != 0:
            return "error: does not compile", done.stderr
    status, output = build.link_and_run(objects.values(), tree / "program")
    shutil.rmtree(tree)
    if status is None:
        return "error: does not link", output
    failed = sorted({line.split("]")[1].split()[0].rstrip(",") for line in output.splitlines() if line.startswith("[  FAILED  ]") and "." in line})
    return ("SURVIVED" if status == 0 else "caught"), ", ".join(failed) or output[-200:]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--compiler", default=os.environ.get("CXX", "g++"), help="command line of the compiler")
    parser.add_argument("--only", default="", help="mutations whose file or text contains this")
    arguments = parser.parse_args()
    chosen = [m for m in MUTATIONS if any(arguments.only in part for part in m)]
    with tempfile.TemporaryDirectory(prefix="lossfield-mutation-") as folder:
        build = Build(pathlib.Path(folder), shlex.split(arguments.compiler))
        pristine = build.folder / "pristine"
        for name in ("math", "tests"):
            shutil.copytree(ROOT / name, pristine / name)
        (build.folder / "objects").mkdir()
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            compiled = pool.map(lambda s: build.compile(s, pristine, build.object_of(s)), build.sources)
            for done in compiled:
                if done.returncode != 0:
                    sys.exit(f"the unchanged sources do not compile:\n{done.stderr}")
            status, output = build.link_and_run([build.object_of(s) for s in build.sources], build.folder / "program")
            if status != 0:
                sys.exit(f"the unchanged sources do not pass:\n{output}")
            results = list(pool.map(lambda pair: run_mutation(build, pristine, *pair), enumerate(chosen)))
    bad = 0
    for (file, old, new), (verdict, detail) in zip(chosen, results):
        bad += verdict != "caught"
        print(f"{verdict:8}  {file}\n          - {' '.join(old.split())}\n          + {' '.join(new.split())}\n          {detail[:160]}")
    print(f"{len(chosen)} mutations, {len(chosen) - bad} caught, {bad} survived or in error")
    return 1 if bad or not chosen else 0


if __name__ == "__main__":
    sys.exit(main())
