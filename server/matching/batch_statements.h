// What patients of a batch state to be complete, and for which criteria that suffices.
#ifndef TRIALMATCH_MATCHING_BATCH_STATEMENTS_H_
#define TRIALMATCH_MATCHING_BATCH_STATEMENTS_H_

#include <array>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "matching/batch_days.h"
#include "matching/batch_people.h"
#include "matching/interned.h"
#include "matching/patient_view.h"
#include "matching/row_plane.h"

namespace trialmatch {

// Of the patients themselves, by category. Immutable once finished, but for what it remembers; safe for use
// by any number of threads then.
class BatchStatements {
 public:
  // Rows whose statements about the category are the same under one as_of.
  struct Group {
    std::vector<DayCover> covers;
    DayNumber today;
  };
  struct OfCategory {
    RowPlane has;
    std::vector<uint32_t> rows, groups;  // ascending by row; groups by place
    Interned<Group> distinct;
  };

  void Add(uint32_t position, const PatientView& view);
  void Finish(const BatchPeople& people);

  const OfCategory& Of(FactCategory category) const { return categories_[static_cast<size_t>(category)]; }

  // The rows of which a statement speaks for all the time that the criterion asks for, where nothing anchors
  // its window; and those where only instants decide that.
  struct Covered {
    RowPlane certainly, must_ask;
    bool any_must_ask = false;
  };
  // Remembers the last few answers.
  std::shared_ptr<const Covered> FindCovered(const FactCriterion& criterion, const BatchPeople& people) const;
  // Forgets them, so that work can be measured.
  void Forget() const;

  size_t BytesUsed() const;

 private:
  Covered Compute(const FactCriterion& criterion, const BatchPeople& people) const;

  static constexpr size_t kMostRemembered = 256;
  std::array<OfCategory, kFactCategoryCount> categories_;
  mutable std::mutex mutex_;
  mutable absl::flat_hash_map<std::string, std::shared_ptr<const Covered>> remembered_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_BATCH_STATEMENTS_H_
