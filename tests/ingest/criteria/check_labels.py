#!/usr/bin/env python3
"""Checks labels.jsonl: the shape of every row, that the lines are those of the published seed, and that no sentence
of a trial is in it.

    check_labels.py [--data DIR]

Prints what was counted; exits with 1 and a line for each fault, with 77 where the shared data is absent.
"""

import argparse
import collections
import json
import pathlib
import re
import sys

sys.dont_write_bytecode = True
import sample_lines  # noqa: E402

LABELS = pathlib.Path(__file__).resolve().parent / "labels.jsonl"
LONGEST_NAME = 60  # characters of a subject, qualifier or exception: a concept, not a sentence
LONGEST_RUN = 8    # words in a row that a name may share with its line

ROW_KEYS = {"trial", "start", "end", "stratum", "is", "polarity", "cohort", "part_of", "sayable", "easy", "expected"}
POLARITIES = {"inclusion", "exclusion"}
PARTS = {"any_of", "all_of", "exception"}
KINDS = {"clock", "sex", "condition", "procedure", "medication", "allergy", "variant", "lifestyle", "ability", "plan",
         "reproductive_state", "care_setting", "participation", "observation", "performance", "dose_stability",
         "consent", "judgement", "unstructured"}
WORDLESS = {"judgement", "unstructured"}
LEAF_KEYS = {"kind", "subject", "low", "high", "low_inclusive", "high_inclusive", "unit", "multiple_of", "coded",
             "window", "status", "grade", "occurrences", "duration", "qualifiers", "except", "optional", "any_sign"}
OFFSET = re.compile(r"(0|-?\d+) (min|h|d|wk|mo|a)")


def kinds_of(leaf):
    """Returns the kinds that a leaf may be said with."""
    return leaf["kind"] if isinstance(leaf["kind"], list) else [leaf["kind"]]


def leaves_of(tree):
    """Yields the leaves of an expected tree."""
    if "kind" in tree:
        yield tree
        return
    for child in tree.get("all_of", []) + tree.get("any_of", []) + ([tree["not"]] if "not" in tree else []):
        yield from leaves_of(child)


def tree_faults(tree):
    """Yields what is wrong with the shape of an expected tree."""
    if not isinstance(tree, dict):
        yield "a node is not an object"
    elif "kind" in tree:
        yield from leaf_faults(tree)
    elif len(tree) != 1 or next(iter(tree)) not in ("all_of", "any_of", "not"):
        yield f"a node has the keys {sorted(tree)}"
    elif "not" in tree:
        yield from tree_faults(tree["not"])
    else:
        children = next(iter(tree.values()))
        if not isinstance(children, list) or not children:
            yield "a combination without children"
        else:
            for child in children:
                yield from tree_faults(child)


def leaf_faults(leaf):
    if set(leaf) - LEAF_KEYS:
        yield f"unknown keys {sorted(set(leaf) - LEAF_KEYS)}"
    if not kinds_of(leaf) or set(kinds_of(leaf)) - KINDS:
        yield f"unknown kind {leaf['kind']}"
    if not leaf.get("subject") and not set(kinds_of(leaf)) <= WORDLESS:
        yield "a leaf without a subject"
    for bound in ("low", "high"):
        if (bound in leaf) != (f"{bound}_inclusive" in leaf):
            yield f"{bound} and {bound}_inclusive go together"
    amounts = set(kinds_of(leaf)) & {"observation", "clock"} and ("low" in leaf or "high" in leaf)
    if amounts and ("unit" in leaf) == ("multiple_of" in leaf):
        yield "bounds need a unit or a limit of normal"
    if leaf.get("multiple_of", "uln") not in ("uln", "lln"):
        yield "multiple_of is neither uln nor lln"
    if leaf.get("status", "ever") not in ("active", "ever", "resolved"):
        yield "unknown status"
    for offset in list(leaf.get("window", {}).values()) + ([leaf["duration"]] if "duration" in leaf else []):
        if not OFFSET.fullmatch(offset):
            yield f"offset {offset!r}"


