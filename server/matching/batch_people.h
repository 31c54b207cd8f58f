// What a batch knows of its patients beside facts and statements: in rows, sorted so that neighbours are
// alike.
#ifndef TRIALMATCH_MATCHING_BATCH_PEOPLE_H_
#define TRIALMATCH_MATCHING_BATCH_PEOPLE_H_

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "domain/criterion.h"
#include "matching/batch_days.h"
#include "matching/interned.h"
#include "matching/patient_view.h"
#include "matching/row_plane.h"

namespace trialmatch {

// Immutable once finished.
class BatchPeople {
 public:
  // Rows whose patients have one civil date at as_of; `sample` is one of those.
  struct TodayRange {
    uint32_t begin, end;
    AsOf sample;
  };
  // The day or days of birth, as far as as_of has seen them.
  struct BirthDays {
    // Not recorded, or not begun: no age is known.
    static constexpr DayNumber kNone = std::numeric_limits<DayNumber>::min();
    DayNumber first = kNone, last = kNone;
  };

  // Of the rows of one word: the ends of their births, and whether all have one and one civil date at as_of.
  struct WordBirths {
    DayNumber earliest, latest;
    bool alike;
  };

  // `options_id`: the same for the same options.
  void Add(const PatientView& view, uint32_t options_id);
  void Finish();

  uint32_t size() const { return static_cast<uint32_t>(births_.size()); }
  // The row of each position in which patients were added, and back.
  const std::vector<uint32_t>& row_of() const { return row_of_; }
  uint32_t PositionOf(uint32_t row) const { return position_of_[row]; }

  const std::vector<TodayRange>& todays() const { return todays_; }
  const BirthDays* births() const { return births_.data(); }
  const WordBirths& BirthsOfWord(uint32_t row) const { return word_births_[row / kWordBits]; }
  // Whose attribute is that sex; `sex` is kFemale or kMale.
  const RowPlane& OfSex(SexAttribute attribute, Sex sex) const {
    return sexes_[static_cast<size_t>(attribute)][sex == Sex::kMale];
  }
  // Where the request assumes what is missing to be absent, or present.
  const RowPlane& assumes_absent() const { return assumes_absent_; }
  const RowPlane& assumes_present() const { return assumes_present_; }
  // Of whom biology rules out pregnancy.
  const RowPlane& infertile() const { return infertile_; }
  const RowPlane& has_gestational_age() const { return has_gestational_age_; }
  // Of whose relatives the profile tells something beside facts, and one number for all of whom it tells the
  // same under the same options; kNoFamily for the others.
  static constexpr uint32_t kNoFamily = 0;
  const RowPlane& has_family() const { return has_family_; }
  uint32_t FamilyOf(uint32_t row) const { return families_[row]; }
  // The rows of those who consented or attested something for that trial.
  std::vector<uint32_t> RowsNaming(const std::string& trial) const;

  size_t BytesUsed() const;

 private:
  struct Person {
    AsOf as_of;
    DayNumber today;
    BirthDays birth;
    bool of_sex[3][2];
    bool assumes_absent, assumes_present, infertile, has_gestational_age;
    uint32_t family;
  };
  uint32_t FamilyId(const PatientView& view, uint32_t options_id);
  void AddRow(const Person& person, uint32_t row);
  void SumUpBirths();

  std::vector<Person> people_;  // until finished
  absl::flat_hash_map<std::string, std::vector<uint32_t>> naming_;
  Interned<bool> family_ids_;
  std::vector<uint32_t> row_of_, position_of_, families_;
  std::vector<TodayRange> todays_;
  std::vector<BirthDays> births_;
  std::vector<WordBirths> word_births_;
  RowPlane sexes_[3][2];
  RowPlane assumes_absent_, assumes_present_, infertile_, has_gestational_age_, has_family_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_BATCH_PEOPLE_H_
