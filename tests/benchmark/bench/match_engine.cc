#include "tests/benchmark/bench/match_engine.h"

#include <utility>

#include "matching/bit_count.h"
#include "matching/trial_index_builder.h"

namespace trialmatch::bench {
namespace {

// Those below the size of the set.
size_t Count(const TrialBits& bits, size_t size) {
  const size_t whole = size / 64;
  const size_t count = CountBits(bits.words().first(whole));
  if (size % 64 == 0) return count;
  const uint64_t rest = bits.words()[whole] & ((uint64_t{1} << (size % 64)) - 1);
  return count + CountBits(absl::MakeConstSpan(&rest, 1));
}

std::array<size_t, 3> CountTotals(const VerdictPlanes& verdicts) {
  const size_t certain = Count(verdicts.certain(), verdicts.size());
  const size_t possible = Count(verdicts.possible(), verdicts.size());
  return {verdicts.size() - possible, possible - certain, certain};
}

}  // namespace

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
  const std::array<size_t, 3> totals = CountTotals(*verdicts);
  return MatchAnswer{*std::move(verdicts), totals, std::move(page->entries)};
}

std::string VectorPath() { return "baseline"; }

}  // namespace trialmatch::bench
