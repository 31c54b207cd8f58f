"""Matches one patient with the catalog and checks one trial. See README.md."""

import argparse
import datetime
import pathlib
import sys

import grpc
from google.protobuf import json_format, text_format
from google.rpc import error_details_pb2, status_pb2
from trialmatch.v1 import eligibility_service_pb2 as api
from trialmatch.v1 import eligibility_service_pb2_grpc as service
from trialmatch.v1 import explanation_pb2 as explanation
from trialmatch.v1 import patient_pb2 as patient
from trialmatch.v1 import values_pb2 as values

VERDICTS = {explanation.VERDICT_ELIGIBLE: "ELIGIBLE", explanation.VERDICT_INELIGIBLE: "INELIGIBLE",
            explanation.VERDICT_UNDETERMINED: "UNDETERMINED"}


def newborn():
    """A profile built in code. What it does not say stays unknown; nothing is assumed."""
    profile = patient.PatientProfile(sex_at_birth=values.SEX_FEMALE)
    profile.birth.date_time = "2026-05-16T04:20:00+08:00"
    profile.gestational_age_at_birth.weeks = 39
    profile.conditions.add(
        code=values.Code(system="urn:trialmatch:sample", code="hypoxic-ischemic-encephalopathy"),
        start="2026-05-16", clinical_status=patient.CLINICAL_STATUS_ACTIVE)
    return profile


def read_profile(path):
    text = pathlib.Path(path).read_text(encoding="utf-8")
    parse = json_format.Parse if path.endswith(".json") else text_format.Parse
    return parse(text, patient.PatientProfile())


def print_match(match):
    print(f"{VERDICTS[match.verdict]}  {match.trial}  {match.title}")
    for cohort in match.cohorts:
        print(f"  cohort {cohort.cohort_id}: {VERDICTS[cohort.verdict]}")
    for reason in match.deciding:
        print(f"  {reason.cohort_id or 'trial'}: {reason.text}")


def print_error(error):
    """What went wrong, with the google.rpc.Status that the service sends along with its errors."""
    print(f"{error.code().name}: {error.details()}", file=sys.stderr)
    for key, value in error.trailing_metadata() or ():
        if key != "grpc-status-details-bin":
            continue
        for detail in status_pb2.Status.FromString(value).details:
            bad, info = error_details_pb2.BadRequest(), error_details_pb2.ErrorInfo()
            if detail.Unpack(bad):
                for violation in bad.field_violations:
                    print(f"  {violation.field}: {violation.description}", file=sys.stderr)
            elif detail.Unpack(info):
                print(f"  reason: {info.reason}", file=sys.stderr)


def main():
    flags = argparse.ArgumentParser(description=__doc__)
    flags.add_argument("--server", default="localhost:50051")
    flags.add_argument("--patient", help="file of a PatientProfile: *.json, else text format")
    flags.add_argument("--trial", default="NCT06427642")
    flags.add_argument("--as-of", default="2026-05-19T12:00:00+08:00", help="moment the answer is about")
    flags.add_argument("--time-zone", default="Asia/Shanghai")
    flags.add_argument("--timeout", type=float, default=10, help="seconds a call may take")
    given = flags.parse_args()

    profile = read_profile(given.patient) if given.patient else newborn()
    options = explanation.EvaluationOptions()
    options.as_of.instant.FromDatetime(
        datetime.datetime.fromisoformat(given.as_of).astimezone(datetime.timezone.utc).replace(tzinfo=None))
    options.as_of.time_zone = given.time_zone
    who = explanation.Patient(profile=profile)
    with grpc.insecure_channel(given.server) as channel:
        stub = service.EligibilityServiceStub(channel)
        try:
            matched = stub.MatchTrials(
                api.MatchTrialsRequest(patient=who, options=options,
                                       explanation=explanation.EXPLANATION_LEVEL_DECIDING),
                timeout=given.timeout)
            totals = matched.catalog_totals
            print(f"{totals.eligible} eligible, {totals.undetermined} undetermined, {totals.ineligible} ineligible")
            for match in matched.matches:
                print_match(match)
            checked = stub.CheckEligibility(
                api.CheckEligibilityRequest(patient=who, options=options, trials=[f"trials/{given.trial}"]),
                timeout=given.timeout)
            print(f"\nChecked, at revision {checked.context.catalog_revision} of the catalog:")
            print_match(checked.matches[0])
        except grpc.RpcError as error:
            print_error(error)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
