#include "client/loadtest/histogram.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace trialmatch::client::loadtest {
namespace {

constexpr int kBits = 9;
constexpr size_t kBinsAnOctave = size_t{1} << kBits;

// How many low bits of `value` its bin ignores.
int Shift(Nanos value) {
  return std::max(0, static_cast<int>(std::bit_width(static_cast<uint64_t>(value))) - 1 - kBits);
}

size_t BinOf(Nanos value) {
  const int shift = Shift(value);
  return static_cast<size_t>(shift) * kBinsAnOctave + static_cast<size_t>(value >> shift);
}

Nanos MiddleOf(size_t bin) {
  if (bin < 2 * kBinsAnOctave) return static_cast<Nanos>(bin);
  const size_t shift = bin / kBinsAnOctave - 1;
  const Nanos lower = static_cast<Nanos>(bin - shift * kBinsAnOctave) << shift;
  return lower + (Nanos{1} << shift) / 2;
}

}  // namespace

void Histogram::Add(Nanos value) {
  value = std::max<Nanos>(value, 0);
  const size_t bin = BinOf(value);
  if (bin >= bins_.size()) bins_.resize(bin + 1);
  ++bins_[bin];
  least_ = count_ == 0 ? value : std::min(least_, value);
  greatest_ = std::max(greatest_, value);
  ++count_;
  sum_ += static_cast<double>(value);
}

void Histogram::Merge(const Histogram& other) {
  if (other.empty()) return;
  bins_.resize(std::max(bins_.size(), other.bins_.size()));
  for (size_t bin = 0; bin < other.bins_.size(); ++bin) bins_[bin] += other.bins_[bin];
  least_ = empty() ? other.least_ : std::min(least_, other.least_);
  greatest_ = std::max(greatest_, other.greatest_);
  count_ += other.count_;
  sum_ += other.sum_;
}

double Histogram::mean() const { return empty() ? 0 : sum_ / static_cast<double>(count_); }

Nanos Histogram::Percentile(double share) const {
  if (empty()) return 0;
  // 0.99 of 100 values is 99 of them, whatever the rounding of 0.99 says.
  const auto place = static_cast<int64_t>(std::ceil(share * static_cast<double>(count_) - 1e-6));
  int64_t below = 0;
  for (size_t bin = 0; bin < bins_.size(); ++bin) {
    below += bins_[bin];
    if (below >= std::max<int64_t>(place, 1)) return std::clamp(MiddleOf(bin), least_, greatest_);
  }
  return greatest_;
}

}  // namespace trialmatch::client::loadtest
