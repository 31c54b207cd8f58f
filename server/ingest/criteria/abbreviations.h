// The abbreviations that a text explains.
#ifndef TRIALMATCH_INGEST_CRITERIA_ABBREVIATIONS_H_
#define TRIALMATCH_INGEST_CRITERIA_ABBREVIATIONS_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "ingest/criteria/concepts.h"
#include "ingest/criteria/tokens.h"

namespace trialmatch::criteria {

// "congenital adrenal hyperplasia (CAH)": the words before the bracket, by their initials; small words such
// as "of" may lack one. One that is explained twice in different ways is left out.
Concepts::Abbreviations FindAbbreviations(const std::vector<std::vector<Token>>& lines,
                                          absl::string_view text);

}  // namespace trialmatch::criteria

#endif  // TRIALMATCH_INGEST_CRITERIA_ABBREVIATIONS_H_
