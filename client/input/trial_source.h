// Trials and registry records, one at a time, from wherever they lie.
#ifndef TRIALMATCH_CLIENT_INPUT_TRIAL_SOURCE_H_
#define TRIALMATCH_CLIENT_INPUT_TRIAL_SOURCE_H_

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "client/input/entry_reader.h"
#include "client/input/record_splitter.h"
#include "trialmatch/v1/trial.pb.h"
#include "trialmatch/v1/trial_service.pb.h"

namespace trialmatch::client {

// A trial of our own schema, or a record of a registry as it is, which the service reads.
struct TrialItem {
  // For people: the file, with ":line" or ":line:column" where it is not alone in it.
  std::string source;
  std::variant<v1::Trial, v1::RegistryRecord> what;
};

// How far the items were read: the first `items` answers of file `input` and all files before it.
struct TrialPosition {
  size_t input = 0;
  int64_t items = 0;
};

// In bounded memory, however large the files are. A JSON object with `protocolSection` and a `clinical_study`
// element are records, every other JSON object is a Trial. Not thread safe.
class TrialSource {
 public:
  TrialSource(std::istream& standard_input, OnPassedOver on_passed_over, const ArchiveLimits& limits = {})
      : entries_(standard_input, std::move(on_passed_over), limits) {}

  // As EntryReader.
  absl::Status Add(const std::vector<std::string>& paths) { return entries_.Add(paths); }
  const std::vector<std::string>& inputs() const { return entries_.inputs(); }

  // The next one, or what is wrong with it, with source and place (reading goes on with the next call);
  // nothing: no more.
  std::optional<absl::StatusOr<TrialItem>> Next();

  // Behind the last answer of Next.
  TrialPosition position() const { return position_; }
  // Before the first Next: go on behind `position`, which is one of the same files.
  void SkipTo(const TrialPosition& position);

 private:
  std::optional<absl::StatusOr<TrialItem>> NextOfAll();
  std::optional<absl::StatusOr<TrialItem>> NextRecord();
  absl::StatusOr<TrialItem> FromRecord(RawRecord record) const;
  absl::StatusOr<TrialItem> WholeEntry() const;
  std::string SourceOf(const RawRecord& record) const;

  EntryReader entries_;
  Entry entry_;
  std::unique_ptr<RecordSplitter> records_;  // of `entry_`
  bool first_record_ = true;
  TrialPosition position_;
  TrialPosition skip_;
};

}  // namespace trialmatch::client

#endif  // TRIALMATCH_CLIENT_INPUT_TRIAL_SOURCE_H_
