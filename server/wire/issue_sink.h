// Collects all that is wrong with a message, each with the path of its field.
#ifndef TRIALMATCH_WIRE_ISSUE_SINK_H_
#define TRIALMATCH_WIRE_ISSUE_SINK_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "domain/issue.h"

namespace trialmatch {

// A reader enters fields (Field below) and reports at the place where it stands. Keeps the first kMaxIssues
// errors and the first kMaxIssues warnings, in the order of their report. Descriptions never hold a value of
// a patient. For one thread.
class IssueSink {
 public:
  static constexpr size_t kMaxIssues = 1000;

  // `root` is the path of the message itself, e.g. "trial"; empty: paths begin with its fields.
  explicit IssueSink(std::string root = "") : root_(std::move(root)) {}
  IssueSink(const IssueSink&) = delete;
  IssueSink& operator=(const IssueSink&) = delete;

  // At the present place, or at a member of it.
  void Error(absl::string_view description) { Report(Severity::kError, "", description); }
  void Warning(absl::string_view description) { Report(Severity::kWarning, "", description); }
  void ErrorAt(absl::string_view member, absl::string_view description) {
    Report(Severity::kError, member, description);
  }
  void WarningAt(absl::string_view member, absl::string_view description) {
    Report(Severity::kWarning, member, description);
  }

  // Of another place: `field` is a whole path, from the root on.
  void ReportPath(Severity severity, std::string field, absl::string_view description);

  // The path of the present place: "trial.cohorts[1].inclusion_criteria[0].clock".
  std::string Path() const;

  // Errors reported so far, those beyond kMaxIssues too. A reader compares before and after to learn whether
  // a part was sound.
  size_t errors() const { return errors_; }
  const Issues& issues() const { return issues_; }
  Issues Take() { return std::move(issues_); }

 private:
  friend class Field;
  friend class InCriterion;

  struct Step {
    absl::string_view name;
    int index;  // -1: not of a list
  };

  void Report(Severity severity, absl::string_view member, absl::string_view description);

  const std::string root_;
  std::vector<Step> steps_;
  std::string criterion_id_;
  Issues issues_;
  size_t errors_ = 0;
  size_t warnings_ = 0;
};

// Stands in a member (of a list: in its element `index`) for as long as it lives. `name` is a literal.
class Field {
 public:
  Field(IssueSink& sink, absl::string_view name, int index = -1) : sink_(sink) {
    sink_.steps_.push_back({name, index});
  }
  ~Field() { sink_.steps_.pop_back(); }
  Field(const Field&) = delete;
  Field& operator=(const Field&) = delete;

 private:
  IssueSink& sink_;
};

// What is reported while it lives is about this criterion.
class InCriterion {
 public:
  InCriterion(IssueSink& sink, std::string id) : sink_(sink), outer_(std::move(id)) {
    sink_.criterion_id_.swap(outer_);
  }
  ~InCriterion() { sink_.criterion_id_.swap(outer_); }
  InCriterion(const InCriterion&) = delete;
  InCriterion& operator=(const InCriterion&) = delete;

 private:
  IssueSink& sink_;
  std::string outer_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_WIRE_ISSUE_SINK_H_
