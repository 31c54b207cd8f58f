"""Criteria as trees of literals: what a label expects and what a reader read, made comparable.

A node is a Leaf or a Node; `not` is pushed into the leaves (Leaf.positive), exclusion is a `not` over the whole, a
range is two leaves, and a negated bound is its complement: "exclude age < 18" and "include age >= 18" are one.
"""

import re

import reading_names

FOREIGN = "no such leaf is expected"


class Leaf:
    """One predicate. Bounds: (number, inclusive) in `unit`; window: {"start": offset, "end": offset}."""

    def __init__(self, kind, names=()):
        self.kinds = kind if isinstance(kind, list) else [kind]
        self.names = [name for name in names if name]
        self.positive = True
        self.low = self.high = self.unit = self.multiple_of = self.coded = self.window = self.status = None
        self.grade = self.occurrences = self.duration = None
        self.qualifiers, self.excludes, self.details = [], [], []
        self.anchored = self.optional = self.any_sign = False
        self.rule = ""  # of the reader, which read it

    @property
    def kind(self):
        return self.kinds[0]

    def label(self):
        return ("" if self.positive else "not ") + (self.names[0] if self.names else "")

    def copy(self, **changes):
        twin = Leaf(self.kinds)
        twin.__dict__.update(self.__dict__, **changes)
        return twin


class Node:
    """At least `k` of the children."""

    def __init__(self, k, children):
        self.k, self.children = k, children


def all_of(children):
    return Node(len(children), children)


def any_of(children):
    return Node(1, children)


def leaves(node):
    """Yields the leaves of a tree."""
    if isinstance(node, Leaf):
        yield node
    else:
        for child in node.children:
            yield from leaves(child)


def literal(leaf, positive):
    """Returns the leaf with its sign, a range as two leaves, a negated bound as its complement."""
    if leaf.low is not None and leaf.high is not None:
        parts = [literal(leaf.copy(high=None), positive), literal(leaf.copy(low=None), positive)]
        return all_of(parts) if positive else any_of(parts)
    if not positive and len(leaf.occurrences or {}) == 1:
        return leaf.copy(occurrences=fewer(leaf.occurrences), positive=True)
    if not positive and leaf.kind in ("clock", "observation") and (leaf.low or leaf.high):
        flip = lambda bound: (bound[0], not bound[1]) if bound else None
        return leaf.copy(low=flip(leaf.high), high=flip(leaf.low), positive=True)
    return leaf.copy(positive=positive)


def fewer(times):
    """Returns the complement of a number of times: not twice or more is at most once."""
    return {"max": times["min"] - 1} if "min" in times else {"min": times["max"] + 1}


def joined(trees):
    return trees[0] if len(trees) == 1 else all_of(trees)


# ---- labels

def expected(row):
    """Returns the tree that a labelled criterion expects."""
    return expected_node(row["expected"], row["polarity"] == "inclusion")


def expected_node(tree, positive):
    if "not" in tree:
        return expected_node(tree["not"], not positive)
    if "kind" in tree:
        return literal(expected_leaf(tree), positive)
    conjunction = "all_of" in tree
    children = [expected_node(child, positive) for child in tree["all_of" if conjunction else "any_of"]]
    return all_of(children) if conjunction == positive else any_of(children)


def expected_leaf(tree):
    leaf = Leaf(tree["kind"], [tree.get("subject", "")])
    clock = leaf.kind == "clock"
    for key in ("low", "high"):
        if key in tree:
            number, unit = tree[key], tree.get("unit")
            setattr(leaf, key, clock_bound(number, unit, tree[f"{key}_inclusive"], key) if clock else
                    scaled(number, unit, tree[f"{key}_inclusive"]))
    leaf.low = without_zero(leaf)
    leaf.unit = dimension(tree.get("unit"))
    leaf.window = {key: offset(*text.split()) for key, text in tree["window"].items()} if "window" in tree else None
    leaf.duration = offset(*tree["duration"].split()) if "duration" in tree else None
    for key in ("multiple_of", "coded", "status", "grade", "occurrences"):
        setattr(leaf, key, tree.get(key))
    leaf.qualifiers, leaf.excludes = tree.get("qualifiers", []), tree.get("except", [])
    leaf.optional, leaf.any_sign = tree.get("optional", False), tree.get("any_sign", False)
    return leaf


