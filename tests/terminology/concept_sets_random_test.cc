// Random small tables against the definitions, by enumeration.
#include <gtest/gtest.h>

#include <random>
#include <set>
#include <string>
#include <vector>

#include "terminology/concept_sets.h"
#include "tests/terminology/tables.h"

namespace trialmatch {
namespace {

// What a random table says, apart from what the loader made of it.
struct RandomTable {
  std::vector<Code> codes;
  std::vector<std::pair<size_t, size_t>> parents;  // child, parent; the parent may be codes.size(): dangling
  std::vector<std::pair<size_t, size_t>> maps;
  LoadedTables loaded;
};

std::string Written(const RandomTable& table, size_t i) {
  if (i >= table.codes.size()) return "a:dangling";
  return absl::StrCat(table.codes[i].system() == "urn:a" ? "a:" : "b:", table.codes[i].code());
}

RandomTable MakeTable(std::mt19937& random, bool with_cycles) {
  RandomTable table;
  const size_t count = 3 + random() % 9;
  for (size_t i = 0; i < count; ++i) {
    const std::string code = absl::StrCat(i);
    table.codes.push_back(random() % 3 == 0 ? B(code) : A(code));
  }
  for (size_t child = 0; child < count; ++child) {
    for (size_t n = random() % 3; n > 0; --n) {
      const size_t parent = with_cycles ? random() % (count + 1) : random() % (child + 1);
      if (with_cycles || parent != child) table.parents.push_back({child, parent});
    }
  }
  for (size_t n = with_cycles ? random() % 3 : 0; n > 0; --n) {
    const size_t from = random() % count, to = random() % count;
    if (table.codes[from].system() != table.codes[to].system()) table.maps.push_back({from, to});
  }
  std::string text = "system\ta\turn:a\tA\t\tone\nsystem\tb\turn:b\tB\t\tone\n";
  for (size_t i = 0; i < count; ++i) {
    std::string above;
    for (const auto& [child, parent] : table.parents) {
      if (child == i) absl::StrAppend(&above, above.empty() ? "" : "|", Written(table, parent));
    }
    absl::StrAppend(&text, "concept\t", Written(table, i), "\tName\t", above, "\n");
  }
  for (const auto& [from, to] : table.maps) {
    absl::StrAppend(&text, "map\t", Written(table, from), "\t", Written(table, to), "\n");
  }
  std::vector<TableFile> files;
  files.push_back({"random.tsv", std::move(text)});
  table.loaded = LoadPlainTables(std::move(files));
  return table;
}

// up[i][j] iff j can be reached from i by parents and maps, cycles and all.
std::vector<std::vector<bool>> Reachable(const RandomTable& table) {
  const size_t n = table.codes.size();
  std::vector<std::vector<bool>> up(n, std::vector<bool>(n));
  for (size_t i = 0; i < n; ++i) up[i][i] = true;
  for (const auto& [child, parent] : table.parents) {
    if (parent < n) up[child][parent] = true;
  }
  for (const auto& [from, to] : table.maps) up[from][to] = up[to][from] = true;
  for (size_t k = 0; k < n; ++k) {
    for (size_t i = 0; i < n; ++i) {
      for (size_t j = 0; j < n; ++j) up[i][j] = up[i][j] || (up[i][k] && up[k][j]);
    }
  }
  return up;
}

ConceptSet MakeSet(std::mt19937& random, const RandomTable& table) {
  ConceptSet set;
  const auto entry = [&] {
    return ConceptEntry{table.codes[random() % table.codes.size()], random() % 3 != 0};
  };
  for (size_t n = 1 + random() % 3; n > 0; --n) set.include.push_back(entry());
  for (size_t n = random() % 3; n > 0; --n) set.exclude.push_back(entry());
  return set;
}

// The definitions, by going through all codes.
class Definition {
 public:
  Definition(const RandomTable& table, const ConceptSet& set)
      : codes_(table.codes), t_(*table.loaded.terminology), set_(set) {}

  bool Included(const Code& c) const { return In(set_.include, c, false); }
  bool Excluded(const Code& c) const { return In(set_.exclude, c, false); }
  bool IsMember(const Code& c) const { return Included(c) && !Excluded(c); }

  Membership Classify(const Code& recorded) const {
    if (In(set_.exclude, recorded, true)) return Membership::kNotMember;
    bool above_excluded = false, above_inside = false;
    for (const Code& c : codes_) {
      if (!t_.IsA(c, recorded) || t_.IsA(recorded, c)) continue;
      above_excluded = above_excluded || Excluded(c);
      above_inside = above_inside || IsMember(c) || (Excluded(c) && Included(c));
    }
    if (IsMember(recorded)) return above_excluded ? Membership::kMaybe : Membership::kMember;
    return above_inside ? Membership::kMaybe : Membership::kNotMember;
  }

  bool CoveredBy(const std::vector<Code>& refuted) const {
    for (const Code& c : codes_) {
      bool covered = !IsMember(c);
      for (const Code& top : refuted) covered = covered || t_.IsA(c, top);
      if (!covered) return false;
    }
    return true;
  }

