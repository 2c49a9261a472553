"""States of every calculator, the same on every platform: prints their results as JSON.

Runs in CPython and, through parity.mjs, in Pyodide; test_parity.py compares the two.
"""

import json
import math
import random

from calculators import widgets

COUNT = 60
WORDS = ["", "CsPbBr3", "MAPb(Br0.5I0.5)3", "CsSnI3", "(FA0.7MA0.1GA0.2)0.87Cs0.13PbBr3", "Cs=1.8", "Cs4PbBr6", "5.9"]
DECAYS = ["\n".join(f"{t} {100 * 0.6 ** (t / k) * (1 + 0.01 * (-1) ** t):.3f}" for t in range(25)) for k in (3, 8, 20)]
CURVES = [
    "nm;absorbance\n" + "\n".join(f"{nm};{1 / (1 + math.exp((nm - at) / 6)):.5f}" for nm in range(400, 701, 2))
    for at in (480, 520)
] + [
    "nm;emission\n" + "\n".join(f"{nm};{math.exp(-(((nm - at) / 14) ** 2)):.5f}" for nm in range(400, 701, step))
    for at, step in ((480, 1), (615, 4))
]
SPECTRA = ["", "", "390;0.96\n410;0.70", "nonsense"]


def draw(walk, options):
    return options[int(walk.random() * len(options))]


def near(field, start, walk):
    """A number near the first one, half of them very near; an optional one may be empty or come new."""
    if start is None or (field.optional and walk.random() < 0.3):
        return "" if walk.random() < 0.7 else f"{3 + 5 * walk.random():.6g}"
    spread = 0.3 if walk.random() < 0.5 else 0.01
    return f"{start * (1 + spread * (2 * walk.random() - 1)):.6g}"


def source(form, key, found, walk):
    """Recommended, another source of what was drawn for the fields before, or a number near one of them."""
    field = form.fields[key].at(tuple(found.get(name, form.inputs[name].value) for name in form.fields[key].of))
    kind = walk.random()
    if kind < 0.4 or not field.choices:
        return "" if kind < 0.6 else f"{0.2 + 5 * walk.random():.4g}"
    return draw(walk, field.options) if kind < 0.7 else f"{field.choices[0].value * (0.8 + 0.4 * walk.random()):.6g}"


def values(form, walk):
    """Random inputs: numbers near the worked case, and now and then a text that may be refused."""
    found = {}
    for key, field in form.fields.items():
        if isinstance(field, widgets.Fraction):
            found[key] = f"{field.whole * round(walk.random(), 2):g}"
        elif isinstance(field, widgets.Number):
            found[key] = near(field, getattr(form.first, key), walk)
        elif isinstance(field, widgets.Choice):
            found[key] = draw(walk, field.options)
        elif isinstance(field, widgets.Sourced):
            found[key] = source(form, key, found, walk)
        elif isinstance(field, widgets.Area):
            texts = CURVES if "recorded" in form.fields else DECAYS if getattr(form.first, key) else SPECTRA
            found[key] = draw(walk, texts)
        elif isinstance(field, widgets.Text) and walk.random() < 0.4:
            found[key] = draw(walk, WORDS)
    return found


def main():
    out = {}
    for entry in widgets.CALCULATORS:
        walk = random.Random(11)
        states = []
        for k in range(COUNT):
            form = entry.make()
            if k:
                form.update(values(form, walk))
            lines = form.result.lines() if form.result else []
            numbers = {line.key: line.value for line in lines if isinstance(line.value, float)}
            states.append({"html": form.state()["html"], "numbers": numbers})
        out[entry.function] = states
    return json.dumps(out)


if __name__ == "__main__":
    print(main())
