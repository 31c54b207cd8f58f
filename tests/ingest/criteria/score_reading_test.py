#!/usr/bin/env python3
"""What the score calls right and wrong, on made-up lines; and that a reader who says what is expected scores whole."""

import copy
import sys
import unittest

sys.dont_write_bytecode = True
import check_labels  # noqa: E402
import reading_names  # noqa: E402
import score_reading  # noqa: E402


def concepts(*names, exclude=()):
    entries = lambda displays: [{"code": {"code": name, "display": name}} for name in displays]
    return {"include": entries(names), **({"exclude": entries(exclude)} if exclude else {})}


def fact(kind, *names, **more):
    exclude = more.pop("exclude", ())
    return {kind: {"concepts": concepts(*names, exclude=exclude), **more}}


def amount(name, unit, low=None, high=None, **more):
    bounds = {key: {"value": str(value)} for key, value in (("min", low), ("max", high)) if value is not None}
    return {"observation": {"concepts": concepts(name), "quantity": {"unit": unit, **bounds}, **more}}


def weeks_before(count):
    return {"start": {"count": str(-count), "unit": "TIME_UNIT_WEEK"}, "end": {"count": "0", "unit": "TIME_UNIT_DAY"}}


def label(expected, polarity="inclusion", **more):
    return {"trial": "T", "start": 100, "end": 160, "stratum": "other", "is": "criterion", "polarity": polarity,
            "sayable": True, "easy": False, "expected": expected, **more}


def entry(criterion, polarity="inclusion", **more):
    return {"start": 100, "end": 160, "use": "criterion", "polarity": polarity, "complete": True,
            "criterion": criterion, **more}


STROKE = {"kind": "condition", "subject": "stroke"}
HEPATITIS = {"any_of": [{"kind": "condition", "subject": "hepatitis B"},
                        {"kind": "condition", "subject": "hepatitis C"}]}
PLATELETS = {"kind": "observation", "subject": "platelet count", "low": 100, "low_inclusive": True, "unit": "10*9/L"}
ADULT = {"kind": "clock", "subject": "age", "low": 18, "low_inclusive": True, "high": 75, "high_inclusive": True,
         "unit": "a"}
RECENT = {"kind": "procedure", "subject": "radiotherapy", "window": {"start": "-4 wk", "end": "0 d"}}


