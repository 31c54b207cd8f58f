#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "matching/observation_evaluator.h"
#include "tests/matching/observe.h"

namespace trialmatch {
namespace {

using ::testing::SizeIs;

struct OneValue {
  const char* code;
  const char* value;
  const char* range;
  Truth truth;
};

TEST(Observation, OneValueAgainstARange) {
  const OneValue cases[] = {
      {"weight", "890 g", "401..1249 g", Truth::kTrue},
      {"weight", "1.249 kg", "401..1249 g", Truth::kTrue},
      {"weight", "1.2491 kg", "401..1249 g", Truth::kFalse},
      {"weight", "400.9 g", "401..1249 g", Truth::kFalse},
      {"weight", "<401 g", "401..1249 g", Truth::kFalse},
      {"weight", "<=401 g", "401..1249 g", Truth::kUnknown},
      {"weight", ">1249 g", "401..1249 g", Truth::kFalse},
      {"weight", "<402 g", "401..1249 g", Truth::kUnknown},
      {"weight", "890 mL", "401..1249 g", Truth::kUnknown},
      {"weight", "", "401..1249 g", Truth::kUnknown},
      {"risk", "60 %", "(60.. %", Truth::kFalse},
      {"risk", "60.1 %", "(60.. %", Truth::kTrue},
      {"risk", "0.7", "(60.. %", Truth::kUnknown},
      {"glucose", "5 mmol/L", "..90 mg/dL", Truth::kTrue},
      {"glucose", "5.1 mmol/L", "..90 mg/dL", Truth::kFalse},
      {"hba1c", "50 mmol/mol", "..6.726 %", Truth::kTrue},
      {"hba1c", "50 mmol/mol", "..6.726) %", Truth::kFalse},
      {"temperature", "37 Cel", "98.6.. [degF]", Truth::kTrue},
      {"temperature", "37 Cel", "(98.6.. [degF]", Truth::kFalse},
  };
  for (const OneValue& one : cases) {
    PatientBuilder patient;
    patient.Measure(one.code, one.value, "2024-06-01");
    for (const Selection selection :
         {Selection::kLatest, Selection::kAny, Selection::kAll, Selection::kMinimum, Selection::kMaximum}) {
      EXPECT_EQ(Evaluate(patient, Asked(one.code, one.range, selection)), one.truth)
          << one.value << " against " << one.range << " by " << static_cast<int>(selection);
    }
  }
}

TEST(Observation, NoValueIsUnknownWhateverIsCompleteOrAssumedByTheRequest) {
  for (const Selection selection : {Selection::kLatest, Selection::kAny, Selection::kAll, Selection::kMinimum,
                                    Selection::kMaximum, Selection::kChange, Selection::kPercentChange}) {
    PatientBuilder patient;
    patient.options.absence_default = AbsencePolicy::kAssumeAbsent;
    patient.patient.completeness.push_back(
        {FactCategory::kObservation, Person{}, std::nullopt, *At("2024-06-15")});
    const ObservationCriterion criterion = Asked("weight", "401..1249 g", selection);
    EXPECT_EQ(Evaluate(patient, criterion), Truth::kUnknown);
    EXPECT_EQ(Evaluate(patient, criterion, AbsencePolicy::kUnknown), Truth::kUnknown);
    EXPECT_EQ(Evaluate(patient, criterion, AbsencePolicy::kAssumeAbsent), Truth::kFalse);
    EXPECT_EQ(Evaluate(patient, criterion, AbsencePolicy::kAssumePresent), Truth::kTrue);
    // The policy speaks only where there is nothing: not of a value that may count.
    patient.Measure("weight", "1 g").verification = Verification::kSuspected;
    EXPECT_EQ(Evaluate(patient, criterion, AbsencePolicy::kAssumePresent), Truth::kUnknown);
  }
}

TEST(Observation, WhatCounts) {
  struct Case {
    const char* name;
    std::function<void(PatientBuilder&, ObservationCriterion&)> change;
    Truth truth;
  };
  const auto value = [](PatientBuilder& patient) -> Fact& { return patient.patient.facts[0]; };
  const Case cases[] = {
      {"as it is", [&](auto&, auto&) {}, Truth::kTrue},
      {"suspected", [&](auto& p, auto&) { value(p).verification = Verification::kSuspected; },
       Truth::kUnknown},
      {"refuted", [&](auto& p, auto&) { value(p).verification = Verification::kRefuted; }, Truth::kUnknown},
      {"broader code", [&](auto& p, auto&) { value(p).code = M("size"); }, Truth::kUnknown},
      {"another code", [&](auto& p, auto&) { value(p).code = M("risk"); }, Truth::kUnknown},
      {"unknown code", [&](auto& p, auto&) { value(p).code = M("who knows"); }, Truth::kUnknown},
      {"of the mother", [&](auto& p, auto&) { value(p).person = {Subject::kMother}; }, Truth::kUnknown},
      {"after as_of", [&](auto& p, auto&) { value(p).start = At("2024-06-16"); }, Truth::kUnknown},
      {"in the window", [&](auto&, auto& c) { c.window = LastDays(14); }, Truth::kTrue},
      {"before the window", [&](auto&, auto& c) { c.window = LastDays(13); }, Truth::kUnknown},
      {"undated in a window",
       [&](auto& p, auto& c) {
         value(p).start = std::nullopt;
         c.window = LastDays(14);
       },
       Truth::kUnknown},
      {"undated", [&](auto& p, auto&) { value(p).start = std::nullopt; }, Truth::kTrue},
      {"by no method", [&](auto&, auto& c) { c.method = SetOf("scale"); }, Truth::kUnknown},
      {"by the method",
       [&](auto& p, auto& c) {
         c.method = SetOf("scale");
         value(p).method = M("scale");
       },
       Truth::kTrue},
      {"by another method",
       [&](auto& p, auto& c) {
         c.method = SetOf("scale");
         value(p).method = M("estimate");
       },
       Truth::kUnknown},
      {"code not loaded", [&](auto&, auto& c) { c.concepts = SetOf("gone"); }, Truth::kUnknown},
      {"method not loaded",
       [&](auto& p, auto& c) {
         c.method = SetOf("gone");
         value(p).method = M("gone");
       },
       Truth::kUnknown},
  };
  for (const Case& one : cases) {
    PatientBuilder patient;
    patient.Measure("weight", "890 g", "2024-06-01");
    ObservationCriterion criterion = Asked("weight", "401..1249 g");
    one.change(patient, criterion);
    EXPECT_EQ(Evaluate(patient, criterion), one.truth) << one.name;
  }
}

// What cannot count leaves the policy to speak; what may count does not.
TEST(Observation, CodesThatCannotBeComparedAreNoValues) {
  for (const Code& code : {M("who knows"), Code{"urn:other", "7"}, M("risk")}) {
    PatientBuilder patient;
    patient.Measure("weight", "890 g", "2024-06-01").code = code;
    EXPECT_EQ(Evaluate(patient, Asked("weight", "..1 g"), AbsencePolicy::kAssumePresent), Truth::kTrue)
        << code.code();
  }
}

TEST(Observation, LatestOfSeveral) {
  struct Case {
    std::vector<std::pair<const char*, const char*>> values;  // date, amount
    Truth truth;
    EvidenceReason reason;
  };
  const Case cases[] = {
      {{{"2024-06-01", "890 g"}, {"2024-05-01", "1 g"}}, Truth::kTrue, EvidenceReason::kSatisfies},
      {{{"2024-06-01", "1 g"}, {"2024-05-01", "890 g"}}, Truth::kFalse, EvidenceReason::kDoesNotSatisfy},
      {{{"2024-06-01", "890 g"}, {"2024-06-01", "900 g"}}, Truth::kTrue, EvidenceReason::kSatisfies},
      {{{"2024-06-01", "890 g"}, {"2024-06-01", "1 g"}}, Truth::kUnknown, EvidenceReason::kConflicting},
      {{{"2024-06", "890 g"}, {"2024-06-01", "1 g"}}, Truth::kUnknown, EvidenceReason::kDateImprecise},
      {{{"2024-06", "890 g"}, {"2024-05-31", "1 g"}}, Truth::kTrue, EvidenceReason::kSatisfies},
      {{{"2024", "890 g"}, {"2024-06-15T12:00Z", "1 g"}, {"2024-01", "1 g"}},
       Truth::kUnknown,
       EvidenceReason::kDateImprecise},
      {{{"2024-06-01T10:00Z", "890 g"}, {"2024-06-01T09:59Z", "1 g"}},
       Truth::kTrue,
       EvidenceReason::kSatisfies},
      {{{"2024-06-01T10:00Z", "890 g"}, {"2024-06-01T12:00+02:00", "1 g"}},
       Truth::kUnknown,
       EvidenceReason::kConflicting},
      {{{"2024-06-01T10:00Z", "890 g"}, {"2024-06-01", "1 g"}},
       Truth::kUnknown,
       EvidenceReason::kDateImprecise},
      {{{"", "890 g"}, {"2024-06-01", "1 g"}}, Truth::kUnknown, EvidenceReason::kDateImprecise},
      {{{"", "1 g"}, {"2024-06-01", "2 g"}}, Truth::kFalse, EvidenceReason::kDoesNotSatisfy},
      {{{"2024-06-01", "890 mL"}, {"2024-05-01", "890 g"}}, Truth::kUnknown, EvidenceReason::kNotComparable},
  };
  for (size_t i = 0; i < std::size(cases); ++i) {
    PatientBuilder patient;
    for (const auto& [date, amount] : cases[i].values) patient.Measure("weight", amount, date);
    std::vector<Evidence> evidence;
    const Truth truth = Evaluate(patient, Asked("weight", "401..1249 g"), AbsencePolicy::kInherit, &evidence);
    EXPECT_EQ(truth, cases[i].truth) << i;
    ASSERT_FALSE(evidence.empty()) << i;
    EXPECT_EQ(evidence[0].reason, cases[i].reason) << i << ": " << evidence[0].text;
  }
}

// The month's value may be of the window's last day, but not of a later one.
TEST(Observation, AnImpreciseDateAtTheEndOfAWindow) {
  ObservationCriterion criterion = Asked("weight", "401..1249 g");
  criterion.window = AnchoredWindow{};
  criterion.window->window.end = CalendarOffset{-36, TimeUnit::kDay};  // up to 10 May
  PatientBuilder patient;
  patient.Measure("weight", "1 g", "2024-05");
  patient.Measure("weight", "890 g", "2024-05-11");
  EXPECT_EQ(Evaluate(patient, criterion), Truth::kUnknown) << "only the uncertain one may count";
  patient.Measure("weight", "890 g", "2024-05-10");
  EXPECT_EQ(Evaluate(patient, criterion), Truth::kUnknown) << "both may be of the last day";
  patient.patient.facts[0].value = Amount("500 g");
  EXPECT_EQ(Evaluate(patient, criterion), Truth::kTrue) << "they agree";
}

TEST(Observation, AnchoredWindow) {
  auto surgery = std::make_shared<FactCriterion>();
  surgery->category = FactCategory::kProcedure;
  surgery->concepts = SetOf("surgery");
  ObservationCriterion criterion = Asked("weight", "401..1249 g");
  criterion.window = AnchoredWindow{};
  criterion.window->anchor = surgery;
  criterion.window->window.start = CalendarOffset{0, TimeUnit::kDay};
  criterion.window->window.end = CalendarOffset{4, TimeUnit::kWeek};
  PatientBuilder patient;
  patient.Measure("weight", "890 g", "2024-05-01");
  EXPECT_EQ(Evaluate(patient, criterion), Truth::kUnknown);
  patient.Add(FactCategory::kProcedure, "surgery", "2024-04-03");
  EXPECT_EQ(Evaluate(patient, criterion), Truth::kTrue);
  patient.patient.facts[1].start = At("2024-04-02");
  EXPECT_EQ(Evaluate(patient, criterion), Truth::kUnknown);
}

TEST(Observation, CodedResults) {
  struct Case {
    const char* result;
    Selection selection;
    Truth truth;
  };
  const Case cases[] = {
      {"positive", Selection::kLatest, Truth::kTrue},     {"weakly", Selection::kLatest, Truth::kTrue},
      {"negative", Selection::kLatest, Truth::kFalse},    {"result", Selection::kLatest, Truth::kUnknown},
      {"gone", Selection::kLatest, Truth::kUnknown},      {"positive", Selection::kAny, Truth::kTrue},
      {"negative", Selection::kAll, Truth::kFalse},       {"positive", Selection::kMinimum, Truth::kUnknown},
      {"negative", Selection::kMaximum, Truth::kUnknown}, {"positive", Selection::kChange, Truth::kUnknown},
  };
  for (const Case& one : cases) {
    PatientBuilder patient;
    patient.Measure("serology", "", "2024-06-01").value = M(one.result);
    ObservationCriterion criterion = Asked("serology", "0..1", one.selection);
    EXPECT_EQ(Evaluate(patient, criterion), Truth::kUnknown) << "a code against an amount";
    criterion.expected = SetOf("positive");
    EXPECT_EQ(Evaluate(patient, criterion), one.truth) << one.result;
    patient.patient.facts[0].value = Amount("1");
    EXPECT_EQ(Evaluate(patient, criterion), Truth::kUnknown) << "an amount against a code";
  }
}

TEST(Observation, Changes) {
  struct Case {
    std::vector<std::pair<const char*, const char*>> values;
    Selection selection;
    const char* range;
    Truth truth;
  };
  const Case cases[] = {
      {{{"2024-06-01", "8 kg"}, {"2024-05-01", "10 kg"}}, Selection::kChange, "..-2000 g", Truth::kTrue},
      {{{"2024-06-01", "8 kg"}, {"2024-05-01", "10 kg"}}, Selection::kChange, "..-2000) g", Truth::kFalse},
      {{{"2024-06-01", "8 kg"}, {"2024-05-01", "10 kg"}}, Selection::kPercentChange, "..-20 %", Truth::kTrue},
      {{{"2024-06-01", "8000 g"}, {"2024-05-01", "10 kg"}},
       Selection::kPercentChange,
       "(-20.. %",
       Truth::kFalse},
      {{{"2024-06-01", "8 kg"}}, Selection::kChange, "..0 g", Truth::kUnknown},
      {{{"2024-06-01", "8 kg"}, {"2024-06-01", "10 kg"}}, Selection::kChange, "-5..5 kg", Truth::kUnknown},
      {{{"2024-06-01", "8 kg"}, {"2024-05-01", "<10 kg"}}, Selection::kChange, "..0 kg", Truth::kUnknown},
      {{{"2024-06-01", "8 kg"}, {"2024-05-01", "<10 kg"}}, Selection::kChange, "(-2.. kg", Truth::kTrue},
      {{{"2024-06-01", "8 kg"}, {"2024-05-15", "1 kg"}, {"2024-05-01", "10 kg"}},
       Selection::kChange,
       "..-2 kg",
       Truth::kTrue},
      {{{"2024-06-01", "8 kg"}, {"2024-06-01", "7 kg"}, {"2024-05-01", "10 kg"}},
       Selection::kChange,
       "..-2 kg",
       Truth::kTrue},
      {{{"2024-06-01", "8 kg"}, {"2024-06-01", "9 kg"}, {"2024-05-01", "10 kg"}},
       Selection::kChange,
       "..-2 kg",
       Truth::kUnknown},
      {{{"2024-06-01", "8 mL"}, {"2024-05-01", "10 kg"}}, Selection::kChange, "..-2 kg", Truth::kUnknown},
      {{{"2024-06-01", "0 kg"}, {"2024-05-01", "0 kg"}}, Selection::kPercentChange, "0.. %", Truth::kUnknown},
      {{{"2024-06", "8 kg"}, {"2024-05", "10 kg"}}, Selection::kChange, "..0 kg", Truth::kTrue},
      {{{"", "8 kg"}, {"2024-05", "10 kg"}}, Selection::kChange, "..0 kg", Truth::kUnknown},
  };
  for (size_t i = 0; i < std::size(cases); ++i) {
    PatientBuilder patient;
    for (const auto& [date, amount] : cases[i].values) patient.Measure("weight", amount, date);
    EXPECT_EQ(Evaluate(patient, Asked("weight", cases[i].range, cases[i].selection)), cases[i].truth) << i;
  }
}

TEST(Observation, SeveralSubjectsAreAskedEach) {
  ObservationCriterion criterion = Asked("weight", "401..1249 g");
  criterion.subjects = {Subject::kMother, Subject::kFather};
  PatientBuilder patient;
  patient.Measure("weight", "890 g", "2024-05-01").person = {Subject::kMother};
  patient.Measure("weight", "1 g", "2024-06-01").person = {Subject::kFather};
  EXPECT_EQ(Evaluate(patient, criterion), Truth::kTrue);
  const std::vector<Evidence> evidence = Explain(patient, criterion);
  ASSERT_THAT(evidence, SizeIs(1));
  EXPECT_EQ(evidence[0].text, "birth weight of the mother is 890 g, within 401 to 1249 g");
  patient.patient.facts[0].value = Amount("2 g");
  EXPECT_EQ(Evaluate(patient, criterion), Truth::kFalse);
  EXPECT_THAT(Explain(patient, criterion), SizeIs(2));
  patient.patient.facts.pop_back();
  EXPECT_EQ(Evaluate(patient, criterion), Truth::kUnknown);
}

}  // namespace
}  // namespace trialmatch
