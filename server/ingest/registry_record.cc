#include "ingest/registry_record.h"

#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "ingest/criteria/text_reader.h"
#include "ingest/criteria/trial_condition.h"
#include "ingest/ctgov/study_json.h"
#include "ingest/ctgov/study_trial.h"
#include "ingest/ctgov/study_xml.h"
#include "ingest/ctgov/trial_fit.h"

namespace trialmatch {
namespace {

constexpr absl::string_view kByteOrderMark = "\xEF\xBB\xBF";

v1::RegistryFormat FormatOf(absl::string_view content) {
  if (content.empty()) return v1::REGISTRY_FORMAT_UNSPECIFIED;
  if (content[0] == '{') return v1::REGISTRY_FORMAT_CTGOV_JSON;
  return content[0] == '<' ? v1::REGISTRY_FORMAT_CTGOV_XML : v1::REGISTRY_FORMAT_UNSPECIFIED;
}

ReadRecord Refused(absl::string_view member, std::string description) {
  ReadRecord read;
  read.issues.push_back({absl::StrCat("record", member), std::move(description)});
  return read;
}

}  // namespace

ReadRecord ReadRegistryRecord(const v1::RegistryRecord& record, const Terminology& terminology) {
  if (!v1::RegistryFormat_IsValid(record.format())) {
    return Refused(".format", "is not a format that this version knows");
  }
  absl::string_view content = record.content();
  if (content.size() > kMaxRecordBytes) {
    return Refused(".content", absl::StrCat("is longer than ", kMaxRecordBytes, " bytes"));
  }
  absl::ConsumePrefix(&content, kByteOrderMark);
  content = absl::StripLeadingAsciiWhitespace(content);
  const v1::RegistryFormat format =
      record.format() == v1::REGISTRY_FORMAT_UNSPECIFIED ? FormatOf(content) : record.format();
  if (format == v1::REGISTRY_FORMAT_UNSPECIFIED) {
    return Refused(".content", "begins with neither '{' nor '<': it is no record of a known format");
  }
  const absl::StatusOr<ctgov::Study> study =
      format == v1::REGISTRY_FORMAT_CTGOV_JSON ? ctgov::ReadStudyJson(content) : ctgov::ReadStudyXml(content);
  if (!study.ok()) return Refused(".content", std::string(study.status().message()));
  ReadRecord read;
  read.trial = ctgov::TrialOf(*study, terminology, read.issues);
  ctgov::FitTrial(*read.trial, read.issues);
  const criteria::Concepts concepts(terminology);
  criteria::ReadEligibilityText(concepts, *read.trial);
  criteria::RequireTrialCondition(concepts, *read.trial);
  return read;
}

}  // namespace trialmatch