class JudgedLineTest(unittest.TestCase):
    def judge(self, row, *entries):
        return score_reading.judge(row, list(entries))

    def assert_whole(self, row, *entries):
        outcome = self.judge(row, *entries)
        self.assertEqual(outcome.faults, [])
        self.assertTrue(outcome.complete)
        self.assertEqual(outcome.right, outcome.emitted)
        self.assertGreater(outcome.emitted, 0)

    def assert_wrong(self, fault, row, *entries):
        outcome = self.judge(row, *entries)
        self.assertFalse(outcome.complete)
        self.assertLess(outcome.right, outcome.emitted)
        self.assertIn(fault, " ".join(outcome.faults))

    def assert_not_whole(self, fault, row, *entries):
        outcome = self.judge(row, *entries)
        self.assertFalse(outcome.complete)
        self.assertEqual(outcome.right, outcome.emitted)
        self.assertIn(fault, " ".join(outcome.faults))

    def test_a_fact_is_right(self):
        self.assert_whole(label(STROKE), entry(fact("condition", "Stroke")))

    def test_an_excluded_fact_is_the_negation_of_an_included_one(self):
        self.assert_whole(label(STROKE, "exclusion"), entry({"not": fact("condition", "Stroke")}))
        self.assert_wrong("polarity", label(STROKE, "exclusion"), entry(fact("condition", "Stroke")))

    def test_another_fact_or_kind_is_wrong(self):
        self.assert_wrong("no such leaf", label(STROKE), entry(fact("condition", "Seizure")))
        self.assert_wrong("no such leaf", label(STROKE), entry(fact("medication", "Stroke")))
        self.assert_wrong("no such leaf", label(HEPATITIS), entry(fact("condition", "hepatitis A")))

    def test_names_given_apart_count(self):
        names = {"I63.9": ["Cerebrovascular accident"]}
        self.assert_whole(label(STROKE), entry(fact("condition", "I63.9"), names=names))

    def test_one_concept_set_says_several_facts(self):
        self.assert_whole(label(HEPATITIS, "exclusion"),
                          entry(fact("condition", "hepatitis B", "hepatitis C"), "exclusion"))
        self.assert_not_whole("misses not hepatitis C", label(HEPATITIS, "exclusion"),
                              entry(fact("condition", "hepatitis B"), "exclusion"))

    def test_the_combination_must_agree(self):
        both = [fact("condition", "hepatitis B"), fact("condition", "hepatitis C")]
        self.assert_whole(label(HEPATITIS), entry({"any_of": {"criteria": both}}))
        self.assert_whole(label(HEPATITIS), entry({"atLeast": {"k": 1, "criteria": both}}))
        self.assert_not_whole("combined otherwise", label(HEPATITIS), entry({"all_of": {"criteria": both}}))
        implied = {"any_of": [{"not": HEPATITIS["any_of"][0]}, HEPATITIS["any_of"][1]]}
        self.assert_whole(label(implied), entry({"ifThen": {"condition": both[0], "consequence": both[1]}}))

    def test_units_convert_and_bounds_must_agree(self):
        self.assert_whole(label(PLATELETS), entry(amount("Platelets", "/uL", low=100000)))
        self.assert_wrong("bounds", label(PLATELETS), entry(amount("Platelets", "/uL", low=100)))
        self.assert_wrong("bounds", label(PLATELETS), entry(amount("Platelets", "10*9/L", high=100)))
        self.assert_wrong("unit", label(PLATELETS), entry(amount("Platelets", "mg/dL", low=100)))
        exclusive = amount("Platelets", "10*9/L")
        exclusive["observation"]["quantity"]["min"] = {"value": "100", "exclusive": True}
        self.assert_wrong("bounds", label(PLATELETS), entry(exclusive))

    def test_an_excluded_low_value_is_an_included_high_one(self):
        low = {**PLATELETS, "high": 100, "high_inclusive": False}
        del low["low"], low["low_inclusive"]
        self.assert_whole(label(low, "exclusion"), entry(amount("Platelets", "10*9/L", low=100)))

    def test_a_multiple_of_a_limit_is_not_an_amount(self):
        limit = {"kind": "observation", "subject": "ALT", "high": 2, "high_inclusive": True, "multiple_of": "uln"}
        read = {"observation": {"concepts": concepts("Alanine aminotransferase [Enzymatic activity/volume] in Serum"),
                                "normalLimit": {"limit": "NORMAL_LIMIT_UPPER", "max": {"value": "2"}}}}
        self.assert_whole(label(limit), entry(read))
        self.assert_wrong("limit", label(limit), entry(amount("ALT", "1", high=2)))

    def test_ages_count_completed_years(self):
        def age(high, exclusive):
            return {"clock": {"clock": "CLOCK_AGE", "min": {"value": "18", "unit": "TIME_UNIT_YEAR"},
                              "max": {"value": str(high), "unit": "TIME_UNIT_YEAR", "exclusive": exclusive}}}
        self.assert_whole(label(ADULT), entry(age(75, False)))
        self.assert_whole(label(ADULT), entry(age(76, True)))
        self.assert_wrong("bounds", label(ADULT), entry(age(75, True)))

    def test_windows_must_agree(self):
        self.assert_whole(label(RECENT, "exclusion"),
                          entry(fact("procedure", "Radiotherapy", window=weeks_before(4)), "exclusion"))
        self.assert_wrong("window", label(RECENT, "exclusion"), entry(fact("procedure", "Radiotherapy"), "exclusion"))
        self.assert_wrong("window", label(RECENT, "exclusion"),
                          entry(fact("procedure", "Radiotherapy", window=weeks_before(6)), "exclusion"))
        self.assert_wrong("window", label(STROKE), entry(fact("condition", "Stroke", window=weeks_before(4))))

    def test_status_must_agree_where_one_is_expected(self):
        active = {**STROKE, "status": "active"}
        self.assert_whole(label(active), entry(fact("condition", "Stroke", status="FACT_STATUS_ACTIVE")))
        self.assert_wrong("status", label(active), entry(fact("condition", "Stroke")))

    def test_a_dropped_qualifier_is_wrong(self):
        severe = label({**STROKE, "qualifiers": ["severe"]})
        self.assert_wrong("severe", severe, entry(fact("condition", "Stroke")))
        self.assert_whole(severe, entry(fact("condition", "Stroke", grade={"scale": "severity", "min": "severe"})))
        self.assert_whole(severe, entry(fact("condition", "Severe stroke")))

    def test_a_qualifier_kept_as_a_rest_is_right_but_not_whole(self):
        severe = label({**STROKE, "qualifiers": ["severe"]})
        read = {"all_of": {"criteria": [fact("condition", "Stroke"),
                                        {"text": "only severe ones", "unstructured": {"reason": "degree"}}]}}
        self.assert_not_whole("unstructured rest", severe, entry(read))
        outcome = self.judge(severe, entry(read, complete=False))
        self.assertEqual((outcome.emitted, outcome.right, outcome.faults), (1, 1, []))

    def test_exceptions_must_be_there(self):
        malignant = {"kind": "condition", "subject": "malignant neoplasm", "except": ["basal cell carcinoma"]}
        row = label(malignant, "exclusion")
        excepted = fact("condition", "Malignant neoplasm", exclude=["Basal cell carcinoma"])
        self.assert_whole(row, entry(excepted, "exclusion"))
        self.assert_wrong("exception", row, entry(fact("condition", "Malignant neoplasm"), "exclusion"))

    def test_a_number_of_times_and_its_negation_agree(self):
        row = label({"not": {"kind": "medication", "subject": "chemotherapy", "occurrences": {"min": 2}}})
        self.assert_whole(row, entry(fact("medication", "Chemotherapy", occurrences={"max": 1})))
        self.assert_wrong("number of times", row, entry(fact("medication", "Chemotherapy", occurrences={"max": 2})))
        self.assert_wrong("turned round", row, entry({"not": fact("medication", "Chemotherapy")}))

    def test_grades_durations_and_results_must_agree(self):
        graded = label({**STROKE, "grade": {"scale": "NYHA", "low": "III", "high": "IV"}})
        self.assert_whole(graded, entry(fact("condition", "Stroke", grade={"scale": "NYHA", "min": "III"})))
        self.assert_wrong("grade", graded, entry(fact("condition", "Stroke", grade={"scale": "NYHA", "min": "II"})))
        stable = label({"kind": "dose_stability", "subject": "metformin", "duration": "8 wk"})
        for count, judged in ((8, self.assert_whole), (6, lambda *case: self.assert_wrong("duration", *case))):
            duration = {"count": str(count), "unit": "TIME_UNIT_WEEK"}
            judged(stable, entry({"doseStability": {"concepts": concepts("Metformin"), "duration": duration}}))
        positive = label({"kind": "observation", "subject": "HIV antibody", "coded": "positive"})
        for result, judged in (("Detected", self.assert_whole),
                               ("Not detected", lambda *case: self.assert_wrong("result", *case))):
            judged(positive, entry({"observation": {"concepts": concepts("HIV antibody"), "coded": concepts(result)}}))

    def test_a_rest_that_the_label_keeps_cannot_be_claimed_whole(self):
        row = label({"all_of": [STROKE, {"kind": "unstructured"}]}, sayable=False)
        self.assert_not_whole("misses a rest", row, entry(fact("condition", "Stroke")))

    def test_a_cohort_must_be_named(self):
        row = label(STROKE, cohort="smoking")
        self.assert_not_whole("cohort", row, entry(fact("condition", "Stroke")))
        self.assert_whole(row, entry(fact("condition", "Stroke"), cohort="Smoking subjects"))

    def test_one_of_several_does_not_stand_alone(self):
        row = label(STROKE, part_of="any_of")
        self.assert_wrong("stands alone", row, entry(fact("condition", "Stroke")))
        self.assert_whole(row, entry(fact("condition", "Stroke"), part_of="any_of"))
        listed = {"any_of": {"criteria": [fact("condition", "Seizure"), fact("condition", "Stroke")]}}
        self.assert_whole(row, entry(listed, start=20, end=300))
        self.assert_whole(label(STROKE, "exclusion", part_of="any_of"), entry(fact("condition", "Stroke"), "exclusion"))

    def test_headings_and_notes_count(self):
        heading = {"trial": "T", "start": 100, "end": 160, "stratum": "other", "is": "heading"}
        self.assert_wrong("heading was read", heading, entry(fact("condition", "Stroke")))
        self.assert_wrong("criterion was read as a note", label(STROKE), {"start": 100, "end": 160, "use": "note"})
        outcome = self.judge(heading, {"start": 100, "end": 158, "use": "note"})
        self.assertEqual((outcome.emitted, outcome.right), (1, 1))

    def test_a_line_that_nothing_speaks_of_is_not_covered(self):
        outcome = self.judge(label(STROKE), entry(fact("condition", "Stroke"), start=160, end=200))
        self.assertEqual((outcome.emitted, outcome.complete), (0, False))

    def test_a_wholly_unstructured_reading_emits_nothing(self):
        outcome = self.judge(label(STROKE), entry({"text": "x", "unstructured": {}}, complete=False))
        self.assertEqual((outcome.emitted, outcome.complete, outcome.faults), (0, False, []))


