#!/usr/bin/env python3
"""Scores what a reader of criteria text says against the labelled lines.

    score_reading.py READING.jsonl [--labels FILE] [--show] [--data DIR] [--must]

READING.jsonl has one object a trial: {"trial", "reading": [{"start", "end" (bytes of the eligibility text), "use":
"criterion" | "note" | "heading", "polarity": "inclusion" | "exclusion", "cohort", "complete": bool, "criterion": the
protobuf JSON of trialmatch.v1.Criterion, unstructured rests included, "names": {code: [name, ...]}}]}. `names` adds
synonyms to the displays of the codes. An entry may span a list and its items; one that holds a single item of a list
says "part_of": "any_of" | "all_of" | "exception" of the item.

Coverage: lines read whole and rightly / lines that are criteria. Precision: right / all that was emitted: each leaf
but unstructured ones, and each note or heading. --show prints the sentence of each disagreement from the shared data.
--must exits with 1 below 25 % coverage or 93 % precision. README.md says what counts as right.
"""

import argparse
import collections
import json
import pathlib
import sys

sys.dont_write_bytecode = True
import check_labels  # noqa: E402
import reading_logic  # noqa: E402
import reading_names  # noqa: E402
import reading_parse  # noqa: E402
import reading_tree  # noqa: E402
import sample_lines  # noqa: E402

MUST_COVERAGE, MUST_PRECISION = 0.25, 0.93
TARGET_COVERAGE, TARGET_PRECISION = 0.40, 0.97


class Tally:
    """Counts over a set of lines."""

    def __init__(self):
        self.lines = self.criteria = self.claimed = self.complete = self.emitted = self.right = 0

    def coverage(self):
        return self.complete / self.criteria if self.criteria else 0.0

    def precision(self):
        """Of nothing emitted there is no precision: None."""
        return self.right / self.emitted if self.emitted else None

    def add(self, row, outcome):
        self.lines += 1
        self.criteria += row["is"] == "criterion"
        self.claimed += outcome.claimed
        self.complete += outcome.complete
        self.emitted += outcome.emitted
        self.right += outcome.right


class Outcome:
    """How one labelled line was read."""

    def __init__(self):
        self.emitted = self.right = 0
        self.claimed = False   # the reader says it read the whole line as a criterion
        self.complete = False  # and that is so
        self.faults = []       # what disagrees, for people
        self.rules = []        # (rule of the reader, right) of each leaf that a rule emitted

    def emit(self, right, fault, rule=""):
        self.emitted += 1
        self.right += right
        if rule:
            self.rules.append((rule, right))
        if not right:
            self.faults.append(fault)


def overlap(row, entry):
    return min(row["end"], entry["end"]) - max(row["start"], entry["start"])


def entries_of(row, reading):
    """Returns the entries that speak of a labelled line: those that overlap it, but for one that touches only its edge
    (less than a tenth of both)."""
    shares = [(overlap(row, entry) / max(1, min(row["end"] - row["start"], entry["end"] - entry["start"])), entry)
              for entry in reading]
    return [entry for share, entry in shares if share >= 0.1]


def beyond(row, entry):
    """Returns whether an entry goes far beyond the line (a list with its items) and so speaks of other lines too."""
    return entry["end"] - entry["start"] > 1.5 * (row["end"] - row["start"]) + 20


def judge(row, reading):
    """Returns the Outcome of one labelled line. reading: all entries of its trial."""
    outcome = Outcome()
    entries = entries_of(row, reading)
    criteria = [entry for entry in entries if entry["use"] == "criterion"]
    for entry in entries:
        if entry["use"] != "criterion" and (row["is"] != "criterion" or not criteria):
            outcome.emit(row["is"] != "criterion", f"a criterion was read as a {entry['use']}")
    if row["is"] == "criterion":
        if criteria:
            judge_criterion(row, criteria, outcome)
        return outcome
    for entry in criteria:
        leaves = list(reading_tree.leaves(reading_parse.parse(entry)))
        said = [leaf for leaf in leaves if leaf.kind != "unstructured"] or leaves[:1]
        for leaf in [] if beyond(row, entry) else said:
            outcome.emit(False, f"a {row['is']} was read as the criterion {leaf.kind} {leaf.label()}", leaf.rule)
    return outcome


def alone(row, entries):
    """Returns whether a line that holds only together with others (one of several, an exception) was read by itself."""
    together = {"inclusion": ("any_of", "exception"), "exclusion": ("all_of", "exception")}[row["polarity"]]
    return row.get("part_of") in together and not any(
        beyond(row, entry) or entry.get("part_of") == row["part_of"] for entry in entries)


