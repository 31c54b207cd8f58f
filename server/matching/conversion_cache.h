// How values pass from the units that patients have to those that leaves ask for, found once.
#ifndef TRIALMATCH_MATCHING_CONVERSION_CACHE_H_
#define TRIALMATCH_MATCHING_CONVERSION_CACHE_H_

#include <memory>
#include <mutex>
#include <string>
#include <tuple>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "domain/affine_map.h"
#include "domain/analyte.h"
#include "matching/amount.h"

namespace trialmatch {

// As ClinicalConversion of the two units, of which a world has few. Safe for use by any number of threads;
// the analytes outlive it.
class ConversionCache {
 public:
  struct Conversion {
    absl::StatusOr<AffineMap> map;
    // Of a map that does no more than stretch: by what; null where that is 1.
    bool stretches = false;
    std::shared_ptr<const Amount::Factor> factor;
  };

  // Never null; a unit that is not UCUM is an error too. `analyte` may be null.
  std::shared_ptr<const Conversion> Find(const std::string& from, const std::string& to,
                                         const AnalyteConversions* analyte);

 private:
  using Key = std::tuple<const AnalyteConversions*, std::string, std::string>;

  std::mutex mutex_;
  absl::flat_hash_map<Key, std::shared_ptr<const Conversion>> known_;  // guarded by mutex_
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_CONVERSION_CACHE_H_
