#!/usr/bin/env python3
"""Every record of the shared registry, read by the service and by this script, which shares no code with it.

registry_reading.py READ_RECORDS. Reports N of N; every field that differs is a failure.
"""

import json
import re
import sys
import xml.etree.ElementTree as ElementTree

import records

MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December"]
STATUSES = {"NOT_YET_RECRUITING", "RECRUITING", "ENROLLING_BY_INVITATION", "ACTIVE_NOT_RECRUITING", "SUSPENDED",
            "TERMINATED", "COMPLETED", "WITHDRAWN"}
FIELDS = ["name", "titles", "status", "phases", "study_type", "sex", "gender_based", "minimum_age", "maximum_age",
          "healthy_volunteers", "dates", "sites", "conditions", "keywords", "eligibility_text"]


def words(text):
    return re.sub(r"\s+", " ", text or "").strip()


def legacy_date(text):
    match = re.fullmatch(r"([A-Z][a-z]+)(?: (\d+),)? (\d{4})", text)
    if not match:
        return ""
    date = f"{match[3]}-{MONTHS.index(match[1]) + 1:02}"
    return date + f"-{int(match[2]):02}" if match[2] else date


def age(text):
    match = re.fullmatch(r"(\d+) (Year|Month|Week|Day|Hour|Minute)s?", text or "")
    return (int(match[1]), match[2].upper()) if match else None


def status(word):
    word = re.sub(r"[ ,]+", "_", word or "").upper()
    return word if word in STATUSES else ""


def from_xml(path):
    root = ElementTree.parse(path).getroot()
    at = lambda place: words(root.findtext(place))
    phase = at("phase").upper().replace("PHASE ", "PHASE").replace(" ", "_")
    sites = []
    for location in root.findall("location"):
        part = lambda place, location=location: words(location.findtext(place))
        sites.append((part("facility/name"), part("facility/address/city"), part("facility/address/state"),
                      part("facility/address/country"), status(part("status"))))
    volunteers = at("eligibility/healthy_volunteers")
    return {
        "name": at("id_info/nct_id"),
        "titles": (at("brief_title"), at("official_title")),
        "status": status(at("overall_status")),
        "phases": [] if not phase else ["NOT_APPLICABLE"] if phase == "N/A" else phase.split("/"),
        "study_type": at("study_type").split(" [")[0].upper().replace(" ", "_"),
        "sex": at("eligibility/gender").upper(),
        "gender_based": at("eligibility/gender_based") == "Yes",
        "minimum_age": age(at("eligibility/minimum_age")),
        "maximum_age": age(at("eligibility/maximum_age")),
        "healthy_volunteers": {"No": "NOT_ACCEPTED", "": ""}.get(volunteers, "ACCEPTED"),
        "dates": (legacy_date(at("study_first_submitted")), legacy_date(at("start_date")),
                  legacy_date(at("last_update_posted")), legacy_date(at("completion_date"))),
        "sites": sites,
        "conditions": [words(c.text) for c in root.findall("condition")],
        "keywords": [words(k.text) for k in root.findall("keyword")],
        "eligibility_text": words(root.findtext("eligibility/criteria/textblock")),
    }