# ---- amounts

UNITS = {  # UCUM: (dimension, factor)
    "/uL": ("count/L", 1e6), "/mm3": ("count/L", 1e6), "/mL": ("count/L", 1e3), "/L": ("count/L", 1),
    "10*9/L": ("count/L", 1e9), "10*3/uL": ("count/L", 1e9), "10*3/mm3": ("count/L", 1e9), "10*6/L": ("count/L", 1e6),
    "g/L": ("g/L", 1), "g/dL": ("g/L", 10), "mg/dL": ("g/L", 1e-2), "mg/L": ("g/L", 1e-3), "ng/mL": ("g/L", 1e-6),
    "pg/mL": ("g/L", 1e-9), "mmol/L": ("mol/L", 1e-3), "umol/L": ("mol/L", 1e-6), "m": ("m", 1), "cm": ("m", 1e-2),
    "mm": ("m", 1e-3), "um": ("m", 1e-6), "kg": ("g", 1e3), "g": ("g", 1), "m[IU]/mL": ("[IU]/L", 1),
    "[IU]/L": ("[IU]/L", 1), "{score}": ("1", 1), "{INR}": ("1", 1), "{beats}/min": ("/min", 1),
    "mL/min/1.73.m2": ("mL/min/{1.73_m2}", 1),
}
DAYS = {"d": 1, "wk": 7}
MONTHS = {"mo": 1, "a": 12}


def dimension(unit):
    return UNITS.get(unit, (unit, 1))[0]


def scaled(number, unit, inclusive):
    return (float(f"{float(number) * UNITS.get(unit, (unit, 1))[1]:.9g}"), inclusive)


def offset(count, unit):
    """Returns a signed duration in days or months where the calendar allows."""
    count = int(count)
    if count == 0:
        return (0, "d")
    if unit in DAYS:
        return (count * DAYS[unit], "d")
    return (count * MONTHS[unit], "mo") if unit in MONTHS else (count, unit)


def clock_bound(number, unit, inclusive, which):
    """Inclusive upper bounds count completed units: up to 8 years is below 9."""
    weeks, _, days = str(number).partition("+")
    if days:
        total = int(weeks) * 7 + int(days) + (1 if which == "high" and inclusive else 0)
        return ((total, "d"), which == "low" and inclusive)
    count = int(float(weeks)) + (1 if which == "high" and inclusive else 0)
    return (offset(count, unit), which == "low" and inclusive)


def without_zero(leaf):
    """A performance score of at least 0 is any score."""
    return None if leaf.kind == "performance" and leaf.low and leaf.low[0] == 0 else leaf.low


# ---- what was matched

class Match:
    def __init__(self):
        self.faults = {}   # id of a read leaf: why it is wrong
        self.pairs = {}    # id of a read leaf: the expected leaves it says: several where its set names several
        self.missing = []  # expected leaves that nothing was read for


def match(expected_tree, read_tree):
    """Pairs every read leaf with the expected one it disagrees least with."""
    result, taken = Match(), set()
    wanted = list(leaves(expected_tree))
    read = [leaf for leaf in leaves(read_tree) if leaf.kind != "unstructured"]
    rests = [name for leaf in leaves(read_tree) if leaf.kind in ("unstructured", "judgement") for name in leaf.names]
    candidates = sorted(((len(faults), order, at, faults)
                         for order, leaf in enumerate(read) for at, want in enumerate(wanted)
                         if leaf.kind in want.kinds and same_subject(want, leaf)
                         for faults in [list(leaf_faults(want, leaf, rests, read))]), key=lambda c: c[:3])
    for again in (False, True):  # an expected leaf said twice is said once more
        for count, order, at, faults in candidates:
            paired = result.pairs.get(id(read[order]))
            if (at in taken and not again) or (paired and (again or faults or id(read[order]) in result.faults)):
                continue
            if paired and len(read[order].names) < 2:
                continue
            taken.add(at)
            result.pairs.setdefault(id(read[order]), []).append(wanted[at])
            if faults:
                result.faults[id(read[order])] = faults[0]
    excepted = [name for want in wanted for name in want.excludes]
    for leaf in read:
        spared = any(reading_names.mentions(name, leaf.names) for name in excepted)
        if id(leaf) not in result.pairs and not spared:
            result.faults[id(leaf)] = FOREIGN
    result.missing = [want for at, want in enumerate(wanted) if at not in taken and not want.optional]
    return result


