// Titles of a few lines, which ask nothing by themselves.
#ifndef TRIALMATCH_INGEST_CRITERIA_LABELS_H_
#define TRIALMATCH_INGEST_CRITERIA_LABELS_H_

#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"
#include "ingest/criteria/tokens.h"

namespace trialmatch::criteria {

// What a label says of the names beneath it: a drug beneath "Concurrent medication" is one that is taken.
enum class Topic : uint8_t { kNone, kTreatmentNow, kTreatmentBefore, kAllowed };

struct Label {
  size_t tokens = 0;  // of the label and its colon; 0: none
  Topic topic = Topic::kNone;
  bool kept = false;  // its words belong to what is beneath it ("Age:", then "18 and over")
};

// "Hepatic:", "Age:", "Prior Medication". The words of some labels belong to what follows ("Age: 18 and
// over"), and those are not passed over. `bare`: words that could be criteria ("Surgery") are labels without
// a colon, too, as in the records of the National Cancer Institute's PDQ.
Label LabelOf(absl::Span<const Token> line, bool bare);

// "Not specified", "None", "Prior chemotherapy allowed": nobody is kept out by it.
bool IsNote(absl::Span<const Token> line);

}  // namespace trialmatch::criteria

#endif  // TRIALMATCH_INGEST_CRITERIA_LABELS_H_
