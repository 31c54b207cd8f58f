#include "tests/client/fake_eligibility.h"

#include <chrono>
#include <stdexcept>
#include <thread>

#include "google/protobuf/text_format.h"
#include "google/rpc/error_details.pb.h"

namespace trialmatch::client {
namespace {

constexpr char kMatch[] = R"pb(
  title: "Cord blood cells for newborns"
  availability {
    recruitment: RECRUITMENT_AVAILABILITY_RECRUITING
    nearest_site { facility: "Women and Children Hospital" city: "Guangzhou" country: "China" }
    distance_km: 12.34
  }
  condition_distance: 0
  criteria {
    criterion_id: "maximum-age"
    text: "Age at most 28 days"
    role: CRITERION_ROLE_INCLUSION
    truth: TRUTH_TRUE
    evidence {
      kind: EVIDENCE_KIND_FACT
      reason: EVIDENCE_REASON_SATISFIES
      text: "The patient is 3 days old."
      recorded_value: "3 d"
      threshold: "at most 28 d"
      distance { value: "25" unit: "d" }
    }
  }
  criteria {
    criterion_id: "no-malformation"
    text: "Severe congenital malformation"
    role: CRITERION_ROLE_EXCLUSION
    truth: TRUTH_FALSE
    evidence { kind: EVIDENCE_KIND_FACT reason: EVIDENCE_REASON_REFUTED text: "Refuted on 2024-05-18." }
  }
  cohorts {
    cohort_id: "bpd"
    title: "Bronchopulmonary dysplasia"
    status: RECRUITMENT_STATUS_RECRUITING
    criteria {
      criterion_id: "bpd-weight"
      text: "Birth weight 401 to 1249 g"
      role: CRITERION_ROLE_INCLUSION
      truth: TRUTH_FALSE
      evidence {
        kind: EVIDENCE_KIND_FACT
        reason: EVIDENCE_REASON_DOES_NOT_SATISFY
        text: "Birth weight is 1250 g."
        recorded_value: "1.250 kg"
        converted_value: "1250 g"
        threshold: "401 to 1249 g"
        distance { value: "-1" unit: "g" }
      }
    }
    criteria {
      criterion_id: "bpd-either"
      text: "Consent, or ventilated"
      role: CRITERION_ROLE_INCLUSION
      truth: TRUTH_UNKNOWN
      children {
        criterion_id: "consent"
        text: "Consent of a parent"
        truth: TRUTH_UNKNOWN
        evidence {
          kind: EVIDENCE_KIND_MISSING
          reason: EVIDENCE_REASON_ACTION_NEEDED
          text: "No consent for this trial is recorded."
        }
      }
      children { criterion_id: "ventilated" text: "On a ventilator" truth: TRUTH_FALSE }
    }
  }
  assumptions {
    kind: EVIDENCE_KIND_ASSUMPTION
    reason: EVIDENCE_REASON_COMPLETENESS
    text: "Procedures are completely told."
  }
)pb";

// Of FHIR it knows whether there is a girl in it.
v1::Verdict VerdictOf(const v1::Patient& patient) {
  if (patient.has_fhir()) {
    const bool girl = patient.fhir().content().find("\"female\"") != std::string::npos;
    return girl ? v1::VERDICT_ELIGIBLE : v1::VERDICT_INELIGIBLE;
  }
  switch (patient.profile().sex_at_birth()) {
    case v1::SEX_FEMALE:
      return v1::VERDICT_ELIGIBLE;
    case v1::SEX_MALE:
      return v1::VERDICT_INELIGIBLE;
    default:
      return v1::VERDICT_UNDETERMINED;
  }
}

// What is wrong with the patient; OK: nothing.
grpc::Status Fault(const v1::Patient& patient) {
  if (patient.profile().birth().date_time() != "bad") return grpc::Status::OK;
  google::rpc::BadRequest bad;
  auto* violation = bad.add_field_violations();
  violation->set_field("patient.profile.birth.date_time");
  violation->set_description("is not a date");
  return ErrorWith(grpc::StatusCode::INVALID_ARGUMENT, "1 field is bad", "INVALID_FIELDS", &bad);
}

v1::AnswerContext ContextOf(const v1::EvaluationOptions& options) {
  v1::AnswerContext context;
  context.set_catalog_revision(42);
  auto* terminology = context.add_terminologies();
  terminology->set_system("http://snomed.info/sct");
  terminology->set_name("SNOMED CT");
  terminology->set_version("2024-05");
  context.set_build("0.1.0");
  *context.mutable_as_of() = options.as_of();
  if (!options.has_as_of()) {
    context.mutable_as_of()->mutable_instant()->set_seconds(1716084300);
    context.mutable_as_of()->set_time_zone("UTC");
  }
  return context;
}

void Detail(v1::ExplanationLevel level, v1::TrialMatch& match) {
  if (level == v1::EXPLANATION_LEVEL_FULL) return;
  match.clear_criteria();
  for (auto& cohort : *match.mutable_cohorts()) cohort.clear_criteria();
  if (level == v1::EXPLANATION_LEVEL_DECIDING) return;
  match.clear_deciding();
  match.clear_assumptions();
}

// A client that goes away ends it too.
void KeepSilent(grpc::ServerContext* context) {
  while (!context->IsCancelled()) std::this_thread::sleep_for(std::chrono::milliseconds(5));
}

template <typename Request, typename Response>
void SetFault(const Request& request, const grpc::Status& fault, Response& response) {
  response.set_key(request.patient().key());
  response.mutable_error()->ParseFromString(fault.error_details());
}

}  // namespace

