#include "wire/criterion_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "domain/builtin_codes.h"
#include "tests/wire/wire_test_support.h"
#include "wire/limits.h"
#include "wire/text_hash.h"
#include "wire/trial_reader.h"

namespace trialmatch {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kSet[] = "concepts { include { code { system: 's' code: 'c' } } } ";

// The issues of a criterion that is trial-wide inclusion 0, and the criterion.
Criterion ReadOne(const std::string& text, IssueSink& sink) {
  v1::Trial trial = FromText<v1::Trial>(absl::StrCat("inclusion_criteria { ", text, " }"));
  if (trial.inclusion_criteria(0).id().empty()) trial.mutable_inclusion_criteria(0)->set_id("x");
  CriterionReader reader(sink);
  std::vector<Criterion> read = reader.ReadList(trial.inclusion_criteria(), "c");
  return read.at(0);
}

template <typename Kind>
Kind ReadSound(const std::string& text) {
  IssueSink sink;
  const Criterion criterion = ReadOne(text, sink);
  EXPECT_THAT(ErrorFields(sink.issues()), IsEmpty()) << text;
  EXPECT_TRUE(std::holds_alternative<Kind>(criterion.kind)) << text;
  return std::get<Kind>(criterion.kind);
}

class CriterionFaultTest : public ::testing::TestWithParam<FaultCase> {};

// "$" stands for a valid concept set.
TEST_P(CriterionFaultTest, NamesEveryField) {
  std::string text = GetParam().text;
  for (size_t at = text.find('$'); at != std::string::npos; at = text.find('$')) text.replace(at, 1, kSet);
  IssueSink sink;
  ReadOne(text, sink);
  std::vector<std::string> expected;
  for (const std::string& member : GetParam().errors) {
    expected.push_back(member.empty() ? "c[0]" : absl::StrCat("c[0].", member));
  }
  EXPECT_EQ(ErrorFields(sink.issues()), expected);
}

INSTANTIATE_TEST_SUITE_P(
    Trees, CriterionFaultTest,
    ::testing::ValuesIn(std::vector<FaultCase>{
        {"NoKind", "", {""}},
        {"EmptyAllOf", "all_of {}", {"all_of.criteria"}},
        {"EmptyAnyOf", "any_of {}", {"any_of.criteria"}},
        {"EmptyAtLeast", "at_least { k: 1 }", {"at_least.criteria", "at_least.k"}},
        {"KAboveN", "at_least { k: 2 criteria { id: 'y' judgement {} } }", {"at_least.k"}},
        {"KBelowOne", "at_least { criteria { id: 'y' judgement {} } }", {"at_least.k"}},
        {"EmptyIfThen", "if_then {}", {"if_then.condition", "if_then.consequence"}},
        {"EmptyNot", "not { id: 'y' }", {"not"}},
        {"BothChildren",
         "all_of { criteria { id: 'y' sex {} } criteria { id: 'y' consent {} } }",
         {"all_of.criteria[0].sex.sex", "all_of.criteria[1].id", "all_of.criteria[1].consent.kind"}},
        {"IdSyntax", "id: 'a b' judgement {}", {"id"}},
        {"ReservedSex", "id: 'sex' judgement {}", {"id"}},
        {"ReservedMinimum", "id: 'minimum-age' judgement {}", {"id"}},
        {"ReservedMaximum", "id: 'maximum-age' judgement {}", {"id"}},
        {"ReservedText", "id: 'eligibility-text' judgement {}", {"id"}},
        {"ReservedCohortText", "id: 'eligibility-text.a' judgement {}", {"id"}},
        {"PolicyOnAllOf",
         "absence_policy: ABSENCE_POLICY_UNKNOWN all_of { criteria { id: 'y' judgement {} } }",
         {"absence_policy"}},
        {"PolicyOnClock",
         "absence_policy: ABSENCE_POLICY_UNKNOWN clock { clock: CLOCK_AGE min { value: 1 unit: TIME_UNIT_DAY "
         "} }",
         {"absence_policy"}},
        {"PolicyOnSex", "absence_policy: ABSENCE_POLICY_UNKNOWN sex { sex: SEX_MALE }", {"absence_policy"}},
        {"PolicyOnConsent",
         "absence_policy: ABSENCE_POLICY_ASSUME_PRESENT consent { kind: CONSENT_KIND_ASSENT }",
         {"absence_policy"}},
        {"UnknownPolicy", "absence_policy: 9 judgement {}", {"absence_policy"}},
        {"SexAll", "sex { sex: SEX_ALL attribute: 9 }", {"sex.sex", "sex.attribute"}},
        {"SexIndeterminate", "sex { sex: SEX_INDETERMINATE }", {"sex.sex"}},
        {"ConsentKind", "consent { kind: 9 }", {"consent.kind"}},
    }),
    [](const auto& info) { return std::string(info.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Clocks, CriterionFaultTest,
    ::testing::ValuesIn(std::vector<FaultCase>{
        {"NoBound", "clock { clock: CLOCK_AGE }", {"clock"}},
        {"NoClock", "clock { min { value: 1 unit: TIME_UNIT_DAY } }", {"clock.clock"}},
        {"NoUnit",
         "clock { clock: CLOCK_AGE min { value: 1 } max { value: 2 } }",
         {"clock.min.unit", "clock.max.unit"}},
        {"UnknownUnit", "clock { clock: CLOCK_AGE min { value: 1 unit: 44 } }", {"clock.min.unit"}},
        {"Negative", "clock { clock: CLOCK_AGE min { value: -1 unit: TIME_UNIT_DAY } }", {"clock.min.value"}},
        {"TooMuch",
         "clock { clock: CLOCK_AGE min { value: 1000001 unit: TIME_UNIT_DAY } }",
         {"clock.min.value"}},
        {"ExtraDaysOfMonths",
         "clock { clock: CLOCK_AGE min { value: 1 unit: TIME_UNIT_MONTH extra_days: 1 } }",
         {"clock.min.extra_days"}},
        {"SevenExtraDays",
         "clock { clock: CLOCK_AGE min { value: 1 unit: TIME_UNIT_WEEK extra_days: 7 } }",
         {"clock.min.extra_days"}},
        {"MinAboveMax",
         "clock { clock: CLOCK_AGE min { value: 29 unit: TIME_UNIT_DAY } max { value: 28 unit: TIME_UNIT_DAY "
         "} }",
         {"clock.min"}},
        {"MinAboveMaxAcrossUnits",
         "clock { clock: CLOCK_AGE min { value: 35 unit: TIME_UNIT_DAY } max { value: 4 unit: TIME_UNIT_WEEK "
         "} }",
         {"clock.min"}},
        {"YearsAndMonths",
         "clock { clock: CLOCK_AGE min { value: 2 unit: TIME_UNIT_YEAR } max { value: 23 unit: "
         "TIME_UNIT_MONTH } }",
         {"clock.min"}},
        {"YearsAndDays",
         "clock { clock: CLOCK_AGE min { value: 2 unit: TIME_UNIT_YEAR } max { value: 28 unit: TIME_UNIT_DAY "
         "} }",
         {"clock.min"}},
        {"ExclusiveAtOnePoint",
         "clock { clock: CLOCK_AGE min { value: 18 unit: TIME_UNIT_YEAR } "
         "max { value: 18 unit: TIME_UNIT_YEAR exclusive: true } }",
         {"clock.min"}},
        {"GestationInYears",
         "clock { clock: CLOCK_GESTATIONAL_AGE_AT_BIRTH min { value: 1 unit: TIME_UNIT_YEAR } }",
         {"clock.min.unit"}},
        {"PregnancyInMonths",
         "clock { clock: CLOCK_PREGNANCY_LENGTH max { value: 1 unit: TIME_UNIT_MONTH } }",
         {"clock.max.unit"}},
    }),
    [](const auto& info) { return std::string(info.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Facts, CriterionFaultTest,
    ::testing::ValuesIn(std::vector<FaultCase>{
        {"NoConcepts", "condition {}", {"condition.concepts"}},
        {"EmptyConcepts", "condition { concepts {} }", {"condition.concepts.include"}},
        {"Entries",
         "plan { concepts { include {} exclude { code { system: 's' } } } }",
         {"plan.concepts.include[0].code", "plan.concepts.exclude[0].code.code"}},
        {"UnknownEnums", "condition { $ status: 9 side: 9 }", {"condition.status", "condition.side"}},
        {"Grade", "condition { $ grade {} }", {"condition.grade.scale", "condition.grade"}},
        {"BodySite", "condition { $ body_site {} }", {"condition.body_site.include"}},
        {"Occurrences", "condition { $ occurrences { min: 3 max: 2 } }", {"condition.occurrences.min"}},
        {"NegativeOccurrences",
         "condition { $ occurrences { min: -1 max: -1 } }",
         {"condition.occurrences.min", "condition.occurrences.max"}},
        {"NoOccurrences", "condition { $ occurrences {} }", {"condition.occurrences"}},
        {"Freshness",
         "condition { $ refutation_freshness { count: 0 unit: TIME_UNIT_DAY } }",
         {"condition.refutation_freshness.count"}},
        {"MedicationOnly",
         "condition { $ dose { min { value: '1' } unit: 'mg' } line_of_therapy { min: 1 } "
         "response { include { code { system: 's' code: 'c' } } } }",
         {"condition.dose", "condition.line_of_therapy", "condition.response"}},
        {"Dose",
         "medication { $ dose { min { value: '2' } max { value: '1' } unit: 'spoons' } }",
         {"medication.dose.min", "medication.dose.unit"}},
        {"WindowEmpty", "condition { $ window {} }", {"condition.window"}},
        {"WindowUnits",
         "condition { $ window { start { count: -1 } end { count: 2000000 unit: 3 } } }",
         {"condition.window.start.unit", "condition.window.end.count"}},
        {"WindowTurned",
         "condition { $ window { start { count: 0 unit: TIME_UNIT_DAY } end { count: -1 unit: "
         "TIME_UNIT_MONTH } } }",
         {"condition.window.start"}},
        {"AnchorPointAlone",
         "condition { $ window { start { count: -1 unit: TIME_UNIT_DAY } anchor_point: ANCHOR_POINT_END } }",
         {"condition.window.anchor_point"}},
        {"AnchorKind",
         "condition { $ window { start { count: -1 unit: TIME_UNIT_DAY } anchor {} } }",
         {"condition.window.anchor"}},
        {"AnchorOfAnchor",
         "condition { $ window { start { count: -1 unit: TIME_UNIT_DAY } anchor { plan { $ window { "
         "start { count: -1 unit: TIME_UNIT_DAY } anchor { plan { $ } } } } } } }",
         {"condition.window.anchor.plan.window.anchor"}},
        {"States",
         "reproductive_state { status: 9 }",
         {"reproductive_state.states", "reproductive_state.status"}},
        {"UnknownState",
         "reproductive_state { states: REPRODUCTIVE_STATE_PREGNANT states: 0 states: 99 }",
         {"reproductive_state.states[1]", "reproductive_state.states[2]"}},
        {"Settings", "care_setting {}", {"care_setting.settings"}},
        {"UnknownSetting", "care_setting { settings: 99 }", {"care_setting.settings[0]"}},
        {"Participation",
         "trial_participation { kind: 9 trial: 'NCT1' }",
         {"trial_participation.kind", "trial_participation.trial"}},
        {"Stability", "dose_stability {}", {"dose_stability.concepts", "dose_stability.duration"}},
        {"StabilityBackwards",
         "dose_stability { $ duration { count: -4 unit: TIME_UNIT_WEEK } }",
         {"dose_stability.duration.count"}},
        {"Relation", "relation {}", {"relation.kind", "relation.effect", "relation.cause"}},
        {"RelationSides",
         "relation { kind: KIND_AFTER effect {} cause { condition {} } }",
         {"relation.effect", "relation.cause.condition.concepts"}},
        {"RelativeEmpty", "relative {}", {"relative.relationships", "relative.criterion"}},
        {"RelativeKind",
         "relative { relationships: 9 criterion { allergy { $ } } }",
         {"relative.relationships[0]", "relative.criterion"}},
        {"RelativeNested",
         "relative { relationships: RELATIONSHIP_MOTHER criterion { id: 'y' "
         "absence_policy: ABSENCE_POLICY_UNKNOWN variant {} } }",
         {"relative.criterion.id", "relative.criterion.absence_policy",
          "relative.criterion.variant.concepts"}},
    }),
    [](const auto& info) { return std::string(info.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Observations, CriterionFaultTest,
    ::testing::ValuesIn(std::vector<FaultCase>{
        {"NoExpectation", "observation {}", {"observation.concepts", "observation"}},
        {"NoBounds", "observation { $ quantity { unit: 'g' } }", {"observation.quantity"}},
        {"NoUnit", "observation { $ quantity { min { value: '1' } } }", {"observation.quantity.unit"}},
        {"BadUnit",
         "observation { $ quantity { min { value: '1' } unit: 'furlong' } }",
         {"observation.quantity.unit"}},
        {"BadDecimals",
         "observation { $ quantity { min { value: 'NaN' } max { value: '' } unit: 'g' } }",
         {"observation.quantity.min.value", "observation.quantity.max.value"}},
        {"MinAboveMax",
         "observation { $ quantity { min { value: '1.10' } max { value: '1.09' } unit: 'g' } }",
         {"observation.quantity.min"}},
        {"NothingBetween",
         "observation { $ quantity { min { value: '1.0' } max { value: '1' exclusive: true } unit: 'g' } }",
         {"observation.quantity.min"}},
        {"NormalLimit",
         "observation { $ normal_limit { min { value: '-1' } } }",
         {"observation.normal_limit.limit", "observation.normal_limit.min.value"}},
        {"NormalLimitBounds",
         "observation { $ normal_limit { limit: NORMAL_LIMIT_UPPER } }",
         {"observation.normal_limit"}},
        {"CodedEmpty", "observation { $ coded {} }", {"observation.coded.include"}},
        {"Selection",
         "observation { $ quantity { min { value: '1' } unit: 'g' } selection: 99 }",
         {"observation.selection"}},
        {"ChangeOfCodes",
         "observation { $ coded { include { code { system: 's' code: 'c' } } } selection: SELECTION_CHANGE }",
         {"observation.selection"}},
        {"LargestCode",
         "observation { $ coded { include { code { system: 's' code: 'c' } } } selection: SELECTION_MAXIMUM "
         "}",
         {"observation.selection"}},
        {"PercentChangeInGrams",
         "observation { $ quantity { min { value: '1' } unit: 'g' } selection: SELECTION_PERCENT_CHANGE }",
         {"observation.quantity.unit"}},
        {"MethodAndWindow",
         "observation { $ quantity { min { value: '1' } unit: 'g' } method {} window {} }",
         {"observation.window", "observation.method.include"}},
        {"Performance", "performance_status {}", {"performance_status.scale", "performance_status.score"}},
        {"Ecog",
         "performance_status { scale: PERFORMANCE_SCALE_ECOG score { min: -1 max: 6 } }",
         {"performance_status.score.min", "performance_status.score.max"}},
        {"Karnofsky",
         "performance_status { scale: PERFORMANCE_SCALE_KARNOFSKY score { min: 101 } window {} }",
         {"performance_status.score.min", "performance_status.window"}},
    }),
    [](const auto& info) { return std::string(info.param.name); });

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
  EXPECT_EQ(any.trial, "NCT9");
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
  const auto& range = std::get<QuantityRange>(read.expected);
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