def names_of(leaf):
    return [leaf.get("subject", "")] + leaf.get("qualifiers", []) + leaf.get("except", [])


def row_faults(row):
    """Yields what is wrong with one row, the texts unseen."""
    if set(row) - ROW_KEYS:
        yield f"unknown keys {sorted(set(row) - ROW_KEYS)}"
    if row.get("stratum") not in sample_lines.STRATA:
        yield "unknown stratum"
    if row.get("is") not in ("criterion", "heading", "note"):
        yield "a line is a criterion, a heading or a note"
    if "polarity" in row and row["polarity"] not in POLARITIES:
        yield "unknown polarity"
    if row.get("part_of", "any_of") not in PARTS:
        yield "unknown part_of"
    if row.get("is") != "criterion":
        if {"sayable", "easy", "expected", "part_of"} & set(row):
            yield "only a criterion expects anything"
        return
    for key in ("polarity", "sayable", "easy", "expected"):
        if key not in row:
            yield f"a criterion without {key}"
            return
    faults = list(tree_faults(row["expected"]))
    yield from faults
    if faults:
        return
    leaves = list(leaves_of(row["expected"]))
    if row["sayable"] and any("unstructured" in kinds_of(leaf) for leaf in leaves):
        yield "sayable, with an unstructured rest"
    if any(len(name) > LONGEST_NAME for leaf in leaves for name in names_of(leaf)):
        yield "a name as long as a sentence"


def words_of(text):
    return re.findall(r"[a-z0-9]+", text.lower())


def copied(row, sentence):
    """Returns whether a name in the row repeats a run of the sentence's words."""
    line = " " + " ".join(words_of(sentence)) + " "
    for leaf in leaves_of(row.get("expected", {})):
        for name in names_of(leaf):
            words = words_of(name)
            for at in range(len(words) - LONGEST_RUN + 1):
                if " " + " ".join(words[at:at + LONGEST_RUN]) + " " in line:
                    return True
    return False


def sample_faults(labels, rows):
    """Yields what is wrong with the labels against the shared texts."""
    name = lambda line: (line["trial"], line["start"], line["end"], line["stratum"])
    drawn = {name(line) for line in sample_lines.draw(rows, sample_lines.SEED, sample_lines.PER_STRATUM)}
    labelled = collections.Counter(name(row) for row in labels)
    for line in drawn - set(labelled):
        yield f"{line}: drawn, not labelled"
    for line in set(labelled) - drawn:
        yield f"{line}: labelled, not drawn with seed {sample_lines.SEED}"
    for line, count in labelled.items():
        if count > 1:
            yield f"{line}: labelled {count} times"
    texts = {row["nct_id"]: row["criteria"].encode() for row in rows}
    for row in labels:
        if copied(row, texts.get(row["trial"], b"")[row["start"]:row["end"]].decode(errors="replace")):
            yield f"{row['trial']} {row['start']}: a name repeats the sentence"


def read_labels(path=LABELS):
    with open(path, encoding="utf-8") as stream:
        return [json.loads(line) for line in stream]


def counts(labels):
    """Returns a line a stratum: lines, criteria, sayable whole, easy."""
    lines = []
    for stratum in sample_lines.STRATA + ("all",):
        rows = [row for row in labels if stratum in (row["stratum"], "all")]
        criteria = [row for row in rows if row["is"] == "criterion"]
        hard = [row for row in criteria if not row["easy"]]
        whole = lambda chosen: sum(row["sayable"] for row in chosen)
        lines.append(f"{stratum}: {len(rows)} lines, {len(criteria)} criteria, {whole(criteria)} sayable whole; "
                     f"without the easy ones {len(hard)} and {whole(hard)}")
    return lines


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=pathlib.Path, default=sample_lines.DEFAULT_DATA)
    arguments = parser.parse_args()
    labels = read_labels()
    faults = [f"{row.get('trial')} {row.get('start')}: {fault}" for row in labels for fault in row_faults(row)]
    faults += sample_faults(labels, list(sample_lines.read_registry(arguments.data))) if not faults else []
    for line in faults or counts(labels):
        print(line)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
