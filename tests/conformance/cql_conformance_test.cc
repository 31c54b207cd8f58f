// The logical cases of the CQL test suite, read as they are published, through the evaluator's combinations.
#include <gtest/gtest.h>

#include <iostream>
#include <map>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <vector>

#include "absl/strings/str_split.h"
#include "domain/verdict.h"
#include "matching/evaluator.h"
#include "tests/conformance/shared_data.h"

namespace trialmatch {
namespace {

Truth ReadTruth(const std::string& text) {
  static const std::map<std::string, Truth> truths = {
      {"true", Truth::kTrue}, {"false", Truth::kFalse}, {"null", Truth::kUnknown}};
  return truths.at(text);
}

Truth Apply(Operator op, const std::vector<Truth>& children) {
  return Combine(Combination{op, 0, {}}, children);
}

Truth ApplyBinary(const std::string& op, Truth a, Truth b) {
  if (op == "and") return Apply(Operator::kAllOf, {a, b});
  if (op == "or") return Apply(Operator::kAnyOf, {a, b});
  if (op == "implies") return Apply(Operator::kIfThen, {a, b});
  EXPECT_EQ(op, "xor");
  // No criterion says "exactly one"; written out it must come out as the suite says all the same.
  return Apply(Operator::kAllOf,
               {Apply(Operator::kAnyOf, {a, b}), Apply(Operator::kNot, {Apply(Operator::kAllOf, {a, b})})});
}

Truth EvaluateExpression(const std::string& expression) {
  const std::vector<std::string> words = absl::StrSplit(expression, ' ');
  if (words.size() == 2) {
    EXPECT_EQ(words[0], "not");
    return Apply(Operator::kNot, {ReadTruth(words[1])});
  }
  return ApplyBinary(words.at(1), ReadTruth(words.at(0)), ReadTruth(words.at(2)));
}

std::optional<pugi::xml_document> Load(const char* file) {
  pugi::xml_document document;
  if (!document.load_file((ConformanceFolder("cql") / file).c_str())) {
    std::cout << "skipped: shared data not present\n";
    return std::nullopt;
  }
  return document;
}

TEST(CqlConformance, AllLogicalCasesAgree) {
  const auto document = Load("CqlLogicalOperatorsTest.xml");
  if (!document) return;
  int cases = 0;
  for (const auto& found : document->select_nodes("//test")) {
    const std::string expression = found.node().child_value("expression");
    EXPECT_EQ(EvaluateExpression(expression), ReadTruth(found.node().child_value("output"))) << expression;
    ++cases;
  }
  EXPECT_EQ(cases, 39);
  std::cout << "CQL logical cases: " << cases << " of 39\n";
}

// ELIGIBLE is what is true and INELIGIBLE what is false; null is neither.
TEST(CqlConformance, VerdictsAreIsTrueAndIsFalse) {
  const auto document = Load("CqlNullologicalOperatorsTest.xml");
  if (!document) return;
  int cases = 0;
  for (const char* group : {"IsTrue", "IsFalse"}) {
    const Verdict wanted = std::string(group) == "IsTrue" ? Verdict::kEligible : Verdict::kIneligible;
    for (const auto& found :
         document->select_nodes((std::string("//group[@name='") + group + "']/test").c_str())) {
      const std::string expression = found.node().child_value("expression");
      const std::vector<std::string> parts = absl::StrSplit(expression, absl::ByAnyChar("()"));
      const bool is = VerdictOf(ReadTruth(parts.at(1))) == wanted;
      EXPECT_EQ(is, std::string(found.node().child_value("output")) == "true") << expression;
      ++cases;
    }
  }
  EXPECT_EQ(cases, 6);
  std::cout << "CQL IsTrue and IsFalse cases: " << cases << " of 6\n";
}

}  // namespace
}  // namespace trialmatch