v1::TrialMatch SampleMatch(const std::string& trial, v1::Verdict verdict) {
  v1::TrialMatch match;
  if (!google::protobuf::TextFormat::ParseFromString(kMatch, &match)) throw std::logic_error("sample");
  match.set_trial(trial);
  match.set_verdict(verdict);
  match.mutable_cohorts(0)->set_verdict(verdict);
  if (verdict != v1::VERDICT_ELIGIBLE) {
    auto* deciding = match.add_deciding();
    const bool open = verdict == v1::VERDICT_UNDETERMINED;
    deciding->set_cohort_id("bpd");
    deciding->set_criterion_id(open ? "consent" : "bpd-weight");
    deciding->set_truth(open ? v1::TRUTH_UNKNOWN : v1::TRUTH_FALSE);
    deciding->set_text(open ? "No consent for this trial is recorded." : "Birth weight is 1250 g.");
  }
  return match;
}

v1::CheckEligibilityRequest FakeEligibility::last_check() {
  const std::lock_guard lock(mutex_);
  return last_check_;
}

v1::MatchTrialsRequest FakeEligibility::last_match() {
  const std::lock_guard lock(mutex_);
  return last_match_;
}

v1::ScreenPatientsOpening FakeEligibility::last_screen() {
  const std::lock_guard lock(mutex_);
  return last_screen_;
}

void FakeEligibility::BeSilent() {
  const std::lock_guard lock(mutex_);
  silent_ = true;
}

grpc::Status FakeEligibility::CheckEligibility(grpc::ServerContext*,
                                               const v1::CheckEligibilityRequest* request,
                                               v1::CheckEligibilityResponse* response) {
  {
    const std::lock_guard lock(mutex_);
    last_check_ = *request;
  }
  const grpc::Status fault = Fault(request->patient());
  if (!fault.ok()) return fault;
  for (const std::string& trial : request->trials()) {
    if (!trials_.Find(trial)) {
      return ErrorWith(grpc::StatusCode::NOT_FOUND, trial + " does not exist", "TRIAL_NOT_FOUND");
    }
    *response->add_matches() = SampleMatch(trial, VerdictOf(request->patient()));
    const bool default_level = request->explanation() == v1::EXPLANATION_LEVEL_UNSPECIFIED;
    Detail(default_level ? v1::EXPLANATION_LEVEL_FULL : request->explanation(),
           *response->mutable_matches()->rbegin());
  }
  *response->mutable_context() = ContextOf(request->options());
  return grpc::Status::OK;
}

