// The small nouns that the index is made of.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "matching/concept_relations.h"
#include "matching/large_vector.h"
#include "matching/leaf_route.h"
#include "matching/predicate_classes.h"
#include "matching/predicate_key.h"
#include "terminology/plain_table.h"

namespace trialmatch {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// top > left, right; both > shared; apart. In another system: foreign, and equal, which is the same as left.
std::shared_ptr<const Terminology> MakeTerminology() {
  LoadedTables tables = LoadPlainTables({{"parts.tsv",
                                          "system\tp\turn:p\tParts\t1\tone\n"
                                          "system\tf\turn:f\tForeign\t1\ttwo\n"
                                          "concept\tp:top\ttop\n"
                                          "concept\tp:left\tleft\tp:top\n"
                                          "concept\tp:right\tright\tp:top\n"
                                          "concept\tp:shared\tshared\tp:left|p:right\n"
                                          "concept\tp:apart\tapart\n"
                                          "concept\tf:foreign\tforeign\n"
                                          "concept\tf:equal\tequal\n"
                                          "map\tf:equal\tp:left\texact\n"}});
  for (const LoadIssue& issue : tables.issues) ADD_FAILURE() << issue.line << ": " << issue.reason;
  return tables.terminology;
}

Code P(const char* code) { return {"urn:p", code}; }

ConceptSet SetOf(const char* code) { return {{{P(code), true}}, {}}; }

Criterion Asks(const char* code) {
  FactCriterion fact;
  fact.concepts = SetOf(code);
  Criterion criterion;
  criterion.kind = fact;
  return criterion;
}

class ConceptRelationsTest : public testing::Test {
 protected:
  ConceptRelationsTest() {
    for (const char* const code : {"top", "left", "right", "shared", "apart"}) {
      relations_.Intern(FactCategory::kCondition, SetOf(code), true);
    }
  }

  std::vector<SetId> Related(FactCategory category, const Code& code) const {
    std::vector<SetId> found;
    for (const SetRelation& one : *relations_.Find(category, code)) found.push_back(one.set);
    return found;
  }
  const SetRelation& To(SetId set, const Code& code) const {
    for (const SetRelation& one : *relations_.Find(FactCategory::kCondition, code)) {
      if (one.set == set) return one;
    }
    ADD_FAILURE() << code.code();
    static const SetRelation none{};
    return none;
  }

