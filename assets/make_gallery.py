#!/usr/bin/env python3
"""Renders every lab for the README and rewrites its list of labs.

    assets/make_gallery.py [LAB...] [--program build/lossfield]

Writes assets/gallery/LAB.png of the named labs (none: of all) and the table between the two gallery marks of README.md.
"""
import argparse
import json
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent
BEGIN, END = "<!-- gallery -->", "<!-- /gallery -->"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("labs", nargs="*", metavar="LAB")
    parser.add_argument("--program", default=str(ROOT / "build" / "lossfield"))
    given = parser.parse_args()
    program = given.program
    labs = json.loads(subprocess.run([program, "list", "--json"], check=True, capture_output=True).stdout)
    rows = ["| lab | what it shows |", "| --- | --- |"]
    for lab in labs:
        picture = ROOT / "assets" / "gallery" / f"{lab['id']}.png"
        picture.parent.mkdir(parents=True, exist_ok=True)
        if not given.labs or lab["id"] in given.labs:
            subprocess.run([program, "render", lab["id"], "-o", str(picture)], check=True)
        rows.append(f"| `{lab['id']}`<br>{lab['title']} | ![{lab['title']}](assets/gallery/{lab['id']}.png) |")
    readme = ROOT / "README.md"
    text = readme.read_text()
    before, rest = text.split(BEGIN)
    after = rest.split(END)[1]
    readme.write_text(before + BEGIN + "\n" + "\n".join(rows) + "\n" + END + after)


if __name__ == "__main__":
    main()
