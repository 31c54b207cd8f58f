#include "matching/ranked_page.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>

#include "absl/status/status.h"
#include "matching/page_order.h"

namespace trialmatch {
namespace {

// The bits of a word that stand for trials.
uint64_t TrialsOfWord(size_t word, size_t size) {
  const size_t left = size - 64 * word;
  return left >= 64 ? ~uint64_t{0} : (uint64_t{1} << left) - 1;
}

// Pointers: a span looks at every index, which is most of the time of such a loop.
void KeepPossible(size_t count, const uint64_t* possible, const uint64_t* certain, uint64_t* words) {
  for (size_t w = 0; w < count; ++w) words[w] = (words[w] & possible[w]) | certain[w];
}

// Appends the trials that are in `a`, in `b` and in `c` (or not in `b`, if `flip` is all ones).
void AppendCommon(size_t part, size_t count, const uint64_t* a, const uint64_t* b, uint64_t flip,
                  const uint64_t* c, std::vector<PartPosition>& common) {
  constexpr size_t kBlock = 8;  // of mostly empty words, looked at together
  for (size_t w = 0; w < count; ++w) {
    if (w % kBlock == 0 && w + kBlock <= count) {
      uint64_t any = 0;
      for (size_t i = w; i < w + kBlock; ++i) any |= a[i] & (b[i] ^ flip) & c[i];
      if (any == 0) {
        w += kBlock - 1;
        continue;
      }
    }
    for (uint64_t word = a[w] & (b[w] ^ flip) & c[w]; word != 0; word &= word - 1) {
      const size_t position = 64 * w + static_cast<size_t>(std::countr_zero(word));
      common.push_back({static_cast<uint32_t>(part), static_cast<uint32_t>(position)});
    }
  }
}

// The trials of the part that the scope takes.
TrialBits InScope(const RankPart& part, MatchScope scope, const ConditionSteps& steps) {
  const size_t size = part.columns->size();
  TrialBits in_scope(size, scope == MatchScope::kAll);
  const absl::Span<uint64_t> words = in_scope.words();
  if (words.empty()) return in_scope;
  if (scope == MatchScope::kRelated) {
    steps.AddRelatedTo(in_scope);
    part.columns->uncoded().AddTo(in_scope);
  }
  KeepPossible(words.size(), part.verdicts->possible().words().data(),
               part.verdicts->certain().words().data(), words.data());
  if (part.considered != nullptr) in_scope.KeepAll(*part.considered);
  words.back() &= TrialsOfWord(words.size() - 1, size);
  return in_scope;
}

class PageRanker {
 public:
  PageRanker(absl::Span<const RankPart> parts, MatchScope scope, const PatientView& patient,
             absl::FunctionRef<bool()> stop)
      : parts_(parts), order_(ColumnsOf(parts), patient), stop_(stop) {
    for (size_t i = 0; i < parts.size(); ++i) {
      in_scope_.push_back(InScope(parts[i], scope, order_.steps(i)));
    }
  }

  absl::StatusOr<RankedPage> Page(size_t first, size_t size) {
    RankedPage page;
    for (size_t i = 0; i < parts_.size(); ++i) {
      page.list_size += in_scope_[i].Count(parts_[i].columns->size());
    }
    begin_ = std::min(first, page.list_size);
    end_ = begin_ + std::min(size, page.list_size - begin_);
    size_t before = 0;
    for (const Truth truth : {Truth::kTrue, Truth::kUnknown}) {
      for (const Recruitment recruitment :
           {Recruitment::kRecruiting, Recruitment::kUnknown, Recruitment::kNotRecruiting}) {
        if (before >= end_) break;
        if (stop_()) return absl::CancelledError();
        if (absl::Status status = AddBucket(truth, recruitment, before, page); !status.ok()) return status;
        before += bucket_.size();
      }
    }
    return page;
  }

 private:
  static std::vector<const TrialColumns*> ColumnsOf(absl::Span<const RankPart> parts) {
    std::vector<const TrialColumns*> columns;
    for (const RankPart& part : parts) columns.push_back(part.columns);
    return columns;
  }

  // Gathers a bucket and appends its trials that are on the page. `before`: how many trials come before it.
  absl::Status AddBucket(Truth truth, Recruitment recruitment, size_t before, RankedPage& page) {
    Gather(truth, recruitment);
    const size_t after = before + bucket_.size();
    const size_t begin = std::max(begin_, before), end = std::min(end_, after);
    if (begin >= end) return absl::OkStatus();
    const absl::StatusOr<std::vector<OrderedTrial>> slice =
        order_.Slice(bucket_, begin - before, end - before, stop_);
    if (!slice.ok()) return slice.status();
    for (const OrderedTrial& one : *slice) {
      PageEntry entry{one.trial.part, one.trial.position, truth, recruitment, std::nullopt, std::nullopt};
      if (one.steps != ConditionSteps::kUnrelated) entry.condition_distance = one.steps;
      if (std::isfinite(one.km)) entry.distance_km = one.km;
      page.entries.push_back(entry);
    }
    return absl::OkStatus();
  }

  void Gather(Truth truth, Recruitment recruitment) {
    bucket_.clear();
    for (size_t i = 0; i < parts_.size(); ++i) {
      const absl::Span<const uint64_t> in_scope = in_scope_[i].words();
      AppendCommon(i, in_scope.size(), in_scope.data(), parts_[i].verdicts->certain().words().data(),
                   truth == Truth::kTrue ? 0 : ~uint64_t{0},
                   parts_[i].columns->traits().Of(recruitment).words().data(), bucket_);
    }
  }

  absl::Span<const RankPart> parts_;
  PageOrder order_;
  absl::FunctionRef<bool()> stop_;
  std::vector<TrialBits> in_scope_;  // by part
  size_t begin_ = 0, end_ = 0;       // of the page in the list
  std::vector<PartPosition> bucket_;
};

}  // namespace

absl::StatusOr<RankedPage> RankPage(absl::Span<const RankPart> parts, MatchScope scope,
                                    const PatientView& patient, size_t first, size_t size,
                                    absl::FunctionRef<bool()> stop) {
  if (stop()) return absl::CancelledError();
  return PageRanker(parts, scope, patient, stop).Page(first, size);
}

}  // namespace trialmatch
