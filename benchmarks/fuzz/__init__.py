"""Calls every public function of `calculators` with what people and programs pass, and says what went wrong.

    python -m benchmarks.fuzz --calls 1000000 --seed 1 --processes 2
    python -m benchmarks.fuzz --module led --calls 20000
    python -m benchmarks.fuzz --call "led.photon_energy(wavelength_nm=10**400)"

`targets` finds what is called and valid arguments for it, `values` what is put in their place, `judge` looks at
one call, `__main__` counts. Every call is a line of Python, so what is printed can be run again.
"""
