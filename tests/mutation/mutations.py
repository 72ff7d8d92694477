"""The mutations of the numeric core: (file, exact old text, new text), the old text found once; by family in the
files mutations_*.py beside this one."""

import importlib
import pathlib

MUTATIONS = [
    mutation
    for path in sorted(pathlib.Path(__file__).parent.glob("mutations_*.py"))
    for mutation in importlib.import_module(path.stem).MUTATIONS
]
