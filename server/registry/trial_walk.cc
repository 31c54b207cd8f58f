#include "registry/trial_walk.h"

#include <algorithm>
#include <deque>
#include <future>
#include <thread>
#include <utility>
#include <vector>

#include "registry/code_check.h"
#include "registry/trial_record_codec.h"
#include "wire/issue_sink.h"

namespace trialmatch {
namespace {

// A batch is what a thread decodes before it hands over: enough to make a thread worth its start.
constexpr size_t kBatchTrials = 256;
constexpr size_t kBatchBytes = size_t{4} << 20;

using Records = std::vector<TrialRecord>;
using Walked = absl::StatusOr<std::vector<WalkedTrial>>;

absl::StatusOr<WalkedTrial> Decode(const TrialRecord& record, const Terminology& terminology,
                                   v1::Trial& message) {
  if (absl::Status status = ParseRecord(record, message); !status.ok()) return status;
  absl::StatusOr<Trial> trial = ReadSoundTrial(record.trial_id, message);
  if (!trial.ok()) return trial.status();
  WalkedTrial walked{*std::move(trial), record.revision};
  IssueSink codes("trial");
  CheckCodes(message, "trial", terminology, codes);
  walked.unresolved = codes.errors() > 0;
  return walked;
}

Walked DecodeAll(const Records& records, const Terminology& terminology) {
  v1::Trial message;  // one for all: it keeps its memory
  std::vector<WalkedTrial> all;
  all.reserve(records.size());
  for (const TrialRecord& record : records) {
    absl::StatusOr<WalkedTrial> one = Decode(record, terminology, message);
    if (!one.ok()) return one.status();
    all.push_back(*std::move(one));
  }
  return all;
}

// Batches on their way from the store to the visitor.
class Pipeline {
 public:
  Pipeline(const Terminology& terminology, absl::FunctionRef<void(const WalkedTrial&)> visit)
      : terminology_(terminology), visit_(visit) {}

  absl::Status Add(const TrialRecord& record) {
    bytes_ += record.record.size();
    batch_.push_back(record);
    return batch_.size() < kBatchTrials && bytes_ < kBatchBytes ? absl::OkStatus() : Send();
  }

  absl::Status Finish() {
    absl::Status status = Send();
    while (status.ok() && !decoding_.empty()) status = VisitFirst();
    return status;
  }

 private:
  // To a thread of its own; waits for the first one where too many are on their way.
  absl::Status Send() {
    decoding_.push_back(std::async(std::launch::async,
                                   [records = std::move(batch_), &terminology = terminology_]() -> Walked {
                                     return DecodeAll(records, terminology);
                                   }));
    batch_ = Records();
    bytes_ = 0;
    return decoding_.size() < ahead_ ? absl::OkStatus() : VisitFirst();
  }

  absl::Status VisitFirst() {
    const Walked walked = decoding_.front().get();
    decoding_.pop_front();
    if (!walked.ok()) return walked.status();
    for (const WalkedTrial& one : *walked) visit_(one);
    return absl::OkStatus();
  }

  const Terminology& terminology_;
  const absl::FunctionRef<void(const WalkedTrial&)> visit_;
  // One more than the cores that decode while the calling thread reads and visits.
  const size_t ahead_ = std::max(2u, std::thread::hardware_concurrency());
  Records batch_;
  size_t bytes_ = 0;  // of the batch
  std::deque<std::future<Walked>> decoding_;
};

}  // namespace

absl::StatusOr<int64_t> WalkTrials(const TrialStore& store, const Terminology& terminology,
                                   absl::FunctionRef<void(const WalkedTrial&)> visit) {
  Pipeline pipeline(terminology, visit);
  const absl::StatusOr<int64_t> revision =
      store.ForEach([&](const TrialRecord& record) { return pipeline.Add(record); });
  if (!revision.ok()) return revision.status();
  if (absl::Status status = pipeline.Finish(); !status.ok()) return status;
  return *revision;
}

}  // namespace trialmatch