def judge_criterion(row, entries, outcome):
    """Judges a labelled criterion. entries: what was read of it, at least one."""
    expected = reading_tree.expected(row)
    read = reading_tree.joined([reading_parse.parse(entry) for entry in entries])
    wide = any(beyond(row, entry) for entry in entries)
    if row.get("part_of") == "exception":
        for leaf in reading_tree.leaves(expected):
            leaf.any_sign = True
    matched = reading_tree.match(expected, read)
    for leaf in reading_tree.leaves(read):
        fault = matched.faults.get(id(leaf))
        if leaf.kind == "unstructured" or (fault == reading_tree.FOREIGN and wide):
            continue
        fault = fault or ("stands alone, though it holds with others only" if alone(row, entries) else None)
        outcome.emit(fault is None, f"{leaf.kind} {leaf.label()}: {fault}", leaf.rule)
    outcome.claimed = all(entry.get("complete") for entry in entries)
    if outcome.claimed:
        outcome.faults += whole_faults(row, entries, expected, read, matched, wide)
        outcome.complete = not outcome.faults


def whole_faults(row, entries, expected, read, matched, wide):
    """Yields why a line that was claimed to be read whole was not."""
    excepted = [name for leaf in reading_tree.leaves(read) for name in leaf.excludes]
    missing = [leaf.label() or "a rest" for leaf in matched.missing
               if not (row.get("part_of") == "exception" and reading_names.mentions(leaf.label(), excepted))]
    if missing:
        yield f"claimed whole, misses {', '.join(missing)}"
    if not wide and any(leaf.kind == "unstructured" for leaf in reading_tree.leaves(read)):
        yield "claimed whole, with an unstructured rest"
    if not reading_tree.same_cohort(row.get("cohort"), [entry.get("cohort") for entry in entries]):
        yield f"claimed whole, without the cohort {row['cohort']}"
    if not missing and not wide and not reading_logic.same_logic(expected, read, matched):
        yield "claimed whole, combined otherwise"


def score(labels, readings):
    """Returns ({name: Tally}, [(row, Outcome)] of the disagreements). readings: {trial: [entry]}."""
    tallies = collections.defaultdict(Tally)
    disagreements = []
    for row in labels:
        outcome = judge(row, readings.get(row["trial"], []))
        for name in ["all", row["stratum"]]:
            tallies[name].add(row, outcome)
            if not row.get("easy"):
                tallies[f"{name}, without age, sex, consent and pregnancy"].add(row, outcome)
        if outcome.faults:
            disagreements.append((row, outcome))
    return tallies, disagreements


def read_readings(path):
    readings = {}
    with open(path, encoding="utf-8") as stream:
        for line in stream:
            row = json.loads(line)
            readings.setdefault(row["trial"], []).extend(row["reading"])
    return readings


def table(tallies):
    for name in sorted(tallies, key=lambda name: (not name.startswith("all"), name)):
        tally = tallies[name]
        precision = tally.precision()
        said = "nothing emitted" if precision is None else (
            f"precision {100 * precision:.1f} % ({tally.right} of {tally.emitted})")
        yield (f"{name}: coverage {100 * tally.coverage():.1f} % ({tally.complete} of {tally.criteria}; "
               f"{tally.claimed} claimed), {said}")


def show(disagreements, data):
    texts = {}
    if data is not None:
        wanted = {row["trial"] for row, _ in disagreements}
        texts = {row["nct_id"]: row["criteria"].encode() for row in sample_lines.read_registry(data)
                 if row["nct_id"] in wanted}
    for row, outcome in disagreements:
        print(f"{row['trial']} {row['start']}-{row['end']}: {'; '.join(outcome.faults)}")
        if row["trial"] in texts:
            print("    " + " ".join(texts[row["trial"]][row["start"]:row["end"]].decode().split()))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("reading", type=pathlib.Path)
    parser.add_argument("--labels", type=pathlib.Path, default=check_labels.LABELS)
    parser.add_argument("--data", type=pathlib.Path, default=sample_lines.DEFAULT_DATA)
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--must", action="store_true")
    arguments = parser.parse_args()
    labels = check_labels.read_labels(arguments.labels)
    tallies, disagreements = score(labels, read_readings(arguments.reading))
    show(disagreements, arguments.data if arguments.show else None)
    for line in table(tallies):
        print(line)
    total = tallies["all"]
    print(f"must {100 * MUST_COVERAGE:.0f} % and {100 * MUST_PRECISION:.0f} %, "
          f"target {100 * TARGET_COVERAGE:.0f} % and {100 * TARGET_PRECISION:.0f} %")
    short = total.coverage() < MUST_COVERAGE or (total.precision() or 0) < MUST_PRECISION
    return 1 if arguments.must and short else 0


if __name__ == "__main__":
    sys.exit(main())
