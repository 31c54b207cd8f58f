// Names that people use and terminologies do not have.
#ifndef TRIALMATCH_INGEST_CRITERIA_SYNONYM_TABLES_H_
#define TRIALMATCH_INGEST_CRITERIA_SYNONYM_TABLES_H_

#include "absl/types/span.h"

namespace trialmatch::criteria {

struct SynonymRow {
  const char* name;      // as MeSH, the Disease Ontology or ICD-10-CM has it, in the words of NameWords
  const char* synonyms;  // '|' between them
};

absl::Span<const SynonymRow> ConditionSynonyms();
absl::Span<const SynonymRow> NeoplasmSynonyms();
absl::Span<const SynonymRow> TreatmentSynonyms();

}  // namespace trialmatch::criteria

#endif  // TRIALMATCH_INGEST_CRITERIA_SYNONYM_TABLES_H_
