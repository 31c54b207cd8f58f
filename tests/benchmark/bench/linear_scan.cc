#include "tests/benchmark/bench/linear_scan.h"

#include <variant>

#include "matching/leaf_route.h"

namespace trialmatch::bench {
namespace {

// A trial in the stream: a head, its literals (what must hold whatever else does), then its trees.
//   head: words of the whole << 13 | number of literals << 1 | whether UNKNOWN is the most it can be
//   tree: kind | argument << 3; of a leaf the argument is its literal, of the others the words of the whole
//   tree, and after kAtLeast comes its k.
constexpr uint32_t kCapped = 1;
constexpr uint32_t kMostLiterals = (1 << 12) - 1;
enum Kind : uint32_t { kLeaf, kOpen, kAllOf, kAnyOf, kNot, kIfThen, kAtLeast };

Kind KindOf(Operator op) {
  switch (op) {
    case Operator::kAllOf:
      return kAllOf;
    case Operator::kAnyOf:
      return kAnyOf;
    case Operator::kNot:
      return kNot;
    case Operator::kIfThen:
      return kIfThen;
    case Operator::kAtLeast:
      break;
  }
  return kAtLeast;
}

uint32_t SizeOf(const uint32_t* tree) {
  const uint32_t kind = *tree & 7;
  return kind == kLeaf || kind == kOpen ? 1 : *tree >> 3;
}

uint8_t Walk(const uint32_t* tree, const uint8_t* truths) {
  const uint32_t argument = *tree >> 3;
  const auto kind = static_cast<Kind>(*tree & 7);
  if (kind == kLeaf) return truths[argument];
  if (kind == kOpen) return kUnknownBits;
  const uint32_t* const end = tree + argument;
  const uint32_t* child = tree + 1;
  if (kind == kNot) return NegateBits(Walk(child, truths));
  if (kind == kIfThen) return NegateBits(Walk(child, truths)) | Walk(child + SizeOf(child), truths);
  if (kind == kAllOf) {
    uint8_t all = kTrueBits;
    for (; child < end && all != kFalseBits; child += SizeOf(child)) all &= Walk(child, truths);
    return all;
  }
  if (kind == kAnyOf) {
    uint8_t any = kFalseBits;
    for (; child < end && any != kTrueBits; child += SizeOf(child)) any |= Walk(child, truths);
    return any;
  }
  const uint32_t k = *child++;
  uint32_t certain = 0, possible = 0;
  for (; child < end && certain < k; child += SizeOf(child)) {
    const uint8_t truth = Walk(child, truths);
    certain += truth >> 1;
    possible += truth & 1;
  }
  return certain >= k ? kTrueBits : possible < k ? kFalseBits : kUnknownBits;
}

}  // namespace

class LinearScan::Compiler {
 public:
  explicit Compiler(LinearScan& scan) : scan_(scan) {}

  void Add(const Trial& trial) {
    for (const Criterion& criterion : trial.criteria.inclusion) AddConjunct(criterion, false);
    for (const Criterion& criterion : trial.criteria.exclusion) AddConjunct(criterion, true);
    if (!trial.cohorts.empty()) {
      const size_t any = Open(kAnyOf);
      for (const Cohort& cohort : trial.cohorts) AddCohort(cohort);
      Close(any);
    }
    std::vector<uint32_t>& stream = scan_.stream_;
    const auto words = static_cast<uint32_t>(1 + literals_.size() + trees_.size());
    stream.push_back(words << 13 | static_cast<uint32_t>(literals_.size()) << 1 | (capped_ ? kCapped : 0));
    stream.insert(stream.end(), literals_.begin(), literals_.end());
    stream.insert(stream.end(), trees_.begin(), trees_.end());
  }

 private:
  // What must be TRUE or, negated, FALSE.
  void AddConjunct(const Criterion& criterion, bool negated) {
    const auto* combination = std::get_if<Combination>(&criterion.kind);
    if (combination == nullptr) {
      if (IsByPerson(criterion)) {
        capped_ = true;
      } else if (literals_.size() < kMostLiterals) {
        literals_.push_back(LiteralOf(criterion, negated));
      } else {
        AddTree(criterion, negated);
      }
    } else if (combination->op == Operator::kNot) {
      AddConjunct(combination->children[0], !negated);
    } else if (combination->op == (negated ? Operator::kAnyOf : Operator::kAllOf)) {
      for (const Criterion& child : combination->children) AddConjunct(child, negated);
    } else {
      AddTree(criterion, negated);
    }
  }

  void AddTree(const Criterion& criterion, bool negated) {
    const auto* combination = std::get_if<Combination>(&criterion.kind);
    if (combination == nullptr) {
      trees_.push_back(IsByPerson(criterion) ? uint32_t{kOpen} : kLeaf | LiteralOf(criterion, negated) << 3);
      return;
    }
    if (negated) {
      const size_t negation = Open(kNot);
      AddTree(criterion, false);
      return Close(negation);
    }
    const size_t tree = Open(KindOf(combination->op));
    if (combination->op == Operator::kAtLeast) trees_.push_back(static_cast<uint32_t>(combination->k));
    for (const Criterion& child : combination->children) AddTree(child, false);
    Close(tree);
  }

  void AddCohort(const Cohort& cohort) {
    const size_t all = Open(kAllOf);
    for (const Criterion& criterion : cohort.criteria.inclusion) AddTree(criterion, false);
    for (const Criterion& criterion : cohort.criteria.exclusion) AddTree(criterion, true);
    Close(all);
  }

  uint32_t LiteralOf(const Criterion& leaf, bool negated) { return scan_.leaves_.LiteralOf(leaf, negated); }
  size_t Open(Kind kind) {
    trees_.push_back(kind);
    return trees_.size() - 1;
  }
  void Close(size_t tree) { trees_[tree] |= static_cast<uint32_t>(trees_.size() - tree) << 3; }

  LinearScan& scan_;
  std::vector<uint32_t> literals_, trees_;
  bool capped_ = false;
};

void LinearScan::Add(const Trial& trial) {
  Compiler(*this).Add(trial);
  ++size_;
}

LinearScan::Verdicts LinearScan::Run(const Truths& truths) const {
  Verdicts verdicts;
  verdicts.possible.assign((size_ + 63) / 64, 0);
  verdicts.certain.assign((size_ + 63) / 64, 0);
  const uint8_t* const of = truths.data();
  const uint32_t* trial = stream_.data();
  for (size_t i = 0; i < size_; ++i) {
    const uint32_t* const next = trial + (*trial >> 13);
    uint8_t all = *trial & kCapped ? kUnknownBits : kTrueBits;
    const uint32_t* at = trial + 1;
    const uint32_t* const trees = at + (*trial >> 1 & kMostLiterals);
    for (; at < trees && all != kFalseBits; ++at) all &= of[*at];
    for (at = trees; at < next && all != kFalseBits; at += SizeOf(at)) all &= Walk(at, of);
    verdicts.possible[i / 64] |= uint64_t{all} % 2 << (i % 64);
    verdicts.certain[i / 64] |= uint64_t{all} / 2 << (i % 64);
    trial = next;
  }
  return verdicts;
}

}  // namespace trialmatch::bench
