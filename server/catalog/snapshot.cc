#include "catalog/snapshot.h"

#include <algorithm>
#include <map>
#include <utility>

namespace trialmatch {
namespace {

bool ById(const TrialPointer& a, const TrialPointer& b) { return a->id < b->id; }

std::vector<TrialPointer> Sorted(std::vector<TrialPointer> trials) {
  std::sort(trials.begin(), trials.end(), ById);
  return trials;
}

}  // namespace

Snapshot::Snapshot(int64_t revision, std::vector<TrialPointer> trials,
                   std::shared_ptr<const Terminology> terminology)
    : revision_(revision),
      trials_(Sorted(std::move(trials))),
      terminology_(std::move(terminology)),
      index_(BuildTrialIndex(trials_, *terminology_)) {}

std::shared_ptr<const Snapshot> Snapshot::With(const CatalogChange& change, int64_t revision) const {
  std::map<absl::string_view, TrialPointer> changed;  // null: deleted
  for (const std::string& id : change.deletes) changed[id] = nullptr;
  for (const TrialPointer& trial : change.puts) changed[trial->id] = trial;
  std::vector<TrialPointer> trials;
  trials.reserve(trials_.size() + change.puts.size());
  for (const TrialPointer& trial : trials_) {
    if (!changed.contains(trial->id)) trials.push_back(trial);
  }
  for (auto& [id, trial] : changed) {
    if (trial != nullptr) trials.push_back(trial);
  }
  return std::make_shared<const Snapshot>(revision, std::move(trials), terminology_);
}

std::optional<size_t> Snapshot::Find(absl::string_view trial_id) const {
  const auto found =
      std::lower_bound(trials_.begin(), trials_.end(), trial_id,
                       [](const TrialPointer& trial, absl::string_view id) { return trial->id < id; });
  if (found == trials_.end() || (*found)->id != trial_id) return std::nullopt;
  return static_cast<size_t>(found - trials_.begin());
}

}  // namespace trialmatch
