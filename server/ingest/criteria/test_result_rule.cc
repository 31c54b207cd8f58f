#include "ingest/criteria/test_result_rule.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_split.h"
#include "ingest/criteria/contraception_rule.h"
#include "ingest/criteria/phrases.h"
#include "ingest/criteria/windows.h"
#include "terminology/system_uris.h"

namespace trialmatch::criteria {
namespace {

struct Test {
  const char* codes;  // LOINC 2.77, '|' between them
  const Phrases names;
};

const std::vector<Test>& Tests() {
  static const auto* const tests = new std::vector<Test>{
      {"2106-3|2118-8|2112-1",
       Phrases(
           "pregnancy test | pregnancy tests | pregnancy test result | hcg | beta hcg | β hcg | b hcg | hcg "
           "test | "
           "beta hcg test | pregnancy test ( hcg ) | hcg pregnancy test | beta hcg pregnancy test | "
           "β hcg pregnancy test | b hcg pregnancy test | human chorionic gonadotropin test | "
           "pregnancy test results | pregnancy test ( serum or urine ) | pregnancy test ( urine or serum ) | "
           "human chorionic gonadotropin")},
      {"5195-3|5196-1",
       Phrases("hepatitis b surface antigen | hbsag | hepatitis b surface antigen ( hbsag ) | hbs ag | hbs "
               "antigen | "
               "hbsag ( hepatitis b surface antigen ) | hep b surface antigen | hepatitis b surface ag | "
               "hepatitis b antigen | hepatitis b virus surface antigen | hepatitis b virus surface antigen "
               "( hbsag ) | "
               "hepatitis b surface antigen test")},
      {"16128-1|13955-0",
       Phrases("hepatitis c antibody | hepatitis c antibodies | hcv antibody | anti hcv | hcv antibodies | "
               "hcv ab | "
               "hepatitis c virus antibody | anti hcv antibody | anti hcv antibodies | hepatitis c ( hcv ) "
               "antibody | "
               "hepatitis c virus ( hcv ) antibody | hep c antibody | antibody to hepatitis c | "
               "antibodies to hepatitis c | hepatitis c virus antibodies | antibodies to hepatitis c virus | "
               "hepatitis c antibody ( anti hcv ) | antibody to hepatitis c virus | hcvab | hepatitis c ab")},
      {"7917-8|56888-1",
       Phrases(
           "hiv antibody | hiv antibodies | hiv test | hiv serology | hiv 1 antibody | anti hiv | hiv ab | "
           "human immunodeficiency virus antibody | hiv antibody test | hiv 1 / 2 antibody | hiv 1 / 2 "
           "antibodies | "
           "antibodies to hiv | antibody to hiv | human immunodeficiency virus ( hiv ) antibody | "
           "human immunodeficiency virus ( hiv ) antibodies | hiv elisa | elisa for hiv | hiv 1 antibodies | "
           "human immunodeficiency virus antibodies | human immunodeficiency virus ( hiv ) test")},
  };
  return *tests;
}

constexpr char kPositive[] = "result-positive", kNegative[] = "result-negative";

// "Negative", "positive"; nothing where neither is said.
const char* TakeResult(Cursor& cursor) {
  if (TakeAny<"negative | a negative | documented negative | confirmed negative | negative result for | "
              "have a negative | has a negative | must have a negative | must have negative | "
              "must be negative | is negative | are negative | negative for | must test negative for | "
              "test negative for | have negative | a documented negative | tests negative for">(cursor)) {
    return kNegative;
  }
  if (TakeAny<"positive | a positive | positivity | is positive | are positive | positive for | "
              "test positive for | tests positive for | tested positive for | testing positive for | "
              "known positive | have a positive | has a positive | positive result for | reactive | "
              "known to be positive for | is positive for | are positive for | who are positive for | "
              "detectable | a known positive | positive test for | a positive test for | "
              "positive results for | positive tests for | presence of | seropositive for | "
              "seropositivity for">(cursor)) {
    return kPositive;
  }
  return nullptr;
}

const Test* TakeTest(Cursor& cursor) {
  Cursor next = cursor;
  while (TakeAny<"serum | urine | blood | or | / | a | the | and / or | plasma | baseline | screening | "
                 "urinary | test for | any | urine or serum | serum or urine | quantitative | qualitative">(
      next)) {
  }
  for (const Test& test : Tests()) {
    if (!test.names.Take(next)) continue;
    cursor = next;
    return &test;
  }
  return nullptr;
}

// The tests that one result is of, "or" and commas between them.
std::vector<const Test*> TakeTests(Cursor& cursor) {
  std::vector<const Test*> tests;
  Cursor next = cursor;
  while (const Test* test = TakeTest(next)) {
    tests.push_back(test);
    cursor = next;
    if (!TakeAny<"or | , | , or | and / or | / | or positive | or a positive">(next)) break;
  }
  return tests;
}

bool Fill(const Test& test, const char* result, const Concepts& concepts,
          v1::ObservationCriterion& observation) {
  const Code value(kSampleUri, result);
  const Terminology& terminology = concepts.terminology();
  for (const absl::string_view code : absl::StrSplit(test.codes, '|')) {
    const Code loinc(kLoincUri, std::string(code));
    if (terminology.Has(loinc)) AddConcept(loinc, terminology, *observation.mutable_concepts());
  }
  if (!observation.has_concepts() || !terminology.Has(value)) return false;
  AddConcept(value, terminology, *observation.mutable_coded());
  return true;
}

}  // namespace

std::optional<Statement> ReadTestResult(Cursor& cursor, const Reader& reader) {
  Cursor next = cursor;
  const bool fertile = TakeFertileWomen(next);
  if (fertile) TakeAny<"must | should | who | , | have | has | with | are required to">(next);
  const char* result = TakeResult(next);
  std::vector<const Test*> tests = TakeTests(next);
  if (result == nullptr && !tests.empty()) {
    TakeAny<": | test | status | test result | result | results | must be | is | are">(next);
    result = TakeResult(next);
  }
  if (tests.empty() || result == nullptr) return std::nullopt;
  // "Negative for A or B" may ask for either or for both.
  if (tests.size() > 1 && result == kNegative) return std::nullopt;
  TakeAny<"test | tests | result | results | status | serology">(next);
  std::optional<v1::TimeWindow> window = TakeWindow(next);
  TakeNow(next);
  if (!window) window = TakeWindow(next);
  Statement statement;
  statement.self_contained = result == kPositive;  // "negative for A or B" may go on
  v1::Criterion& told =
      fertile ? *statement.criterion.mutable_if_then()->mutable_consequence() : statement.criterion;
  if (fertile) {
    v1::ReproductiveCriterion& able =
        *statement.criterion.mutable_if_then()->mutable_condition()->mutable_reproductive_state();
    able.add_states(v1::REPRODUCTIVE_STATE_CHILDBEARING_POTENTIAL);
    able.set_status(v1::FACT_STATUS_ACTIVE);
  }
  for (const Test* test : tests) {
    v1::Criterion& criterion = tests.size() == 1 ? told : *told.mutable_any_of()->add_criteria();
    v1::ObservationCriterion& observation = *criterion.mutable_observation();
    if (!Fill(*test, result, reader.concepts, observation)) return std::nullopt;
    if (window) *observation.mutable_window() = *window;
  }
  cursor = next;
  return statement;
}

}  // namespace trialmatch::criteria
