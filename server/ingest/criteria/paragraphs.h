// Old records that are one paragraph a section.
#ifndef TRIALMATCH_INGEST_CRITERIA_PARAGRAPHS_H_
#define TRIALMATCH_INGEST_CRITERIA_PARAGRAPHS_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "ingest/criteria/tokens.h"

namespace trialmatch::criteria {

// A topic within a paragraph.
struct Topical {
  absl::Span<const Token> label;               // with its colon; may be empty
  std::vector<absl::Span<const Token>> items;  // the sentences, which nothing but a capital sets apart
};

// "PATIENT CHARACTERISTICS: Age: 18 and over Hepatic: Bilirubin no greater than 2 mg/dL No cirrhosis …", as
// the National Cancer Institute's PDQ wrote its records: the topics, the first of them the paragraph's own
// label. Empty for every other line.
std::vector<Topical> SplitParagraph(absl::Span<const Token> line, absl::string_view text);

}  // namespace trialmatch::criteria

#endif  // TRIALMATCH_INGEST_CRITERIA_PARAGRAPHS_H_
