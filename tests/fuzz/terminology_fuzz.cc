// Any bytes as a terminology table: loaded without a crash, and what was loaded answers.
#include <string>

#include "terminology/plain_table.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const trialmatch::LoadedTables tables =
      trialmatch::LoadPlainTables({{"fuzz.tsv", std::string(reinterpret_cast<const char*>(data), size)}});
  const trialmatch::Terminology& terminology = *tables.terminology;
  for (trialmatch::ConceptId id = 0; id < terminology.ConceptCount(); ++id) {
    for (const trialmatch::ConceptId ancestor : terminology.Ancestors(id)) {
      if (!terminology.IsA(id, ancestor)) __builtin_trap();
    }
  }
  return 0;
}
