// Every field of a patient and of a trial is read: a field that is new in the schema makes these tests fail
// until it is in the sample, and then until a reader checks it.
#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <limits>
#include <set>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "tests/wire/wire_test_support.h"
#include "wire/issue_sink.h"
#include "wire/options_reader.h"
#include "wire/patient_reader.h"
#include "wire/trial_reader.h"

namespace trialmatch {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

void CollectTypes(const Descriptor& type, std::set<const Descriptor*>& types) {
  if (!types.insert(&type).second) return;
  for (int i = 0; i < type.field_count(); ++i) {
    if (type.field(i)->message_type() != nullptr) CollectTypes(*type.field(i)->message_type(), types);
  }
}

// Names of the fields that are set anywhere in the message.
void CollectSet(const Message& message, std::set<std::string>& names) {
  std::vector<const FieldDescriptor*> fields;
  message.GetReflection()->ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    names.insert(field->full_name());
    if (field->message_type() == nullptr) continue;
    const int size = field->is_repeated() ? message.GetReflection()->FieldSize(message, field) : 1;
    for (int i = 0; i < size; ++i) {
      CollectSet(field->is_repeated() ? message.GetReflection()->GetRepeatedMessage(message, field, i)
                                      : message.GetReflection()->GetMessage(message, field),
                 names);
    }
  }
}

void ExpectEveryFieldSet(const Message& sample, const std::set<std::string>& excepted) {
  std::set<const Descriptor*> types;
  CollectTypes(*sample.GetDescriptor(), types);
  std::set<std::string> set;
  CollectSet(sample, set);
  for (const Descriptor* type : types) {
    for (int i = 0; i < type->field_count(); ++i) {
      const std::string& name = type->field(i)->full_name();
      EXPECT_EQ(set.contains(name), !excepted.contains(name)) << name;
    }
  }
}

constexpr int kUnknownNumber = 9999;

// Makes a scalar unusable. False: there is no unusable value (bool).
bool Spoil(Message& message, const FieldDescriptor* field, int index) {
  const Reflection& reflection = *message.GetReflection();
  const std::string long_text(300'000, 'x');
  const bool repeated = field->is_repeated();
  switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_ENUM:
      if (repeated)
        reflection.SetRepeatedEnumValue(&message, field, index, kUnknownNumber);
      else
        reflection.SetEnumValue(&message, field, kUnknownNumber);
      return true;
    case FieldDescriptor::CPPTYPE_STRING:
      if (repeated)
        reflection.SetRepeatedString(&message, field, index, long_text);
      else
        reflection.SetString(&message, field, long_text);
      return true;
    case FieldDescriptor::CPPTYPE_DOUBLE:
      reflection.SetDouble(&message, field, std::nan(""));
      return true;
    case FieldDescriptor::CPPTYPE_INT32:
      reflection.SetInt32(&message, field, std::numeric_limits<int32_t>::min());
      return true;
    case FieldDescriptor::CPPTYPE_INT64:
      reflection.SetInt64(&message, field, std::numeric_limits<int64_t>::min());
      return true;
    default:
      EXPECT_EQ(field->cpp_type(), FieldDescriptor::CPPTYPE_BOOL) << "teach this test the type";
      return false;
  }
}

class Spoiler {
 public:
  // `read` reads the whole message and returns its issues.
  Spoiler(Message& root, std::set<std::string> excepted, std::function<Issues()> read)
      : root_(root), excepted_(std::move(excepted)), read_(std::move(read)) {}

  int Run() {
    Visit(root_, "");
    return spoiled_;
  }

 private:
  void Visit(Message& message, const std::string& path) {
    const Reflection& reflection = *message.GetReflection();
    std::vector<const FieldDescriptor*> fields;
    reflection.ListFields(message, &fields);
    for (const FieldDescriptor* field : fields) {
      if (excepted_.contains(field->full_name())) continue;
      const int size = field->is_repeated() ? reflection.FieldSize(message, field) : 1;
      for (int i = 0; i < size; ++i) {
        std::string member = absl::StrCat(path, path.empty() ? "" : ".", field->name());
        if (field->is_repeated()) absl::StrAppend(&member, "[", i, "]");
        if (field->message_type() == nullptr) {
          Try(message, field, i, member);
        } else {
          Visit(field->is_repeated() ? *reflection.MutableRepeatedMessage(&message, field, i)
                                     : *reflection.MutableMessage(&message, field),
                member);
        }
      }
    }
  }

