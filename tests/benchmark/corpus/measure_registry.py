#!/usr/bin/env python3
"""Measures what real eligibility texts ask for, so that the generated corpus can be fitted to them.

Reads ../shared/data/registry/criteria-text.jsonl.gz beside the checkout (or the folder given as the argument)
and prints tables. Lines and kinds are told apart by regular expressions, which is approximate: README.md says
how it was judged. Nothing of a text is printed but the commonest short lines and headings.
"""

import collections
import gzip
import json
import math
import pathlib
import random
import re
import sys

HEADING = re.compile(r"^\W*(?:(?:key|main|major|general|other|study|subject|patient|additional)\s+)*"
                     r"(in|ex)clusion(?:\s*/\s*(?:in|ex)clusion)?(?:\s+criteria?(?:on)?)?\b(.*)$", re.I)
BULLET = re.compile(r"^(\s*)(?:[-*•·o–]|\(?\d{1,2}(?:\.\d{1,2})*[.)]|\(?[a-hA-H][.)]|\(?[ivx]{1,4}[.)])\s+(.*)$")
GROUP = re.compile(r"^\W*(?:(?:for\s+)?(?:cohort|arm|group|part|stratum|strata|phase|stage|dose escalation|"
                   r"expansion|healthy (?:volunteers|controls|subjects)|controls?|patients?|cases?)\b"
                   r"[^.;]{0,60}:|(?:cohort|arm|group|part|stratum)\s+[\dA-F]\b)", re.I)

OPERATORS = {">=": "≥", "=>": "≥", "at least": "≥", "greater than or equal to": "≥", "more than": ">", "above": ">",
             "greater than": ">", "over": ">", "higher than": ">", "exceeds": ">", "exceeding": ">", "exceed": ">",
             "<=": "≤", "=<": "≤", "less than or equal to": "≤", "no more than": "≤", "not more than": "≤",
             "up to": "≤", "less than": "<", "below": "<", "under": "<", "lower than": "<"}
NUMBER = r"(\d+(?:[.,]\d+)*)"
OPERATOR = (r"(≥|≤|>=|<=|=>|=<|>|<|greater than(?: or equal to)?|less than(?: or equal to)?|more than|at least|"
            r"no more than|not more than|below|above|over|under|between|lower than|higher than|exceed(?:s|ing)?|"
            r"up to|of|from)")
UNIT = (r"((?:x|×|\*)?\s*10\s*[\^*]?\s*\d{1,2}\s*/\s*[a-zµμ]+|cells?/\s*[a-zµμ]+3?|mg/d[lL]|g/d[lL]|g/[lL]|"
        r"mm?ol/[lL]|[uµμ]mol/[lL]|mL/min[^\s,;)]*|ml/min[^\s,;)]*|kg/m\s*(?:\^?2|²)|mm\s?Hg|%|msec|ms\b|kg|"
        r"/\s*mm\s?\^?3|/\s*[uµμ][lL]|/\s*mcL|IU/[lL]|U/[lL]|ng/m[lL]|pg/m[lL]|years?|cm|bpm|copies/m[lL])?")
ULN = re.compile(NUMBER + r"\s*(?:-?\s*fold|x|×|\*|times|X)?\s*(?:above|over|the|\s)*\s*"
                 r"(?:institutional\s+|laboratory\s+)?(?:ULN|upper\s+limits?\s+of\s+(?:the\s+)?(?:laboratory\s+)?"
                 r"normal|IULN|UNL|LLN|lower limit of normal)", re.I)

