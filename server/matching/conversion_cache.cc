#include "matching/conversion_cache.h"

#include <utility>

#include "domain/unit.h"
#include "domain/unit_conversion.h"

namespace trialmatch {
namespace {

// Conversions that are kept; beyond them all are forgotten, so that odd units of patients take no memory.
constexpr size_t kKept = 1 << 12;

absl::StatusOr<AffineMap> Convert(const std::string& from, const std::string& to,
                                  const AnalyteConversions* analyte) {
  const absl::StatusOr<Unit> from_unit = Unit::Parse(from);
  if (!from_unit.ok()) return from_unit.status();
  const absl::StatusOr<Unit> to_unit = Unit::Parse(to);
  if (!to_unit.ok()) return to_unit.status();
  return ClinicalConversion(*from_unit, *to_unit, analyte);
}

ConversionCache::Conversion Prepare(absl::StatusOr<AffineMap> map) {
  ConversionCache::Conversion made{std::move(map), false, nullptr};
  if (!made.map.ok() || made.map->intercept != 0 || made.map->slope <= 0) return made;
  made.stretches = true;
  if (made.map->slope != 1) made.factor = std::make_shared<const Amount::Factor>(made.map->slope);
  return made;
}

}  // namespace

std::shared_ptr<const ConversionCache::Conversion> ConversionCache::Find(const std::string& from,
                                                                         const std::string& to,
                                                                         const AnalyteConversions* analyte) {
  Key key(analyte, from, to);
  {
    const std::lock_guard lock(mutex_);
    const auto found = known_.find(key);
    if (found != known_.end()) return found->second;
  }
  auto made = std::make_shared<const Conversion>(Prepare(Convert(from, to, analyte)));
  const std::lock_guard lock(mutex_);
  if (known_.size() >= kKept) known_.clear();
  return known_.try_emplace(std::move(key), std::move(made)).first->second;
}

}  // namespace trialmatch
