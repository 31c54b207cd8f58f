#include "client/commands/import_report.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "client/render/trial_view.h"
#include "client/text/utf8.h"
#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"

namespace trialmatch::client {
namespace {

// Kept of each kind, as the service does of one stream.
constexpr size_t kMostKept = 1000;
// Shown as text, unless asked for.
constexpr int64_t kWarnedShown = 20;
constexpr size_t kPassedOverShown = 20;

using google::protobuf::ListValue;
using google::protobuf::Struct;

}  // namespace

void ImportReport::PassOver(const std::string& source, const std::string& reason) {
  ++passed_over_count_[reason];
  if (passed_over_.size() < kMostKept) passed_over_.push_back({source, reason});
}

void ImportReport::NotSent(const absl::Status& status) {
  input_code_ = Worse(input_code_, context_.ReportInput(status));
  ++not_sent_count_;
  if (not_sent_.size() < kMostKept) not_sent_.push_back({"", std::string(status.message())});
}

std::string ImportReport::RenderFailure(const v1::ImportFailure& failure, const std::string& source) const {
  const std::string about =
      failure.name().empty() ? source : absl::StrCat(source, ": ", OneLine(failure.name()));
  std::string text;
  for (const auto& issue : failure.issues()) {
    absl::StrAppend(&text, RenderTrialIssue(about, issue, context_.OutStyle()));
  }
  return failure.issues_size() == 0 ? absl::StrCat(OneLine(about), ": refused\n") : text;
}

void ImportReport::Take(const Failures& from, int64_t base, const std::vector<std::string>& sources,
                        Failures& to, std::vector<std::string>& to_sources) {
  for (const auto& failure : from) {
    const auto position = static_cast<size_t>(failure.position());
    const std::string source =
        position < sources.size() ? sources[position] : absl::StrCat("position ", failure.position());
    const bool warning = &to == sum_.mutable_warnings();
    const bool shown = !warning || options_.all_warnings || warned_shown_ < kWarnedShown;
    if (warning && shown) ++warned_shown_;
    if (!context_.options.json) {
      if (shown) context_.Print(RenderFailure(failure, source));
      continue;
    }
    if (to_sources.size() == kMostKept) return;
    to_sources.push_back(source);
    *to.Add() = failure;
    to.rbegin()->set_position(base + failure.position());
  }
}

void ImportReport::Add(const v1::ImportTrialsResponse& response, const std::vector<std::string>& sources) {
  Take(response.failures(), sent_, sources, *sum_.mutable_failures(), failure_sources_);
  Take(response.warnings(), sent_, sources, *sum_.mutable_warnings(), warning_sources_);
  sent_ += static_cast<int64_t>(sources.size());
  sum_.set_created(sum_.created() + response.created());
  sum_.set_updated(sum_.updated() + response.updated());
  sum_.set_unchanged(sum_.unchanged() + response.unchanged());
  sum_.set_failed(sum_.failed() + response.failed());
  sum_.set_warned(sum_.warned() + response.warned());
  sum_.set_catalog_revision(response.catalog_revision());
}

ExitCode ImportReport::exit_code() const {
  return sum_.failed() > 0 ? Worse(input_code_, kExitBadInput) : input_code_;
}

void ImportReport::Print() const {
  if (context_.options.json) {
    PrintJson();
  } else {
    PrintText();
  }
}

std::string ImportReport::RenderPassedOver() const {
  std::string text;
  for (size_t i = 0; i < std::min(passed_over_.size(), kPassedOverShown); ++i) {
    absl::StrAppend(&text, "Passed over: ", OneLine(passed_over_[i].source), ": ", passed_over_[i].reason,
                    "\n");
  }
  int64_t all = 0;
  std::string reasons;
  for (const auto& [reason, count] : passed_over_count_) {
    all += count;
    absl::StrAppend(&reasons, reasons.empty() ? "" : "; ", count, " ", reason);
  }
  if (all > static_cast<int64_t>(kPassedOverShown)) {
    absl::StrAppend(&text, "Passed over: ", all, " files in all: ", reasons, "\n");
  }
  return text;
}

void ImportReport::PrintText() const {
  std::string text;
  if (sum_.warned() > warned_shown_) {
    absl::StrAppend(&text, "and ", sum_.warned() - warned_shown_,
                    " more with warnings (--warnings shows all)\n");
  }
  absl::StrAppend(&text, RenderPassedOver(), options_.dry_run ? "Dry run: " : "", sum_.created(),
                  " created, ", sum_.updated(), " updated, ", sum_.unchanged(), " unchanged, ", sum_.failed(),
                  " failed");
  if (not_sent_count_ > 0) absl::StrAppend(&text, ", ", not_sent_count_, " not sent");
  if (sum_.warned() > 0) absl::StrAppend(&text, ", ", sum_.warned(), " with warnings");
  absl::StrAppend(&text, context_.OutStyle().Dot(), "catalog revision ", sum_.catalog_revision(), "\n");
  context_.Print(text);
}

void ImportReport::PrintJson() const {
  Struct report;
  const std::string response = ToJson(sum_, JsonLayout::kOneLine);
  if (!google::protobuf::util::JsonStringToMessage(response, &report).ok()) {
    context_.Complain("the report cannot be written as JSON");
    return;
  }
  auto& fields = *report.mutable_fields();
  const auto name_sources = [&fields](const std::string& list, const std::vector<std::string>& sources) {
    for (size_t i = 0; i < sources.size(); ++i) {
      Struct& failure =
          *fields[list].mutable_list_value()->mutable_values(static_cast<int>(i))->mutable_struct_value();
      (*failure.mutable_fields())["source"].set_string_value(OneLine(sources[i]));
    }
  };
  name_sources("failures", failure_sources_);
  name_sources("warnings", warning_sources_);
  if (not_sent_count_ > 0) fields["notSentCount"].set_string_value(absl::StrCat(not_sent_count_));
  for (const Remark& remark : not_sent_) {
    fields["notSent"].mutable_list_value()->add_values()->set_string_value(OneLine(remark.reason));
  }
  int64_t passed_over = 0;
  for (const auto& [reason, count] : passed_over_count_) passed_over += count;
  if (passed_over > 0) fields["passedOverCount"].set_string_value(absl::StrCat(passed_over));
  for (const Remark& remark : passed_over_) {
    auto& entry =
        *fields["passedOver"].mutable_list_value()->add_values()->mutable_struct_value()->mutable_fields();
    entry["source"].set_string_value(OneLine(remark.source));
    entry["reason"].set_string_value(remark.reason);
  }
  context_.PrintJson(report, JsonLayout::kIndented);
}

}  // namespace trialmatch::client