grpc::Status FakeEligibility::MatchTrials(grpc::ServerContext*, const v1::MatchTrialsRequest* request,
                                          v1::MatchTrialsResponse* response) {
  {
    const std::lock_guard lock(mutex_);
    last_match_ = *request;
  }
  const grpc::Status fault = Fault(request->patient());
  if (!fault.ok()) return fault;
  const bool second = request->page_token() == "second";
  *response->add_matches() =
      SampleMatch(second ? "trials/NCT2" : "trials/NCT1", VerdictOf(request->patient()));
  Detail(request->explanation(), *response->mutable_matches(0));
  if (!second) response->set_next_page_token("second");
  response->mutable_catalog_totals()->set_eligible(2);
  response->mutable_catalog_totals()->set_undetermined(3);
  response->mutable_catalog_totals()->set_ineligible(495);
  *response->mutable_filtered_totals() = response->catalog_totals();
  if (request->filter().recruiting_only()) response->mutable_filtered_totals()->set_ineligible(95);
  *response->mutable_context() = ContextOf(request->options());
  auto* issue = response->add_issues();
  issue->set_field("patient.profile.conditions[0].code");
  issue->set_description("the code is not in the loaded terminologies");
  return grpc::Status::OK;
}

grpc::Status FakeEligibility::StreamMatches(
    grpc::ServerContext* context,
    grpc::ServerReaderWriter<v1::StreamMatchesResponse, v1::StreamMatchesRequest>* stream) {
  v1::StreamMatchesRequest request;
  v1::StreamMatchesOpening opening;
  while (stream->Read(&request)) {
    if (request.has_opening()) {
      opening = request.opening();
      continue;
    }
    v1::StreamMatchesResponse response;
    v1::MatchTrialsRequest one;
    *one.mutable_patient() = request.patient().patient();
    *one.mutable_filter() = opening.filter();
    one.set_explanation(opening.explanation());
    const grpc::Status fault = Fault(one.patient());
    if (!fault.ok()) {
      SetFault(request, fault, response);
    } else {
      response.set_key(request.patient().key());
      MatchTrials(context, &one, response.mutable_response());
      response.mutable_response()->clear_next_page_token();
    }
    stream->Write(response);
  }
  return grpc::Status::OK;
}

grpc::Status FakeEligibility::ScreenPatients(
    grpc::ServerContext* context,
    grpc::ServerReaderWriter<v1::ScreenPatientsResponse, v1::ScreenPatientsRequest>* stream) {
  v1::ScreenPatientsRequest request;
  stream->Read(&request);
  const v1::ScreenPatientsOpening opening = request.opening();
  bool silent = false;
  {
    const std::lock_guard lock(mutex_);
    last_screen_ = opening;
    silent = silent_;
  }
  if (silent) KeepSilent(context);
  while (stream->Read(&request)) {
    v1::ScreenPatientsResponse response;
    const v1::Patient& patient = request.patient().patient();
    const grpc::Status fault = Fault(patient);
    if (!fault.ok()) {
      SetFault(request, fault, response);
    } else {
      response.set_key(request.patient().key());
      for (const std::string& trial : opening.trials()) {
        auto* match = response.mutable_response()->add_matches();
        *match = SampleMatch(trial, VerdictOf(patient));
        Detail(opening.explanation(), *match);
      }
      *response.mutable_response()->mutable_context() = ContextOf(opening.options());
    }
    stream->Write(response);
  }
  return grpc::Status::OK;
}

}  // namespace trialmatch::client
