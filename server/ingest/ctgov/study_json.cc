#include "ingest/ctgov/study_json.h"

#include <initializer_list>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "ingest/json_document.h"

namespace trialmatch::ctgov {
namespace {

constexpr StudyPaths kPaths = {
    .nct_id = "protocolSection.identificationModule.nctId",
    .brief_title = "protocolSection.identificationModule.briefTitle",
    .overall_status = "protocolSection.statusModule.overallStatus",
    .study_type = "protocolSection.designModule.studyType",
    .phases = "protocolSection.designModule.phases",
    .sex = "protocolSection.eligibilityModule.sex",
    .minimum_age = "protocolSection.eligibilityModule.minimumAge",
    .maximum_age = "protocolSection.eligibilityModule.maximumAge",
    .healthy_volunteers = "protocolSection.eligibilityModule.healthyVolunteers",
    .first_submitted = "protocolSection.statusModule.studyFirstSubmitDate",
    .start_date = "protocolSection.statusModule.startDateStruct.date",
    .last_update = "protocolSection.statusModule.lastUpdatePostDateStruct.date",
    .completion_date = "protocolSection.statusModule.completionDateStruct.date",
    .version_date = "derivedSection.miscInfoModule.versionHolder",
    .mesh_terms = "derivedSection.conditionBrowseModule.meshes",
    .locations = "protocolSection.contactsLocationsModule.locations",
};

std::string TextAt(const rapidjson::Value& object, absl::string_view member) {
  const rapidjson::Value* value = FindMember(object, member);
  if (value == nullptr || !value->IsString()) return "";
  return std::string(
      absl::StripAsciiWhitespace(absl::string_view(value->GetString(), value->GetStringLength())));
}

std::string DateAt(const rapidjson::Value& object, absl::string_view member) {
  const rapidjson::Value* date = FindMember(object, member);
  return date == nullptr ? "" : TextAt(*date, "date");
}

std::optional<bool> FlagAt(const rapidjson::Value& object, absl::string_view member) {
  const rapidjson::Value* value = FindMember(object, member);
  if (value == nullptr || !value->IsBool()) return std::nullopt;
  return value->GetBool();
}

std::vector<std::string> TextsAt(const rapidjson::Value& object, absl::string_view member) {
  std::vector<std::string> texts;
  ForEachElement(object, member, [&](const rapidjson::Value& value) {
    if (!value.IsString()) return;
    std::string text(
        absl::StripAsciiWhitespace(absl::string_view(value.GetString(), value.GetStringLength())));
    if (!text.empty()) texts.push_back(std::move(text));
  });
  return texts;
}

// The API writes long texts as CommonMark, in which a backslash takes a mark's meaning away.
std::string MarkupAt(const rapidjson::Value& object, absl::string_view member) {
  std::string text = TextAt(object, member);
  size_t kept = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool escapes = text[i] == '\\' && i + 1 < text.size() && absl::ascii_ispunct(text[i + 1]);
    if (escapes) ++i;
    text[kept++] = text[i];
  }
  text.resize(kept);
  return text;
}

std::optional<Point> PointAt(const rapidjson::Value& location) {
  const rapidjson::Value* point = FindMember(location, "geoPoint");
  if (point == nullptr) return std::nullopt;
  const rapidjson::Value* latitude = FindMember(*point, "lat");
  const rapidjson::Value* longitude = FindMember(*point, "lon");
  if (latitude == nullptr || longitude == nullptr || !latitude->IsNumber() || !longitude->IsNumber()) {
    return std::nullopt;
  }
  return Point{latitude->GetDouble(), longitude->GetDouble()};
}

void ReadStatus(const rapidjson::Value& status, Study& study) {
  study.overall_status = TextAt(status, "overallStatus");
  study.first_submitted = TextAt(status, "studyFirstSubmitDate");
  study.start_date = DateAt(status, "startDateStruct");
  study.last_update = DateAt(status, "lastUpdatePostDateStruct");
  study.completion_date = DateAt(status, "completionDateStruct");
}

void ReadEligibility(const rapidjson::Value& eligibility, Study& study) {
  study.eligibility_text = MarkupAt(eligibility, "eligibilityCriteria");
  study.healthy_volunteers = FlagAt(eligibility, "healthyVolunteers");
  study.sex = TextAt(eligibility, "sex");
  study.gender_based = FlagAt(eligibility, "genderBased");
  study.minimum_age = TextAt(eligibility, "minimumAge");
  study.maximum_age = TextAt(eligibility, "maximumAge");
}

void ReadPlaces(const rapidjson::Value& contacts, Study& study) {
  ForEachElement(contacts, "locations", [&](const rapidjson::Value& location) {
    study.sites.push_back({TextAt(location, "facility"), TextAt(location, "city"), TextAt(location, "state"),
                           TextAt(location, "country"), TextAt(location, "status"), PointAt(location)});
  });
  ForEachElement(contacts, "overallOfficials", [&](const rapidjson::Value& official) {
    study.officials.push_back(
        {TextAt(official, "name"), TextAt(official, "role"), TextAt(official, "affiliation")});
  });
}

void ReadDerived(const rapidjson::Value& derived, Study& study) {
  if (const auto* misc = FindMember(derived, "miscInfoModule")) {
    study.version_date = TextAt(*misc, "versionHolder");
  }
  const auto* browse = FindMember(derived, "conditionBrowseModule");
  if (browse == nullptr) return;
  ForEachElement(*browse, "meshes", [&](const rapidjson::Value& mesh) {
    study.mesh_terms.push_back({TextAt(mesh, "id"), TextAt(mesh, "term")});
  });
}

void ReadProtocol(const rapidjson::Value& protocol, Study& study) {
  if (const auto* identification = FindMember(protocol, "identificationModule")) {
    study.nct_id = TextAt(*identification, "nctId");
    study.brief_title = TextAt(*identification, "briefTitle");
    study.official_title = TextAt(*identification, "officialTitle");
  }
  if (const auto* description = FindMember(protocol, "descriptionModule")) {
    study.brief_summary = MarkupAt(*description, "briefSummary");
    study.detailed_description = MarkupAt(*description, "detailedDescription");
  }
  if (const auto* sponsors = FindMember(protocol, "sponsorCollaboratorsModule")) {
    if (const auto* lead = FindMember(*sponsors, "leadSponsor")) study.lead_sponsor = TextAt(*lead, "name");
  }
  if (const auto* conditions = FindMember(protocol, "conditionsModule")) {
    study.conditions = TextsAt(*conditions, "conditions");
    study.keywords = TextsAt(*conditions, "keywords");
  }
  if (const auto* design = FindMember(protocol, "designModule")) {
    study.study_type = TextAt(*design, "studyType");
    study.phases = TextsAt(*design, "phases");
  }
  if (const auto* status = FindMember(protocol, "statusModule")) ReadStatus(*status, study);
  if (const auto* eligibility = FindMember(protocol, "eligibilityModule")) {
    ReadEligibility(*eligibility, study);
  }
  if (const auto* contacts = FindMember(protocol, "contactsLocationsModule")) ReadPlaces(*contacts, study);
}

}  // namespace

absl::StatusOr<Study> ReadStudyJson(absl::string_view content) {
  absl::StatusOr<JsonDocument> document = JsonDocument::Parse(content);
  if (!document.ok()) return document.status();
  const rapidjson::Value* protocol = FindMember(document->root(), "protocolSection");
  if (protocol == nullptr) return absl::InvalidArgumentError("has no protocolSection: it is no study");
  Study study;
  study.paths = &kPaths;
  ReadProtocol(*protocol, study);
  if (const auto* derived = FindMember(document->root(), "derivedSection")) ReadDerived(*derived, study);
  return study;
}

}  // namespace trialmatch::ctgov
