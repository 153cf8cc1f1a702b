"""python3 pyx12_reader.py FILE 835|837: claims, their charge in cents and seconds by the reader of pyx12, which knows segments and no guide."""

import sys
import time
from decimal import Decimal

import pyx12.x12file

path, kind = sys.argv[1:3]
name, element = ("CLP", "03") if kind == "835" else ("CLM", "02")
began = time.perf_counter()
claims, cents = 0, 0
with open(path, encoding="ascii") as file:
    for segment in pyx12.x12file.X12Reader(file):
        if segment.get_seg_id() == name:
            claims += 1
            cents += int(Decimal(segment.get_value(name + element)) * 100)
print(f"pyx12 {claims} {cents} {time.perf_counter() - began:.3f}")