  void Try(Message& message, const FieldDescriptor* field, int index, const std::string& path) {
    std::unique_ptr<Message> saved(message.New());
    saved->CopyFrom(message);
    if (Spoil(message, field, index)) {
      ++spoiled_;
      bool named = false;
      for (const Issue& issue : read_()) {
        named = named || issue.field == path;
        EXPECT_FALSE(absl::StrContains(issue.description, "xxx")) << "repeats a value: " << issue.field;
      }
      EXPECT_TRUE(named) << path;
    }
    message.CopyFrom(*saved);
  }

  Message& root_;
  const std::set<std::string> excepted_;
  const std::function<Issues()> read_;
  int spoiled_ = 0;
};

TEST(FieldCoverageTest, SamplePatientHasEveryField) {
  ExpectEveryFieldSet(FromFile<v1::PatientProfile>("full_patient.textproto"),
                      {"trialmatch.v1.Birth.date_time"});  // stands for the stated age, or the other way
}

TEST(FieldCoverageTest, EverySpoiledFieldOfAPatientIsNamed) {
  auto profile = FromFile<v1::PatientProfile>("full_patient.textproto");
  const auto read = [&profile] {
    IssueSink sink;
    ReadPatient(profile, sink);
    return sink.Take();
  };
  EXPECT_TRUE(read().empty()) << read()[0].field << " " << read()[0].description;
  EXPECT_GT(Spoiler(profile, {}, read).Run(), 150);
}

TEST(FieldCoverageTest, ABirthDateIsRead) {
  IssueSink sink;
  ReadPatient(FromText<v1::PatientProfile>("birth { date_time: '2024-02-30' }"), sink);
  EXPECT_EQ(ErrorFields(sink.issues()), std::vector<std::string>{"birth.date_time"});
}

TEST(FieldCoverageTest, SampleTrialHasEveryField) {
  ExpectEveryFieldSet(FromFile<v1::Trial>("full_trial.textproto"), {});
}

TEST(FieldCoverageTest, EverySpoiledFieldOfATrialIsNamed) {
  auto trial = FromFile<v1::Trial>("full_trial.textproto");
  const auto read = [&trial] {
    IssueSink sink;
    ReadTrial(trial, sink);
    return sink.Take();
  };
  EXPECT_TRUE(read().empty()) << read()[0].field << " " << read()[0].description;
  // What only the service knows is ignored on input, whatever it is.
  EXPECT_GT(Spoiler(trial,
                    {"trialmatch.v1.Trial.patients_applied", "trialmatch.v1.Trial.create_time",
                     "trialmatch.v1.Trial.update_time", "trialmatch.v1.Criterion.text_hash"},
                    read)
                .Run(),
            200);
}

TEST(FieldCoverageTest, EverySpoiledFieldOfTheOptionsIsNamed) {
  auto options = FromText<v1::EvaluationOptions>(R"pb(
    as_of {
      instant { seconds: 1 nanos: 2 }
      time_zone: "Asia/Shanghai"
    }
    absence_default: ABSENCE_POLICY_ASSUME_ABSENT
    normal_limit_table: "table"
    refutation_freshness { count: 3 unit: TIME_UNIT_DAY }
    administrative_gender_as_sex: true
  )pb");
  ExpectEveryFieldSet(options, {});
  const auto read = [&options] {
    IssueSink sink;
    ReadOptions(options, absl::UnixEpoch(), sink);
    return sink.Take();
  };
  EXPECT_TRUE(read().empty());
  EXPECT_EQ(Spoiler(options, {}, read).Run(), 7);
}

TEST(FieldCoverageTest, EverySpoiledFieldOfAFilterIsNamed) {
  auto filter = FromText<v1::TrialFilter>(R"pb(
    statuses: RECRUITMENT_STATUS_RECRUITING
    phases: PHASE_PHASE2
    study_types: STUDY_TYPE_OBSERVATIONAL
    country_codes: "ES"
    near {
      center { latitude: 1 longitude: 2 }
      radius_km: 100
    }
    conditions { system: "urn:x" code: "a" display: "A" }
    trials: "trials/NCT1"
    recruiting_only: true
    healthy_volunteers: HEALTHY_VOLUNTEERS_ACCEPTED
    updated_since: "2024-05"
  )pb");
  ExpectEveryFieldSet(filter, {});
  const auto read = [&filter] {
    IssueSink sink;
    ReadFilter(filter, sink);
    return sink.Take();
  };
  EXPECT_TRUE(read().empty());
  EXPECT_EQ(Spoiler(filter, {}, read).Run(), 13);
}

}  // namespace
}  // namespace trialmatch
