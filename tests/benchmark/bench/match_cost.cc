#include "tests/benchmark/bench/match_cost.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "matching/evaluator.h"
#include "tests/benchmark/bench/cpu_clock.h"

namespace trialmatch::bench {
namespace {

// Enough not to stay in the cache as trees.
constexpr size_t kSample = 2'000;
// Dearer ones are no measure of an index.
constexpr double kMostScanNanos = 40, kMostEvaluatorNanos = 400;
constexpr uint64_t kMostTold = 10;

}  // namespace

std::vector<std::string> MatchCost::keys() const {
  return {"disagreements",     "verdicts_compared", "match_cpu_us_p50",  "match_cpu_us_p99",
          "linear_over_index", "plain_over_index",  "scan_ns_per_trial", "evaluator_ns_per_trial"};
}

absl::Status MatchCost::Prepare() {
  const size_t trials = world_.setup().trials;
  world_.All();
  const size_t step = std::max<size_t>(1, trials / kSample);
  for (size_t n = 0; n < trials; ++n) scan_.Add(world_.corpus().MakeTrial(n));
  // Not while others are made and go: their memory would lie between.
  for (size_t n = 0; n < trials && sample_.size() < kSample; n += step) {
    sampled_.push_back(n);
    sample_.push_back(world_.corpus().MakeTrial(n));
  }
  world_.Say(absl::StrCat("compiled for the scan: ", scan_.leaves().size(), " predicates, ",
                          scan_.bytes() / trials, " bytes a trial"));
  return absl::OkStatus();
}

std::vector<MatchCost::Subject> MatchCost::MakeSubjects(const std::vector<CorpusPatient>& patients) const {
  const Setup& setup = world_.setup();
  const uint64_t per_patient = setup.rounds * setup.trials;
  const uint64_t wanted = (setup.verdicts + per_patient - 1) / per_patient;
  std::vector<Subject> subjects;
  for (size_t i = 0; i < patients.size() && i < wanted; ++i) {
    subjects.push_back({patients[i], scan_.leaves().Ask(world_.corpus().View(patients[i])), {}, {}, {}});
  }
  return subjects;
}

absl::Status MatchCost::TimeMatches(const std::vector<CorpusPatient>& patients,
                                    std::vector<Subject>& subjects, RoundValues& values) const {
  Samples micros;
  const MatchEngine& engine = world_.All();
  for (size_t i = 0; i < patients.size(); ++i) {
    absl::StatusOr<MatchAnswer> answer;
    micros.Add(static_cast<double>(CpuOf([&] { answer = engine.Match(patients[i]); })) / 1e3);
    if (!answer.ok()) return answer.status();
    if (i < subjects.size()) subjects[i].answer = *std::move(answer);
  }
  values["match_cpu_us_p50"] = micros.Median();
  values["match_cpu_us_p99"] = micros.At(0.99);
  return absl::OkStatus();
}

void MatchCost::TimeOthers(std::vector<Subject>& subjects, RoundValues& values) const {
  Samples scan_nanos, evaluator_nanos;
  for (Subject& subject : subjects) {
    scan_nanos.Add(static_cast<double>(CpuOf([&] { subject.scanned = scan_.Run(subject.truths); })) /
                   static_cast<double>(scan_.size()));
  }
  for (Subject& subject : subjects) {
    const PatientView view = world_.corpus().View(subject.patient);
    subject.defined.resize(sample_.size());
    evaluator_nanos.Add(static_cast<double>(CpuOf([&] {
                          for (size_t i = 0; i < sample_.size(); ++i)
                            subject.defined[i] = Evaluate(sample_[i], view);
                        })) /
                        static_cast<double>(sample_.size()));
  }
  if (subjects.empty()) return;
  const double match_nanos = 1e3 * values["match_cpu_us_p50"] / static_cast<double>(scan_.size());
  values["scan_ns_per_trial"] = scan_nanos.Median();
  values["evaluator_ns_per_trial"] = evaluator_nanos.Median();
  values["linear_over_index"] = scan_nanos.Median() / match_nanos;
  values["plain_over_index"] = evaluator_nanos.Median() / match_nanos;
}

absl::StatusOr<RoundValues> MatchCost::RunRound(uint64_t first_patient, RoundWatch& watch) {
  const std::vector<CorpusPatient> patients = world_.Patients(first_patient);
  std::vector<Subject> subjects = MakeSubjects(patients);
  RoundValues values;
  watch.Start();
  const absl::Status status = TimeMatches(patients, subjects, values);
  TimeOthers(subjects, values);
  watch.Stop();
  if (!status.ok()) return status;
  for (const Subject& subject : subjects) Compare(subject);
  return values;
}

void MatchCost::Compare(const Subject& subject) {
  const PatientView view = world_.corpus().View(subject.patient);
  const std::map<size_t, Truth> named = AskNamed(view);
  size_t sampled = 0;
  for (size_t n = 0; n < scan_.size(); ++n) {
    const auto decided = named.find(n);
    const Truth scanned = decided == named.end() ? subject.scanned[n] : decided->second;
    const bool is_sampled = sampled < sampled_.size() && sampled_[sampled] == n;
    const Truth defined = is_sampled ? subject.defined[sampled++] : scanned;
    Truth found = subject.answer->verdicts[n];
    if (world_.setup().planted_fault == n) found = found == Truth::kTrue ? Truth::kFalse : Truth::kTrue;
    if (found == scanned && found == defined) continue;
    if (++disagreements_ > kMostTold) continue;
    const auto number = [](Truth truth) { return static_cast<int>(truth); };
    world_.Say(absl::StrCat("trial ", n, ": the index says ", number(found), ", the scan ", number(scanned),
                            ", the definition ", number(defined)));
  }
  compared_ += scan_.size();
  compared_whole_ += sampled_.size() + named.size();
}

std::map<size_t, Truth> MatchCost::AskNamed(const PatientView& patient) const {
  std::set<std::string> ids;
  for (const Attestation& attestation : patient.patient().attestations) ids.insert(attestation.trial);
  for (const Consent& consent : patient.patient().consents) ids.insert(consent.trial);
  std::map<size_t, Truth> truths;
  if (ids.empty()) return truths;
  for (size_t n = 0; n < std::min<size_t>(CorpusPatientMaker::kDecidedTrials, scan_.size()); ++n) {
    if (ids.contains(CorpusTrialMaker::IdOf(n))) truths[n] = Evaluate(world_.corpus().MakeTrial(n), patient);
  }
  return truths;
}

void MatchCost::Conclude(Figures& figures) {
  world_.Say(absl::StrCat(compared_whole_, " of the verdicts were compared with a whole evaluation too"));
  figures["disagreements"].rounds.Add(static_cast<double>(disagreements_));
  figures["verdicts_compared"].rounds.Add(static_cast<double>(compared_));
  const auto credit = [&figures](const char* ratio, const char* cost, double most) {
    const Samples& rounds = figures[cost].rounds;
    if (rounds.empty() || rounds.Median() <= most) return;
    figures[ratio].reason = absl::StrCat("more than ", most, " ns per trial");
  };
  credit("linear_over_index", "scan_ns_per_trial", kMostScanNanos);
  credit("plain_over_index", "evaluator_ns_per_trial", kMostEvaluatorNanos);
}

}  // namespace trialmatch::bench
