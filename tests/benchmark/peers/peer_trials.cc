// peer-trials TRIALS PATIENTS FOLDER: writes trials and patients of the corpus as tables for PostgreSQL, with
// the verdicts of our index; then answers each line of standard input with the median CPU of our matches of
// those patients, in microseconds.
#include <cstdint>
#include <cstdio>
#include <iostream>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "tests/benchmark/bench/cpu_clock.h"
#include "tests/benchmark/bench/match_engine.h"
#include "tests/benchmark/bench/samples.h"
#include "tests/benchmark/corpus/corpus.h"
#include "tests/benchmark/peers/table_file.h"
#include "tests/benchmark/peers/trial_rows.h"

namespace trialmatch::bench {
namespace {

constexpr uint64_t kSeed = 1;

// Trees numbered through, parents before their children.
class TreeTables {
 public:
  explicit TreeTables(const std::string& folder)
      : nodes_(absl::StrCat(folder, "/node.tsv")), leaves_(absl::StrCat(folder, "/leaf.tsv")) {}

  // `parent`: -1 for a tree that is a child of the trial itself.
  void Add(const TrialRows::Tree& tree, size_t trial, int64_t parent, int64_t depth) {
    const int64_t node = next_++;
    nodes_.Add({node, static_cast<int64_t>(trial), parent, depth, tree.k});
    for (const uint32_t literal : tree.literals) leaves_.Add({node, literal});
    for (const TrialRows::Tree& child : tree.trees) Add(child, trial, node, depth + 1);
  }
  bool Close() { return nodes_.Close() && leaves_.Close(); }

 private:
  TableFile nodes_, leaves_;
  int64_t next_ = 0;
};

bool WriteTrials(const Corpus& corpus, size_t count, const std::string& folder, LeafTable& leaves) {
  TableFile trials(absl::StrCat(folder, "/trial.tsv")), needs(absl::StrCat(folder, "/need.tsv"));
  TreeTables trees(folder);
  for (size_t n = 0; n < count; ++n) {
    const TrialRows rows = RowsOf(corpus.MakeTrial(n), leaves);
    const auto trial = static_cast<int64_t>(n);
    trials.Add({trial, static_cast<int64_t>(rows.trees.size())});
    for (const uint32_t literal : rows.needs) needs.Add({trial, literal});
    for (const TrialRows::Tree& tree : rows.trees) trees.Add(tree, n, -1, 0);
  }
  return trials.Close() && needs.Close() && trees.Close();
}

// Of each patient the literals that are FALSE, and the trials that are not.
bool WritePatients(const Corpus& corpus, const std::vector<CorpusPatient>& patients, const LeafTable& leaves,
                   const MatchEngine& engine, const std::string& folder) {
  TableFile refuted(absl::StrCat(folder, "/refuted.tsv")), answers(absl::StrCat(folder, "/answer.tsv"));
  for (size_t i = 0; i < patients.size(); ++i) {
    const auto patient = static_cast<int64_t>(i);
    const LeafTable::Truths truths = leaves.Ask(corpus.View(patients[i]));
    for (size_t literal = 0; literal < truths.size(); ++literal) {
      if (truths[literal] == kFalseBits) refuted.Add({patient, static_cast<int64_t>(literal)});
    }
    const absl::StatusOr<MatchAnswer> answer = engine.Match(patients[i]);
    if (!answer.ok()) return false;
    for (size_t n = 0; n < engine.size(); ++n) {
      if (answer->verdicts[n] != Truth::kFalse) answers.Add({patient, static_cast<int64_t>(n)});
    }
  }
  return refuted.Close() && answers.Close();
}

// Those of whom consents and attestations speak are left out: the tables know nothing of those.
std::vector<CorpusPatient> PickPatients(const Corpus& corpus, size_t count) {
  std::vector<CorpusPatient> picked;
  for (uint64_t n = 0; picked.size() < count; ++n) {
    CorpusPatient made = corpus.MakePatient(n);
    if (made.patient.consents.empty() && made.patient.attestations.empty()) picked.push_back(std::move(made));
  }
  return picked;
}

double MedianMicros(const MatchEngine& engine, const std::vector<CorpusPatient>& patients) {
  Samples micros;
  for (const CorpusPatient& patient : patients) {
    micros.Add(static_cast<double>(CpuOf([&] { engine.Match(patient).status().IgnoreError(); })) / 1e3);
  }
  return micros.Median();
}

int Run(size_t trials, size_t count, const std::string& folder) {
  const Corpus corpus(kSeed);
  const MatchEngine engine(
      trials, [&](size_t n) { return corpus.MakeTrial(n); }, *corpus.terminology());
  LeafTable leaves;
  const std::vector<CorpusPatient> patients = PickPatients(corpus, count);
  if (!WriteTrials(corpus, trials, folder, leaves) ||
      !WritePatients(corpus, patients, leaves, engine, folder)) {
    std::cerr << "peer-trials: cannot write to " << folder << "\n";
    return 1;
  }
  std::cout << "ready" << std::endl;
  for (std::string line; std::getline(std::cin, line);)
    std::cout << MedianMicros(engine, patients) << std::endl;
  return 0;
}

}  // namespace
}  // namespace trialmatch::bench

int main(int argc, char** argv) {
  uint64_t trials = 0, patients = 0;
  if (argc != 4 || !absl::SimpleAtoi(argv[1], &trials) || !absl::SimpleAtoi(argv[2], &patients) ||
      trials == 0 || patients == 0) {
    std::cerr << "usage: peer-trials TRIALS PATIENTS FOLDER\n";
    return 2;
  }
  return trialmatch::bench::Run(trials, patients, argv[3]);
}
