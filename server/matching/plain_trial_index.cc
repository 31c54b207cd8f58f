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

  absl::StatusOr<VerdictPlanes> Match(const PatientView& patient, TrialReader,
                                      absl::FunctionRef<bool()> stop) const override {
    VerdictPlanes verdicts(trials_.size());
    for (size_t i = 0; i < trials_.size(); ++i) {
      if (i % kTrialsPerStop == 0 && stop()) return absl::CancelledError("the match was stopped");
      verdicts.Set(i, Evaluate(*trials_[i], patient));
    }
    return verdicts;
  }

  // The trials are not its own.
  size_t BytesUsed() const override { return trials_.capacity() * sizeof trials_[0]; }

 private:
  std::vector<TrialPointer> trials_;
};

}  // namespace

std::unique_ptr<TrialIndex> BuildPlainIndex(absl::Span<const TrialPointer> trials) {
  return std::make_unique<PlainTrialIndex>(trials);
}

}  // namespace trialmatch
