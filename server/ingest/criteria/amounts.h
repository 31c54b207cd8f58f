// Reads ranges of numbers: "at least 18", "between 7.0 and 10.5 %", "401-1249 g", "60 years or older".
#ifndef TRIALMATCH_INGEST_CRITERIA_AMOUNTS_H_
#define TRIALMATCH_INGEST_CRITERIA_AMOUNTS_H_

#include <optional>
#include <string>

#include "absl/functional/function_ref.h"
#include "ingest/criteria/cursor.h"

namespace trialmatch::criteria {

struct Limit {
  std::string value;  // an unsigned decimal
  std::string unit;   // as the unit reader gives it; empty: none told
  bool exclusive = false;
};

// One of the two at least.
struct AmountRange {
  std::optional<Limit> min, max;

  // The one unit of both limits; a limit without a unit takes the other's. Nothing where there are two
  // different ones.
  std::optional<std::string> CommonUnit() const;
};

// False where the two limits have one unit and nothing lies between them: the words mean something else.
bool IsOrdered(const AmountRange& range);

// Passes over a unit and gives its name; nothing where none stands here.
using UnitReader = absl::FunctionRef<std::optional<std::string>(Cursor&)>;

// The range that stands here, units included, and nothing behind it. "N" alone is no range: whether it means
// "exactly" is the caller's question. "Between" and "to" have both ends in it.
std::optional<AmountRange> TakeRange(Cursor& cursor, UnitReader unit);

// A comparison, in signs or words, as it limits what is compared.
struct Comparison {
  bool lower = false;  // the number is the least value
  bool exclusive = false;
};
std::optional<Comparison> TakeComparison(Cursor& cursor);

}  // namespace trialmatch::criteria

#endif  // TRIALMATCH_INGEST_CRITERIA_AMOUNTS_H_
