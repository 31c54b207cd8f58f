#!/usr/bin/env python3
"""Criteria lines with the variable, bounds and unit that another parser read in them: ours must read the same.

parser_cases.py READ_CRITERIA. Whole eligibility texts are read; of each of the rows the leaf that comes from its words
must be of its variable, with its bounds (a row of an exclusion holds what is allowed: the complement) and its unit.
parser_cases.json has the other parser's names in our terms, by row number what such a row left out, and for each row
that differs the reason why: "row wrong" (with what the text says, if it can be said), or "not read". Anything else
that is read of that variable in those words fails, and so do a difference that nobody explains and fewer rows.
"""

import csv
import fractions
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import records

FOLDER = pathlib.Path(__file__).resolve().parent
CASES = records.DATA / "parser-cases"
# Demanded are 50; until then what is read may not become less.
LEAST_SAME, DEMANDED = 32, 50
TIMES = {"TIME_UNIT_YEAR": "a", "TIME_UNIT_MONTH": "mo", "TIME_UNIT_WEEK": "wk", "TIME_UNIT_DAY": "d"}
# Units that differ from another by a factor only: base and factor.
FACTORS = {"10*9/L": ("/L", 10**9), "/uL": ("/L", 10**6), "10*3/uL": ("/L", 10**9), "10*6/L": ("/L", 10**6)}


def read_texts():
    with open(CASES / "clinical_trials.csv", encoding="utf-8", newline="") as file:
        return {row["#nct_id"]: row["eligibility_criteria"] for row in csv.DictReader(file)
                if row["#nct_id"].startswith("NCT")}


