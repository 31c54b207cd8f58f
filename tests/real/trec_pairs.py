#!/usr/bin/env python3
"""TREC 2021 and 2022: no pair that people called eligible may be rejected by age or sex.

trec_pairs.py JUDGE_PAIRS. Ages and sexes are read from the prose of the patients here. Of the pairs labelled 1 (right
disease, but excluded) at least 20 must come out INELIGIBLE by age and sex alone; pairs labelled 0 say nothing.
"""

import collections
import csv
import json
import re
import subprocess
import sys

import records

# The patient is 17 and the trial takes adults: the judges overlooked it.
KNOWN = {("trec-202234", "NCT00497913")}
LEAST_INELIGIBLE = 20
STATED_ON = "2026-01-01"

AGE = re.compile(r"(\d+)[- ]*(?:(years?|yr|yo|y\.o\.|y/o|months?|weeks?|days?)\b|[MF]\b)", re.IGNORECASE)
SEX = re.compile(r"\b(woman|female|girl|lady|she|her|man|male|boy|gentleman|he|his|M|F|\d+[MF])\b")
FEMALE = {"woman", "female", "girl", "lady", "she", "her", "f"}
UNITS = {"m": "MONTH", "w": "WEEK", "d": "DAY"}


def read_patient(text):
    """(age, unit, sex) as the note begins; the sex is empty where it does not tell."""
    age = AGE.search(text)
    if not age:
        return None
    unit = UNITS.get((age[2] or "y")[0].lower(), "YEAR")
    sex = SEX.search(text)
    word = sex[1].lstrip("0123456789").lower() if sex else ""
    return int(age[1]), unit, "FEMALE" if word in FEMALE else "MALE" if word else ""


def read_patients():
    patients = {}
    for year in ("2021", "2022"):
        with open(records.DATA / "labels" / f"trec-{year}-patients.jsonl", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                patients[row["_id"]] = read_patient(row["text"])
    return patients


def judge(program, pairs, patients, files):
    lines = []
    for pair in pairs:
        age, unit, sex = patients[pair["patient"]]
        lines.append(f"{files[pair['nct_id']]}\t{age}\t{unit}\t{sex}\t{STATED_ON}\n")
    answer = subprocess.run([program], input="".join(lines), capture_output=True, text=True, check=True)
    return answer.stdout.split()


def main():
    records.skip_without_data("registry/ctgov-xml.tar.xz", "labels/trec-2021-2022-pairs.tsv")
    patients = read_patients()
    with open(records.DATA / "labels" / "trec-2021-2022-pairs.tsv", encoding="utf-8") as rows:
        all_pairs = list(csv.DictReader(rows, delimiter="\t"))
    with records.Records() as shared:
        files = {path.stem: path for path in shared.xml}
        pairs = [pair for pair in all_pairs if pair["nct_id"] in files and patients[pair["patient"]]]
        verdicts = judge(sys.argv[1], pairs, patients, files)
    print(f"{len(pairs)} of {len(all_pairs)} pairs have a structured record and a patient whose age is told; "
          f"{sum(p is not None for p in patients.values())} of {len(patients)} patients tell it, "
          f"{sum(bool(p and p[2]) for p in patients.values())} their sex")
    counts = collections.Counter((pair["label"], verdict) for pair, verdict in zip(pairs, verdicts, strict=True))
    wrong = [pair for pair, verdict in zip(pairs, verdicts)
             if pair["label"] == "2" and verdict != "POSSIBLE" and (pair["patient"], pair["nct_id"]) not in KNOWN]
    for pair in wrong:
        print(f"  {pair['patient']} × {pair['nct_id']}: rejected, though labelled eligible")
    eligible = sum(pair["label"] == "2" for pair in pairs)
    print(f"label 2: {counts['2', 'POSSIBLE']} of {eligible} not rejected by age or sex; known: "
          + ", ".join(f"{patient} × {trial}" for patient, trial in KNOWN))
    excluded = sum(pair["label"] == "1" for pair in pairs)
    print(f"label 1: {counts['1', 'INELIGIBLE']} of {excluded} INELIGIBLE by age or sex alone "
          f"(at least {LEAST_INELIGIBLE})")
    return 1 if wrong or counts["1", "INELIGIBLE"] < LEAST_INELIGIBLE else 0


if __name__ == "__main__":
    sys.exit(main())
