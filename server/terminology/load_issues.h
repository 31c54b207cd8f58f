// What is wrong with terminology files: all of it, not just the first.
#ifndef TRIALMATCH_TERMINOLOGY_LOAD_ISSUES_H_
#define TRIALMATCH_TERMINOLOGY_LOAD_ISSUES_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"

namespace trialmatch {

// kError: a row, a parent or a map of a plain table was left out. kWarning: nothing was lost, or it was in a
// published release, whose faults nobody here can mend.
enum class LoadSeverity : uint8_t { kWarning = 0, kError = 1 };

// `line` counts from 1; 0 speaks of the whole file.
struct LoadIssue {
  std::string file;
  uint32_t line = 0;
  LoadSeverity severity = LoadSeverity::kError;
  std::string reason;
};

// Where a row stands: the index of its file and its line. Ordered as read.
struct RowOrigin {
  uint32_t file = 0;
  uint32_t line = 0;
  friend auto operator<=>(const RowOrigin& a, const RowOrigin& b) = default;
};

// Collects issues; keeps the first kMaxIssues and counts the rest. Of a release it keeps the first
// kMaxAlike issues that differ only in what they quote.
class LoadIssues {
 public:
  static constexpr size_t kMaxIssues = 1000;
  static constexpr size_t kMaxAlike = 3;

  explicit LoadIssues(std::vector<std::string> file_names) : file_names_(std::move(file_names)) {}

  // The errors of this file are warnings.
  void MarkRelease(uint32_t file) { alike_.try_emplace(file); }
  bool IsRelease(RowOrigin where) const { return alike_.contains(where.file); }

  void Error(RowOrigin where, std::string reason);
  void Warning(RowOrigin where, std::string reason);

  // Says how many alike were left out; once, after the last issue.
  void Finish();

  const std::vector<LoadIssue>& issues() const { return issues_; }
  size_t error_count() const { return error_count_; }
  size_t warning_count() const { return warning_count_; }

 private:
  void Add(RowOrigin where, LoadSeverity severity, std::string reason);
  void Keep(RowOrigin where, LoadSeverity severity, std::string reason);

  std::vector<std::string> file_names_;
  std::vector<LoadIssue> issues_;
  // Of each release: how often each reason came, without what it quotes.
  std::map<uint32_t, std::map<std::string, size_t>> alike_;
  size_t error_count_ = 0;
  size_t warning_count_ = 0;
};

// `text` in quotes for a reason: control and non-ASCII bytes escaped, long text cut.
std::string QuoteForIssue(absl::string_view text);

}  // namespace trialmatch

#endif  // TRIALMATCH_TERMINOLOGY_LOAD_ISSUES_H_
