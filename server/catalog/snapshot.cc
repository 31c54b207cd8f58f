#include "catalog/snapshot.h"

#include <algorithm>
#include <utility>

#include "matching/trial_selection.h"

namespace trialmatch {
namespace {

// As many trials a write makes anew with its own: enough that there are few parts, few enough that a write is
// a matter of milliseconds.
constexpr size_t kMostHeld = 64;

Snapshot::Part AllOf(std::shared_ptr<const Segment> segment) {
  const size_t size = segment->size();
  Snapshot::Part part{std::move(segment), TrialBits(size, false), size};
  for (size_t i = 0; i < size; ++i) part.live.Add(i);
  return part;
}

// Takes a live trial away.
void End(TrialPlace place, std::vector<Snapshot::Part>& parts) {
  parts[place.part].live.Remove(place.position);
  --parts[place.part].live_count;
}

// What becomes a segment.
class Written {
 public:
  explicit Written(const Terminology& terminology) : builder_(terminology) {}

  void Add(TrialPointer trial, int64_t revision) {
    builder_.Add(*trial, revision);
    trials_.push_back(std::move(trial));
  }

  // The part's held trials that are live; false: it holds none, or there is no room for `more` among them.
  bool TakeHeld(const Snapshot::Part& part, size_t more) {
    const Segment& segment = *part.segment;
    if (segment.held.empty() || part.live_count + more > kMostHeld) return false;
    part.live.ForEach([&](size_t position) { Add(segment.held[position], segment.revisions[position]); });
    return true;
  }

  std::shared_ptr<const Segment> Build() && {
    if (trials_.size() > kMostHeld) trials_.clear();
    return std::move(builder_).Build(std::move(trials_));
  }

 private:
  SegmentBuilder builder_;
  std::vector<TrialPointer> trials_;
};

}  // namespace

Snapshot::Snapshot(int64_t revision, std::shared_ptr<const Segment> segment,
                   std::shared_ptr<const Terminology> terminology)
    : Snapshot(revision, std::vector<Part>{AllOf(std::move(segment))}, std::move(terminology)) {}

Snapshot::Snapshot(int64_t revision, std::vector<Part> parts, std::shared_ptr<const Terminology> terminology)
    : revision_(revision), terminology_(std::move(terminology)), parts_(std::move(parts)) {
  std::erase_if(parts_, [](const Part& part) { return part.live_count == 0; });
}

std::shared_ptr<const Snapshot> Snapshot::With(const CatalogChange& change, int64_t revision) const {
  std::vector<Part> parts = parts_;
  const auto end = [&](absl::string_view id) {
    const std::optional<TrialPlace> place = Find(id);
    if (place) End(*place, parts);
  };
  for (const std::string& id : change.deletes) end(id);
  for (const TrialPointer& trial : change.puts) end(trial->id);
  if (!change.puts.empty()) {
    Written written(*terminology_);
    if (!parts.empty() && written.TakeHeld(parts.back(), change.puts.size())) parts.pop_back();
    for (const TrialPointer& trial : change.puts) written.Add(trial, revision);
    parts.push_back(AllOf(std::move(written).Build()));
  }
  return std::shared_ptr<const Snapshot>(new Snapshot(revision, std::move(parts), terminology_));
}

std::shared_ptr<const Snapshot> Snapshot::WithMerged(const MergedSegment& merged) const {
  std::vector<Part> parts;
  std::vector<const Part*> sources(merged.sources.size());
  std::optional<size_t> place;
  for (const Part& part : parts_) {
    const auto found = std::find(merged.sources.begin(), merged.sources.end(), part.segment);
    if (found == merged.sources.end()) {
      parts.push_back(part);
      continue;
    }
    sources[static_cast<size_t>(found - merged.sources.begin())] = &part;
    if (place) continue;
    place = parts.size();
    parts.push_back({merged.segment, TrialBits(merged.segment->size(), false), 0});
  }
  for (size_t i = 0; place && i < merged.origins.size(); ++i) {
    // What was written or deleted since is no longer live where it came from.
    const Part* source = sources[merged.origins[i].source];
    if (source == nullptr || !source->live.Has(merged.origins[i].position)) continue;
    parts[*place].live.Add(i);
    ++parts[*place].live_count;
  }
  return std::shared_ptr<const Snapshot>(new Snapshot(revision_, std::move(parts), terminology_));
}

std::shared_ptr<const Snapshot> Snapshot::OnBase(const Snapshot& base,
                                                 absl::Span<const std::string> written) const {
  std::vector<Part> parts = base.parts_;
  for (const std::string& id : written) {
    if (const std::optional<TrialPlace> place = base.Find(id)) End(*place, parts);
  }
  for (const Part& part : parts_) {
    Part& later = parts.emplace_back(part);
    part.live.ForEach([&](size_t position) {
      if (part.segment->revisions[position] <= base.revision_) End({parts.size() - 1, position}, parts);
    });
    if (later.live_count == 0) parts.pop_back();
  }
  return std::shared_ptr<const Snapshot>(new Snapshot(revision_, std::move(parts), terminology_));
}

size_t Snapshot::size() const {
  size_t size = 0;
  for (const Part& part : parts_) size += part.live_count;
  return size;
}

std::optional<TrialPlace> Snapshot::Find(absl::string_view trial_id) const {
  for (size_t i = 0; i < parts_.size(); ++i) {
    const std::optional<size_t> position = parts_[i].segment->columns.Find(trial_id);
    if (position && parts_[i].live.Has(*position)) return TrialPlace{i, *position};
  }
  return std::nullopt;
}

std::vector<TrialPlace> Snapshot::InOrder(const std::vector<TrialBits>& trials) const {
  std::vector<TrialPlace> places;
  const auto by_id = [this](TrialPlace a, TrialPlace b) { return id(a) < id(b); };
  for (size_t part = 0; part < trials.size(); ++part) {
    const auto before = static_cast<std::ptrdiff_t>(places.size());
    trials[part].ForEach([&](size_t position) { places.push_back({part, position}); });
    const auto middle = places.begin() + before;
    // What was read at the start is in order.
    if (!std::is_sorted(middle, places.end(), by_id)) std::sort(middle, places.end(), by_id);
    std::inplace_merge(places.begin(), middle, places.end(), by_id);
  }
  return places;
}

absl::StatusOr<std::vector<TrialBits>> Snapshot::Select(const TrialFilter& filter,
                                                        absl::FunctionRef<bool()> stop) const {
  std::vector<TrialBits> selected;
  for (const Part& part : parts_) {
    absl::StatusOr<TrialBits> passing = SelectTrials(filter, part.segment->columns, stop);
    if (!passing.ok()) return passing.status();
    passing->KeepAll(part.live);
    selected.push_back(*std::move(passing));
  }
  return selected;
}

}  // namespace trialmatch
