"""Time from a changed input to the numbers of every form, in this Python; figures are drawn later and not counted.

python -m benchmarks.forms
"""

from __future__ import annotations

import statistics
import time

from calculators.widgets import CALCULATORS, Fraction, Number
from calculators.widgets.form import Calculator


def changes(form: Calculator[object], count: int) -> list[dict[str, str]]:
    """Values of the first number of a form, each a little smaller; a form of words computes the same again."""
    for key, field in form.fields.items():
        if isinstance(field, Fraction | Number) and form.inputs[key].value not in ("", "0"):
            start = float(form.inputs[key].value)
            return [{key: repr(start * (1 - 1e-4 * k))} for k in range(count)]
    return [{}] * count


def main() -> None:
    """Print the median and the largest processor time of each form."""
    print("| form | numbers, median | largest |\n|---|---|---|")
    for entry in CALCULATORS:
        form = entry.make()
        times = []
        for values in changes(form, 15):
            before = time.process_time()
            form.update(values)
            form.state()
            times.append(1e3 * (time.process_time() - before))
            assert form.result is not None, form.message()
        print(f"| {form.name} | {statistics.median(times):.0f} ms | {max(times):.0f} ms |")


if __name__ == "__main__":
    main()
