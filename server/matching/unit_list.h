// The units in which leaves give their bounds, each once.
#ifndef TRIALMATCH_MATCHING_UNIT_LIST_H_
#define TRIALMATCH_MATCHING_UNIT_LIST_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"

namespace trialmatch {

// Of a list; multiples of the upper or lower limit of normal; of a change, % of the earlier value.
using AmountUnit = uint32_t;
inline constexpr AmountUnit kUpperLimits = 0;
inline constexpr AmountUnit kLowerLimits = 1;
inline constexpr AmountUnit kPercentOfEarlier = 2;

class UnitList {
 public:
  AmountUnit Intern(const std::string& unit) {
    const auto [entry, is_new] = ids_.try_emplace(unit, static_cast<AmountUnit>(units_.size()));
    if (is_new) units_.push_back(unit);
    return entry->second;
  }

  size_t size() const { return units_.size(); }
  // UCUM; empty for the others.
  const std::string& operator[](AmountUnit id) const { return units_[id]; }

 private:
  std::vector<std::string> units_ = {"", "", ""};
  absl::flat_hash_map<std::string, AmountUnit> ids_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_UNIT_LIST_H_
