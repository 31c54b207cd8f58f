// Which methods are called, and how often each.
#ifndef TRIALMATCH_CLIENT_LOADTEST_MIX_H_
#define TRIALMATCH_CLIENT_LOADTEST_MIX_H_

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace trialmatch::client::loadtest {

// The last two are items of a stream that stays open: one patient in, one answer out.
enum class Method { kMatch, kCheck, kList, kGet, kStream, kScreen };

inline constexpr Method kMethods[] = {Method::kMatch, Method::kCheck,  Method::kList,
                                      Method::kGet,   Method::kStream, Method::kScreen};

// "match", "check", "list", "get", "stream", "screen".
std::string NameOf(Method method);

inline bool NeedsPatients(Method method) { return method != Method::kList && method != Method::kGet; }
inline bool NeedsTrials(Method method) {
  return method == Method::kCheck || method == Method::kGet || method == Method::kScreen;
}

struct Share {
  Method method;
  int weight;  // 1 to 1,000
};

// "match=8,check=1,list=1"; a name alone weighs 1. InvalidArgument for an unknown or repeated name, a weight
// out of range, or nothing at all.
absl::StatusOr<std::vector<Share>> ParseMix(absl::string_view text);

// Deals the methods in random order, but in every round (as many calls as the weights add up to) exactly in
// their shares. The same seed deals the same. Not thread safe.
class Deck {
 public:
  // `mix` is not empty.
  Deck(const std::vector<Share>& mix, uint64_t seed);

  Method Next();

 private:
  std::vector<Method> cards_;
  size_t next_ = 0;
  std::mt19937_64 random_;
};

// Puts `items` in an order that the state of `random` alone decides: std::shuffle differs between libraries.
template <typename Item>
void Shuffle(std::vector<Item>& items, std::mt19937_64& random) {
  for (size_t left = items.size(); left > 1; --left) std::swap(items[left - 1], items[random() % left]);
}

}  // namespace trialmatch::client::loadtest

#endif  // TRIALMATCH_CLIENT_LOADTEST_MIX_H_