def same_subject(want, leaf):
    if not want.names or leaf.kind in ("judgement", "participation"):
        return True
    return any(reading_names.alike(want.names[0], name, want.qualifiers) for name in leaf.names)


def leaf_faults(want, leaf, rests, read):
    """Yields why a read leaf is not the expected one."""
    if leaf.kind == "judgement":
        return
    if want.positive != leaf.positive and not want.any_sign:
        yield "the polarity is turned round"
    if leaf.kind in ("clock", "observation", "performance") and leaf.kind in want.kinds:
        if not want.multiple_of and leaf.kind == "observation" and want.unit != leaf.unit:
            yield f"unit {leaf.unit} for {want.unit}"
        if (want.low, want.high) != (leaf.low, leaf.high):
            yield f"bounds {leaf.low}..{leaf.high} for {want.low}..{want.high}"
        if want.multiple_of != leaf.multiple_of:
            yield "another limit of normal"
        if leaf.kind == "observation" and not same_result(want, leaf):
            yield "another result"
    if not same_window(want, leaf):
        yield f"window {leaf.window} for {want.window}"
    if want.status and leaf.status and want.status != leaf.status and not (leaf.window or want.window):
        yield f"status {leaf.status} for {want.status}"
    if want.duration and want.duration != leaf.duration:
        yield "another duration"
    if (want.occurrences or None) != (leaf.occurrences or None):
        yield "another number of times"
    named = leaf.details + leaf.names
    if want.grade and not reading_names.mentions(want.grade["low"], leaf.details):
        yield f"without the grade {want.grade['low']}"
    for qualifier in want.qualifiers:
        if not reading_names.mentions(qualifier, named, rests):
            yield f"drops \"{qualifier}\""
    others = [name for other in read if other is not leaf for name in other.names]
    for exception in want.excludes:
        if not reading_names.mentions(exception, leaf.excludes + others, rests):
            yield f"drops the exception \"{exception}\""
    if leaf.excludes and not want.excludes:
        yield "an exception that is not there"


def same_result(want, leaf):
    if want.coded is None:
        return leaf.coded is None or not (want.low or want.high)
    if want.coded == "normal" and leaf.multiple_of:
        return True
    words = {"positive": ("positive", "detected", "reactive", "present"), "normal": ("normal",),
             "negative": ("negative", "not detected", "non reactive", "absent")}[want.coded]
    named = " | ".join(leaf.coded or []).lower()
    if want.coded == "positive" and re.search(r"\b(not|non)\b", named):
        return False
    return any(word in named for word in words)


def same_window(want, leaf):
    if leaf.anchored:
        return bool(want.qualifiers)
    if not want.window or not leaf.window:
        return bool(want.window) == bool(leaf.window)
    ends = [(window.get("end") or (0, "d")) for window in (want.window, leaf.window)]
    starts = [window.get("start") for window in (want.window, leaf.window)]
    if ends[0] != ends[1]:
        return False
    # "At least 28 days since" leaves the 28th day free: not within the 27 days before.
    spared = (not want.positive and None not in starts and starts[0][1] == starts[1][1] == "d"
              and starts[1][0] == starts[0][0] + 1)
    return starts[0] == starts[1] or spared


def same_cohort(want, read):
    """Returns whether the cohort is named, where one is expected."""
    return not want or reading_names.mentions(want, [cohort for cohort in read if cohort])
