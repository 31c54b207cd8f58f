// Reads a study of ClinicalTrials.gov's legacy XML.
#ifndef TRIALMATCH_INGEST_CTGOV_STUDY_XML_H_
#define TRIALMATCH_INGEST_CTGOV_STUDY_XML_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "ingest/ctgov/study.h"

namespace trialmatch::ctgov {

// `content` is one document with a clinical_study element. InvalidArgument when it is no XML in UTF-8, is
// nested deeper than 64 levels, declares a document type (which is where entities could be declared: the
// format has none), or has another root. Unknown elements are as if they were not there. Source: the public
// schema "public.xsd" of the registry.
absl::StatusOr<Study> ReadStudyXml(absl::string_view content);

}  // namespace trialmatch::ctgov

#endif  // TRIALMATCH_INGEST_CTGOV_STUDY_XML_H_
