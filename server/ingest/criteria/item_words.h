// Words of an item that ask nothing by themselves.
#ifndef TRIALMATCH_INGEST_CRITERIA_ITEM_WORDS_H_
#define TRIALMATCH_INGEST_CRITERIA_ITEM_WORDS_H_

#include <vector>

#include "absl/types/span.h"
#include "ingest/criteria/tokens.h"

namespace trialmatch::criteria {

using Tokens = absl::Span<const Token>;

// Without marks at both ends.
Tokens Trim(Tokens tokens);

// Without "patients must have", "male or female subjects who are".
Tokens WithoutSubject(Tokens tokens);

// Takes "… are excluded", "… will not be included" from the end: it says once more what the list says, or the
// reverse of it. False where nothing of the kind stands there.
bool DropVerdict(Tokens& tokens);

// Whether words that nobody reads may take back or condition what an "and" or "or" puts beside them: "no
// fever" in "no fever or QTc above 450 ms", "if diabetic".
bool MayGovern(Tokens unread);

// "1) … 2) … 3) …" within one line: its items, without their numbers. The line itself where it is no such
// list.
std::vector<Tokens> Enumerated(Tokens tokens);

// Why an item stayed text, for people.
const char* ReasonOf(Tokens tokens);

}  // namespace trialmatch::criteria

#endif  // TRIALMATCH_INGEST_CRITERIA_ITEM_WORDS_H_
