#include "tests/benchmark/corpus/corpus_hierarchy.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "absl/strings/str_cat.h"

namespace trialmatch {
namespace {

constexpr uint32_t kFarRoot = 7;
constexpr size_t kMostParents = 4;

}  // namespace

CorpusHierarchy::CorpusHierarchy(const HierarchyShape& shape, CorpusRandom& random) {
  concepts_.reserve(shape.count);
  AddLevel(shape, shape.roots, random);
  const int all = std::accumulate(shape.levels.begin(), shape.levels.end(), 0);
  const uint32_t beneath = shape.count - shape.roots;
  for (const int part : shape.levels) {
    AddLevel(
        shape,
        static_cast<uint32_t>(uint64_t{beneath} * static_cast<uint32_t>(part) / static_cast<uint32_t>(all)),
        random);
  }
  inner_.clear();
  Rank(random);
}

void CorpusHierarchy::AddLevel(const HierarchyShape& shape, uint32_t count, CorpusRandom& random) {
  const bool roots = concepts_.empty();
  const uint32_t first = size();
  for (uint32_t i = 0; i < count; ++i) {
    CorpusConcept made;
    made.code = {shape.system, absl::StrCat(shape.prefix, size())};
    if (roots) {
      made.root = i;
      made.far = i % kFarRoot == kFarRoot - 1;
    } else {
      AddParents(shape, made, random);
    }
    concepts_.push_back(std::move(made));
  }
  inner_.clear();
  for (uint32_t id = first; id < size(); ++id) {
    if (roots || random.Chance(shape.inner)) inner_.push_back(id);
  }
  if (inner_.empty()) inner_.push_back(first);
  // A few have most of the children; of the roots all have some.
  parent_law_ = WeightedLaw::Zipf(inner_.size(), roots ? shape.roots : 24);
}

void CorpusHierarchy::AddParents(const HierarchyShape& shape, CorpusConcept& made, CorpusRandom& random) {
  const uint32_t id = size();
  do {
    const uint32_t parent = inner_[parent_law_.Draw(random)];
    CorpusConcept& above = concepts_[parent];
    if (made.parents.empty()) {
      made.root = above.root;
      made.depth = above.depth + 1;
      made.far = above.far;
    } else if (above.far != made.far ||
               std::find(made.parents.begin(), made.parents.end(), parent) != made.parents.end()) {
      continue;
    }
    made.parents.push_back(parent);
    above.children.push_back(id);
  } while (made.parents.size() < kMostParents &&
           random.Chance(made.parents.size() == 1 ? shape.more_parents : shape.more_parents / 2));
}

// The middle of a hierarchy is spoken of most: its top is too wide a word, its bottom too narrow.
void CorpusHierarchy::Rank(CorpusRandom& random) {
  constexpr uint64_t kRarer[] = {30, 4, 1, 1, 2, 4, 8, 8, 8, 8};
  std::vector<std::pair<uint64_t, uint32_t>> keys;
  for (uint32_t id = 0; id < size(); ++id) {
    const int depth = std::min(concepts_[id].depth, 9);
    const uint64_t rarer =
        concepts_[id].children.empty() && concepts_[id].parents.empty() ? 1 : kRarer[depth];
    keys.push_back({random.Below(1'000'000) * rarer, id});
  }
  std::sort(keys.begin(), keys.end());
  for (const auto& [key, id] : keys) {
    all_.push_back(id);
    (concepts_[id].far ? far_ : near_).push_back(id);
  }
}

bool CorpusHierarchy::IsA(uint32_t id, uint32_t ancestor) const {
  if (id == ancestor) return true;
  for (const uint32_t parent : concepts_[id].parents) {
    if (IsA(parent, ancestor)) return true;
  }
  return false;
}

uint32_t CorpusHierarchy::StepDown(uint32_t id, int per_mille, CorpusRandom& random) const {
  for (int step = 0; step < 2; ++step) {
    if (concepts_[id].children.empty() || !random.Chance(per_mille)) break;
    id = random.Pick(concepts_[id].children);
  }
  return id;
}

}  // namespace trialmatch