class NamesTest(unittest.TestCase):
    def test_types_and_rivals_tell_concepts_apart(self):
        for expected, read, same in (("type 2 diabetes mellitus", "Diabetes mellitus, type 2", True),
                                     ("type 2 diabetes mellitus", "type 1 diabetes mellitus", False),
                                     ("acute renal insufficiency", "Chronic renal failure", False),
                                     ("hepatitis b", "Hepatitis C", False), ("lactating", "breast feeding", True),
                                     ("effective contraception", "highly effective contraception", False),
                                     ("hemoglobin a1c", "HbA1c", True),
                                     ("hemoglobin a1c", "Hemoglobin A1c/Hemoglobin.total in Blood", True),
                                     ("creatinine", "Creatinine renal clearance", False),
                                     ("creatinine clearance", "Creatinine renal clearance", True),
                                     ("total bilirubin", "Bilirubin.total [Mass/volume] in Serum", True),
                                     ("malignancy", "Benign neoplasm", False),
                                     ("malignant neoplasm", "Cancer", True), ("kidney disease", "renal disease", True),
                                     ("systolic blood pressure", "Diastolic blood pressure", False)):
            self.assertEqual(reading_names.alike(expected, read), same, (expected, read))


class Answer:
    """What a reader would have to say to meet a label, as protobuf JSON."""

    FACTS = {"condition", "procedure", "medication", "allergy", "variant", "lifestyle", "ability", "plan"}
    UNITS = {"d": "TIME_UNIT_DAY", "wk": "TIME_UNIT_WEEK", "mo": "TIME_UNIT_MONTH", "a": "TIME_UNIT_YEAR"}
    CLOCKS = {"age": "CLOCK_AGE", "gestational age at birth": "CLOCK_GESTATIONAL_AGE_AT_BIRTH",
              "pregnancy length": "CLOCK_PREGNANCY_LENGTH"}

    def criterion(self, tree):
        if "not" in tree:
            return {"not": self.criterion(tree["not"])}
        for key in ("all_of", "any_of"):
            if key in tree:
                return {key: {"criteria": [self.criterion(child) for child in tree[key]]}}
        read = self.leaf(tree)
        if "trial_participation" in read and {"qualifiers", "except"} & set(tree):
            rest = " ".join(tree.get("qualifiers", []) + tree.get("except", []))
            return {"all_of": {"criteria": [read, {"text": rest, "unstructured": {}}]}}
        return read

    def time(self, text):
        count, unit = text.split()
        return {"count": count, "unit": self.UNITS[unit]}

    def bounds(self, leaf, value):
        return {name: {**value(leaf[key]), "exclusive": not leaf[f"{key}_inclusive"]}
                for key, name in (("low", "min"), ("high", "max")) if key in leaf}

    def leaf(self, leaf):
        kind = check_labels.kinds_of(leaf)[0]
        name = " ".join([leaf.get("subject", "")] + leaf.get("qualifiers", []))
        named = {"concepts": concepts(name, exclude=leaf.get("except", []))}
        timed = {"window": {key: self.time(text) for key, text in leaf["window"].items()}} if "window" in leaf else {}
        if "status" in leaf:
            timed["status"] = "FACT_STATUS_" + leaf["status"].upper()
        if kind in self.FACTS:
            more = {"occurrences": leaf["occurrences"]} if "occurrences" in leaf else {}
            if "grade" in leaf:
                more["grade"] = {"scale": leaf["grade"]["scale"], "min": leaf["grade"]["low"]}
            return {kind: {**named, **timed, **more}}
        if kind == "observation":
            limits = {"multiple_of", "unit"} & set(leaf) and ("low" in leaf or "high" in leaf)
            value = self.bounds(leaf, lambda number: {"value": str(number)})
            said = {"coded": concepts(leaf.get("coded", "positive"))} if not limits else (
                {"normal_limit": {"limit": "NORMAL_LIMIT_UPPER", **value}} if "multiple_of" in leaf else
                {"quantity": {"unit": leaf["unit"], **value}})
            timed.pop("status", None)
            return {"observation": {**named, **timed, **said}}
        if kind == "clock":
            def value(number):
                weeks, _, days = str(number).partition("+")
                return {"value": weeks, "unit": self.UNITS[leaf["unit"]], **({"extra_days": int(days)} if days else {})}
            return {"clock": {"clock": self.CLOCKS[leaf["subject"]], **self.bounds(leaf, value)}}
        enum = leaf.get("subject", "").upper().replace(" ", "_")
        return {"text": name, **{
            "sex": lambda: {"sex": {"sex": f"SEX_{enum}"}},
            "reproductive_state": lambda: {"reproductive_state": {
                "states": ["REPRODUCTIVE_STATE_" + name.upper().replace(" ", "_")], **timed}},
            "participation": lambda: {"trial_participation": timed},
            "performance": lambda: {"performance_status": {"scale": f"PERFORMANCE_SCALE_{enum}", "score": {
                "min": leaf["low"], "max": leaf["high"]}}},
            "dose_stability": lambda: {"dose_stability": {**named, "duration": self.time(leaf.get("duration", "0 d"))}},
            "consent": lambda: {"consent": {"kind": f"CONSENT_KIND_{enum}"}},
            "judgement": lambda: {"judgement": {}},
            "unstructured": lambda: {"unstructured": {}},
        }[kind]()}


