// peer-patients PATIENTS FOLDER: writes for each of a few trials of the corpus the truths of its leaves for
// all patients as a table for DuckDB, with the definition's verdict, and beside it the trial as an SQL
// expression.
#include <algorithm>
#include <cstdint>
#include <fstream>
#include <iostream>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "matching/evaluator.h"
#include "matching/leaf_route.h"
#include "tests/benchmark/bench/leaf_table.h"
#include "tests/benchmark/corpus/corpus.h"

namespace trialmatch::bench {
namespace {

constexpr uint64_t kSeed = 1;
// Beyond those of which consents and attestations speak, which no table knows.
constexpr uint64_t kFirstTrial = CorpusPatientMaker::kDecidedTrials;
constexpr uint64_t kTrials = 5;

// In SQL's own three values: a leaf is the column of its number, NULL where it is UNKNOWN.
class Expression {
 public:
  explicit Expression(LeafTable& leaves) : leaves_(leaves) {}

  std::string Of(const Trial& trial) {
    std::string all = Of(trial.criteria);
    if (trial.cohorts.empty()) return all;
    std::vector<std::string> any;
    for (const Cohort& cohort : trial.cohorts) any.push_back(Of(cohort.criteria));
    return absl::StrCat(all, " AND (", absl::StrJoin(any, " OR "), ")");
  }

 private:
  std::string Of(const CriteriaLists& lists) {
    std::vector<std::string> all;
    for (const Criterion& criterion : lists.inclusion) all.push_back(Of(criterion));
    for (const Criterion& criterion : lists.exclusion) all.push_back(absl::StrCat("NOT ", Of(criterion)));
    return all.empty() ? "true" : absl::StrCat("(", absl::StrJoin(all, " AND "), ")");
  }

  std::string Of(const Criterion& criterion) {
    if (const auto* combination = std::get_if<Combination>(&criterion.kind)) return Of(*combination);
    return IsByPerson(criterion) ? "NULL::boolean"
                                 : absl::StrCat("c", leaves_.LiteralOf(criterion, false) / 2);
  }

  std::string Of(const Combination& combination) {
    std::vector<std::string> children;
    for (const Criterion& child : combination.children) children.push_back(Of(child));
    switch (combination.op) {
      case Operator::kAllOf:
        return absl::StrCat("(", absl::StrJoin(children, " AND "), ")");
      case Operator::kAnyOf:
        return absl::StrCat("(", absl::StrJoin(children, " OR "), ")");
      case Operator::kNot:
        return absl::StrCat("(NOT ", children[0], ")");
      case Operator::kIfThen:
        return absl::StrCat("(NOT ", children[0], " OR ", children[1], ")");
      case Operator::kAtLeast:
        break;
    }
    const auto sum = [&children](const char* if_unknown) {
      return absl::StrJoin(children, " + ", [if_unknown](std::string* out, const std::string& child) {
        absl::StrAppend(out, "coalesce(", child, ", ", if_unknown, ")::utinyint");
      });
    };
    return absl::StrCat("(CASE WHEN ", sum("false"), " >= ", combination.k, " THEN true WHEN ", sum("true"),
                        " < ", combination.k, " THEN false END)");
  }

  LeafTable& leaves_;
};

// One trial's table; a line of it holds the truths (0, 1; empty: UNKNOWN) of its leaves, then the verdict.
struct Sheet {
  Trial trial;
  LeafTable leaves;
  std::ofstream table;
};

void Add(const PatientView& patient, Sheet& sheet) {
  constexpr const char* kBits[] = {"0", "", "", "1"};
  std::string line;
  const LeafTable::Truths truths = sheet.leaves.Ask(patient);
  for (size_t leaf = 0; leaf < truths.size(); leaf += 2) absl::StrAppend(&line, kBits[truths[leaf]], "\t");
  constexpr const char* kTruths[] = {"0", "", "1"};
  sheet.table << line << kTruths[static_cast<size_t>(Evaluate(sheet.trial, patient))] << '\n';
}

int Run(uint64_t patients, const std::string& folder) {
  const Corpus corpus(kSeed);
  std::vector<std::unique_ptr<Sheet>> sheets;
  for (uint64_t n = 0; n < kTrials; ++n) {
    sheets.push_back(std::make_unique<Sheet>());
    Sheet& sheet = *sheets.back();
    sheet.trial = corpus.MakeTrial(kFirstTrial + n);
    std::ofstream(absl::StrCat(folder, "/", n, ".sql")) << Expression(sheet.leaves).Of(sheet.trial);
    sheet.table.open(absl::StrCat(folder, "/", n, ".tsv"));
    for (size_t leaf = 0; leaf < sheet.leaves.size(); ++leaf) sheet.table << "c" << leaf << "\t";
    sheet.table << "verdict\n";
  }
  for (uint64_t n = 0; n < patients; ++n) {
    const CorpusPatient made = corpus.MakePatient(n);
    const PatientView view = corpus.View(made);
    for (const std::unique_ptr<Sheet>& sheet : sheets) Add(view, *sheet);
  }
  const bool written = std::all_of(sheets.begin(), sheets.end(),
                                   [](const auto& sheet) { return static_cast<bool>(sheet->table.flush()); });
  if (!written) std::cerr << "peer-patients: cannot write to " << folder << "\n";
  return written ? 0 : 1;
}

}  // namespace
}  // namespace trialmatch::bench

int main(int argc, char** argv) {
  uint64_t patients = 0;
  if (argc != 3 || !absl::SimpleAtoi(argv[1], &patients) || patients == 0) {
    std::cerr << "usage: peer-patients PATIENTS FOLDER\n";
    return 2;
  }
  return trialmatch::bench::Run(patients, argv[2]);
}
