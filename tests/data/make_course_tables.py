#!/usr/bin/env python3
"""Writes tables/*.csv: four tables shaped like those that courses on regression use; the numbers are made up.

The same bytes at every run: a linear congruential generator, fixed decimals."""
import pathlib

FOLDER = pathlib.Path(__file__).parent / "tables"


class Numbers:
    def __init__(self, seed):
        self.state = seed

    def between(self, low, high):
        self.state = (1103515245 * self.state + 12345) % 2**31
        return low + (high - low) * self.state / 2**31


def study_hours():
    """100 rows of two long decimals, without a header, lines end with \\n."""
    n = Numbers(1)
    for _ in range(100):
        x = n.between(25, 70)
        yield f"{x:.14f},{min(125.0, max(30.0, 1.3 * x + 8 + n.between(-18, 18))):.14f}\n"


def profits():
    """97 rows below a header, some negative."""
    n = Numbers(2)
    yield "population,profit\n"
    for _ in range(97):
        x = n.between(5, 22.5)
        yield f"{x:.4f},{1.2 * x - 4 + n.between(-5, 6):.5g}\n"


def salaries():
    """Years against a salary to 130,000; lines end with \\r\\n, as a spreadsheet writes them."""
    n = Numbers(3)
    yield "YearsExperience,Salary\r\n"
    for i in range(30):
        yield f"{1.1 + 0.32 * i:.1f},{min(130000.0, 37731 + 3050 * i + n.between(-6000, 6000)):.2f}\r\n"


def advertising():
    """Five columns: an index without a name and four with, all names and indices in quotes."""
    n = Numbers(4)
    yield '"","TV","radio","newspaper","sales"\n'
    for i in range(200):
        tv, radio, paper = n.between(0.7, 296), n.between(0, 49.6), n.between(0.3, 114)
        yield f'"{i + 1}",{tv:.1f},{radio:.1f},{paper:.1f},{3 + 0.045 * tv + 0.19 * radio + n.between(-2, 2):.1f}\n'


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, rows in {"study_hours": study_hours, "profits": profits, "salaries": salaries, "advertising": advertising}.items():
        (FOLDER / f"{name}.csv").write_bytes("".join(rows()).encode())