ANALYTES = {
    "hemoglobin": r"ha?emoglobin(?!\s*a1c)|\bHgb?\b", "platelets": r"platelets?|\bPLT\b",
    "neutrophils": r"neutrophils?|\bANC\b|granulocytes?", "white cells": r"\bWBC\b|white blood|leukocytes?",
    "creatinine": r"creatinine(?! clearance)",
    "clearance or GFR": r"creatinine clearance|\be?GFR\b|\bCrCl\b|filtration",
    "bilirubin": r"bilirubin", "transaminases": r"\bA[SL]T\b|\bSG[OP]T\b|transaminases?|aminotransferases?",
    "alkaline phosphatase": r"alkaline phosphatase|\bALP\b", "albumin": r"albumin", "INR": r"\bINR\b",
    "HbA1c": r"HbA1c|\bA1C\b|glyc(?:at|osylat)ed h", "glucose": r"glucose|\bFPG\b", "BMI": r"\bBMI\b|body mass index",
    "systolic": r"systolic|\bSBP\b", "diastolic": r"diastolic|\bDBP\b", "heart rate": r"heart rate|pulse",
    "ejection fraction": r"ejection fraction|\bL?V?EF\b", "QTc": r"\bQTc?[BF]?\b", "CD4": r"\bCD4",
    "viral load": r"viral load|HIV(?:-1)? RNA|HBV DNA|HCV RNA", "potassium": r"potassium", "calcium": r"calcium",
    "LDL": r"\bLDL", "triglycerides": r"triglycerides?", "weight": r"\bweigh(?:t|ing|s)?\b", "PSA": r"\bPSA\b",
    "FEV1": r"\bFEV", "MMSE or MoCA": r"\bMMSE\b|\bMoCA\b|mini.mental", "saturation": r"SpO2|saturation",
    "temperature": r"temperature|fever", "score": r"\bscore\b|\bscale\b",
}
THRESHOLDS = {name: re.compile(rf"(?:{pattern})[^.;<>≥≤\n]{{0,40}}?{OPERATOR}\s*(?:or equal to\s*)?{NUMBER}\s*{UNIT}",
                               re.I if not pattern.isupper() else 0) for name, pattern in ANALYTES.items()}

KINDS = {
    "age": r"\byears? (?:of age|old)|\bage[ds]?\b|months? (?:of age|old)|\badults?\b",
    "sex": r"\b(?:fe)?males?\b|\bwom[ae]n\b|\bm[ae]n\b",
    "condition": r"diagnos|disease|disorder|syndrome|cancer|carcinoma|tumou?r|infection|failure|diabetes|hypertension|"
                 r"infarction|stroke|hepatitis|\bHIV\b|leuk[ae]+mia|lymphoma|malignan|metasta|seizure|epilepsy|asthma|"
                 r"depress|schizophreni|arthritis|fracture|injury|itis\b|osis\b|emia\b|pathy\b|oma\b|illness",
    "medication": r"medicat|drugs?\b|therap(?:y|ies)|treatment with|chemotherapy|antibiotic|steroid|inhibitor|"
                  r"insulin|aspirin|warfarin|anticoagula|vaccin|antidepress|antipsychot|immunosuppress|mab\b|nib\b|"
                  r"statin|metformin|opioid|interferon|receiving|taking",
    "procedure": r"surg|transplant|\bbiopsy|resect|ectomy|plasty|catheter|dialysis|radiotherapy|radiation|implant|"
                 r"pacemaker|stent|transfus|anesthe|\bMRI\b",
    "allergy": r"allerg|hypersensitiv|intoleran|anaphyla",
    "variant": r"\bmutat|\bEGFR\b|\bALK\b|\bBRCA|\bKRAS|\bBRAF|HER-?2|genotyp|rearrangement|philadelphia|deletion|"
               r"\ballele|\bMSI|translocation",
    "pregnancy": r"pregnan|lactat|breast.?feed|nursing|child.?bearing|contracepti|birth control|postmenopaus|steril",
    "performance status": r"\bECOG\b|karnofsky|\bKPS\b|lansky|\bWHO\b.{0,20}performance|performance status",
    "life expectancy": r"life expectancy|expected surviv|survival of",
    "grade or stage": r"\bgrade\b|\bstage\b|\bNYHA\b|\bclass [IV1-4]+|\bCTCAE\b|child.pugh|\bASA\b|"
                      r"\bseverity\b|\bsevere\b",
    "other trial": r"(?:other|another|concurrent|investigational).{0,40}(?:trial|study|studies|drug|agent|product)|"
                   r"participat.{0,30}(?:trial|study)",
    "consent": r"consent|assent\b|\bwilling|agree to",
    "lifestyle": r"smok|tobacco|alcohol|drug abuse|substance|cannabis|caffeine|cigarette|diet\b|exercise",
    "ability": r"\bable to|ability to|unable|capable|inability|fluent|speak|read\b|understand|comply|walk|swallow",
    "judgement": r"investigator|in the opinion|judg|physician.{0,20}(?:discretion|opinion)|clinically significant|"
                 r"any other|any condition|would (?:interfere|preclude|jeopardi)|at the discretion",
    "care setting": r"hospitali[sz]|inpatient|outpatient|intensive care|\bICU\b|admitted|nursing home|emergency dep",
    "plan": r"\bplan(?:s|ned|ning)?\b|scheduled|intend|anticipated",
    "relation": r"caused by|due to|secondary to|related to|resulting from|following|after\b|attributable",
    "stable dose": r"stable (?:dose|regimen|treatment|medication|therapy)|dose.{0,25}stable|unchanged",
    "relative": r"family history|mother|father|sibling|relatives?\b",
    "if-then": r"\bif\b|unless|\bwho (?:have|has|are)\b.{0,60}\bmust\b",
    "at least k of": r"(?:at least|any|one|two|three)\s+(?:one|two|three|\d)?\s*(?:or more\s+)?of (?:the )?"
                     r"(?:following|these)",
    "exception": r"except|excluding|other than|with the exception|unless|but not",
}
KINDS = {name: re.compile(pattern, re.I) for name, pattern in KINDS.items()}

