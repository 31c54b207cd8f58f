// Reads one criterion from text.
#ifndef TRIALMATCH_TESTS_WIRE_CRITERION_TEST_SUPPORT_H_
#define TRIALMATCH_TESTS_WIRE_CRITERION_TEST_SUPPORT_H_

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/wire/wire_test_support.h"
#include "trialmatch/v1/trial.pb.h"
#include "wire/criterion_reader.h"

namespace trialmatch {

// A concept set that is sound.
inline constexpr char kSet[] = "concepts { include { code { system: 's' code: 'c' } } } ";

// The criterion of these fields; its issues stand at "c[0]".
inline Criterion ReadOne(const std::string& text, IssueSink& sink) {
  v1::Trial trial = FromText<v1::Trial>(absl::StrCat("inclusion_criteria { ", text, " }"));
  if (trial.inclusion_criteria(0).id().empty()) trial.mutable_inclusion_criteria(0)->set_id("x");
  CriterionReader reader(sink);
  std::vector<Criterion> read = reader.ReadList(trial.inclusion_criteria(), "c");
  return read.at(0);
}

}  // namespace trialmatch

#endif  // TRIALMATCH_TESTS_WIRE_CRITERION_TEST_SUPPORT_H_
