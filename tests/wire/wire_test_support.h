// What the tests of wire/ share: messages from text, and issues as the paths of their fields.
#ifndef TRIALMATCH_TESTS_WIRE_WIRE_TEST_SUPPORT_H_
#define TRIALMATCH_TESTS_WIRE_WIRE_TEST_SUPPORT_H_

#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "domain/issue.h"
#include "tests/support/source_folder.h"

namespace trialmatch {

template <typename Message>
Message FromText(const std::string& text) {
  Message message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message)) << text;
  return message;
}

// A file of this folder.
template <typename Message>
Message FromFile(const std::string& name) {
  std::ifstream file(InSource("tests/wire/" + name));
  EXPECT_TRUE(file.is_open()) << name;
  std::stringstream text;
  text << file.rdbuf();
  return FromText<Message>(text.str());
}

inline std::vector<std::string> Fields(const Issues& issues, Severity severity) {
  std::vector<std::string> fields;
  for (const Issue& issue : issues) {
    if (issue.severity == severity) fields.push_back(issue.field);
  }
  return fields;
}
inline std::vector<std::string> ErrorFields(const Issues& issues) { return Fields(issues, Severity::kError); }
inline std::vector<std::string> WarningFields(const Issues& issues) {
  return Fields(issues, Severity::kWarning);
}

// One message with faults, and the fields that must be named, in this order and no others.
struct FaultCase {
  const char* name;
  const char* text;
  std::vector<std::string> errors;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_TESTS_WIRE_WIRE_TEST_SUPPORT_H_
