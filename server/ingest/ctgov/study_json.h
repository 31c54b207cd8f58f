// Reads a study of the ClinicalTrials.gov API, version 2.
#ifndef TRIALMATCH_INGEST_CTGOV_STUDY_JSON_H_
#define TRIALMATCH_INGEST_CTGOV_STUDY_JSON_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "ingest/ctgov/study.h"

namespace trialmatch::ctgov {

// `content` is one study object. InvalidArgument when it is no JSON object in UTF-8, is nested deeper than 64
// levels, or has no protocolSection. Members that are unknown or of another type than documented are as if
// they were not there. Source: the data structure of the API's documentation.
absl::StatusOr<Study> ReadStudyJson(absl::string_view content);

}  // namespace trialmatch::ctgov

#endif  // TRIALMATCH_INGEST_CTGOV_STUDY_JSON_H_