class LabelledLinesTest(unittest.TestCase):
    """Over the labels themselves: what they expect, read back, is right; with one thing changed it is not."""

    def setUp(self):
        self.labels = check_labels.read_labels()

    def perfect(self, row):
        where = {"start": row["start"], "end": row["end"]}
        if row["is"] != "criterion":
            return {**where, "use": row["is"]}
        return {**where, "use": "criterion", "polarity": row["polarity"], "cohort": row.get("cohort"),
                "part_of": row.get("part_of"), "complete": row["sayable"],
                "criterion": Answer().criterion(row["expected"])}

    def score(self, change=lambda entry: entry):
        readings = {}
        for row in self.labels:
            readings.setdefault(row["trial"], []).append(change(self.perfect(row)))
        return score_reading.score(self.labels, readings)

    def test_a_reader_who_says_what_is_expected_scores_whole(self):
        tallies, disagreements = self.score()
        self.assertEqual([(row["trial"], row["start"], outcome.faults) for row, outcome in disagreements], [])
        sayable = sum(row.get("sayable", False) for row in self.labels)
        self.assertEqual(tallies["all"].complete, sayable)
        self.assertEqual(tallies["all"].precision(), 1.0)

    def test_a_turned_polarity_is_never_right(self):
        def turn(entry):
            if entry["use"] == "criterion":
                entry["criterion"] = {"not": entry["criterion"]}
            return entry
        tallies, _ = self.score(turn)
        self.assertLess(tallies["all"].precision(), 0.4)  # headings, notes and what may be said with either sign
        self.assertLess(tallies["all"].coverage(), 0.1)

    def test_dropped_windows_are_wrong(self):
        def drop(value):
            if isinstance(value, dict):
                return {key: drop(item) for key, item in value.items() if key != "window"}
            return [drop(item) for item in value] if isinstance(value, list) else value
        windowed = sum(any("window" in leaf for leaf in check_labels.leaves_of(row["expected"]))
                       for row in self.labels if row.get("sayable"))
        whole = self.score()[0]["all"].complete
        self.assertEqual(self.score(drop)[0]["all"].complete, whole - windowed)

    def test_the_easy_lines_can_be_left_out(self):
        tallies, _ = self.score()
        hard = tallies["all, without age, sex, consent and pregnancy"]
        self.assertEqual(hard.criteria, sum(row["is"] == "criterion" and not row["easy"] for row in self.labels))


class LabelShapeTest(unittest.TestCase):
    def faults(self, **change):
        row = copy.deepcopy(label(PLATELETS))
        row["expected"].update(change)
        return list(check_labels.row_faults(row))

    def test_faults_of_a_row_are_named(self):
        self.assertEqual(self.faults(), [])
        self.assertIn("bounds need a unit or a limit of normal", self.faults(multiple_of="uln"))
        self.assertIn("unknown kind platelets", self.faults(kind="platelets"))
        self.assertIn("offset '4 weeks'", self.faults(window={"start": "4 weeks"}))
        self.assertIn("sayable, with an unstructured rest", self.faults(kind="unstructured"))
        self.assertIn("unknown stratum", list(check_labels.row_faults({**label(STROKE), "stratum": "eyes"})))

    def test_a_copied_sentence_is_seen(self):
        sentence = "no prior therapy with any drug that is known to harm the liver"
        self.assertTrue(check_labels.copied(label({"kind": "condition", "subject": sentence[3:45]}), sentence))
        self.assertFalse(check_labels.copied(label({"kind": "condition", "subject": "liver disease"}), sentence))


if __name__ == "__main__":
    unittest.main()