WORDS = {w: n for n, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())}
WINDOW = re.compile(r"\b(?:within|in|during|for|over|past|last|previous|prior|preceding|least|than|after|every)\s+"
                    r"(?:the\s+|a\s+)?(?:past\s+|last\s+|previous\s+|prior\s+|preceding\s+|least\s+)?"
                    r"(\d{1,3}|" + "|".join(WORDS) + r")\s*(?:\(\d+\)\s*)?-?\s*(hour|day|week|month|year)s?\b"
                    r"(?!\s*(?:of age|old))", re.I)


MENTION = re.compile(r"\b(?:cohort|arm|group|part|stratum)s?\s+(?:\d|[A-F]\b|I{1,3}\b|one|two)|"
                     r"(?:control|experimental|intervention|patient|healthy)\s+(?:group|arm|cohort)|"
                     r"healthy (?:controls|volunteers):", re.I)


class Line:
    """One criterion: which list it stands in, how deep, and its words."""

    def __init__(self, section, depth, text):
        self.section, self.depth, self.text = section, depth, text


def read_lines(text):
    """The criteria of a text, continuation lines joined, headings taken as the section of what follows."""
    lines, section, indents, found_heading = [], "inclusion", [], False
    for raw in text.replace("\r", "").split("\n"):
        if not raw.strip():
            continue
        heading = HEADING.match(raw)
        if heading and len(raw.strip()) < 60 or heading and raw.strip().endswith(":"):
            section, indents, found_heading = heading.group(1).lower() + "clusion", [], True
            continue
        bullet = BULLET.match(raw)
        if bullet:
            indent = len(bullet.group(1))
            while indents and indents[-1] >= indent:
                indents.pop()
            indents.append(indent)
            lines.append(Line(section, len(indents), bullet.group(2).strip()))
        elif lines and lines[-1].section == section and raw.startswith("   "):
            lines[-1].text += " " + raw.strip()
        else:
            lines.append(Line(section, 1, raw.strip()))
    return lines, found_heading


def thresholds_of(text):
    """(analyte, operator, value, unit) of every bound found."""
    if not any(map(str.isdigit, text)):
        return
    for name, pattern in THRESHOLDS.items():
        for operator, value, unit in pattern.findall(text):
            number = float(re.sub(r",(?=\d{3})", "", value).replace(",", ".").rstrip(".").split("..")[0]
                           if value.count(".") < 2 else 0)
            yield name, OPERATORS.get(operator.lower(), operator.lower()), number, re.sub(
                r"[\s^]|(?<=ml/min).*", "", (unit or "").lower())


def windows_of(text):
    for count, unit in WINDOW.findall(text):
        yield (int(count) if count.isdigit() else WORDS[count.lower()], unit.lower())


