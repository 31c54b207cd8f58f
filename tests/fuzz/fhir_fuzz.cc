// Any bytes as a patient in FHIR: read or refused without a crash, and what is read is a profile that is
// valid.
#include <cstdlib>
#include <memory>

#include "ingest/fhir/fhir_reader.h"
#include "terminology/plain_table.h"
#include "wire/patient_reader.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const auto* const terminology = new std::shared_ptr<const trialmatch::Terminology>(
      trialmatch::LoadPlainTables(
          {{"a.tsv", "system\tl\thttp://loinc.org\tLOINC\t1\nconcept\tl:8339-4\tBirth weight\n"}})
          .terminology);
  const trialmatch::FhirReading reading =
      trialmatch::ReadFhirPatient({reinterpret_cast<const char*>(data), size}, **terminology);
  if (trialmatch::HasErrors(reading.issues)) return 0;
  if (reading.used + reading.listed != reading.resources) std::abort();
  trialmatch::IssueSink sink("profile");
  trialmatch::ReadPatient(reading.profile, sink);
  if (sink.errors() > 0) std::abort();
  return 0;
}
