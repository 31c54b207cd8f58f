// Reads a patient.
#ifndef TRIALMATCH_WIRE_PATIENT_READER_H_
#define TRIALMATCH_WIRE_PATIENT_READER_H_

#include "domain/patient.h"
#include "trialmatch/v1/explanation.pb.h"
#include "trialmatch/v1/patient.pb.h"
#include "wire/issue_sink.h"

namespace trialmatch {

// The sink stands where the profile stands ("patient.profile"). Reports every fault as an error; after one
// the result is incomplete and must not be used. What is odd but leaves the rest usable (a unit that is not
// UCUM) is a warning, and the answer carries it. Enumerated states come out as facts with codes in
// kBuiltinSystem, records without an id with one made of their position, trials as ids without "trials/".
Patient ReadPatient(const v1::PatientProfile& profile, IssueSink& sink);

// The sink stands at the message that holds a patient in one of several formats.
Patient ReadPatient(const v1::Patient& patient, IssueSink& sink);

}  // namespace trialmatch

#endif  // TRIALMATCH_WIRE_PATIENT_READER_H_