class Distribution:
    """Numbers, and the words for them."""

    def __init__(self):
        self.values = []

    def add(self, value):
        self.values.append(value)

    def text(self):
        ordered = sorted(self.values)
        at = lambda share: ordered[min(len(ordered) - 1, int(share * len(ordered)))]
        mean = sum(ordered) / len(ordered)
        return f"mean {mean:.2f}, " + ", ".join(f"p{p} {at(p / 100)}" for p in (10, 25, 50, 75, 90, 99))


def conditions_of(row):
    found = row.get("conditions") or []
    if isinstance(found, str):
        found = re.findall(r"'([^']*)'|\"([^\"]*)\"", found)
        found = [one or other for one, other in found]
    return [name.strip().lower() for name in found if name.strip()]


def age_of(value):
    """"18 Years"; one source writes years as a number alone."""
    if value in (None, "", "N/A"):
        return "none"
    return f"{value:g} Years" if isinstance(value, float) else str(value)


def print_shares(title, counts, total, most=40):
    print(f"\n{title}")
    for name, count in counts.most_common(most):
        print(f"  {100 * count / total:6.2f} %  {name}")


def growth(sequence):
    """Distinct items against items, and the exponent between the half and the whole (Heaps' law)."""
    sequence = list(sequence)
    random.Random(1).shuffle(sequence)  # the sources stand one after another
    seen, half = set(), 0
    for n, item in enumerate(sequence, 1):
        seen.add(item)
        if n == len(sequence) // 2:
            half = len(seen)
    exponent = 0 if half == 0 else math.log2(len(seen) / half)
    return f"{len(sequence)} uses of {len(seen)} distinct; exponent {exponent:.2f}"


def measure_lines(rows):
    inclusion, exclusion, depth, atoms, in_lists, ex_lists = (Distribution() for _ in range(6))
    line_kinds, trial_kinds, sections = (collections.Counter() for _ in range(3))
    texts, bounds, windows, ulns, analytes = [], [], [], [], collections.Counter()
    total_lines = groups = mentions = 0
    for row in rows:
        lines, found_heading = read_lines(row["criteria"])
        inclusion.add(sum(line.section == "inclusion" for line in lines))
        exclusion.add(sum(line.section == "exclusion" for line in lines))
        depth.add(max((line.depth for line in lines), default=0))
        groups += sum(bool(GROUP.match(line.text)) for line in lines) >= 2
        if found_heading and "DISEASE CHARACTERISTICS" not in row["criteria"]:  # a modern text: two lists
            in_lists.add(inclusion.values[-1])
            ex_lists.add(exclusion.values[-1])
        mentions += bool(MENTION.search(row["criteria"]))
        kinds_here, atoms_here = set(), 0
        for line in lines:
            total_lines += 1
            texts.append(re.sub(r"\W+", " ", line.text.lower()).strip())
            found_bounds = list(thresholds_of(line.text))
            found_ulns = [(value,) for value in ULN.findall(line.text)]
            found_windows = list(windows_of(line.text))
            found = {name for name, pattern in KINDS.items() if pattern.search(line.text)}
            found |= {"lab threshold"} if found_bounds else set()
            found |= {"multiple of normal"} if found_ulns else set()
            found |= {"time window"} if found_windows else set()
            bounds += found_bounds
            windows += found_windows
            ulns += found_ulns
            analytes.update({bound[0] for bound in found_bounds})
            for name in found or {"none of these"}:
                line_kinds[name] += 1
            kinds_here |= found
            sections[line.section] += 1
            atoms_here += max(1, len(found_bounds) + len(found & PREDICATES))
        trial_kinds.update(kinds_here)
        atoms.add(atoms_here)
    print(f"\ninclusion lines a trial   {inclusion.text()}")
    print(f"exclusion lines a trial   {exclusion.text()}")
    print(f"the same in the {len(in_lists.values)} texts with two lists:\n  {in_lists.text()}\n  {ex_lists.text()}")
    print(f"depth of the lists        {depth.text()}")
    print(f"atoms a trial             {atoms.text()}")
    print(f"trials with groups of their own: {100 * groups / len(rows):.1f} %")
    print(f"trials that mention arms, groups or cohorts by name or number: {100 * mentions / len(rows):.1f} %")
    print_shares("share of lines with", line_kinds, total_lines)
    print_shares("share of trials with", trial_kinds, len(rows))
    print_shares("bounds by analyte (share of the trials)", analytes, len(rows))
    print_shares("commonest bounds (of all bounds)", collections.Counter(bounds), len(bounds), 25)
    print_shares("multiples of normal", collections.Counter(ulns), max(1, len(ulns)), 10)
    print_shares("windows", collections.Counter(windows), len(windows), 24)
    print("\nsharing\n  lines, word for word: " + growth(texts))
    print("  bounds: " + growth(bounds))
    print("  windows: " + growth(windows))


