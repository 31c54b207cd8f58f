// Reads one item of a list of criteria.
#ifndef TRIALMATCH_INGEST_CRITERIA_ITEM_READER_H_
#define TRIALMATCH_INGEST_CRITERIA_ITEM_READER_H_

#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "ingest/criteria/rule.h"

namespace trialmatch::criteria {

struct ReadItemResult {
  v1::Criterion criterion;  // with texts, sources and kinds, without ids
  bool complete = false;    // nothing of it stayed unstructured
};

// The item that the tokens make up, as a criterion that is TRUE when the words hold. What no rule reads stays
// beside what is read: as a conjunct of an inclusion, an alternative in an exclusion, so that nothing is lost
// that might decide. Where the words do not say how they belong together, the whole stays text.
ReadItemResult ReadItem(absl::Span<const Token> tokens, bool exclusion, const Reader& reader,
                        absl::string_view text);

// The bytes [start, end) of the text, on one line; at most what a criterion may hold.
std::string PlainText(absl::string_view text, size_t start, size_t end);

// The same as text that nobody read.
v1::Criterion Unread(absl::string_view text, size_t start, size_t end, absl::string_view reason);

// Of a criterion that was read behind the words of a label, wherever that stands: gives it and its parts the
// text and the source of the words from `start` on. False, and nothing to be kept, where a part is of the
// label alone.
bool LeaveOutLabel(absl::string_view text, size_t start, v1::Criterion& criterion);

}  // namespace trialmatch::criteria

#endif  // TRIALMATCH_INGEST_CRITERIA_ITEM_READER_H_
