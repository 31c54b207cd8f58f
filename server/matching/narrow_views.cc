#include "matching/narrow_views.h"

#include <algorithm>

namespace trialmatch {

const PatientView& NarrowViews::Of(const std::vector<uint32_t>& places) {
  std::unique_ptr<PatientView>& view = views_[places];
  if (view == nullptr) view = Make(places);
  return *view;
}

std::unique_ptr<PatientView> NarrowViews::Make(const std::vector<uint32_t>& places) const {
  std::vector<const BoundFact*> facts = always_;
  for (const uint32_t place : places) facts.push_back(facts_[place]);
  // In the order of the profile.
  std::sort(facts.begin(), facts.end(),
            [](const BoundFact* a, const BoundFact* b) { return a->fact < b->fact; });
  facts.erase(std::unique(facts.begin(), facts.end()), facts.end());
  return std::make_unique<PatientView>(patient_, facts);
}

}  // namespace trialmatch
