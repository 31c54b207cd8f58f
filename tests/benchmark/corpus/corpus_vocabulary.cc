#include "tests/benchmark/corpus/corpus_vocabulary.h"

#include <cstdlib>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "domain/builtin_codes.h"
#include "terminology/plain_table.h"

namespace trialmatch {
namespace {

std::string Row(std::initializer_list<absl::string_view> cells) {
  return absl::StrCat(absl::StrJoin(cells, "\t"), "\n");
}

std::string NameOf(const Code& code) { return absl::StrCat("x:", code.code()); }

void AddHierarchy(const CorpusHierarchy& hierarchy, absl::string_view what, std::string& table) {
  for (const CorpusConcept& made : hierarchy.concepts()) {
    const auto name = [&](std::string* out, uint32_t id) {
      absl::StrAppend(out, NameOf(hierarchy[id].code));
    };
    table += Row({"concept", NameOf(made.code), absl::StrCat(what, " ", made.code.code()),
                  absl::StrJoin(made.parents, "|", name)});
  }
}

void AddFlat(const std::vector<Code>& codes, absl::string_view what, std::string& table) {
  for (const Code& code : codes) {
    table += Row({"concept", NameOf(code), absl::StrCat(what, " ", code.code())});
  }
}

void AddAnalytes(const std::vector<CorpusAnalyte>& analytes, std::string& table) {
  for (const CorpusAnalyte& analyte : analytes) {
    const std::string name = NameOf(analyte.code);
    table += Row({"concept", name, analyte.name});
    table += Row({"unit", name, analyte.unit});
    table += Row({"limit", kCorpusLimitTable, name, "any", "6570..", analyte.Value(analyte.low).ToString(),
                  analyte.Value(analyte.high).ToString(), analyte.unit});
    if (!analyte.molar_mass.empty()) table += Row({"analyte", name, analyte.molar_mass});
  }
}

void AddScales(const std::vector<CorpusScale>& scales, std::string& table) {
  for (const CorpusScale& scale : scales) {
    int rank = 0;
    for (const std::string& grade : scale.grades) {
      table += Row({"scale", scale.name, grade, absl::StrCat(++rank)});
    }
  }
  // A coarse grade, as patients have them.
  table += Row({"scale", "severity", "serious", "2..3"});
}

std::vector<Code> FlatCodes(absl::string_view prefix, int count) {
  std::vector<Code> codes;
  for (int i = 0; i < count; ++i) codes.push_back({kCorpusSystem, absl::StrCat(prefix, i)});
  return codes;
}

}  // namespace

CorpusVocabulary::CorpusVocabulary(uint64_t seed) {
  uint64_t number = 0;
  const auto make = [&](const HierarchyShape& shape) {
    CorpusRandom random(seed, CorpusStream::kVocabulary, number++);
    return CorpusHierarchy(shape, random);
  };
  // Depth and parents of the conditions are those of MeSH (measure_registry.py).
  conditions = make({kCorpusSystem, "C", 28, 12000, {27, 170, 307, 274, 146, 53, 17, 4}, 430, 400});
  medications = make({kCorpusSystem, "M", 28, 3000, {80, 300, 420, 200}, 300, 150});
  procedures = make({kCorpusSystem, "P", 21, 2000, {120, 300, 380, 200}, 350, 100});
  variants = make({kCorpusSystem, "V", 120, 500, {90, 10}, 300, 10});
  allergens = make({kCorpusSystem, "A", 14, 160, {60, 40}, 300, 50});
  lifestyles = make({kCorpusSystem, "S", 14, 40, {80, 20}, 300, 0});
  abilities = make({kCorpusSystem, "B", 21, 40, {100}, 300, 0});
  plans = make({kCorpusSystem, "N", 21, 60, {70, 30}, 300, 0});
  sites = make({kCorpusSystem, "T", 14, 120, {30, 50, 20}, 400, 50});
  responses = FlatCodes("R", 5);
  methods = FlatCodes("D", 12);
  results = FlatCodes("E", 8);
  analytes = MakeCorpusAnalytes(kCorpusSystem, 400);
  scales = {{"severity", {"mild", "moderate", "severe", "life-threatening"}},
            {"CTCAE", {"1", "2", "3", "4", "5"}},
            {"NYHA", {"I", "II", "III", "IV"}},
            {"stage", {"0", "I", "II", "III", "IV"}}};
}

std::string CorpusTerminologyTable(const CorpusVocabulary& vocabulary) {
  std::string table = Row({"system", "x", kCorpusSystem, "Corpus", "1", "corpus"});
  AddHierarchy(vocabulary.conditions, "Condition", table);
  AddHierarchy(vocabulary.medications, "Medication", table);
  AddHierarchy(vocabulary.procedures, "Procedure", table);
  AddHierarchy(vocabulary.variants, "Variant", table);
  AddHierarchy(vocabulary.allergens, "Allergen", table);
  AddHierarchy(vocabulary.lifestyles, "Habit", table);
  AddHierarchy(vocabulary.abilities, "Ability", table);
  AddHierarchy(vocabulary.plans, "Plan", table);
  AddHierarchy(vocabulary.sites, "Site", table);
  AddFlat(vocabulary.responses, "Response", table);
  AddFlat(vocabulary.methods, "Method", table);
  AddFlat(vocabulary.results, "Result", table);
  AddAnalytes(vocabulary.analytes, table);
  AddScales(vocabulary.scales, table);
  return table;
}

std::shared_ptr<const Terminology> LoadCorpusTerminology(const CorpusVocabulary& vocabulary) {
  LoadedTables loaded = LoadPlainTables({{"corpus.tsv", CorpusTerminologyTable(vocabulary)}});
  // The generator's own table: an issue is a fault of the generator.
  if (!loaded.issues.empty()) std::abort();
  return loaded.terminology;
}

}  // namespace trialmatch