def from_json(study):
    protocol = study["protocolSection"]
    module = lambda name: protocol.get(name + "Module", {})
    eligibility, statuses, design = module("eligibility"), module("status"), module("design")
    sites = [tuple(words(site.get(part)) for part in ("facility", "city", "state", "country")) +
             (status(site.get("status")),) for site in module("contactsLocations").get("locations", [])]
    phases = ["NOT_APPLICABLE" if phase == "NA" else phase for phase in design.get("phases", [])]
    date = lambda name: statuses.get(name, {}).get("date", "")
    return {
        "name": module("identification")["nctId"],
        "titles": tuple(words(module("identification").get(title)) for title in ("briefTitle", "officialTitle")),
        "status": status(statuses.get("overallStatus")),
        "phases": phases,
        "study_type": design.get("studyType", ""),
        "sex": eligibility.get("sex", ""),
        "gender_based": eligibility.get("genderBased", False),
        "minimum_age": age(eligibility.get("minimumAge")),
        "maximum_age": age(eligibility.get("maximumAge")),
        "healthy_volunteers": {True: "ACCEPTED", False: "NOT_ACCEPTED", None: ""}[eligibility.get("healthyVolunteers")],
        "dates": (statuses.get("studyFirstSubmitDate", ""), date("startDateStruct"),
                  date("lastUpdatePostDateStruct"), date("completionDateStruct")),
        "sites": sites,
        "conditions": [words(c) for c in module("conditions").get("conditions", [])],
        "keywords": [words(k) for k in module("conditions").get("keywords", [])],
        "eligibility_text": words(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", eligibility.get("eligibilityCriteria", ""))),
    }


def read_phases(phases):
    return [p.removeprefix("PHASE_") for p in phases]


def from_service(trial):
    def enum(name, prefix):
        return trial.get(name, prefix).removeprefix(prefix)

    def bound(name):
        if name not in trial:
            return None
        return (int(trial[name].get("value", 0)), trial[name]["unit"].removeprefix("TIME_UNIT_"))

    timeline = trial.get("timeline", {})
    sites = [tuple(words(site.get(part)) for part in ("facility", "city", "region", "country")) +
             (site.get("status", "").removeprefix("RECRUITMENT_STATUS_"),) for site in trial.get("sites", [])]
    return {
        "name": trial.get("name", "").removeprefix("trials/"),
        "titles": (words(trial.get("title")), words(trial.get("official_title"))),
        "status": enum("status", "RECRUITMENT_STATUS_"),
        "phases": read_phases(trial.get("phases", [])),
        "study_type": enum("study_type", "STUDY_TYPE_"),
        "sex": enum("sex", "SEX_"),
        "gender_based": trial.get("gender_based", False),
        "minimum_age": bound("minimum_age"),
        "maximum_age": bound("maximum_age"),
        "healthy_volunteers": enum("healthy_volunteers", "HEALTHY_VOLUNTEERS_"),
        "dates": tuple(timeline.get(name, "")
                       for name in ("first_submitted", "launched", "last_updated", "estimated_completion")),
        "sites": sites,
        "conditions": [words(c["text"]) for c in trial.get("conditions", [])],
        "keywords": [words(k) for k in trial.get("keywords", [])],
        "eligibility_text": words(trial.get("eligibility_text")),
    }


class Comparison:
    def __init__(self):
        self.differing = 0

    def all(self, kind, own, answers):
        total, equal, refused, warned = 0, 0, 0, 0
        for expected, (source, answer) in zip(own, answers, strict=True):
            total += 1
            issues = answer.get("issues", [])
            errors = [issue for issue in issues if issue["severity"] == "ISSUE_SEVERITY_ERROR"]
            warned += bool(issues) and not errors
            if errors:
                refused += 1
                print(f"  {source}: refused: {errors[0]['field']} {errors[0]['description']}")
                self.differing += 1
                continue
            read = from_service(answer["trial"])
            # The record's own words come first; its headings follow.
            read["conditions"] = read["conditions"][:len(expected["conditions"])]
            wrong = [field for field in FIELDS if read[field] != expected[field]]
            equal += not wrong
            for field in wrong:
                self.differing += 1
                print(f"  {source}: {field}: {str(read[field])[:200]} instead of {str(expected[field])[:200]}")
        print(f"{kind}: {equal} of {total} records equal to an independent reading in all {len(FIELDS)} fields, "
              f"{refused} refused, {warned} with a warning")


def compare_twins(comparison, program):
    """One study in both formats, three years apart: what decides who may enter is the same."""
    twins = [records.DATA / "registry" / f"NCT02513394.{ending}" for ending in ("v2.json", "xml")]
    (_, first), (_, second) = records.read_all(program, twins)
    first, second = from_service(first["trial"]), from_service(second["trial"])
    fields = ["name", "sex", "gender_based", "minimum_age", "maximum_age", "healthy_volunteers"]
    equal = sum(first[field] == second[field] for field in fields)
    plain = [re.sub(r"[\W_]+", "", side["eligibility_text"]).lower() for side in (first, second)]
    same_text = plain[0] == plain[1]
    print(f"NCT02513394: {equal} of {len(fields)} fields of eligibility, and the letters of the text"
          f" {'are' if same_text else 'are not'} the same in both formats")
    comparison.differing += len(fields) - equal + (not same_text)


def main():
    program = sys.argv[1]
    records.skip_without_data("registry/ctgov-xml.tar.xz", "registry/ctgov-v2-studies.jsonl.gz",
                              "registry/NCT02513394.xml")
    comparison = Comparison()
    with records.Records() as shared:
        comparison.all("XML", map(from_xml, shared.xml), records.read_all(program, shared.xml))
        with open(shared.jsonl, encoding="utf-8") as lines:
            comparison.all("JSON", (from_json(json.loads(line)) for line in lines),
                           records.read_all(program, [shared.jsonl]))
    compare_twins(comparison, program)
    return 1 if comparison.differing else 0


if __name__ == "__main__":
    sys.exit(main())
