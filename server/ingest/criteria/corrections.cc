#include "ingest/criteria/corrections.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "ingest/criteria/reading_hash.h"
#include "ingest/criteria/trial_condition.h"

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

// Of `fresh`: the first passage of the same text, use and cohort that no earlier passage of `stored` was.
class SamePassages {
 public:
  SamePassages(const v1::Trial& stored, const v1::Trial& fresh)
      : stored_(stored), fresh_(fresh), taken_(fresh.eligibility_reading().passages_size()) {}

  std::optional<v1::Passage> Take(const v1::Passage& passage) {
    const auto& candidates = fresh_.eligibility_reading().passages();
    for (int i = 0; i < candidates.size(); ++i) {
      const bool same = !taken_[i] && candidates[i].use() == passage.use() &&
                        candidates[i].cohort() == passage.cohort() &&
                        TextOf(candidates[i], fresh_) == TextOf(passage, stored_);
      if (!same) continue;
      taken_[i] = true;
      return candidates[i];
    }
    return std::nullopt;
  }

 private:
  const v1::Trial& stored_;
  const v1::Trial& fresh_;
  std::vector<bool> taken_;
};

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

struct Aside {
  std::string text;
  bool exclusion = false;
  std::string cohort = {};
};

void KeepAside(Aside from, const std::vector<const v1::Criterion*>& corrected, v1::Trial& fresh) {
  v1::StaleCorrection& stale = *fresh.mutable_eligibility_reading()->add_stale_corrections();
  stale.set_text(std::move(from.text));
  stale.set_exclusion(from.exclusion);
  stale.set_cohort(std::move(from.cohort));
  for (const v1::Criterion* criterion : corrected) *stale.add_criteria() = *criterion;
}

// The criterion that the trial's conditions imply: as a passage of the record's list of conditions.
class TrialCondition {
 public:
  explicit TrialCondition(const v1::Trial& trial)
      : hash_(trial.eligibility_reading().trial_condition_hash()) {
    for (const v1::Criterion& criterion : trial.inclusion_criteria()) {
      if (criterion.id() == kTrialConditionId) found_.push_back(&criterion);
    }
  }

  const std::vector<const v1::Criterion*>& found() const { return found_; }
  bool corrected() const { return !hash_.empty() && ReadingHash(found_) != hash_; }
  bool SameSource(const TrialCondition& other) const { return hash_ == other.hash_; }

 private:
  const std::string hash_;
  std::vector<const v1::Criterion*> found_;
};

// Whether it was kept: or else its conditions have changed.
bool KeepTrialCondition(const v1::Trial& stored, v1::Trial& fresh) {
  const TrialCondition before(stored);
  if (!before.corrected()) return true;
  if (!before.SameSource(TrialCondition(fresh))) {
    KeepAside({"the trial's conditions"}, before.found(), fresh);
    return false;
  }
  Criteria& list = *fresh.mutable_inclusion_criteria();
  const auto added = std::find_if(list.begin(), list.end(), [](const v1::Criterion& criterion) {
    return criterion.id() == kTrialConditionId;
  });
  const auto next = list.erase(added);
  const auto place = next - list.begin();
  for (const v1::Criterion* criterion : before.found()) {
    *list.Add() = *criterion;
    std::rotate(list.begin() + place, list.end() - 1, list.end());
  }
  return true;
}

// Criteria of one list that nobody read from the text.
std::vector<const v1::Criterion*> OwnOf(const Criteria& list) {
  std::vector<const v1::Criterion*> own;
  for (const v1::Criterion& criterion : list) {
    if (!criterion.has_source() && criterion.id() != kTrialConditionId) own.push_back(&criterion);
  }
  return own;
}

// Whether they all stay in force: their cohort may be gone.
bool KeepOwn(const v1::Trial& stored, const std::string& cohort, v1::Trial& fresh) {
  bool kept = true;
  for (const bool exclusion : {false, true}) {
    const std::vector<const v1::Criterion*> own = OwnOf(*ListOf(stored, cohort, exclusion));
    if (own.empty()) continue;
    Criteria* to = ListOf(fresh, cohort, exclusion);
    if (to == nullptr) {
      KeepAside({"written by hand, of a cohort that is gone", exclusion, cohort}, own, fresh);
      kept = false;
      continue;
    }
    for (const v1::Criterion* criterion : own) *to->Add() = *criterion;
  }
  return kept;
}

// Cohorts that no passage is of were added by people.
bool KeepOwnOfCohorts(const v1::Trial& stored, v1::Trial& fresh) {
  bool kept = true;
  for (const v1::Cohort& cohort : stored.cohorts()) {
    const auto& passages = stored.eligibility_reading().passages();
    const bool read = ListOf(fresh, cohort.id(), false) != nullptr ||
                      std::any_of(passages.begin(), passages.end(), [&](const v1::Passage& passage) {
                        return passage.cohort() == cohort.id();
                      });
    if (read) {
      kept = KeepOwn(stored, cohort.id(), fresh) && kept;
    } else {
      *fresh.add_cohorts() = cohort;
    }
  }
  return kept;
}

// Nobody reads over what people wrote as a whole.
void KeepAll(const v1::Trial& stored, v1::Trial& fresh, Issues& issues) {
  *fresh.mutable_inclusion_criteria() = stored.inclusion_criteria();
  *fresh.mutable_exclusion_criteria() = stored.exclusion_criteria();
  *fresh.mutable_cohorts() = stored.cohorts();
  fresh.clear_eligibility_reading();
  if (stored.eligibility_text() == fresh.eligibility_text()) return;
  issues.push_back(
      {"record.trial.eligibility_text",
       "is not that which the stored criteria were written for; they stay, since people wrote them",
       Severity::kWarning});
}

}  // namespace

void KeepCorrections(const v1::Trial& stored, v1::Trial& fresh, Issues& issues) {
  if (!stored.has_eligibility_reading()) {
    const bool written =
        stored.inclusion_criteria_size() + stored.exclusion_criteria_size() + stored.cohorts_size() > 0;
    if (written) KeepAll(stored, fresh, issues);
    return;
  }
  if (stored.eligibility_reading().stale_corrections_size() > 0) {
    *fresh.mutable_eligibility_reading()->mutable_stale_corrections() =
        stored.eligibility_reading().stale_corrections();
  }
  bool all_kept = KeepTrialCondition(stored, fresh);
  SamePassages same_passages(stored, fresh);
  for (const v1::Passage& passage : stored.eligibility_reading().passages()) {
    if (!IsCriterion(passage)) continue;
    const std::optional<v1::Passage> same = same_passages.Take(passage);
    const std::vector<const v1::Criterion*> criteria = CriteriaOf(passage, stored);
    if (ReadingHash(criteria) == passage.reading_hash()) continue;
    if (same) {
      Replace(*same, criteria, same->start() - passage.start(), fresh);
    } else {
      KeepAside({std::string(TextOf(passage, stored)), passage.use() == v1::PASSAGE_USE_EXCLUSION,
                 passage.cohort()},
                criteria, fresh);
      all_kept = false;
    }
  }
  all_kept = KeepOwn(stored, "", fresh) && all_kept;
  all_kept = KeepOwnOfCohorts(stored, fresh) && all_kept;
  if (!all_kept) {
    issues.push_back({"record.trial.eligibility_reading.stale_corrections",
                      "the text of corrected criteria has changed: the corrections are out of force",
                      Severity::kWarning});
  }
}

}  // namespace trialmatch::criteria
