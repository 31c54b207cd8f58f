#include "ingest/fhir/profile_builder.h"

#include <utility>

#include "ingest/fhir/bundle.h"

namespace trialmatch::fhir {

std::string ProfileBuilder::MakeId(const Json& place, absl::string_view part) {
  const absl::string_view own = place["id"].string();
  const absl::string_view separator = part.empty() ? "" : "#";
  std::string id = absl::StrCat(TypeOf(place), "/", own, separator, part);
  if (!own.empty() && id.size() <= kMaxFactIdBytes && ids_.insert(id).second) return id;
  // No type of resource begins so.
  const std::string by_place = absl::StrCat("at ", findings_.PathOf(place), separator, part);
  id = by_place;
  for (int again = 2; !ids_.insert(id).second; ++again) id = absl::StrCat(by_place, "-", again);
  return id;
}

void ProfileBuilder::MakeLinks() {
  for (const PendingLink& pending : pending_) {
    const auto facts = facts_.find(pending.to);
    const auto links = links_.find(pending.from);
    if (facts == facts_.end() || links == links_.end()) continue;
    for (Links* const own : links->second) {
      for (const std::string& fact_id : facts->second) {
        if (own->size() == kMaxLinks) break;
        v1::FactLink* const link = own->Add();
        link->set_kind(pending.kind);
        link->set_fact_id(fact_id);
      }
    }
  }
  pending_.clear();
}

}  // namespace trialmatch::fhir