 private:
  bool In(const std::vector<ConceptEntry>& entries, const Code& c, bool deep_only) const {
    for (const ConceptEntry& entry : entries) {
      if (entry.with_descendants && t_.IsA(c, entry.code)) return true;
      const bool same = t_.IsA(c, entry.code) && t_.IsA(entry.code, c);
      if (!deep_only && !entry.with_descendants && same) return true;
    }
    return false;
  }

  const std::vector<Code>& codes_;
  const Terminology& t_;
  const ConceptSet& set_;
};

TEST(RandomConceptSets, TheHierarchyIsTheReachabilityOfItsRows) {
  for (uint32_t seed = 0; seed < 2000; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937 random(seed);
    const RandomTable table = MakeTable(random, /*with_cycles=*/false);
    const auto up = Reachable(table);
    ASSERT_EQ(table.loaded.error_count, 0u);
    for (size_t i = 0; i < table.codes.size(); ++i) {
      for (size_t j = 0; j < table.codes.size(); ++j) {
        ASSERT_EQ(table.loaded.terminology->IsA(table.codes[i], table.codes[j]), up[i][j]) << i << " " << j;
      }
    }
  }
}

TEST(RandomConceptSets, CyclesLoseNoMoreThanTheyMust) {
  size_t cut = 0;
  for (uint32_t seed = 0; seed < 2000; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937 random(seed);
    const RandomTable table = MakeTable(random, /*with_cycles=*/true);
    const Terminology& t = *table.loaded.terminology;
    const auto up = Reachable(table);
    for (size_t i = 0; i < table.codes.size(); ++i) {
      for (size_t j = 0; j < table.codes.size(); ++j) {
        const bool is_a = t.IsA(table.codes[i], table.codes[j]);
        ASSERT_TRUE(!is_a || up[i][j]) << "invented: " << i << " " << j;
        if (is_a && t.IsA(table.codes[j], table.codes[i])) {
          ASSERT_EQ(t.Find(table.codes[i]), t.Find(table.codes[j]));
        }
        const std::vector<Code> path = t.Path(table.codes[i], table.codes[j]);
        ASSERT_EQ(!path.empty(), is_a);
        for (size_t k = 1; k < path.size(); ++k) ASSERT_TRUE(t.IsA(path[k - 1], path[k]));
      }
    }
    for (const auto& [child, parent] : table.parents) {
      if (parent >= table.codes.size()) continue;
      const bool kept = t.IsA(table.codes[child], table.codes[parent]);
      ASSERT_TRUE(kept || t.IsA(table.codes[parent], table.codes[child])) << child << " " << parent;
      cut += !kept;
    }
    for (const auto& [from, to] : table.maps) ASSERT_EQ(t.Find(table.codes[from]), t.Find(table.codes[to]));
  }
  EXPECT_GT(cut, 500u) << "the tables have too few cycles to say anything";
}

TEST(RandomConceptSets, AnswersAreThoseOfTheDefinition) {
  int seen[4] = {};
  int covered[2] = {};
  int unrelated = 0;
  for (uint32_t seed = 0; seed < 3000; ++seed) {
    std::mt19937 random(seed);
    const RandomTable table = MakeTable(random, random() % 2 == 0);
    const Terminology& t = *table.loaded.terminology;
    for (int n = 0; n < 5; ++n) {
      SCOPED_TRACE(absl::StrCat(seed, " ", n));
      const ConceptSet set = MakeSet(random, table);
      const Definition definition(table, set);
      std::set<ConceptId> members;
      for (const Code& code : table.codes) {
        const Classification c = t.Classify(code, set);
        ASSERT_EQ(c.membership, definition.Classify(code)) << code.system() << " " << code.code();
        ASSERT_EQ(c.not_decided, NotDecided::kNone);
        ++seen[static_cast<int>(c.membership)];
        if (definition.IsMember(code)) members.insert(*t.Find(code));
        if (t.Resolve(set).MayBeRelated(*t.Locate(code))) continue;
        ASSERT_EQ(c.membership, Membership::kNotMember);
        ++unrelated;
      }
      ASSERT_EQ(t.Members(set), std::vector<ConceptId>(members.begin(), members.end()));
      ASSERT_EQ(t.ValidateSet(set).empty(), !members.empty());
      std::vector<Code> refuted;
      for (size_t k = random() % 4; k > 0; --k) refuted.push_back(table.codes[random() % table.codes.size()]);
      const bool is_covered = definition.CoveredBy(refuted);
      ASSERT_EQ(t.CoveredBy(set, refuted), is_covered);
      ++covered[is_covered];
      const Code top = table.codes[random() % table.codes.size()];
      ASSERT_EQ(t.SetLiesBeneath(set, top), definition.CoveredBy({top}));
    }
  }
  for (int kind : {0, 1, 2}) EXPECT_GT(seen[kind], 1000) << kind;
  EXPECT_GT(unrelated, 1000);
  EXPECT_GT(covered[0], 1000);
  EXPECT_GT(covered[1], 1000);
}

}  // namespace
}  // namespace trialmatch
