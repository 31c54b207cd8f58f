#include "client/loadtest/mix.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "client/text/suggestion.h"

namespace trialmatch::client::loadtest {
namespace {

constexpr int kMostWeight = 1000;

std::vector<std::string> Names() {
  std::vector<std::string> names;
  for (const Method method : kMethods) names.push_back(NameOf(method));
  return names;
}

absl::StatusOr<Share> ParseShare(absl::string_view text) {
  const std::pair<absl::string_view, absl::string_view> parts = absl::StrSplit(text, absl::MaxSplits('=', 1));
  Share share{.method = Method::kMatch, .weight = 1};
  if (parts.first.size() != text.size() &&
      (!absl::SimpleAtoi(parts.second, &share.weight) || share.weight < 1 || share.weight > kMostWeight)) {
    return absl::InvalidArgumentError(
        absl::StrCat("the weight of \"", text, "\" is no number from 1 to ", kMostWeight));
  }
  for (const Method method : kMethods) {
    share.method = method;
    if (parts.first == NameOf(method)) return share;
  }
  return absl::InvalidArgumentError(absl::StrCat(
      "\"", parts.first, "\" is none of ", absl::StrJoin(Names(), ", "), DidYouMean(parts.first, Names())));
}

}  // namespace

std::string NameOf(Method method) {
  switch (method) {
    case Method::kMatch:
      return "match";
    case Method::kCheck:
      return "check";
    case Method::kList:
      return "list";
    case Method::kGet:
      return "get";
    case Method::kStream:
      return "stream";
    case Method::kScreen:
      return "screen";
  }
  return "";
}

absl::StatusOr<std::vector<Share>> ParseMix(absl::string_view text) {
  std::vector<Share> mix;
  for (const absl::string_view part : absl::StrSplit(text, ',')) {
    const absl::StatusOr<Share> share = ParseShare(part);
    if (!share.ok()) return share.status();
    for (const Share& earlier : mix) {
      if (earlier.method == share->method) {
        return absl::InvalidArgumentError(absl::StrCat(NameOf(share->method), " is given twice"));
      }
    }
    mix.push_back(*share);
  }
  return mix;
}

Deck::Deck(const std::vector<Share>& mix, uint64_t seed) : random_(seed) {
  for (const Share& share : mix) cards_.insert(cards_.end(), static_cast<size_t>(share.weight), share.method);
  next_ = cards_.size();
}

Method Deck::Next() {
  if (next_ == cards_.size()) {
    Shuffle(cards_, random_);
    next_ = 0;
  }
  return cards_[next_++];
}

}  // namespace trialmatch::client::loadtest
