#include "tests/benchmark/bench/match_engine.h"

#include <numeric>
#include <utility>

#include "matching/ranking.h"
#include "matching/trial_index_builder.h"

namespace trialmatch::bench {

MatchEngine::MatchEngine(size_t size, TrialSource trials, const Terminology& terminology)
    : source_(std::move(trials)), terminology_(terminology) {
  TrialIndexBuilder builder(terminology);
  for (size_t i = 0; i < size; ++i) {
    trials_.push_back(std::make_shared<const Trial>(source_(i)));
    builder.Add(*trials_.back());
  }
  index_ = std::move(builder).Build();
}

absl::StatusOr<MatchAnswer> MatchEngine::Match(const CorpusPatient& patient) const {
  const PatientView view(patient.patient, patient.options, terminology_);
  const auto read = [this](size_t position) -> absl::StatusOr<TrialPointer> { return trials_[position]; };
  absl::StatusOr<VerdictPlanes> verdicts = index_->Match(view, read, [] { return false; });
  if (!verdicts.ok()) return verdicts.status();
  MatchAnswer answer{*std::move(verdicts), {}, {}};
  const std::vector<Truth> truths = answer.verdicts.ToTruths();
  for (const Truth truth : truths) ++answer.totals[static_cast<size_t>(truth)];
  std::vector<size_t> all(trials_.size());
  std::iota(all.begin(), all.end(), size_t{0});
  answer.page = Rank(trials_, truths, all, MatchScope::kRelated, view);
  if (answer.page.size() > kPage) answer.page.resize(kPage);
  return answer;
}

std::string VectorPath() { return "baseline"; }

}  // namespace trialmatch::bench
