// Any bytes as a patient: read without a crash, and a sound patient can be evaluated.
#include <string>

#include "google/protobuf/text_format.h"
#include "tests/fuzz/silent_parser.h"
#include "wire/patient_reader.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  trialmatch::v1::Patient patient;
  if (!trialmatch::ParseAnyForm(std::string(reinterpret_cast<const char*>(data), size),
                                *patient.mutable_profile())) {
    return 0;
  }
  trialmatch::IssueSink sink("patient");
  trialmatch::ReadPatient(patient, sink);
  return 0;
}
