// Each fault of a criterion, and the fields that must be named for it.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/wire/criterion_test_support.h"
#include "tests/wire/wire_test_support.h"

namespace trialmatch {
namespace {

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
        {"AnchorThatCounts",
         "condition { $ window { start { count: -1 unit: TIME_UNIT_DAY } anchor { plan { $ occurrences { "
         "min: 2 } } } } }",
         {"condition.window.anchor.plan.occurrences"}},
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

}  // namespace
}  // namespace trialmatch