def read_rows():
    with open(CASES / "cfg_parsed_clinical_trials.tsv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [{**row, "relation": json.loads(row["relation"])} for row in rows]


def place_of(words, text):
    """(start, end) in bytes of a row's words in its text, which may follow the head of a list at a distance."""
    while True:
        pattern = r"\W+".join(map(re.escape, re.findall(r"\w+", words)))
        found = re.search(pattern, text)
        if found:
            return tuple(len(text[:at].encode()) for at in found.span())
        if ":" not in words:
            raise RuntimeError(f"not in the text: {words}")
        words = words.partition(":")[2]


def exact(value):
    return fractions.Fraction(str(value))


class Limits:
    """Bounds (value, inclusive) in a unit; both may be absent."""

    def __init__(self, lower, upper, unit):
        unit, factor = FACTORS.get(unit, (unit, 1))
        scaled = lambda bound: bound and (exact(bound[0]) * factor, bound[1])
        self.lower, self.upper, self.unit = scaled(lower), scaled(upper), unit

    def __eq__(self, other):
        return (self.lower, self.upper, self.unit) == (other.lower, other.upper, other.unit)

    def __str__(self):
        ends = [f"{'>' if end == 'lower' else '<'}{'=' if bound[1] else ''} {float(bound[0]):g}"
                for end, bound in (("lower", self.lower), ("upper", self.upper)) if bound]
        return f"{' and '.join(ends)} {self.unit}"


def bound(message):
    return message and (message["value"], not message.get("exclusive", False))


def leaf_of(criterion):
    """(names of what is bounded, lower, upper, unit) of a leaf with bounds, else None."""
    if "clock" in criterion:
        clock = criterion["clock"]
        either = clock.get("min") or clock["max"]
        return {clock["clock"]}, bound(clock.get("min")), bound(clock.get("max")), TIMES.get(either["unit"])
    if "performance_status" in criterion:
        performance = criterion["performance_status"]
        ends = [performance["score"].get(end) for end in ("min", "max")]
        return {performance["scale"]}, *((end, True) if end is not None else None for end in ends), ""
    observation = criterion.get("observation", {})
    amount = observation.get("quantity") or observation.get("normal_limit")
    if not amount:
        return None
    codes = {entry["code"]["code"] for entry in observation["concepts"]["include"]}
    unit = amount["unit"] if "unit" in amount else amount["limit"]
    return codes, bound(amount.get("min")), bound(amount.get("max")), unit


def leaves_of(criterion, allowed):
    """Yields (source, names, Limits) of every leaf with bounds; allowed: whether who is in the bounds may enter."""
    for key in ("all_of", "any_of", "at_least"):
        for child in criterion.get(key, {}).get("criteria", []):
            yield from leaves_of(child, allowed)
    if "not" in criterion:
        yield from leaves_of(criterion["not"], not allowed)
    leaf = leaf_of(criterion)
    if leaf is None:
        return
    names, lower, upper, unit = leaf
    source = criterion["source"]["start"], criterion["source"]["end"]
    if allowed:
        yield source, names, Limits(lower, upper, unit)
        return
    for low, high in ((None, lower), (upper, None)):
        end = low or high
        if end:
            end = (end[0], not end[1])
            yield source, names, Limits(end if low else None, end if high else None, unit)


def read_leaves(program, texts):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for trial, text in texts.items():
            file.write(json.dumps({"nct_id": trial, "criteria": text}) + "\n")
        file.flush()
        command = [program, "--terminology", "deploy/sample/terminology", file.name]
        answer = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    read = {}
    for line in answer.stdout.splitlines():
        trial = json.loads(line)
        read[trial["trial"]] = [leaf for passage in trial["reading"] if "criterion" in passage
                                for leaf in leaves_of(passage["criterion"], passage["polarity"] == "inclusion")]
    return read


class Expectations:
    """parser_cases.json: the other parser's names in our terms, and what is known of single rows."""

    def __init__(self):
        known = json.loads((FOLDER / "parser_cases.json").read_text(encoding="utf-8"))
        self.variables, self.units = known["variables"], known["units"]
        self.left_out = {int(number): unit for number, unit in known["units_left_out"].items()}
        self.explained = {int(number): told for number, told in known["differences"].items()}
        for number, told in self.explained.items():
            if told["kind"] not in ("row wrong", "not read") or len(told["reason"]) < 15:
                raise RuntimeError(f"the explanation of row {number} says nothing")

    def limits(self, number, relation):
        """What the row says."""
        if "value" in relation:
            values = sorted(map(int, relation["value"]))
            return Limits((values[0], True), (values[-1], True), "")
        ends = [relation.get(end) and (relation[end]["value"], relation[end]["incl"]) for end in ("lower", "upper")]
        unit = self.units[relation["unit"]] if "unit" in relation else self.left_out.get(number)
        return Limits(*ends, unit)

    def corrected(self, number):
        """What the text of a wrong row says, or None where that cannot be said in bounds."""
        right = self.explained.get(number, {}).get("text_says")
        return right and Limits(*(right.get(end) for end in ("lower", "upper")), right["unit"])


class Comparison:
    def __init__(self, expectations, read, texts):
        self.expectations, self.read, self.texts = expectations, read, texts
        self.same, self.explained, self.failures, self.stale = [], [], [], []

    def found(self, row):
        """The limits that were read of the row's variable in its words."""
        start, end = place_of(row["criterion"], self.texts[row["#nct_id"]])
        names = set(self.expectations.variables[row["relation"]["name"]])
        return [limits for source, of, limits in self.read[row["#nct_id"]]
                if source[0] < end and start < source[1] and of & names]

    def compare(self, rows):
        # Of one place several rows may speak: what is read there must be one of them.
        places = {}
        for number, row in enumerate(rows, 1):
            place = (row["#nct_id"], row["criterion"], row["relation"]["name"])
            right = self.expectations.corrected(number) or self.expectations.limits(number, row["relation"])
            places.setdefault(place, []).append(right)
        for number, row in enumerate(rows, 1):
            place = (row["#nct_id"], row["criterion"], row["relation"]["name"])
            self.judge(number, row, self.found(row), places[place])

    def judge(self, number, row, found, right):
        told = self.expectations.explained.get(number)
        expected = self.expectations.limits(number, row["relation"])
        where = f"row {number}: {row['#nct_id']} {row['eligibility_type']} {row['relation']['name']} {expected}"
        astray = [limits for limits in found if limits not in right]
        if astray:
            self.failures.append(f"{where}: read as {'; '.join(map(str, astray))}")
        elif expected in found:
            self.same.append(number)
            if told:
                self.stale.append(number)
        elif not told:
            self.failures.append(f"{where}: {'not found' if not found else 'another was read'}, and nobody says why")
        else:
            reading = "; the text is read" if found else ""
            self.explained.append(f"{where}: {told['kind']}: {told['reason']}{reading}")


def main():
    records.skip_without_data("parser-cases/cfg_parsed_clinical_trials.tsv", "parser-cases/clinical_trials.csv")
    texts, rows = read_texts(), read_rows()
    comparison = Comparison(Expectations(), read_leaves(sys.argv[1], texts), texts)
    comparison.compare(rows)
    for line in comparison.explained:
        print("  " + line)
    for line in comparison.failures:
        print("  FAILED " + line)
    for number in comparison.stale:
        print(f"  row {number} is the same now: its explanation can go")
    print(f"parser cases: {len(comparison.same)} of {len(rows)} rows the same in variable, bounds and unit (at least "
          f"{LEAST_SAME}, demanded {DEMANDED}), {len(comparison.explained)} differ and are explained, "
          f"{len(comparison.failures)} are not")
    return 1 if comparison.failures or len(comparison.same) < LEAST_SAME else 0


if __name__ == "__main__":
    sys.exit(main())
