// Words with a measurement that says more of them: "renal impairment: creatinine clearance below 25 mL/min".
#ifndef TRIALMATCH_INGEST_CRITERIA_QUALIFIED_H_
#define TRIALMATCH_INGEST_CRITERIA_QUALIFIED_H_

#include <vector>

#include "ingest/criteria/item_words.h"

namespace trialmatch::criteria {

struct Qualified {
  Tokens words;
  Tokens measurement;    // may turn out to be none
  bool defines = false;  // the measurement is what the words mean: "anemia (hemoglobin < 8 g/dL)"
};

// Each way in which an item may be such words, the shortest measurement first. Where the measurement does not
// define the words, both must hold. None where something in the words may govern the measurement ("no",
// "history of", "unless"), or may join it to a part of them only ("or", a comma).
std::vector<Qualified> SplitQualified(Tokens item, bool exclusion);

}  // namespace trialmatch::criteria

#endif  // TRIALMATCH_INGEST_CRITERIA_QUALIFIED_H_
