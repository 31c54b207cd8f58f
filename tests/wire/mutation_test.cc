// Messages that are valid but for random damage: whatever comes, reading ends, names fields, and never
// crashes.
#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include <limits>
#include <random>
#include <string>

#include "absl/strings/match.h"
#include "tests/wire/wire_test_support.h"
#include "wire/code_references.h"
#include "wire/issue_sink.h"
#include "wire/patient_reader.h"
#include "wire/trial_normalizer.h"
#include "wire/trial_reader.h"

namespace trialmatch {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

class Mutator {
 public:
  explicit Mutator(uint32_t seed) : random_(seed) {}

  // Changes one field somewhere in the message.
  void Mutate(Message& message) {
    const Reflection& reflection = *message.GetReflection();
    const auto& type = *message.GetDescriptor();
    if (type.field_count() == 0) return;
    std::vector<const FieldDescriptor*> set;
    reflection.ListFields(message, &set);
    // Mostly something that is there, so that damage lies deep.
    const FieldDescriptor* field =
        !set.empty() && Below(5) > 0 ? set[Below(set.size())] : type.field(Below(type.field_count()));
    if (Below(20) == 0) {
      reflection.ClearField(&message, field);
    } else if (field->is_repeated()) {
      MutateRepeated(message, field);
    } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
      Message& member = *reflection.MutableMessage(&message, field);
      if (Below(10) > 0) Mutate(member);
    } else {
      SetScalar(message, field);
    }
  }

 private:
  size_t Below(size_t n) { return std::uniform_int_distribution<size_t>(0, n - 1)(random_); }

  void MutateRepeated(Message& message, const FieldDescriptor* field) {
    const Reflection& reflection = *message.GetReflection();
    const int size = reflection.FieldSize(message, field);
    if (size > 0 && Below(8) == 0) return reflection.RemoveLast(&message, field);
    if (size > 1 && Below(8) == 0) return reflection.SwapElements(&message, field, 0, size - 1);
    switch (field->cpp_type()) {
      case FieldDescriptor::CPPTYPE_MESSAGE:
        if (size == 0 || Below(8) == 0) {
          Message& added = *reflection.AddMessage(&message, field);
          if (size > 0) added.CopyFrom(reflection.GetRepeatedMessage(message, field, Below(size)));
          return;
        }
        return Mutate(*reflection.MutableRepeatedMessage(&message, field, Below(size)));
      case FieldDescriptor::CPPTYPE_ENUM:
        return reflection.AddEnumValue(&message, field, static_cast<int>(Below(12)) - 1);
      default:
        return reflection.AddString(&message, field, Text());
    }
  }

  void SetScalar(Message& message, const FieldDescriptor* field) {
    const Reflection& reflection = *message.GetReflection();
    switch (field->cpp_type()) {
      case FieldDescriptor::CPPTYPE_ENUM:
        return reflection.SetEnumValue(&message, field, static_cast<int>(Number()));
      case FieldDescriptor::CPPTYPE_STRING:
        return reflection.SetString(&message, field, Text());
      case FieldDescriptor::CPPTYPE_DOUBLE:
        return reflection.SetDouble(&message, field, kDoubles[Below(std::size(kDoubles))]);
      case FieldDescriptor::CPPTYPE_INT32:
        return reflection.SetInt32(&message, field, static_cast<int32_t>(Number()));
      case FieldDescriptor::CPPTYPE_INT64:
        return reflection.SetInt64(&message, field, Number());
      case FieldDescriptor::CPPTYPE_BOOL:
        return reflection.SetBool(&message, field, Below(2) == 0);
      default:
        FAIL() << "teach this test the type of " << field->full_name();
    }
  }

  int64_t Number() {
    constexpr int64_t kNumbers[] = {0,  1,  2,   3,   4,       5,       6,         7,
                                    -1, 30, 100, 999, 1000000, 1000001, INT64_MAX, INT64_MIN};
    return kNumbers[Below(std::size(kNumbers))];
  }

  std::string Text() {
    static const char* const kTexts[] = {"",
                                         "a",
                                         "2024",
                                         "2024-02-29",
                                         "2024-02-29T23:59:60Z",
                                         "0001",
                                         "9999-12-31",
                                         "1e30",
                                         "-1e-30",
                                         "NaN",
                                         "999999999999999999",
                                         "mg/dL",
                                         "%",
                                         "Cel",
                                         "{",
                                         "10*-99",
                                         "trials/x",
                                         "c1",
                                         "\xff\xfe",
                                         "inclusion-1",
                                         "sex",
                                         "\n"};
    if (Below(30) == 0) return std::string(Below(3000), static_cast<char>('a' + Below(26)));
    return kTexts[Below(std::size(kTexts))];
  }

  static constexpr double kDoubles[] = {0.0,
                                        -90.0,
                                        180.0,
                                        1e300,
                                        -1e300,
                                        std::numeric_limits<double>::infinity(),
                                        std::numeric_limits<double>::quiet_NaN()};
  std::mt19937 random_;
};

// At least one error has a path that leads into the message.
void ExpectRooted(const Issues& issues, absl::string_view root) {
  for (const Issue& issue : issues) {
    EXPECT_TRUE(absl::StartsWith(issue.field, root)) << issue.field;
    EXPECT_FALSE(issue.description.empty());
  }
}

constexpr uint32_t kRounds = 3000;

TEST(MutationTest, AnyPatientIsRead) {
  const auto sample = FromFile<v1::PatientProfile>("full_patient.textproto");
  size_t sound = 0;
  for (uint32_t seed = 0; seed < kRounds; ++seed) {
    SCOPED_TRACE(seed);
    Mutator mutator(seed);
    v1::Patient patient;
    *patient.mutable_profile() = sample;
    for (uint32_t i = 0; i <= seed % 8; ++i) mutator.Mutate(*patient.mutable_profile());
    IssueSink sink("patient");
    ReadPatient(patient, sink);
    ExpectRooted(sink.issues(), "patient.profile");
    CodesOf(patient, "patient", [](const Code&) { return true; });
    sound += sink.errors() == 0 ? 1 : 0;
  }
  // Neither all is refused nor all let through.
  EXPECT_GT(sound, kRounds / 100);
  EXPECT_LT(sound, kRounds * 9 / 10);
}

TEST(MutationTest, AnyTrialIsReadAndReadsTheSameWhenStored) {
  const auto sample = FromFile<v1::Trial>("full_trial.textproto");
  size_t sound = 0;
  for (uint32_t seed = 0; seed < kRounds; ++seed) {
    SCOPED_TRACE(seed);
    Mutator mutator(seed);
    v1::Trial trial = sample;
    for (uint32_t i = 0; i <= seed % 8; ++i) mutator.Mutate(trial);
    IssueSink sink("trial");
    const Trial read = ReadTrial(trial, sink);
    ExpectRooted(sink.issues(), "trial");
    CodesOf(trial, "trial");
    NormalizeTrial(trial);
    IssueSink stored("trial");
    const Trial again = ReadTrial(trial, stored);
    EXPECT_EQ(ErrorFields(sink.issues()), ErrorFields(stored.issues()));
    EXPECT_EQ(read.criteria.inclusion.size(), again.criteria.inclusion.size());
    sound += sink.errors() == 0 ? 1 : 0;
  }
  EXPECT_GT(sound, kRounds / 100);
  EXPECT_LT(sound, kRounds * 9 / 10);
}

}  // namespace
}  // namespace trialmatch
