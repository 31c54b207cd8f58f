// What a rule is: it reads one statement about the patient, whole or not at all.
#ifndef TRIALMATCH_INGEST_CRITERIA_RULE_H_
#define TRIALMATCH_INGEST_CRITERIA_RULE_H_

#include <optional>
#include <string>

#include "absl/types/span.h"
#include "ingest/criteria/concepts.h"
#include "ingest/criteria/context.h"
#include "ingest/criteria/cursor.h"
#include "trialmatch/v1/criterion.pb.h"
#include "trialmatch/v1/trial.pb.h"

namespace trialmatch::criteria {

// What is known of the whole text while a statement of it is read.
struct Reader {
  const Concepts& concepts;
  const v1::Trial& trial;  // its age bounds, sex and labels
  Concepts::Abbreviations abbreviations;
  bool of_newborns = false;  // the trial takes nobody above one year of age
  Context context;           // of the statement
};

// What a rule read.
struct Statement {
  v1::Criterion criterion;  // its kind; no id, text or source
  // Whether words that follow could not change what it says: "hemoglobin at least 9 g/dL" has its bounds, but
  // "stroke" in "stroke or infarction within 6 months" has not.
  bool self_contained = false;
};

// Reads what stands at the cursor as far as the rule understands it, and moves the cursor behind it. Nothing,
// and nothing moved, where it is not the rule's business. Nobody guesses: what is behind the cursor in the
// end must be nothing, or the statement is not read.
using RuleFunction = std::optional<Statement> (*)(Cursor& cursor, const Reader& reader);

struct Rule {
  const char* name;
  RuleFunction read;
  int confidence_percent;   // by its record on labelled lines; see tests/ingest/criteria/README.md
  bool of_numbers = false;  // reads nothing that has no number, in digits or in words
};

// In the order in which they are tried.
absl::Span<const Rule> Rules();

}  // namespace trialmatch::criteria

#endif  // TRIALMATCH_INGEST_CRITERIA_RULE_H_
