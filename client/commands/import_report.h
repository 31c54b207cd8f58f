// What an import did, over all of its streams.
#ifndef TRIALMATCH_CLIENT_COMMANDS_IMPORT_REPORT_H_
#define TRIALMATCH_CLIENT_COMMANDS_IMPORT_REPORT_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "client/commands/command_context.h"
#include "trialmatch/v1/trial_service.pb.h"

namespace trialmatch::client {

// As text, what failed is printed when it is known and the sums at the end. As JSON everything comes at the
// end: an ImportTrialsResponse of all streams, with a "source" at each failure and warning, "notSent" (what
// is no trial, and why) and "passedOver" (files that were not read, and why). Keeps 1,000 of each at most.
class ImportReport {
 public:
  struct Options {
    bool dry_run = false;
    // As text, all warnings instead of the first few records' ones.
    bool all_warnings = false;
  };

  // `context` must outlive the report.
  ImportReport(const CommandContext& context, const Options& options)
      : context_(context), options_(options) {}

  // A file that was not read.
  void PassOver(const std::string& source, const std::string& reason);
  // What could not be sent; complains about it too.
  void NotSent(const absl::Status& status);
  // The answer of a stream that sent what came from `sources`.
  void Add(const v1::ImportTrialsResponse& response, const std::vector<std::string>& sources);
  // Prints what is left to print.
  void Print() const;

  // Of everything so far.
  ExitCode exit_code() const;

 private:
  struct Remark {
    std::string source;
    std::string reason;
  };
  using Failures = google::protobuf::RepeatedPtrField<v1::ImportFailure>;

  void Take(const Failures& from, int64_t base, const std::vector<std::string>& sources, Failures& to,
            std::vector<std::string>& to_sources);
  std::string RenderFailure(const v1::ImportFailure& failure, const std::string& source) const;
  std::string RenderPassedOver() const;
  void PrintText() const;
  void PrintJson() const;

  const CommandContext& context_;
  const Options options_;
  v1::ImportTrialsResponse sum_;
  // Of sum_.failures() and sum_.warnings().
  std::vector<std::string> failure_sources_;
  std::vector<std::string> warning_sources_;
  int64_t sent_ = 0;
  int64_t warned_shown_ = 0;
  ExitCode input_code_ = kExitOk;
  int64_t not_sent_count_ = 0;
  std::vector<Remark> not_sent_;
  std::map<std::string, int64_t> passed_over_count_;  // by reason
  std::vector<Remark> passed_over_;
};

}  // namespace trialmatch::client

#endif  // TRIALMATCH_CLIENT_COMMANDS_IMPORT_REPORT_H_
