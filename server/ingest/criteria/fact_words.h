// The words around the names of facts.
#ifndef TRIALMATCH_INGEST_CRITERIA_FACT_WORDS_H_
#define TRIALMATCH_INGEST_CRITERIA_FACT_WORDS_H_

#include <cstdint>
#include <optional>
#include <string>

#include "ingest/criteria/cursor.h"
#include "terminology/terminology.h"
#include "trialmatch/v1/criterion.pb.h"

namespace trialmatch::criteria {

// What the words before the names say of all of them: "no history of severe …", "current treatment with …".
struct FactFrame {
  bool negative = false;
  v1::FactStatus status = v1::FACT_STATUS_UNSPECIFIED;
  bool status_told = false;
  bool treatment = false;  // "prior", "concurrent": so is a medication called that was or is given
  bool other = false;      // "no other …": than what the trial is for
  std::optional<v1::GradeRange> grade;   // "NYHA class III or IV …"
  std::optional<v1::TimeWindow> window;  // "at least 4 weeks since …": not within them
  std::string severity;                  // the least; a grade of the scale "severity"
  enum class Asks : uint8_t { kAny, kMedication, kProcedure, kAllergy, kCondition } asks = Asks::kAny;
};

// Passes over those words; a frame that asks nothing special where there are none.
FactFrame TakeFactFrame(Cursor& cursor, const Terminology& terminology);

// "therapy", "use", "medications" behind a name: it is given.
bool TakeTreatmentNoun(Cursor& cursor);

// The status that the words of a medication's frame tell.
v1::FactStatus MedicationStatus(absl::Span<const Token> words);

}  // namespace trialmatch::criteria

#endif  // TRIALMATCH_INGEST_CRITERIA_FACT_WORDS_H_
