#!/usr/bin/env python3
"""Physicians' judgements of single criteria for single notes: the definition must decide as they did, or say why not.

annotated_criteria.py JUDGE_ANNOTATED. annotated/ has a profile of each patient, written from the note, and of each
trial the meaning of its annotated criteria as structure; "exclusion-3" is the third exclusion of that trial among the
annotations. An expected truth is a label's: included TRUE, not included FALSE, excluded TRUE, not excluded FALSE, not
enough information UNKNOWN. UNKNOWN is never a contradiction; another truth is one, and each needs a reason in
annotated/contradictions.tsv. "Not excluded" was often given where a note says nothing, so it is counted apart.
"""

import collections
import csv
import json
import pathlib
import subprocess
import sys
import tempfile

import records

FOLDER = pathlib.Path(__file__).resolve().parent / "annotated"
SAMPLE = pathlib.Path("deploy/sample/terminology")
TRUTHS = {"included": "TRUE", "not included": "FALSE", "excluded": "TRUE", "not excluded": "FALSE",
          "not enough information": "UNKNOWN"}
DEFINITE = ("included", "not included", "excluded")
PROFILES, LEAST_DECIDED = 25, 40


def read_labels():
    """{(trial, criterion id): row}; what a physician called not applicable is left out."""
    with open(records.DATA / "labels" / "criterion-annotations.json", encoding="utf-8") as file:
        rows = json.load(file)
    numbers, labels = collections.Counter(), {}
    for row in rows:
        place = row["trial_id"], row["criterion_type"]
        numbers[place] += 1
        labels[row["trial_id"], f"{row['criterion_type']}-{numbers[place]}"] = row
    return {place: row for place, row in labels.items() if row["expert_eligibility"] in TRUTHS}


def read_reasons():
    with open(FOLDER / "contradictions.tsv", encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file if line.strip() and not line.startswith("#")]
    reasons = {(trial, criterion): reason for trial, criterion, reason in rows}
    if len(reasons) < len(rows) or any(len(reason) < 15 for reason in reasons.values()):
        raise RuntimeError("contradictions.tsv: a reason that says nothing, or two for one criterion")
    return reasons


def judge(program, labels):
    """{(trial, criterion id): truth} of all criteria that are there as structure."""
    patient_of = {trial: row["patient_id"] for (trial, _), row in labels.items()}
    pairs = [(FOLDER / "patients" / f"{patient_of[trial.stem]}.textproto", trial)
             for trial in sorted((FOLDER / "trials").glob("*.textproto"))]
    with tempfile.TemporaryDirectory() as folder:
        for table in [*SAMPLE.glob("*.tsv"), *(records.DATA / "terminology").glob("*.gz")]:
            (pathlib.Path(folder) / table.name).symlink_to(table.resolve())
        answer = subprocess.run([program, folder], input="".join(f"{patient}\t{trial}\n" for patient, trial in pairs),
                                stdout=subprocess.PIPE, encoding="utf-8", check=True)
    return {(trial, criterion): truth for trial, criterion, truth in
            (line.split("\t") for line in answer.stdout.splitlines())}


class Tally:
    """By label: how many were decided as labelled, left UNKNOWN, or decided otherwise."""

    def __init__(self, labels, reasons):
        self.labels, self.reasons = labels, reasons
        self.counts, self.failures, self.explained = collections.Counter(), [], []

    def add(self, place, truth):
        label = self.labels[place]["expert_eligibility"]
        where = f"{self.labels[place]['patient_id']} {place[0]} {place[1]} ({label})"
        reason = self.reasons.get(place)
        if truth == TRUTHS[label]:
            self.counts[label, "same"] += 1
        elif truth == "UNKNOWN":
            self.counts[label, "unknown"] += 1
        else:
            self.counts[label, "otherwise"] += 1
            (self.explained if reason else self.failures).append(f"{where}: {truth}: {reason or 'nobody says why'}")
            return
        if reason:
            self.failures.append(f"{where}: {truth}: has a reason why it contradicts, but does not")

    def of(self, labels, outcome):
        return sum(self.counts[label, outcome] for label in labels)

    def print(self, title, labels):
        total = sum(self.of(labels, outcome) for outcome in ("same", "unknown", "otherwise"))
        annotated = sum(row["expert_eligibility"] in labels for row in self.labels.values())
        unknown = f"{self.of(labels, 'unknown')} left UNKNOWN, " if labels != ("not enough information",) else ""
        print(f"{title}: {self.of(labels, 'same')} of {total} as labelled, {unknown}{self.of(labels, 'otherwise')} "
              f"otherwise ({total} of {annotated} annotations are structure)")


def main():
    records.skip_without_data("labels/criterion-annotations.json", "terminology/mesh-tree-2019.txt.gz",
                              "terminology/icd10cm-order-2021.txt.gz")
    labels = read_labels()
    tally = Tally(labels, read_reasons())
    for place, truth in judge(sys.argv[1], labels).items():
        if place not in labels:
            raise RuntimeError(f"{place}: no such annotation")
        tally.add(place, truth)
    for line in tally.explained:
        print("  " + line)
    for line in tally.failures:
        print("  FAILED " + line)
    tally.print("definite labels", DEFINITE)
    tally.print("not enough information", ("not enough information",))
    tally.print("not excluded, counted apart", ("not excluded",))
    profiles, decided = len(list((FOLDER / "patients").glob("*.textproto"))), tally.of(DEFINITE, "same")
    print(f"{profiles} of {PROFILES} profiles; {decided} definite labels decided as labelled (at least "
          f"{LEAST_DECIDED}), {len(tally.failures)} contradictions without a reason")
    return 1 if tally.failures or decided < LEAST_DECIDED or profiles < PROFILES else 0


if __name__ == "__main__":
    sys.exit(main())
