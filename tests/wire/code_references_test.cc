#include "wire/code_references.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "tests/wire/wire_test_support.h"

namespace trialmatch {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> Lines(const std::vector<CodeReference>& references) {
  std::vector<std::string> lines;
  for (const CodeReference& reference : references) {
    std::string what;
    if (const auto* code = std::get_if<Code>(&reference.what)) what = code->code();
    if (const auto* set = std::get_if<ConceptSet>(&reference.what)) {
      what = absl::StrCat(set->include.size(), " less ", set->exclude.size());
    }
    if (const auto* range = std::get_if<GradeRange>(&reference.what)) {
      what = absl::StrCat(range->scale, " ", range->min, "..", range->max);
    }
    if (const auto* unit = std::get_if<UnitReference>(&reference.what)) {
      what = absl::StrCat(unit->concepts.include.at(0).code.code(), " in ", unit->unit);
    }
    lines.push_back(absl::StrCat(reference.field, " (", reference.criterion_id, "): ", what));
  }
  return lines;
}

TEST(CodeReferencesTest, NamesEveryPlace) {
  const auto trial = FromText<v1::Trial>(R"pb(
    conditions { text: "no code" }
    conditions {
      text: "x"
      code { system: "s" code: "label" }
    }
    inclusion_criteria {
      id: "top"
      any_of {
        criteria {
          id: "leaf"
          condition {
            concepts {
              include { code { system: "s" code: "in" } }
              exclude { code { system: "s" code: "out" } }
            }
            grade { scale: "stage" min: "I" max: "III" }
            window { anchor { procedure { concepts { include { code { system: "s" code: "anchor" } } } } } }
          }
        }
      }
    }
    cohorts {}
    cohorts {
      exclusion_criteria {
        id: "weight"
        observation {
          concepts { include { code { system: "s" code: "weight" } } }
          quantity { unit: "g" }
        }
      }
      exclusion_criteria {
        id: "family"
        relative { criterion { variant { concepts { include { code { system: "s" code: "gene" } } } } } }
      }
      exclusion_criteria {
        id: "gain"
        observation {
          concepts { include { code { system: "s" code: "weight" } } }
          quantity { unit: "%" }
          selection: SELECTION_PERCENT_CHANGE
        }
      }
    }
  )pb");
  const std::string leaf = "trial.inclusion_criteria[0].any_of.criteria[0].condition.";
  const std::string anchor = leaf + "window.anchor.procedure.concepts";
  const std::string weight = "trial.cohorts[1].exclusion_criteria[0].observation.";
  const std::string family = "trial.cohorts[1].exclusion_criteria[1].relative.criterion.variant.concepts";
  const std::string gain = "trial.cohorts[1].exclusion_criteria[2].observation.concepts";
  EXPECT_THAT(Lines(CodesOf(trial, "trial")),
              ElementsAre("trial.conditions[1].code (): label",                  //
                          leaf + "concepts.include[0].code (leaf): in",          //
                          leaf + "concepts.exclude[0].code (leaf): out",         //
                          leaf + "concepts (leaf): 1 less 1",                    //
                          leaf + "grade (leaf): stage I..III",                   //
                          anchor + ".include[0].code (leaf): anchor",            //
                          anchor + " (leaf): 1 less 0",                          //
                          weight + "concepts.include[0].code (weight): weight",  //
                          weight + "concepts (weight): 1 less 0",                //
                          weight + "quantity.unit (weight): weight in g",        //
                          family + ".include[0].code (family): gene",            //
                          family + " (family): 1 less 0",                        //
                          gain + ".include[0].code (gain): weight",              //
                          gain + " (gain): 1 less 0"));
}

TEST(CodeReferencesTest, FindsEveryCodeOfTheFullSamples) {
  const auto count = [](const std::string& text) {
    size_t codes = 0;
    for (size_t at = text.find("urn:x"); at != std::string::npos; at = text.find("urn:x", at + 1)) ++codes;
    return codes;
  };
  const auto codes = [](const std::vector<CodeReference>& references) {
    return static_cast<size_t>(
        std::count_if(references.begin(), references.end(),
                      [](const CodeReference& r) { return std::holds_alternative<Code>(r.what); }));
  };
  const auto trial = FromFile<v1::Trial>("full_trial.textproto");
  EXPECT_EQ(codes(CodesOf(trial, "")), count(trial.DebugString()));
  v1::Patient patient;
  *patient.mutable_profile() = FromFile<v1::PatientProfile>("full_patient.textproto");
  const std::vector<CodeReference> found = CodesOf(patient, "patient", [](const Code&) { return true; });
  EXPECT_EQ(codes(found), count(patient.DebugString()));
  EXPECT_EQ(found[0].field, "patient.profile.conditions[0].code");
  const Code last = std::get<Code>(found.back().what);
  const auto wanted = CodesOf(patient, "patient", [&](const Code& code) { return code == last; });
  const auto is_last = [&](const CodeReference& r) { return std::get<Code>(r.what) == last; };
  EXPECT_EQ(wanted.size(), static_cast<size_t>(std::count_if(found.begin(), found.end(), is_last)));
  EXPECT_LT(wanted.size(), found.size());
  EXPECT_EQ(wanted.back().field, found.back().field);
}

}  // namespace
}  // namespace trialmatch
