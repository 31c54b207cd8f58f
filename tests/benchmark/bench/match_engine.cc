#include "tests/benchmark/bench/match_engine.h"

#include <utility>

#include "matching/plane_kernels.h"
#include "matching/trial_index_builder.h"

namespace trialmatch::bench {

MatchEngine::MatchEngine(size_t size, TrialSource trials, const Terminology& terminology)
    : source_(std::move(trials)), terminology_(terminology), columns_(terminology) {
  TrialIndexBuilder builder(terminology);
  for (size_t i = 0; i < size; ++i) {
    const Trial trial = source_(i);
    builder.Add(trial);
    columns_.Add(trial);
  }
  columns_.Pack();
  index_ = std::move(builder).Build();
}

void MatchEngine::ReadAhead(absl::Span<const CorpusPatient> patients) {
  named_.clear();
  const auto read = [this](const std::string& id) {
    const std::optional<size_t> position = columns_.Find(id);
    if (!position || named_.contains(*position)) return;
    named_[*position] = std::make_shared<const Trial>(source_(*position));
  };
  for (const CorpusPatient& patient : patients) {
    for (const Consent& consent : patient.patient.consents) read(consent.trial);
    for (const Attestation& attestation : patient.patient.attestations) read(attestation.trial);
  }
}

absl::StatusOr<MatchAnswer> MatchEngine::Match(const CorpusPatient& patient) const {
  const PatientView view(patient.patient, patient.options, terminology_);
  const auto never = [] { return false; };
  const auto read = [this](size_t position) -> absl::StatusOr<TrialPointer> {
    const auto kept = named_.find(position);
    if (kept != named_.end()) return kept->second;
    return std::make_shared<const Trial>(source_(position));
  };
  absl::StatusOr<VerdictPlanes> verdicts = index_->Match(view, read, never);
  if (!verdicts.ok()) return verdicts.status();
  const RankPart part{&columns_, &*verdicts, nullptr};
  absl::StatusOr<RankedPage> page =
      RankPage(absl::MakeConstSpan(&part, 1), MatchScope::kRelated, view, 0, kPage, never);
  if (!page.ok()) return page.status();
  const VerdictTotals totals = verdicts->Count();
  return MatchAnswer{*std::move(verdicts), totals, std::move(page->entries)};
}

std::string VectorPath() { return ThePlaneKernels().name; }

}  // namespace trialmatch::bench
