// Words of an item that ask nothing by themselves.
#ifndef TRIALMATCH_INGEST_CRITERIA_ITEM_WORDS_H_
#define TRIALMATCH_INGEST_CRITERIA_ITEM_WORDS_H_

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

}  // namespace trialmatch::criteria

#endif  // TRIALMATCH_INGEST_CRITERIA_ITEM_WORDS_H_
