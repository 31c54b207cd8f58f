#include <vector>

#include "matching/evaluator.h"
#include "matching/trial_index.h"

namespace trialmatch {
namespace {

// How many trials pass between two questions whether to stop.
constexpr size_t kTrialsPerStop = 64;

class PlainTrialIndex final : public TrialIndex {
 public:
  explicit PlainTrialIndex(absl::Span<const TrialPointer> trials) : trials_(trials.begin(), trials.end()) {}

  size_t size() const override { return trials_.size(); }

  std::vector<Truth> Match(const PatientView& patient, absl::FunctionRef<bool()> stop) const override {
    std::vector<Truth> answers;
    answers.reserve(trials_.size());
    for (const TrialPointer& trial : trials_) {
      if (answers.size() % kTrialsPerStop == 0 && stop()) return {};
      answers.push_back(Evaluate(*trial, patient));
    }
    return answers;
  }

 private:
  std::vector<TrialPointer> trials_;
};

}  // namespace

std::unique_ptr<TrialIndex> BuildPlainIndex(absl::Span<const TrialPointer> trials) {
  return std::make_unique<PlainTrialIndex>(trials);
}

}  // namespace trialmatch