  const std::shared_ptr<const Terminology> terminology_ = MakeTerminology();
  ConceptRelations relations_{*terminology_};
};

TEST_F(ConceptRelationsTest, FindsWhatIsAboveBeneathOrHasSomethingBeneathInCommon) {
  EXPECT_THAT(Related(FactCategory::kCondition, P("left")), ElementsAre(0, 1, 2, 3));
  EXPECT_THAT(Related(FactCategory::kCondition, P("shared")), ElementsAre(0, 1, 2, 3));
  EXPECT_THAT(Related(FactCategory::kCondition, P("apart")), ElementsAre(4));
}

TEST_F(ConceptRelationsTest, TellsHowTheCodeStandsToTheSet) {
  EXPECT_EQ(To(0, P("left")).match, Truth::kTrue);
  EXPECT_EQ(To(1, P("top")).match, Truth::kUnknown);
  EXPECT_EQ(To(2, P("left")).match, Truth::kUnknown) << "it may be what both have beneath them";
  EXPECT_TRUE(To(3, P("left")).covers);
  EXPECT_FALSE(To(0, P("left")).covers);
  EXPECT_TRUE(To(0, P("left")).comparable);
}

TEST_F(ConceptRelationsTest, KnowsASetOnce) {
  EXPECT_EQ(relations_.Intern(FactCategory::kCondition, SetOf("right"), true), 2u);
  EXPECT_EQ(relations_.IdOf(FactCategory::kCondition, SetOf("right")), 2u);
  EXPECT_EQ(relations_.Intern(FactCategory::kProcedure, SetOf("right"), true), 5u);
}

TEST_F(ConceptRelationsTest, FindsThroughEquivalents) {
  EXPECT_THAT(Related(FactCategory::kCondition, {"urn:f", "equal"}), ElementsAre(0, 1, 2, 3));
}

TEST_F(ConceptRelationsTest, FindsNothingInAnotherCategoryOrForAnUnknownCode) {
  EXPECT_THAT(Related(FactCategory::kProcedure, P("left")), IsEmpty());
  EXPECT_THAT(Related(FactCategory::kCondition, P("nowhere")), IsEmpty());
}

TEST_F(ConceptRelationsTest, TellsCodesThatMayMeanAnything) {
  EXPECT_FALSE(relations_.IsForeign(FactCategory::kCondition, P("apart")));
  EXPECT_FALSE(relations_.IsForeign(FactCategory::kCondition, {"urn:f", "equal"}));
  EXPECT_TRUE(relations_.IsForeign(FactCategory::kCondition, {"urn:f", "foreign"}));
  EXPECT_TRUE(relations_.IsForeign(FactCategory::kCondition, P("nowhere")));
  EXPECT_FALSE(relations_.IsForeign(FactCategory::kProcedure, P("nowhere"))) << "nobody asks";
  relations_.Intern(FactCategory::kObservation, SetOf("left"), false);
  EXPECT_FALSE(relations_.IsForeign(FactCategory::kObservation, P("nowhere"))) << "no value of the measured";
}

TEST(LeafRouteTest, AsksEveryTimeWhatIsNotLoadedOrHasNoMembers) {
  const auto terminology = MakeTerminology();
  EXPECT_EQ(RouteOf(Asks("left"), *terminology), LeafRoute::kByConcept);
  EXPECT_EQ(RouteOf(Asks("nowhere"), *terminology), LeafRoute::kEveryTime);
  Criterion empty = Asks("left");
  std::get<FactCriterion>(empty.kind).concepts.exclude = {{P("top"), true}};
  EXPECT_EQ(RouteOf(empty, *terminology), LeafRoute::kEveryTime);
  Criterion sex;
  sex.kind = SexCriterion{};
  EXPECT_EQ(RouteOf(sex, *terminology), LeafRoute::kEveryTime);
  Criterion consent;
  consent.kind = ConsentCriterion{};
  EXPECT_EQ(RouteOf(consent, *terminology), LeafRoute::kByPerson);
}

TEST(UntouchedKeyTest, LeavesOutConceptsAndQualifiersAndNothingElse) {
  Criterion one = Asks("left");
  Criterion other = Asks("apart");
  EXPECT_EQ(UntouchedKey(one), UntouchedKey(other));
  std::get<FactCriterion>(other.kind).side = Side::kLeft;
  EXPECT_EQ(UntouchedKey(one), UntouchedKey(other));
  std::get<FactCriterion>(other.kind).status = FactStatus::kActive;
  EXPECT_NE(UntouchedKey(one), UntouchedKey(other));
  other = Asks("apart");
  other.absence_policy = AbsencePolicy::kAssumeAbsent;
  EXPECT_NE(UntouchedKey(one), UntouchedKey(other));
  other = Asks("apart");
  std::get<FactCriterion>(other.kind).window = AnchoredWindow{};
  EXPECT_NE(UntouchedKey(one), UntouchedKey(other));
}

TEST(ForeignKeyTest, KeepsSystemsAndQualifiers) {
  const auto terminology = MakeTerminology();
  EXPECT_EQ(ForeignKey(Asks("right"), *terminology), ForeignKey(Asks("apart"), *terminology));
  // "left" has an equivalent in another system, whose codes can be compared with it.
  EXPECT_NE(ForeignKey(Asks("left"), *terminology), ForeignKey(Asks("apart"), *terminology));
  Criterion sided = Asks("apart");
  std::get<FactCriterion>(sided.kind).side = Side::kLeft;
  EXPECT_NE(ForeignKey(sided, *terminology), ForeignKey(Asks("apart"), *terminology));
}

TEST(PredicateClassesTest, AppliesTheFineClassWhereACategoryIsForeign) {
  const auto terminology = MakeTerminology();
  const Criterion left = Asks("left"), apart = Asks("apart");
  const PredicateClasses classes({{&left, LeafRoute::kByConcept}, {&apart, LeafRoute::kByConcept}},
                                 *terminology);
  const auto applying = [&](const PredicateClasses::Categories& foreign) {
    std::vector<size_t> members;
    for (size_t id = 0; id < classes.rules().size(); ++id) {
      if (!PredicateClasses::Applies(classes.rules()[id], foreign)) continue;
      members.push_back(classes.classes()[id].members.size());
    }
    return members;
  };
  EXPECT_THAT(applying({}), ElementsAre(2));
  PredicateClasses::Categories conditions;
  conditions.set(static_cast<size_t>(FactCategory::kCondition));
  EXPECT_THAT(applying(conditions), ElementsAre(1, 1));
  PredicateClasses::Categories procedures;
  procedures.set(static_cast<size_t>(FactCategory::kProcedure));
  EXPECT_THAT(applying(procedures), ElementsAre(2));
}

TEST(LargeVectorTest, AlignsFewAndMany) {
  struct alignas(64) Line {
    char bytes[64];
  };
  const auto offset = [](const LargeVector<Line>& lines, uintptr_t alignment) {
    return reinterpret_cast<uintptr_t>(lines.data()) % alignment;
  };
  constexpr uintptr_t kHugePage = uintptr_t{2} << 20;
  std::vector<LargeVector<Line>> kept;
  for (const size_t count : {1, 3, 100, 32'767}) {
    kept.emplace_back(count);
    EXPECT_EQ(offset(kept.back(), alignof(Line)), 0u) << count;
  }
  LargeVector<Line> many(32'768);
  EXPECT_EQ(offset(many, kHugePage), 0u);
  many.resize(100'000, Line{{'x'}});
  EXPECT_EQ(offset(many, kHugePage), 0u);
  EXPECT_EQ(many.back().bytes[0], 'x');
}

}  // namespace
}  // namespace trialmatch
