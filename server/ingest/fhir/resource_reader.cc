#include "ingest/fhir/resource_reader.h"

namespace trialmatch::fhir {
namespace {

constexpr char kOfAnother[] = "it is about somebody else than the Patient";
constexpr char kOfNobody[] = "it does not say that it is about the Patient";

}  // namespace

Reason WhyNotOfPatient(const Json& resource, const Json& subject, const Reading& reading) {
  switch (reading.bundle.WhoIs(subject, resource)) {
    case About::kAnother:
      return kOfAnother;
    case About::kUntold:
      return kOfNobody;
    case About::kPatient:
      break;
  }
  return Reason(WhyUnreadable(resource));
}

bool IsUnreadable(const Json& resource, const Json& subject, const Reading& reading) {
  const About about = reading.bundle.WhoIs(subject, resource);
  return about == About::kUntold || (about == About::kPatient && !WhyUnreadable(resource).empty());
}

absl::string_view SeverityOf(const Json& severity) {
  struct Row {
    absl::string_view snomed;
    absl::string_view grade;
  };
  constexpr Row kRows[] = {{"255604002", "mild"}, {"6736007", "moderate"}, {"24484000", "severe"}};
  for (const Row& row : kRows) {
    if (severity.string() == row.grade || HasCode(severity, kSnomed, row.snomed)) return row.grade;
  }
  return "";
}

}  // namespace trialmatch::fhir
