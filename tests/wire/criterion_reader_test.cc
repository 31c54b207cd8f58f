#include "wire/criterion_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "domain/builtin_codes.h"
#include "tests/wire/criterion_test_support.h"
#include "tests/wire/wire_test_support.h"
#include "wire/limits.h"
#include "wire/text_hash.h"
#include "wire/trial_reader.h"

namespace trialmatch {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

template <typename Kind>
Kind ReadSound(const std::string& text) {
  IssueSink sink;
  const Criterion criterion = ReadOne(text, sink);
  EXPECT_THAT(ErrorFields(sink.issues()), IsEmpty()) << text;
  EXPECT_TRUE(std::holds_alternative<Kind>(criterion.kind)) << text;
  return std::get<Kind>(criterion.kind);
}

TEST(CriterionReaderTest, SoundClocks) {
  const auto sound = [](const std::string& bounds) {
    return ReadSound<ClockCriterion>(absl::StrCat("clock { clock: CLOCK_CORRECTED_AGE ", bounds, " }"));
  };
  // Four weeks hold until the fifth is complete.
  sound("min { value: 34 unit: TIME_UNIT_DAY } max { value: 4 unit: TIME_UNIT_WEEK }");
  sound("min { value: 17 unit: TIME_UNIT_YEAR exclusive: true } max { value: 17 unit: TIME_UNIT_YEAR }");
  // Whether 31 days are more than a month depends on the month.
  sound("min { value: 31 unit: TIME_UNIT_DAY } max { value: 1 unit: TIME_UNIT_MONTH exclusive: true }");
  sound("min { value: 24 unit: TIME_UNIT_HOUR } max { value: 1 unit: TIME_UNIT_DAY exclusive: true }");
  const ClockCriterion read = sound(
      "min { value: 30 unit: TIME_UNIT_WEEK extra_days: 6 exclusive: true } max { value: 75 unit: "
      "TIME_UNIT_YEAR }");
  EXPECT_EQ(read.clock, Clock::kCorrectedAge);
  EXPECT_EQ(read.range.min, (ClockBound{30, TimeUnit::kWeek, 6, true}));
  EXPECT_EQ(read.range.max, (ClockBound{75, TimeUnit::kYear}));
}

TEST(CriterionReaderTest, DefaultsOfStatus) {
  EXPECT_EQ(ReadSound<FactCriterion>(absl::StrCat("condition { ", kSet, "}")).status, FactStatus::kEver);
  EXPECT_EQ(ReadSound<FactCriterion>("trial_participation {}").status, FactStatus::kEver);
  EXPECT_EQ(ReadSound<FactCriterion>("care_setting { settings: CARE_SETTING_HOME }").status,
            FactStatus::kActive);
  EXPECT_EQ(ReadSound<FactCriterion>("reproductive_state { states: REPRODUCTIVE_STATE_PREGNANT }").status,
            FactStatus::kActive);
}

TEST(CriterionReaderTest, EnumeratedStatesAreConceptSets) {
  const FactCriterion states = ReadSound<FactCriterion>(
      "reproductive_state { states: REPRODUCTIVE_STATE_PREGNANT states: REPRODUCTIVE_STATE_LACTATING "
      "states: REPRODUCTIVE_STATE_PREGNANT }");
  EXPECT_EQ(states.category, FactCategory::kReproductiveState);
  EXPECT_THAT(states.concepts.include, ElementsAre(ConceptEntry{{kBuiltinSystem, "PREGNANT"}, true},
                                                   ConceptEntry{{kBuiltinSystem, "LACTATING"}, true}));
  const FactCriterion any = ReadSound<FactCriterion>("trial_participation { trial: 'trials/NCT9' }");
  EXPECT_EQ(any.trial.value_or(""), "NCT9");
  EXPECT_THAT(any.concepts.include, ElementsAre(ConceptEntry{{kBuiltinSystem, "INTERVENTIONAL"}, true},
                                                ConceptEntry{{kBuiltinSystem, "OBSERVATIONAL"}, true}));
  const FactCriterion one =
      ReadSound<FactCriterion>("trial_participation { kind: STUDY_KIND_OBSERVATIONAL }");
  EXPECT_THAT(one.concepts.include, ElementsAre(ConceptEntry{{kBuiltinSystem, "OBSERVATIONAL"}, true}));
}

TEST(CriterionReaderTest, APerformanceScoreIsAnObservation) {
  const auto read = ReadSound<ObservationCriterion>(
      "performance_status { scale: PERFORMANCE_SCALE_ECOG score { max: 2 } }");
  EXPECT_THAT(read.concepts.include, ElementsAre(ConceptEntry{{kBuiltinSystem, "ECOG"}, true}));
  const auto& range = std::get<QuantityRange>(*read.expected);
  EXPECT_FALSE(range.min);
  EXPECT_EQ(range.max, (Bound{Decimal(2), false}));
  EXPECT_EQ(range.unit, kScoreUnit);
  EXPECT_EQ(read.selection, Selection::kLatest);
}

TEST(CriterionReaderTest, ARelativesCriterionHasTheRelativesAsSubjects) {
  IssueSink sink;
  const Criterion criterion =
      ReadOne(absl::StrCat("id: 'family' absence_policy: ABSENCE_POLICY_ASSUME_ABSENT relative { "
                           "relationships: RELATIONSHIP_MOTHER relationships: RELATIONSHIP_SIBLING "
                           "relationships: RELATIONSHIP_MOTHER criterion { observation { ",
                           kSet, " quantity { min { value: '1' } unit: 'g' } } } }"),
              sink);
  EXPECT_THAT(sink.issues(), IsEmpty());
  EXPECT_EQ(criterion.id, "family");
  EXPECT_EQ(criterion.absence_policy, AbsencePolicy::kAssumeAbsent);
  EXPECT_THAT(std::get<ObservationCriterion>(criterion.kind).subjects,
              ElementsAre(Subject::kMother, Subject::kSibling));
}

TEST(CriterionReaderTest, ReadsAFactCriterionWhole) {
  IssueSink sink;
  const v1::Trial trial = FromFile<v1::Trial>("full_trial.textproto");
  CriterionReader reader(sink);
  const std::vector<Criterion> read = reader.ReadList(trial.inclusion_criteria(), "c");
  ASSERT_THAT(sink.issues(), IsEmpty());
  const Criterion& criterion = read.at(5);
  EXPECT_EQ(criterion.id, "condition");
  const FactCriterion& fact = std::get<FactCriterion>(criterion.kind);
  EXPECT_THAT(fact.concepts.include, ElementsAre(ConceptEntry{{"urn:x", "diabetes"}, false}));
  EXPECT_THAT(fact.concepts.exclude, ElementsAre(ConceptEntry{{"urn:x", "gestational"}, true}));
  EXPECT_EQ(fact.status, FactStatus::kActive);
  EXPECT_EQ(fact.grade->min, "mild");
  EXPECT_EQ(fact.grade->max, "severe");
  EXPECT_EQ(fact.side, Side::kRight);
  EXPECT_EQ(fact.window->window.start, (CalendarOffset{-4, TimeUnit::kWeek}));
  EXPECT_EQ(fact.window->window.end, (CalendarOffset{0, TimeUnit::kDay}));
  EXPECT_EQ(fact.window->window.anchor_point, AnchorPoint::kEnd);
  ASSERT_TRUE(fact.window->anchor);
  EXPECT_EQ(fact.window->anchor->category, FactCategory::kProcedure);
  EXPECT_EQ(fact.occurrences.min, 1);
  EXPECT_EQ(fact.occurrences.max, 3);
  EXPECT_EQ(fact.refutation_freshness, (CalendarOffset{30, TimeUnit::kDay}));
  const FactCriterion& medication = std::get<FactCriterion>(read.at(7).kind);
  EXPECT_EQ(medication.dose, (QuantityRange{Bound{Decimal(5), true}, Bound{Decimal(10), false}, "mg/d"}));
  EXPECT_EQ(medication.line_of_therapy->max, 2);
  EXPECT_TRUE(medication.response);
}

TEST(CriterionReaderTest, TheTextHashIsComputedWhateverTheMessageSays) {
  IssueSink sink;
  const Criterion criterion = ReadOne("text: 'abc' text_hash: 'forged' judgement {}", sink);
  EXPECT_EQ(criterion.text_hash, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(HashText(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(CriterionReaderTest, WarnsOfWhatNobodyCanSatisfyOrJudge) {
  const auto warnings = [](const std::string& text) {
    IssueSink sink;
    ReadOne(text, sink);
    EXPECT_THAT(ErrorFields(sink.issues()), IsEmpty());
    return WarningFields(sink.issues());
  };
  EXPECT_THAT(
      warnings(absl::StrCat("medication { ", kSet,
                            "grade { scale: 'a' min: '1' } side: SIDE_LEFT body_site { include { code { "
                            "system: 's' code: 'c' } } } }")),
      ElementsAre("c[0].medication.grade", "c[0].medication.body_site", "c[0].medication.side"));
  EXPECT_THAT(warnings("judgement {}"), ElementsAre("c[0].text"));
  EXPECT_THAT(
      warnings(absl::StrCat("relative { relationships: RELATIONSHIP_CHILD criterion { text: 't' condition { ",
                            kSet, "} } }")),
      ElementsAre("c[0].relative.criterion.text"));
}

TEST(CriterionReaderTest, IssuesNameTheCriterion) {
  IssueSink sink;
  ReadOne("id: 'outer' not { id: 'inner' consent {} }", sink);
  ASSERT_EQ(sink.issues().size(), 1u);
  EXPECT_EQ(sink.issues()[0].criterion_id, "inner");
}

// `levels` criteria within one another, the innermost a judgement.
std::string Nested(int levels) {
  std::string text = absl::StrCat("id: 'n", levels, "' text: 't' judgement {}");
  for (int level = levels - 1; level >= 1; --level)
    text = absl::StrCat("id: 'n", level, "' not { ", text, " }");
  return text;
}

TEST(CriterionReaderTest, NestingIsBounded) {
  IssueSink sink;
  ReadOne(Nested(kMaxNesting), sink);
  EXPECT_THAT(sink.issues(), IsEmpty());
  ReadOne(Nested(kMaxNesting + 1), sink);
  std::string path = "c[0]";
  for (int i = 0; i < kMaxNesting; ++i) path += ".not";
  EXPECT_THAT(ErrorFields(sink.issues()), ElementsAre(path));
}

TEST(CriterionReaderTest, TheNumberOfCriteriaIsBounded) {
  v1::Trial trial;
  for (int i = 0; i < kMaxCriteria + 5; ++i) {
    v1::Criterion& criterion = *trial.add_inclusion_criteria();
    criterion.set_id(absl::StrCat("c", i));
    criterion.set_text("t");
    criterion.mutable_judgement();
  }
  IssueSink sink;
  CriterionReader reader(sink);
  reader.ReadList(trial.inclusion_criteria(), "inclusion_criteria");
  EXPECT_THAT(ErrorFields(sink.issues()),
              ElementsAre(absl::StrCat("inclusion_criteria[", kMaxCriteria, "]")));
}

TEST(CriterionReaderTest, ConceptsAreBounded) {
  v1::Trial trial;
  v1::Criterion& criterion = *trial.add_inclusion_criteria();
  criterion.set_id("x");
  for (int i = 0; i <= kMaxConcepts; ++i) criterion.mutable_plan()->mutable_concepts()->add_include();
  IssueSink sink;
  CriterionReader reader(sink);
  reader.ReadList(trial.inclusion_criteria(), "c");
  EXPECT_THAT(ErrorFields(sink.issues()), ElementsAre("c[0].plan.concepts.include"));
}

}  // namespace
}  // namespace trialmatch
