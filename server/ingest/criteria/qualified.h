// Words with a measurement that says more of them: "renal impairment: creatinine clearance below 25 mL/min".
#ifndef TRIALMATCH_INGEST_CRITERIA_QUALIFIED_H_
#define TRIALMATCH_INGEST_CRITERIA_QUALIFIED_H_

#include <vector>

#include "ingest/criteria/item_words.h"

namespace trialmatch::criteria {

struct Qualified {
  Tokens words;
  Tokens measurement;  // may turn out to be none
};

// Each way in which an item may be such words, the shortest measurement first. Both must then hold:
// "well controlled diabetes, defined as HbA1c below 7 %" is not everybody below 7 %. None where something in
// the words may govern the measurement ("no", "history of", "unless"), or may join it to a part of them only
// ("or", a comma).
std::vector<Qualified> SplitQualified(Tokens item, bool exclusion);

}  // namespace trialmatch::criteria

#endif  // TRIALMATCH_INGEST_CRITERIA_QUALIFIED_H_
