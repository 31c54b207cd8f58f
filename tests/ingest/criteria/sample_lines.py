#!/usr/bin/env python3
"""Draws the lines of eligibility text that measure how criteria text is read.

    sample_lines.py [--data DIR] [--seed TEXT] [--show]

Prints the seed and one JSON row a line: {"trial", "start", "end", "stratum"}. `start` and `end` are byte offsets
(UTF-8) in the record's eligibility text: the first byte that is not blank (a list marker belongs to the line) and the
one after the last. --show adds the sentence and what stands above it, for people: that output stays out of the project.

A line is drawn by the hash of the seed and its own name, so the sample depends on no library's random numbers.
Needs the shared data; exits with 77 where it is absent.
"""

import argparse
import gzip
import hashlib
import json
import pathlib
import re
import sys

SEED = "trialmatch-criteria-2026-11"
PER_STRATUM = 75
STRATA = ("oncology", "perinatal_paediatric", "metabolic", "other")
DEFAULT_DATA = pathlib.Path(__file__).resolve().parents[3].parent / "shared" / "data"
REGISTRY = pathlib.Path("registry") / "criteria-text.jsonl.gz"

# The first stratum whose words appear in the record's conditions takes the trial, oncology first: children's
# cancers would crowd newborns and mothers out of their stratum. A record without conditions is judged by the opening
# of its text, with other words for the perinatal and paediatric ones. Word beginnings, any case.
OPENING = 250
PERINATAL_OPENING = (r"\b(neonat|newborn|infants?\b|preterm|premature inf|gestational age|p[a]?ediatric|"
                     r"weeks.? gestation)")
STRATUM_WORDS = (
    ("oncology", r"\b(cancer|neuroblastoma|wilms|tumou?r|neoplas|carcinom|sarcom|lymphom|leuk[a]?emi|"
                 r"melanom|myelom|gliom|glioblastom|blastom|metasta|malignan|myelodysplas|mesotheliom|nsclc|sclc|"
                 r"adenocarcinom|waldenstr|germ cell)"),
    ("perinatal_paediatric", r"\b(neonat|newborn|infan|preterm|prematur|perinat|pregnan|gestation|birth|breast.?feed|"
                             r"childhood|child\b|children|p[a]?ediatric|adolescen|juvenile|bronchopulmonary dysplasia|"
                             r"retinopathy of prematurity|pre-?eclampsia|cleft|autis|"
                             r"respiratory distress syndrome, newborn|labor, obstetric|obstetric)"),
    ("metabolic", r"\b(diabet|t[12]dm|obes|overweight|metabolic|insulin|hyperlipid|dyslipid|cholesterol|"
                  r"hypertriglycerid|lipid|gaucher|fabry|phenylketon|lysosomal|glycogen|thyroid|hyperglyc|hypoglyc|"
                  r"gout|hyperuric|hyperparathyroid|hypoparathyroid|vitamin d|lipodystroph|cushing|acromegal|"
                  r"mucopolysacchar|urea cycle|porphyri|hemochromatos|amyloid|nonalcoholic|nash\b|nafld|adrenal)"),
)

MARKER = re.compile(r"[ \t]*(?:[-*•·○▪■♦–—]|\(?\d{1,2}(?:\.\d{1,2})*[.)]|\(?[A-Za-z][.)]|"
                    r"\(?[ivxIVX]{1,5}[.)])[ \t]+")
WRAPPED_INDENTATION = 8  # the old registry indents every line of a wrapped text by at least this
WRAP_COLUMN = 88


def stratum_of(row):
    """Returns the stratum of a record."""
    conditions = row.get("conditions") or ""
    text = conditions if isinstance(conditions, str) else "; ".join(conditions)
    order = STRATUM_WORDS
    if not text:
        # A text names pregnancy and childbearing in what it excludes: other words tell what the trial is about.
        text = row["criteria"].strip()[:OPENING]
        order = [(name, PERINATAL_OPENING if name == "perinatal_paediatric" else words) for name, words in order]
    for stratum, words in order:
        if re.search(words, text, re.IGNORECASE):
            return stratum
    return "other"


def indentation(line):
    return len(line) - len(line.lstrip(" \t"))


def physical_lines(text):
    """Yields (character offset, line without its end)."""
    offset = 0
    for line in text.splitlines(keepends=True):
        yield offset, line.rstrip("\r\n")
        offset += len(line)


def logical_lines(text):
    """Returns the non-blank lines as (start, end) in UTF-8 bytes, wrapped continuation lines joined.

    A line without a list marker continues the one right above it when
    - that one begins a marked item and this one is indented deeper than its marker, or continues such an item; or
    - the text is wrapped (every line is indented) and this line's first word would not have fitted above.
    """
    lines = list(physical_lines(text))
    wrapped = all(indentation(line) >= WRAPPED_INDENTATION for _, line in lines if line.strip())
    spans, above, marker_at = [], None, None
    for offset, line in lines:
        if not line.strip():
            above = marker_at = None
            continue
        start, end = offset + indentation(line), offset + len(line.rstrip())
        marked = MARKER.match(line) is not None
        under_marker = marker_at is not None and indentation(line) > marker_at
        overflows = wrapped and above is not None and len(above.rstrip()) + 1 + len(line.split()[0]) > WRAP_COLUMN
        if not marked and above is not None and (under_marker or overflows):
            spans[-1][1] = end
        else:
            spans.append([start, end])
            marker_at = indentation(line) if marked else None
        above = line
    return [(len(text[:start].encode()), len(text[:end].encode())) for start, end in spans]


def read_registry(data):
    """Yields the rows of the shared file. Exits with 77 when it is absent."""
    path = data / REGISTRY
    if not path.exists():
        print("skipped: shared data not present")
        sys.exit(77)
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            yield json.loads(line)


def rank(seed, trial, start, end):
    return hashlib.sha256(f"{seed}:{trial}:{start}:{end}".encode()).hexdigest()


def draw(rows, seed, per_stratum):
    """Returns the drawn lines, sorted by stratum and rank. Shape: {"trial", "start", "end", "stratum"}."""
    ranked = {stratum: [] for stratum in STRATA}
    for row in rows:
        stratum = stratum_of(row)
        for start, end in logical_lines(row["criteria"]):
            ranked[stratum].append((rank(seed, row["nct_id"], start, end), row["nct_id"], start, end))
    return [{"trial": trial, "start": start, "end": end, "stratum": stratum}
            for stratum in STRATA for _, trial, start, end in sorted(ranked[stratum])[:per_stratum]]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=pathlib.Path, default=DEFAULT_DATA)
    parser.add_argument("--seed", default=SEED)
    parser.add_argument("--show", action="store_true")
    arguments = parser.parse_args()
    rows = list(read_registry(arguments.data))
    print(f"seed {arguments.seed}", file=sys.stderr)
    texts = {row["nct_id"]: row["criteria"] for row in rows} if arguments.show else {}
    for line in draw(rows, arguments.seed, PER_STRATUM):
        print(json.dumps(line))
        if arguments.show:
            text = texts[line["trial"]].encode()
            print(text[:line["start"]].decode()[-700:], ">>>", text[line["start"]:line["end"]].decode(), "<<<\n")


if __name__ == "__main__":
    main()
