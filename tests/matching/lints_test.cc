#include "matching/lints.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "domain/builtin_codes.h"

namespace trialmatch {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string AsHash(const std::string& text) { return text; }

Criterion Make(std::string id, decltype(Criterion::kind) kind) {
  Criterion criterion;
  criterion.id = std::move(id);
  criterion.kind = std::move(kind);
  return criterion;
}

Criterion Combine(Operator op, std::vector<Criterion> children, int k = 0) {
  return Make("combination", Combination{op, k, std::move(children)});
}
Criterion AllOf(std::vector<Criterion> children) { return Combine(Operator::kAllOf, std::move(children)); }
Criterion AnyOf(std::vector<Criterion> children) { return Combine(Operator::kAnyOf, std::move(children)); }
Criterion Not(Criterion child) { return Combine(Operator::kNot, {std::move(child)}); }
Criterion IfThen(Criterion condition, Criterion consequence) {
  return Combine(Operator::kIfThen, {std::move(condition), std::move(consequence)});
}

ConceptSet SetOf(std::string code) { return {{{Code{"urn:s", std::move(code)}}}, {}}; }

Criterion Condition(const std::string& code, AbsencePolicy policy = AbsencePolicy::kInherit) {
  FactCriterion fact;
  fact.concepts = SetOf(code);
  Criterion criterion = Make(code, std::move(fact));
  criterion.absence_policy = policy;
  return criterion;
}

Criterion Counted(const std::string& code, std::optional<int> min, std::optional<int> max,
                  AbsencePolicy policy = AbsencePolicy::kInherit) {
  Criterion criterion = Condition(code, policy);
  std::get<FactCriterion>(criterion.kind).occurrences = {min, max};
  return criterion;
}

Criterion Age(std::optional<ClockBound> min, std::optional<ClockBound> max) {
  return Make("age", ClockCriterion{Clock::kAge, {min, max}});
}
ClockBound Years(int64_t value) { return {value, TimeUnit::kYear}; }
ClockBound Days(int64_t value) { return {value, TimeUnit::kDay}; }

std::optional<Bound> At(const char* value) { return Bound{Decimal::Parse(value).value()}; }

Criterion Observed(const std::string& code, QuantityRange range, Selection selection = Selection::kLatest) {
  ObservationCriterion observation;
  observation.concepts = SetOf(code);
  observation.expected = std::move(range);
  observation.selection = selection;
  return Make(code, std::move(observation));
}

Criterion State(const std::string& code) {
  FactCriterion fact;
  fact.category = FactCategory::kReproductiveState;
  fact.concepts = {{{Code{kBuiltinSystem, code}}}, {}};
  return Make(code, std::move(fact));
}

Criterion Consent() { return Make("consent", ConsentCriterion{}); }

// A trial that nothing is wrong with, but for what the test adds.
Trial Sound() {
  Trial trial;
  trial.id = "NCT1";
  trial.conditions = {Code{"urn:s", "disease"}};
  return trial;
}

// "field: description" of every warning.
std::vector<std::string> Doubts(Trial trial) {
  AddImpliedCriteria(trial, AsHash);
  std::vector<std::string> doubts;
  for (const Issue& issue : FindDoubtful(trial, "trial")) {
    EXPECT_EQ(issue.severity, Severity::kWarning);
    doubts.push_back(absl::StrCat(issue.field, ": ", issue.description));
  }
  return doubts;
}

std::vector<std::string> OfInclusions(std::vector<Criterion> inclusion) {
  Trial trial = Sound();
  trial.criteria.inclusion = std::move(inclusion);
  return Doubts(std::move(trial));
}

std::vector<std::string> OfExclusions(std::vector<Criterion> exclusion) {
  Trial trial = Sound();
  trial.criteria.exclusion = std::move(exclusion);
  return Doubts(std::move(trial));
}

TEST(Lints, ASoundTrialHasNone) {
  Trial trial = Sound();
  trial.status = RecruitmentStatus::kRecruiting;
  trial.sites = {{"s", "CN", std::nullopt, RecruitmentStatus::kRecruiting}};
  trial.age = {Years(18), Years(75)};
  trial.sex = Sex::kMale;
  trial.criteria.inclusion = {Condition("a"),
                              AnyOf({Condition("b"), Condition("c")}),
                              Consent(),
                              Age(Years(18), std::nullopt),
                              Observed("hb", {At("9"), std::nullopt, "g/dL"}),
                              Observed("hb", {std::nullopt, At("180"), "g/L"})};
  trial.criteria.exclusion = {Condition("d"), State("PREGNANT"), Counted("e", 2, std::nullopt)};
  Cohort cohort;
  cohort.criteria.inclusion = {Condition("f"), Age(Years(20), Years(30))};
  trial.cohorts = {cohort, cohort};
  EXPECT_THAT(Doubts(trial), IsEmpty());
}

TEST(Lints, AnExclusionThatIsAnInclusionLetsNobodyIn) {
  Trial trial = Sound();
  trial.age.min = Years(18);
  trial.criteria.inclusion = {Condition("a"), AllOf({Condition("b"), Condition("c")})};
  trial.criteria.exclusion = {Condition("d"), AnyOf({Condition("e"), Condition("b")})};
  EXPECT_THAT(Doubts(trial),
              ElementsAre("trial.exclusion_criteria[1].any_of.criteria[1]: contradicts "
                          "trial.inclusion_criteria[1].all_of.criteria[0]: nobody can qualify"));
}

TEST(Lints, ACohortIsComparedWithTheTrialAndNotWithItsSister) {
  Trial trial = Sound();
  trial.criteria.inclusion = {Condition("a")};
  Cohort first, second;
  first.criteria.inclusion = {Condition("b")};
  second.criteria.inclusion = {Condition("c")};
  second.criteria.exclusion = {Condition("b"), Not(Condition("a")), Condition("a")};
  trial.cohorts = {first, second};
  EXPECT_THAT(Doubts(trial), ElementsAre("trial.cohorts[1].exclusion_criteria[1].not: repeats "
                                         "trial.inclusion_criteria[0]",
                                         "trial.cohorts[1].exclusion_criteria[2]: contradicts "
                                         "trial.inclusion_criteria[0]: nobody can qualify"));
}

TEST(Lints, RepetitionsAreFound) {
  EXPECT_THAT(
      OfInclusions({Condition("a"), AllOf({AllOf({Condition("b"), Condition("c")}), Condition("b")})}),
      ElementsAre("trial.inclusion_criteria[1].all_of.criteria[1]: repeats "
                  "trial.inclusion_criteria[1].all_of.criteria[0].all_of.criteria[0]"));
  EXPECT_THAT(OfInclusions({AnyOf({Condition("a"), Condition("b"), Condition("a")})}),
              ElementsAre("trial.inclusion_criteria[0]: has the same criterion twice"));
  EXPECT_THAT(OfInclusions({AnyOf({Condition("a"), AllOf({Condition("b"), Not(Condition("b"))})})}),
              ElementsAre(HasSubstr("any_of.criteria[1]: asks for a criterion and its opposite")));
  EXPECT_THAT(OfInclusions({AnyOf({Condition("a"), Not(Condition("a"))})}),
              ElementsAre(HasSubstr("has a criterion beside its opposite")));
}

TEST(Lints, WhatIsNotRequiredContradictsNothing) {
  EXPECT_THAT(OfInclusions({AnyOf({Condition("a"), Condition("b")}), Not(Condition("a"))}), IsEmpty());
  EXPECT_THAT(OfInclusions({IfThen(Condition("a"), Condition("b")), Not(Condition("b"))}), IsEmpty());
  EXPECT_THAT(
      OfInclusions({Combine(Operator::kAtLeast, {Condition("a"), Condition("b")}, 1), Not(Condition("a"))}),
      IsEmpty());
  EXPECT_THAT(
      OfInclusions({Combine(Operator::kAtLeast, {Condition("a"), Condition("b")}, 2), Not(Condition("a"))}),
      ElementsAre(HasSubstr("[1].not: contradicts trial.inclusion_criteria[0].at_least.criteria[0]")));
}

TEST(Lints, AnExcludedConsentIsMeantTheOtherWayRound) {
  EXPECT_THAT(OfExclusions({Consent()}),
              ElementsAre(HasSubstr("trial.exclusion_criteria[0]: excludes those who consent")));
  EXPECT_THAT(OfInclusions({Not(Consent())}), ElementsAre(HasSubstr("[0].not: excludes those who consent")));
  EXPECT_THAT(OfExclusions({Not(Consent())}), IsEmpty());
  EXPECT_THAT(OfInclusions({Consent()}), IsEmpty());
}

TEST(Lints, PoliciesThatReadAMissingFactAsEligibleAreFound) {
  const auto present = AbsencePolicy::kAssumePresent, absent = AbsencePolicy::kAssumeAbsent;
  EXPECT_THAT(OfInclusions({Condition("a", present)}),
              ElementsAre(HasSubstr("as present, and so as eligible")));
  EXPECT_THAT(OfInclusions({Condition("a", absent)}), IsEmpty());
  EXPECT_THAT(OfExclusions({Condition("a", absent)}),
              ElementsAre(HasSubstr("as absent, and so as eligible")));
  EXPECT_THAT(OfExclusions({Condition("a", present)}), IsEmpty());
  EXPECT_THAT(OfInclusions({Not(Condition("a", absent))}), ElementsAre(HasSubstr("[0].not: ")));
  EXPECT_THAT(OfInclusions({IfThen(Condition("a", absent), Condition("b", present))}),
              ElementsAre(HasSubstr("if_then.condition: "), HasSubstr("if_then.consequence: ")));
  EXPECT_THAT(OfInclusions({Counted("a", std::nullopt, 2, absent)}), ElementsAre(HasSubstr("as absent")))
      << "an absent fact keeps a maximum";
  EXPECT_THAT(OfInclusions({Counted("a", std::nullopt, 2, present), Counted("b", 1, 2, present)}), IsEmpty());
}

TEST(Lints, WhatAlwaysHoldsIsFound) {
  const Criterion always = Counted("a", 0, std::nullopt);
  EXPECT_THAT(OfInclusions({always}), ElementsAre(HasSubstr("the criterion is always TRUE")));
  EXPECT_THAT(OfInclusions({Counted("a", 0, 3)}), IsEmpty());
  EXPECT_THAT(OfInclusions({IfThen(always, Condition("b"))}),
              ElementsAre("trial.inclusion_criteria[0]: the condition is always TRUE: the rule is its "
                          "consequence alone",
                          HasSubstr("if_then.condition: occurrences")));
  EXPECT_THAT(OfInclusions({IfThen(Not(AnyOf({Condition("c"), always})), Condition("b"))}),
              ElementsAre(HasSubstr("the condition is never TRUE: the rule asks for nothing"),
                          HasSubstr("any_of.criteria[1]: occurrences")));
  EXPECT_THAT(OfInclusions({IfThen(Condition("b"), always)}),
              ElementsAre(HasSubstr("the consequence is always TRUE"), HasSubstr("occurrences")));
  EXPECT_THAT(OfInclusions({IfThen(Condition("b"), Not(always))}),
              ElementsAre(HasSubstr("the consequence is never TRUE"), HasSubstr("occurrences")));
  EXPECT_THAT(OfInclusions({IfThen(Condition("b"), Condition("b"))}),
              ElementsAre(HasSubstr("the condition and the consequence are the same")));
}

TEST(Lints, NeedlessNestingIsFound) {
  EXPECT_THAT(OfInclusions({Not(Not(Condition("a")))}), ElementsAre(HasSubstr("[0]: is a double negation")));
  EXPECT_THAT(
      OfInclusions({AllOf({Condition("a")}), AnyOf({Condition("b")})}),
      ElementsAre(HasSubstr("[0]: combines a single criterion"), HasSubstr("[1]: combines a single")));
}

TEST(Lints, AgesOutsideTheTrialsOwnBoundsAreFound) {
  Trial trial = Sound();
  trial.age = {Years(18), Years(75)};
  const auto with = [&](Criterion criterion) {
    Trial other = trial;
    other.criteria.inclusion = {std::move(criterion)};
    return Doubts(std::move(other));
  };
  EXPECT_THAT(with(Age(Years(75), std::nullopt)), IsEmpty());
  EXPECT_THAT(
      with(Age(Years(76), std::nullopt)),
      ElementsAre("trial.inclusion_criteria[0]: leaves nothing together with trial.maximum_age: nobody "
                  "can qualify"));
  EXPECT_THAT(with(Age(std::nullopt, Years(17))), ElementsAre(HasSubstr("together with trial.minimum_age")));
  EXPECT_THAT(with(Age(std::nullopt, Years(18))), IsEmpty());
  EXPECT_THAT(
      with(Age(Years(12), Years(65))),
      ElementsAre("trial.inclusion_criteria[0]: goes beyond trial.minimum_age, and so decides nothing"));
  EXPECT_THAT(with(Age(std::nullopt, Years(80))), ElementsAre(HasSubstr("goes beyond trial.maximum_age")));
  EXPECT_THAT(with(Not(Age(Years(18), std::nullopt))),
              ElementsAre(HasSubstr("[0].not: contradicts trial.minimum_age")));
  EXPECT_THAT(with(Not(Age(Years(12), std::nullopt))),
              ElementsAre(HasSubstr("together with trial.minimum_age")));
  EXPECT_THAT(with(AnyOf({Age(Years(80), std::nullopt), Condition("a")})), IsEmpty()) << "not required";
}

TEST(Lints, BoundsOfTrialAndCohortAreComparedInDays) {
  Trial trial = Sound();
  trial.age.max = Days(28);
  Cohort on, over;
  on.criteria.inclusion = {Age(ClockBound{4, TimeUnit::kWeek}, std::nullopt)};
  over.criteria.inclusion = {Age(Days(29), std::nullopt)};
  trial.cohorts = {on, over};
  EXPECT_THAT(Doubts(trial),
              ElementsAre(HasSubstr("trial.cohorts[1].inclusion_criteria[0]: leaves nothing")));
}

TEST(Lints, RangesThatDoNotMeetAreFoundAcrossUnits) {
  const QuantityRange at_most{std::nullopt, At("1249"), "g"};
  EXPECT_THAT(OfInclusions({Observed("w", at_most), Observed("w", {At("1.249"), std::nullopt, "kg"})}),
              IsEmpty());
  EXPECT_THAT(OfInclusions({Observed("w", at_most), Observed("w", {At("1.25"), std::nullopt, "kg"})}),
              ElementsAre("trial.inclusion_criteria[1]: leaves no value together with "
                          "trial.inclusion_criteria[0]: nobody can qualify"));
  EXPECT_THAT(OfInclusions({Observed("w", at_most), Observed("v", {At("1.25"), std::nullopt, "kg"})}),
              IsEmpty());
  EXPECT_THAT(OfInclusions({Observed("w", {At("2"), std::nullopt, "kg"}),
                            Not(Observed("w", {At("1"), std::nullopt, "kg"}))}),
              ElementsAre(HasSubstr("[1].not: leaves no value together with trial.inclusion_criteria[0]")));
  EXPECT_THAT(OfInclusions({Observed("w", at_most, Selection::kMinimum),
                            Observed("w", {At("2"), std::nullopt, "kg"}, Selection::kMaximum)}),
              IsEmpty())
      << "two different values";
}

TEST(Lints, AStateOfFemalesInATrialForMalesIsFound) {
  Trial trial = Sound();
  trial.sex = Sex::kMale;
  trial.criteria.inclusion = {State("CHILDBEARING_POTENTIAL"), State("EFFECTIVE_CONTRACEPTION")};
  EXPECT_THAT(Doubts(trial), ElementsAre("trial.inclusion_criteria[0]: asks for a state of females, against "
                                         "trial.sex: nobody can qualify"));
  trial.sex = Sex::kFemale;
  EXPECT_THAT(Doubts(trial), IsEmpty());
  trial.criteria.inclusion = {Make("male", SexCriterion{Sex::kMale, SexAttribute::kSexAtBirth})};
  EXPECT_THAT(Doubts(trial), ElementsAre(HasSubstr("contradicts trial.sex")));
}

TEST(Lints, WindowsThatCannotBeMeantAreFound) {
  Criterion active = Condition("a");
  auto& fact = std::get<FactCriterion>(active.kind);
  fact.category = FactCategory::kProcedure;
  fact.status = FactStatus::kActive;
  fact.window = AnchoredWindow{{std::nullopt, CalendarOffset{-6, TimeUnit::kMonth}}, nullptr};
  EXPECT_THAT(OfInclusions({active}), ElementsAre(HasSubstr("its window ends before now")));
  fact.category = FactCategory::kCondition;
  EXPECT_THAT(OfInclusions({active}), IsEmpty()) << "a condition since at least six months";
  fact.category = FactCategory::kProcedure;
  fact.window->window.end = CalendarOffset{0, TimeUnit::kDay};
  EXPECT_THAT(OfInclusions({active}), IsEmpty());

  const QuantityRange range{At("1"), std::nullopt, "g"};
  EXPECT_THAT(OfInclusions({Observed("a", range, Selection::kAny)}), ElementsAre(HasSubstr("has no window")));
  Criterion recent = Observed("a", range, Selection::kAny);
  std::get<ObservationCriterion>(recent.kind).window =
      AnchoredWindow{{CalendarOffset{-1, TimeUnit::kMonth}, std::nullopt}, nullptr};
  EXPECT_THAT(OfInclusions({recent}), IsEmpty());
}

TEST(Lints, ATrialThatCannotBeFoundOrEnteredIsNamed) {
  Trial trial = Sound();
  trial.conditions.clear();
  trial.status = RecruitmentStatus::kRecruiting;
  trial.sites = {{"s", "CN", std::nullopt, RecruitmentStatus::kCompleted}};
  EXPECT_THAT(Doubts(trial), ElementsAre(HasSubstr("trial.conditions: "), HasSubstr("trial.sites: "),
                                         HasSubstr("trial.inclusion_criteria: there is no criterion")));
  trial.healthy_volunteers = HealthyVolunteers::kAccepted;
  trial.status = RecruitmentStatus::kCompleted;
  trial.criteria.inclusion = {Condition("a")};
  EXPECT_THAT(Doubts(trial), IsEmpty());
}

TEST(Lints, ACohortWithoutCriteriaIsNamed) {
  Trial trial = Sound();
  trial.cohorts.resize(2);
  trial.cohorts[1].criteria.inclusion = {Condition("b")};
  EXPECT_THAT(Doubts(trial), ElementsAre(HasSubstr("trial.cohorts[0]: neither the cohort nor the trial")));
  trial.criteria.inclusion = {Condition("a")};
  EXPECT_THAT(Doubts(trial),
              ElementsAre(HasSubstr("trial.cohorts[0]: the cohort has no criteria of its own")));
}

TEST(Lints, NameTheCriterion) {
  Trial trial = Sound();
  trial.criteria.exclusion = {Consent()};
  AddImpliedCriteria(trial, AsHash);
  const Issues issues = FindDoubtful(trial, "trial");
  ASSERT_EQ(issues.size(), 1u);
  EXPECT_EQ(issues[0].criterion_id, "consent");
}

}  // namespace
}  // namespace trialmatch
