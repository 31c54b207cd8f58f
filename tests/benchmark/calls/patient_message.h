// Patients of the domain as the messages that read as them.
#ifndef TRIALMATCH_TESTS_BENCHMARK_CALLS_PATIENT_MESSAGE_H_
#define TRIALMATCH_TESTS_BENCHMARK_CALLS_PATIENT_MESSAGE_H_

#include "domain/evaluation_options.h"
#include "domain/patient.h"
#include "trialmatch/v1/explanation.pb.h"
#include "trialmatch/v1/patient.pb.h"

namespace trialmatch::bench {

// ReadPatient gives the patient back, the facts in the order of the message's lists, but without
// attestations, since the corpus has text hashes of its own. Facts of categories that a message has for the
// patient alone must not be a relative's.
v1::PatientProfile PatientMessage(const Patient& patient);

// ReadOptions gives the options back.
v1::EvaluationOptions OptionsMessage(const EvaluationOptions& options);

}  // namespace trialmatch::bench

#endif  // TRIALMATCH_TESTS_BENCHMARK_CALLS_PATIENT_MESSAGE_H_
