"""The protobuf JSON of trialmatch.v1.Criterion as a tree of reading_tree. Field names in either spelling."""

import re

import reading_tree as tree

FACTS = ("condition", "procedure", "medication", "allergy", "variant", "lifestyle", "ability", "plan")
TIME_UNITS = {"TIME_UNIT_MINUTE": "min", "TIME_UNIT_HOUR": "h", "TIME_UNIT_DAY": "d", "TIME_UNIT_WEEK": "wk",
              "TIME_UNIT_MONTH": "mo", "TIME_UNIT_YEAR": "a"}
CLOCKS = {"CLOCK_AGE": "age", "CLOCK_GESTATIONAL_AGE_AT_BIRTH": "gestational age at birth",
          "CLOCK_POSTMENSTRUAL_AGE": "postmenstrual age", "CLOCK_CORRECTED_AGE": "corrected age",
          "CLOCK_PREGNANCY_LENGTH": "pregnancy length"}
CONSENTS = {"CONSENT_KIND_INFORMED_CONSENT": "informed consent", "CONSENT_KIND_ASSENT": "informed consent assent",
            "CONSENT_KIND_WILLINGNESS": "willingness"}
ACTIVE_BY_DEFAULT = ("reproductive_state", "care_setting", "ability", "plan")


def snake(value):
    """Returns the message with its field names as the .proto spells them."""
    if isinstance(value, list):
        return [snake(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {re.sub(r"[A-Z]", lambda m: "_" + m.group().lower(), key): snake(item) for key, item in value.items()}


def parse(entry):
    """Returns the tree of one entry of a reading: what must hold of a patient who may enter."""
    reader = Reader(entry.get("names", {}))
    return reader.node(snake(entry["criterion"]), entry.get("polarity") != "exclusion")


def plain(enum, prefix):
    return enum.removeprefix(prefix).replace("_", " ").lower()


class Reader:
    """Walks one criterion. names: {code: [name, ...]}."""

    def __init__(self, names):
        self.synonyms = names

    def node(self, criterion, positive):
        if "not" in criterion:
            return self.node(criterion["not"], not positive)
        if "if_then" in criterion:
            parts = [self.node(criterion["if_then"]["condition"], not positive),
                     self.node(criterion["if_then"]["consequence"], positive)]
            return tree.any_of(parts) if positive else tree.all_of(parts)
        for key in ("all_of", "any_of", "at_least"):
            if key in criterion:
                children = [self.node(child, positive) for child in criterion[key]["criteria"]]
                k = {"all_of": len(children), "any_of": 1}.get(key) or int(criterion[key]["k"])
                return tree.Node(k if positive else len(children) - k + 1, children)
        if "relation" in criterion:
            return self.relation(criterion["relation"], positive)
        if "relative" in criterion:
            child = self.node(criterion["relative"]["criterion"], positive)
            for leaf in tree.leaves(child):
                leaf.details = leaf.details + [" ".join(criterion["relative"].get("relationships", []))]
            return child
        leaf = self.leaf(criterion)
        leaf.rule = criterion.get("source", {}).get("rule", "")
        return tree.literal(leaf, positive)

    def relation(self, relation, positive):
        """Two facts, the later one detailed by the earlier."""
        effect, cause = ({"text": "", **relation[key]} for key in ("effect", "cause"))
        leaf = self.leaf(effect)
        leaf.details += self.leaf(cause).names
        return tree.literal(leaf, positive)

    def leaf(self, criterion):
        for kind in FACTS:
            if kind in criterion:
                return self.fact(kind, criterion[kind], criterion.get("text", ""))
        for key in ("clock", "sex", "reproductive_state", "care_setting", "trial_participation", "observation",
                    "performance_status", "dose_stability", "consent", "judgement", "unstructured"):
            if key in criterion:
                return getattr(self, key)(criterion[key], criterion.get("text", ""))
        raise ValueError(f"a criterion with the fields {sorted(criterion)}")

    def of(self, concepts, part="include"):
        """Returns the names of a concept set."""
        found = []
        for entry in (concepts or {}).get(part, []):
            code = entry.get("code", {})
            found += [code.get("display", "")] + self.synonyms.get(code.get("code", ""), [])
        return [name for name in found if name]

    def timed(self, leaf, message):
        """Reads status and window."""
        default = "active" if leaf.kind in ACTIVE_BY_DEFAULT and "window" not in message else "ever"
        status = plain(message.get("status", "FACT_STATUS_UNSPECIFIED"), "FACT_STATUS_")
        leaf.status = default if status == "unspecified" else status
        window = message.get("window")
        if window is not None:
            leaf.window = {key: self.offset(window[key]) for key in ("start", "end") if key in window}
            if "anchor" in window:
                leaf.anchored = True
                leaf.details = leaf.details + self.leaf(window["anchor"]).names
        return leaf

    def offset(self, message):
        return tree.offset(message.get("count", 0), TIME_UNITS[message["unit"]])

    def fact(self, kind, message, text):
        leaf = tree.Leaf(kind, self.of(message.get("concepts")) or [text])
        leaf.excludes = self.of(message.get("concepts"), "exclude")
        grade = message.get("grade", {})
        leaf.details = [grade.get("scale", ""), grade.get("min", ""), grade.get("max", "")]
        for key in ("body_site", "response"):
            leaf.details += self.of(message.get(key))
        for key in ("side", "dose", "line_of_therapy"):
            leaf.details += [str(message[key])] if key in message else []
        leaf.details = [detail for detail in leaf.details if detail]
        if "occurrences" in message:
            leaf.occurrences = {key: int(value) for key, value in message["occurrences"].items()}
        return self.timed(leaf, message)

    def clock(self, message, text):
        leaf = tree.Leaf("clock", [CLOCKS[message["clock"]]])
        for key, name in (("low", "min"), ("high", "max")):
            if name in message:
                bound = message[name]
                number = str(bound.get("value", 0)) + (f"+{bound['extra_days']}" if "extra_days" in bound else "")
                unit = TIME_UNITS[bound["unit"]]
                setattr(leaf, key, tree.clock_bound(number, unit, not bound.get("exclusive", False), key))
        return leaf

    def sex(self, message, text):
        return tree.Leaf("sex", [plain(message["sex"], "SEX_")])

    def reproductive_state(self, message, text):
        names = [plain(state, "REPRODUCTIVE_STATE_") for state in message["states"]]
        return self.timed(tree.Leaf("reproductive_state", names), message)

    def care_setting(self, message, text):
        names = [plain(setting, "CARE_SETTING_") for setting in message["settings"]]
        return self.timed(tree.Leaf("care_setting", names), message)

    def trial_participation(self, message, text):
        kind = plain(message.get("kind", ""), "STUDY_KIND_")
        leaf = tree.Leaf("participation", [f"{kind} study"])
        return self.timed(leaf, message)

    def observation(self, message, text):
        leaf = tree.Leaf("observation", self.of(message["concepts"]) or [text])
        leaf.details = self.of(message.get("method")) + [plain(message.get("selection", ""), "SELECTION_")]
        limits = message.get("normal_limit")
        amounts = limits or message.get("quantity")
        if limits:
            leaf.multiple_of = "uln" if limits["limit"] == "NORMAL_LIMIT_UPPER" else "lln"
        elif amounts:
            leaf.unit = tree.dimension(amounts["unit"])
        for key, name in (("low", "min"), ("high", "max")):
            if amounts and name in amounts:
                bound = amounts[name]
                setattr(leaf, key, tree.scaled(bound["value"], None if limits else amounts["unit"],
                                               not bound.get("exclusive", False)))
        leaf.coded = self.of(message["coded"]) if "coded" in message else None
        leaf = self.timed(leaf, message)
        leaf.status = None
        return leaf

    def performance_status(self, message, text):
        leaf = tree.Leaf("performance", [plain(message["scale"], "PERFORMANCE_SCALE_")])
        score = message.get("score", {})
        leaf.low, leaf.high = ((float(score[key]), True) if key in score else None for key in ("min", "max"))
        leaf.low = tree.without_zero(leaf)
        return leaf

    def dose_stability(self, message, text):
        leaf = tree.Leaf("dose_stability", self.of(message["concepts"]) or [text])
        leaf.duration = self.offset(message["duration"])
        return leaf

    def consent(self, message, text):
        return tree.Leaf("consent", [CONSENTS[message["kind"]]])

    def judgement(self, message, text):
        return tree.Leaf("judgement", [text])

    def unstructured(self, message, text):
        return tree.Leaf("unstructured", [text, message.get("reason", "")])
