#include "domain/criterion.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "domain/boxed.h"
#include "gtest/gtest.h"

namespace trialmatch {
namespace {

// A trial is a few dozen of these, and a registry is half a million trials.
static_assert(sizeof(Rare<ConceptSet>) == sizeof(void*));
static_assert(sizeof(Boxed<FactCriterion>) == sizeof(void*));
static_assert(sizeof(Criterion) <= 272);

using Text = std::string;

TEST(BoxedTest, CopiesAreValuesOfTheirOwn) {
  Boxed<Text> a = Text("one");
  Boxed<Text> b = a;
  *b = "two";
  EXPECT_EQ(*a, "one");
  EXPECT_FALSE(a == b);
  a = b;
  EXPECT_TRUE(a == b);
  b->clear();
  EXPECT_EQ(*a, "two");
}

TEST(BoxedTest, HoldsADefaultValueFromTheStart) { EXPECT_EQ(*Boxed<Text>(), ""); }

TEST(BoxedTest, TakesWhatConvertsToItsType) {
  RelationCriterion relation;
  FactCriterion cause;
  cause.category = FactCategory::kProcedure;
  relation.cause = cause;
  EXPECT_EQ(relation.cause->category, FactCategory::kProcedure);
  ObservationCriterion observation;
  observation.expected = ConceptSet{{{{"urn:x", "positive"}, false}}, {}};
  EXPECT_TRUE(std::holds_alternative<ConceptSet>(*observation.expected));
}

TEST(RareTest, IsAbsentUntilSomethingIsThere) {
  Rare<Text> rare;
  EXPECT_FALSE(rare);
  EXPECT_EQ(rare.value_or("other"), "other");
  EXPECT_EQ(rare.ToOptional(), std::nullopt);
  rare.emplace() = "one";
  ASSERT_TRUE(rare);
  EXPECT_EQ(rare.value_or("other"), "one");
  EXPECT_EQ(rare.ToOptional(), "one");
  rare = std::nullopt;
  EXPECT_FALSE(rare.has_value());
}

TEST(RareTest, TakesAnOptional) {
  EXPECT_FALSE(Rare<Text>(std::optional<Text>()));
  EXPECT_EQ(*Rare<Text>(std::optional<Text>("one")), "one");
}

TEST(RareTest, CopiesAreValuesOfTheirOwn) {
  Rare<Text> a = Text("one");
  Rare<Text> b = a;
  *b = "two";
  EXPECT_EQ(*a, "one");
  a = Rare<Text>();
  EXPECT_FALSE(a);
  EXPECT_EQ(*b, "two");
}

TEST(RareTest, AMoveLeavesNothing) {
  Rare<Text> a = Text("one");
  const Rare<Text> b = std::move(a);
  EXPECT_EQ(*b, "one");
  EXPECT_FALSE(a);
}

TEST(RareTest, EqualsByValueAndByPresence) {
  EXPECT_TRUE(Rare<Text>(Text("one")) == Rare<Text>(Text("one")));
  EXPECT_FALSE(Rare<Text>(Text("one")) == Rare<Text>(Text("two")));
  EXPECT_FALSE(Rare<Text>(Text()) == Rare<Text>());
  EXPECT_TRUE(Rare<Text>() == Rare<Text>());
}

}  // namespace
}  // namespace trialmatch
