#include "wire/read_codes.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "domain/builtin_codes.h"
#include "tests/wire/wire_test_support.h"
#include "wire/code_references.h"
#include "wire/patient_reader.h"

namespace trialmatch {
namespace {

// Every field of the schema is set in it: field_coverage_test sees to that.
v1::Patient FullPatient() {
  v1::Patient patient;
  *patient.mutable_profile() = FromFile<v1::PatientProfile>("full_patient.textproto");
  return patient;
}

Patient Read(const v1::Patient& patient) {
  IssueSink sink("patient");
  Patient read = ReadPatient(patient, sink);
  EXPECT_EQ(sink.errors(), 0u);
  return read;
}

bool IsBuiltin(const Code& code) { return code.system() == kBuiltinSystem; }

// A new place for a code in the schema makes this fail until the codes of that place are asked too.
TEST(ReadCodes, EveryCodeOfTheProfileIsAsked) {
  const v1::Patient patient = FullPatient();
  const Patient read = Read(patient);
  std::multiset<Code> asked, written;
  const auto ask = [&](const Code& code) {
    if (!IsBuiltin(code)) asked.insert(code);
    return true;
  };
  EXPECT_TRUE(HoldsForAllCodes(patient.profile(), read, ask));
  for (const CodeReference& reference : CodesOf(patient, "patient", [](const Code&) { return true; })) {
    written.insert(std::get<Code>(reference.what));
  }
  EXPECT_EQ(asked, written);
  EXPECT_FALSE(asked.empty());
}

TEST(ReadCodes, OneForWhichItDoesNotHoldIsEnough) {
  const v1::Patient patient = FullPatient();
  const Patient read = Read(patient);
  for (const CodeReference& reference : CodesOf(patient, "patient", [](const Code&) { return true; })) {
    const Code& unknown = std::get<Code>(reference.what);
    const auto is_known = [&](const Code& code) { return code != unknown; };
    EXPECT_FALSE(HoldsForAllCodes(patient.profile(), read, is_known)) << reference.field;
  }
}

TEST(ReadCodes, NothingIsSaidOfFactsThatWereLeftOut) {
  v1::Patient patient = FullPatient();
  patient.mutable_profile()->add_conditions()->set_verification(v1::VERIFICATION_ENTERED_IN_ERROR);
  const auto holds = [](const Code&) { return true; };
  EXPECT_FALSE(HoldsForAllCodes(patient.profile(), Read(patient), holds));
  patient = FullPatient();
  v1::Relative& relative = *patient.mutable_profile()->add_relatives();
  relative.set_relationship(v1::RELATIONSHIP_SIBLING);
  EXPECT_TRUE(HoldsForAllCodes(patient.profile(), Read(patient), holds));
  relative.add_conditions()->set_verification(v1::VERIFICATION_ENTERED_IN_ERROR);
  EXPECT_FALSE(HoldsForAllCodes(patient.profile(), Read(patient), holds));
}

}  // namespace
}  // namespace trialmatch
