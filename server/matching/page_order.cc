#include "matching/page_order.h"

#include <algorithm>
#include <limits>
#include <tuple>
#include <utility>

#include "absl/status/status.h"

namespace trialmatch {
namespace {

constexpr float kNowhere = std::numeric_limits<float>::infinity();
constexpr double kFarthest = std::numeric_limits<double>::infinity();

// A rough key: steps above 24 bits that are a chord of 0 to 2 in units of 2^-20 or, for trials without a
// distance, above all of those, the days before a day that no calendar reaches.
constexpr int kLowBits = 24;
constexpr float kChordUnits = 1 << 20;
constexpr uint64_t kNoChord = 1 << 23;
constexpr int64_t kMostDays = 1 << 22;
// Two trials of keys further apart than that are in the order of their keys: the error of either chord, and a
// unit for each that was rounded down.
constexpr uint64_t kSlack = static_cast<uint64_t>(2 * kChordError * kChordUnits) + 3;
static_assert(kNoChord + kMostDays + kSlack < uint64_t{1} << kLowBits);

constexpr size_t kTrialsBetweenStops = 4096;
// How many trials ahead what is looked at next is fetched.
constexpr size_t kPrefetched = 8;

float LeastChord(const TrialSites& sites, absl::Span<const PlaceId> places, const Direction& from) {
  float least = kNowhere;
  for (const PlaceId place : places) least = std::min(least, Chord(from, sites.DirectionOf(place)));
  return least;
}

// Puts what would be at `at` there, with nothing greater before it and nothing less after it.
template <typename T, typename Less>
void PutInPlace(std::vector<T>& values, size_t from, size_t at, Less less) {
  if (at < values.size()) {
    std::nth_element(values.begin() + from, values.begin() + at, values.end(), less);
  }
}

}  // namespace

PageOrder::PageOrder(std::vector<const TrialColumns*> parts, const PatientView& patient)
    : parts_(std::move(parts)), location_(patient.patient().location) {
  for (const TrialColumns* columns : parts_) steps_.emplace_back(columns->labels(), patient);
  if (location_) direction_ = DirectionTo(*location_);
}

uint64_t PageOrder::RoughKey(const PartPosition& trial) const {
  const TrialColumns& columns = *parts_[trial.part];
  const uint64_t steps = steps_[trial.part].Least(columns.LabelsOf(trial.position));
  const float chord =
      location_ ? LeastChord(columns.sites(), columns.sites().RecruitingPlaces(trial.position), direction_)
                : kNowhere;
  if (chord < kNowhere) return steps << kLowBits | static_cast<uint64_t>(chord * kChordUnits);
  const int64_t days = columns.DaysBeforeEpoch()[trial.position];
  return steps << kLowBits |
         (kNoChord + static_cast<uint64_t>(std::min(days + kMostDays / 4 * 3, kMostDays)));
}

OrderedTrial PageOrder::Exact(const Rough& rough) const {
  const TrialColumns& columns = *parts_[rough.trial.part];
  const size_t position = rough.trial.position;
  OrderedTrial exact{rough.trial, static_cast<uint16_t>(rough.key >> kLowBits),
                     columns.DaysBeforeEpoch()[position], kFarthest};
  if (!location_) return exact;
  const TrialSites& sites = columns.sites();
  const absl::Span<const PlaceId> places = sites.RecruitingPlaces(position);
  const float nearest = LeastChord(sites, places, direction_) + 2 * kChordError;
  for (const PlaceId place : places) {
    if (Chord(direction_, sites.DirectionOf(place)) > nearest) continue;
    exact.km = std::min(exact.km, DistanceKm(*location_, sites.CoordinatesOf(place)));
  }
  return exact;
}

bool PageOrder::Before(const OrderedTrial& a, const OrderedTrial& b) const {
  const auto key = [](const OrderedTrial& x) { return std::tie(x.steps, x.km, x.days_before_epoch); };
  if (key(a) != key(b)) return key(a) < key(b);
  return parts_[a.trial.part]->id(a.trial.position) < parts_[b.trial.part]->id(b.trial.position);
}

absl::StatusOr<std::vector<OrderedTrial>> PageOrder::Slice(absl::Span<const PartPosition> trials,
                                                           size_t begin, size_t end,
                                                           absl::FunctionRef<bool()> stop) const {
  std::vector<Rough> rough;
  rough.reserve(trials.size());
  for (size_t i = 0; i < trials.size(); ++i) {
    if (i % kTrialsBetweenStops == 0 && stop()) return absl::CancelledError();
    const PartPosition& later = trials[std::min(i + 2 * kPrefetched, trials.size() - 1)];
    parts_[later.part]->PrefetchPlace(later.position);
    const PartPosition& next = trials[std::min(i + kPrefetched, trials.size() - 1)];
    parts_[next.part]->Prefetch(next.position);
    rough.push_back({RoughKey(trials[i]), trials[i]});
  }
  const auto by_key = [](const Rough& a, const Rough& b) { return a.key < b.key; };
  PutInPlace(rough, 0, begin, by_key);
  PutInPlace(rough, begin, end - 1, by_key);
  const auto [least, most] = std::minmax_element(rough.begin() + begin, rough.begin() + end, by_key);
  const uint64_t low = least->key, high = most->key;

  size_t before = 0;  // certainly not from `begin` on
  std::vector<OrderedTrial> slice;
  for (const Rough& one : rough) {
    if (one.key + kSlack < low) {
      ++before;
    } else if (one.key <= high + kSlack) {
      if (slice.size() % kTrialsBetweenStops == 0 && stop()) return absl::CancelledError();
      slice.push_back(Exact(one));
    }
  }
  const auto in_order = [&](const OrderedTrial& a, const OrderedTrial& b) { return Before(a, b); };
  begin -= before;
  end -= before;
  PutInPlace(slice, 0, begin, in_order);
  PutInPlace(slice, begin, end, in_order);
  std::sort(slice.begin() + begin, slice.begin() + end, in_order);
  slice.erase(slice.begin() + end, slice.end());
  slice.erase(slice.begin(), slice.begin() + begin);
  return slice;
}

}  // namespace trialmatch