# Kinds that would become a predicate of their own; the others qualify one.
PREDICATES = {"sex", "condition", "medication", "procedure", "allergy", "variant", "pregnancy", "performance status",
              "other trial", "consent", "lifestyle", "ability", "judgement", "care setting", "stable dose"}


def measure_structured(rows):
    conditions, per_trial = [], Distribution()
    ages = {"min_age": collections.Counter(), "max_age": collections.Counter()}
    sexes, with_age = collections.Counter(), 0
    for row in rows:
        found = conditions_of(row)
        if found:
            per_trial.add(len(found))
            conditions += found
        if "sex" not in row:
            continue
        with_age += 1
        sexes[str(row["sex"]).upper()[:1]] += 1
        for side in ages:
            ages[side][age_of(row[side])] += 1
    print(f"conditions a trial        {per_trial.text()}")
    print("condition names: " + growth(conditions))
    counts = collections.Counter(conditions)
    print(f"the commonest condition names, share of trials: "
          f"{[round(100 * n / len(per_trial.values), 2) for _, n in counts.most_common(12)]} %")
    print_shares("sex", sexes, with_age)
    for side in ages:
        print_shares(side, ages[side], with_age, 14)
        units = collections.Counter()
        for age, count in ages[side].items():
            units[age.split()[-1].rstrip("s").lower()] += count
        print("   by unit: " + ", ".join(f"{u} {100 * n / with_age:.1f} %" for u, n in units.most_common()))


def measure_mesh(path):
    headings, fan, depths = collections.defaultdict(set), collections.Counter(), collections.Counter()
    by_number = {}
    for line in gzip.open(path, "rt", encoding="utf-8"):
        name, _, number = line.strip().rpartition(";")
        if number.startswith("C") or number.startswith("F03"):
            by_number[number] = name.strip()
    children = collections.defaultdict(set)
    for number, name in by_number.items():
        depths[number.count(".")] += 1
        parent = by_number.get(number.rpartition(".")[0])
        headings[name] |= {parent} if parent else set()
        if parent:
            children[parent].add(name)
    parents = collections.Counter(min(len(p), 5) for p in headings.values())
    fan = sorted(len(c) for c in children.values())
    print(f"\nMeSH conditions: {len(headings)} headings at {len(by_number)} places")
    shares = lambda counts, total: ", ".join(f"{k}: {100 * n / total:.1f} %" for k, n in sorted(counts.items()))
    print("  depth of the places: " + shares(depths, len(by_number)))
    print("  parents of a heading: " + shares(parents, len(headings)))
    at = lambda share: fan[int(share * len(fan))]
    print(f"  children where any: mean {sum(fan) / len(fan):.2f}, median {at(.5)}, p90 {at(.9)}, p99 {at(.99)}, "
          f"most {fan[-1]}; without children {100 * (1 - len(fan) / len(headings)):.1f} %")


def main():
    data = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else (
        pathlib.Path(__file__).resolve().parents[3].parent / "shared" / "data")
    registry = data / "registry" / "criteria-text.jsonl.gz"
    if not registry.exists():
        print("skipped: shared data not present")
        return
    with gzip.open(registry, "rt", encoding="utf-8") as stream:
        rows = [json.loads(line) for line in stream]
    rows = [row for row in rows if row["criteria"].strip()]
    print(f"{len(rows)} eligibility texts")
    measure_structured(rows)
    measure_lines(rows)
    mesh = data / "terminology" / "mesh-tree-2019.txt.gz"
    if mesh.exists():
        measure_mesh(mesh)


if __name__ == "__main__":
    main()
