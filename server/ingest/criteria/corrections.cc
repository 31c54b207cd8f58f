#include "ingest/criteria/corrections.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "ingest/criteria/reading_hash.h"

namespace trialmatch::criteria {
namespace {

using Criteria = google::protobuf::RepeatedPtrField<v1::Criterion>;

bool IsCriterion(const v1::Passage& passage) {
  return passage.use() == v1::PASSAGE_USE_INCLUSION || passage.use() == v1::PASSAGE_USE_EXCLUSION;
}

// The list that the passage's criteria stand in; null where its cohort is gone.
template <typename Trial>
auto* ListOf(Trial& trial, const std::string& cohort, bool exclusion) {
  constexpr bool kConst = std::is_const_v<Trial>;
  using List = std::conditional_t<kConst, const Criteria, Criteria>;
  const auto pick = [exclusion](auto& owner) -> List* {
    if constexpr (kConst) {
      return exclusion ? &owner.exclusion_criteria() : &owner.inclusion_criteria();
    } else {
      return exclusion ? owner.mutable_exclusion_criteria() : owner.mutable_inclusion_criteria();
    }
  };
  if (cohort.empty()) return pick(trial);
  if constexpr (kConst) {
    for (const v1::Cohort& candidate : trial.cohorts()) {
      if (candidate.id() == cohort) return pick(candidate);
    }
  } else {
    for (v1::Cohort& candidate : *trial.mutable_cohorts()) {
      if (candidate.id() == cohort) return pick(candidate);
    }
  }
  return static_cast<List*>(nullptr);
}

bool LiesIn(const v1::Criterion& criterion, const v1::Passage& passage) {
  return criterion.has_source() && criterion.source().start() >= passage.start() &&
         criterion.source().end() <= passage.end();
}

std::vector<const v1::Criterion*> CriteriaOf(const v1::Passage& passage, const v1::Trial& trial) {
  std::vector<const v1::Criterion*> found;
  const Criteria* list = ListOf(trial, passage.cohort(), passage.use() == v1::PASSAGE_USE_EXCLUSION);
  if (list == nullptr) return found;
  for (const v1::Criterion& criterion : *list) {
    if (LiesIn(criterion, passage)) found.push_back(&criterion);
  }
  return found;
}

absl::string_view TextOf(const v1::Passage& passage, const v1::Trial& trial) {
  const std::string& text = trial.eligibility_text();
  if (passage.start() < 0 || passage.end() < passage.start() ||
      static_cast<size_t>(passage.end()) > text.size())
    return "";
  return absl::string_view(text).substr(passage.start(), passage.end() - passage.start());
}

std::optional<v1::Passage> SamePassage(const v1::Passage& passage, const v1::Trial& stored,
                                       const v1::Trial& fresh) {
  for (const v1::Passage& candidate : fresh.eligibility_reading().passages()) {
    const bool same = candidate.use() == passage.use() && candidate.cohort() == passage.cohort() &&
                      TextOf(candidate, fresh) == TextOf(passage, stored);
    if (same) return candidate;
  }
  return std::nullopt;
}

// Puts the corrected criteria where the reading of the passage stands.
void Replace(const v1::Passage& passage, const std::vector<const v1::Criterion*>& corrected, int moved,
             v1::Trial& fresh) {
  Criteria& list = *ListOf(fresh, passage.cohort(), passage.use() == v1::PASSAGE_USE_EXCLUSION);
  Criteria kept;
  bool placed = false;
  const auto place = [&] {
    for (const v1::Criterion* criterion : corrected) {
      v1::Criterion& added = *kept.Add();
      added = *criterion;
      added.mutable_source()->set_start(added.source().start() + moved);
      added.mutable_source()->set_end(added.source().end() + moved);
    }
    placed = true;
  };
  for (v1::Criterion& criterion : list) {
    if (!LiesIn(criterion, passage)) {
      *kept.Add() = std::move(criterion);
    } else if (!placed) {
      place();
    }
  }
  if (!placed) place();
  list.Swap(&kept);
}

void KeepAside(const v1::Passage& passage, const std::vector<const v1::Criterion*>& corrected,
               const v1::Trial& stored, v1::Trial& fresh) {
  v1::StaleCorrection& stale = *fresh.mutable_eligibility_reading()->add_stale_corrections();
  stale.set_text(std::string(TextOf(passage, stored)));
  stale.set_exclusion(passage.use() == v1::PASSAGE_USE_EXCLUSION);
  stale.set_cohort(passage.cohort());
  for (const v1::Criterion* criterion : corrected) *stale.add_criteria() = *criterion;
}

// Criteria that nobody read from the text.
void KeepOwn(const v1::Trial& stored, const std::string& cohort, v1::Trial& fresh) {
  for (const bool exclusion : {false, true}) {
    const Criteria* from = ListOf(stored, cohort, exclusion);
    Criteria* to = ListOf(fresh, cohort, exclusion);
    if (from == nullptr || to == nullptr) continue;
    for (const v1::Criterion& criterion : *from) {
      if (!criterion.has_source() && criterion.id() != "trial-condition") *to->Add() = criterion;
    }
  }
}

}  // namespace

void KeepCorrections(const v1::Trial& stored, v1::Trial& fresh, Issues& issues) {
  if (!stored.has_eligibility_reading() || !fresh.has_eligibility_reading()) return;
  *fresh.mutable_eligibility_reading()->mutable_stale_corrections() =
      stored.eligibility_reading().stale_corrections();
  size_t stale = 0;
  for (const v1::Passage& passage : stored.eligibility_reading().passages()) {
    if (!IsCriterion(passage)) continue;
    const std::vector<const v1::Criterion*> criteria = CriteriaOf(passage, stored);
    if (ReadingHash(criteria) == passage.reading_hash()) continue;
    if (const std::optional<v1::Passage> same = SamePassage(passage, stored, fresh)) {
      Replace(*same, criteria, same->start() - passage.start(), fresh);
    } else {
      KeepAside(passage, criteria, stored, fresh);
      ++stale;
    }
  }
  KeepOwn(stored, "", fresh);
  for (const v1::Cohort& cohort : stored.cohorts()) KeepOwn(stored, cohort.id(), fresh);
  if (stale > 0) {
    issues.push_back({"record.trial.eligibility_reading.stale_corrections",
                      "the text of corrected criteria has changed: the corrections are out of force",
                      Severity::kWarning});
  }
}

}  // namespace trialmatch::criteria
