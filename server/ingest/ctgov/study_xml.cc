#include "ingest/ctgov/study_xml.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "ingest/utf8.h"
#include "pugixml.hpp"

namespace trialmatch::ctgov {
namespace {

constexpr StudyPaths kPaths = {
    .nct_id = "clinical_study.id_info.nct_id",
    .brief_title = "clinical_study.brief_title",
    .overall_status = "clinical_study.overall_status",
    .study_type = "clinical_study.study_type",
    .phases = "clinical_study.phase",
    .sex = "clinical_study.eligibility.gender",
    .minimum_age = "clinical_study.eligibility.minimum_age",
    .maximum_age = "clinical_study.eligibility.maximum_age",
    .healthy_volunteers = "clinical_study.eligibility.healthy_volunteers",
    .first_submitted = "clinical_study.study_first_submitted",
    .start_date = "clinical_study.start_date",
    .last_update = "clinical_study.last_update_posted",
    .completion_date = "clinical_study.completion_date",
    .version_date = "clinical_study.required_header.download_date",
    .mesh_terms = "clinical_study.condition_browse.mesh_term",
    .locations = "clinical_study.location",
};

constexpr int kMaxLevels = 64;

std::string Trimmed(absl::string_view text) { return std::string(absl::StripAsciiWhitespace(text)); }

std::string TextOf(const pugi::xml_node& node) { return Trimmed(node.child_value()); }

std::string TextAt(const pugi::xml_node& node, const char* child) { return TextOf(node.child(child)); }

std::vector<std::string> TextsAt(const pugi::xml_node& node, const char* child) {
  std::vector<std::string> texts;
  for (const pugi::xml_node& element : node.children(child)) {
    if (std::string text = TextOf(element); !text.empty()) texts.push_back(std::move(text));
  }
  return texts;
}

// The lines of a text block without the blanks by which the format indents all of them.
std::string BlockAt(const pugi::xml_node& node, const char* child) {
  const std::string text = absl::StrReplaceAll(node.child(child).child_value("textblock"), {{"\r", ""}});
  std::vector<absl::string_view> lines = absl::StrSplit(text, '\n');
  size_t indentation = std::string::npos;
  for (absl::string_view& line : lines) {
    line = absl::StripTrailingAsciiWhitespace(line);
    if (!line.empty()) indentation = std::min(indentation, line.find_first_not_of(' '));
  }
  for (absl::string_view& line : lines) line.remove_prefix(std::min(indentation, line.size()));
  return Trimmed(absl::StrJoin(lines, "\n"));
}

// "Yes" and "No", and what the words of the legacy format have around them.
void ReadFlags(const pugi::xml_node& eligibility, Study& study) {
  const std::string volunteers = TextAt(eligibility, "healthy_volunteers");
  if (absl::EqualsIgnoreCase(volunteers, "No")) {
    study.healthy_volunteers = false;
  } else if (absl::EqualsIgnoreCase(volunteers, "Accepts Healthy Volunteers") ||
             absl::EqualsIgnoreCase(volunteers, "Yes")) {
    study.healthy_volunteers = true;
  } else {
    study.unknown_healthy_volunteers = volunteers;
  }
  const std::string based = TextAt(eligibility, "gender_based");
  if (!based.empty()) study.gender_based = absl::EqualsIgnoreCase(based, "Yes");
}

void ReadEligibility(const pugi::xml_node& eligibility, Study& study) {
  study.eligibility_text = BlockAt(eligibility, "criteria");
  study.sex = TextAt(eligibility, "gender");
  study.minimum_age = TextAt(eligibility, "minimum_age");
  study.maximum_age = TextAt(eligibility, "maximum_age");
  ReadFlags(eligibility, study);
}

void ReadPlaces(const pugi::xml_node& root, Study& study) {
  for (const pugi::xml_node& location : root.children("location")) {
    const pugi::xml_node facility = location.child("facility"), address = facility.child("address");
    study.sites.push_back({TextAt(facility, "name"), TextAt(address, "city"), TextAt(address, "state"),
                           TextAt(address, "country"), TextAt(location, "status"), std::nullopt});
  }
  for (const pugi::xml_node& official : root.children("overall_official")) {
    std::vector<std::string> name;
    for (const char* part : {"first_name", "middle_name", "last_name"}) {
      if (std::string text = TextAt(official, part); !text.empty()) name.push_back(std::move(text));
    }
    std::string whole = absl::StrJoin(name, " ");
    if (const std::string degrees = TextAt(official, "degrees"); !degrees.empty()) {
      absl::StrAppend(&whole, ", ", degrees);
    }
    study.officials.push_back({std::move(whole), TextAt(official, "role"), TextAt(official, "affiliation")});
  }
}

Study ReadRoot(const pugi::xml_node& root) {
  Study study;
  study.paths = &kPaths;
  study.nct_id = TextAt(root.child("id_info"), "nct_id");
  study.brief_title = TextAt(root, "brief_title");
  study.official_title = TextAt(root, "official_title");
  study.brief_summary = BlockAt(root, "brief_summary");
  study.detailed_description = BlockAt(root, "detailed_description");
  study.lead_sponsor = TextAt(root.child("sponsors").child("lead_sponsor"), "agency");
  study.overall_status = TextAt(root, "overall_status");
  study.study_type = TextAt(root, "study_type");
  study.phases = TextsAt(root, "phase");
  study.keywords = TextsAt(root, "keyword");
  study.conditions = TextsAt(root, "condition");
  for (std::string& name : TextsAt(root.child("condition_browse"), "mesh_term")) {
    study.mesh_terms.push_back({"", std::move(name)});
  }
  ReadEligibility(root.child("eligibility"), study);
  study.first_submitted = TextAt(root, "study_first_submitted");
  study.start_date = TextAt(root, "start_date");
  study.last_update = TextAt(root, "last_update_posted");
  study.completion_date = TextAt(root, "completion_date");
  const std::string header = TextAt(root.child("required_header"), "download_date");
  absl::string_view date = header;
  absl::ConsumePrefix(&date, "ClinicalTrials.gov processed this data on ");
  study.version_date = std::string(date);
  ReadPlaces(root, study);
  return study;
}

// An upper bound of how deep elements lie in one another: the parser itself needs no stack for them, but what
// is read of such a record is not worth its memory.
bool IsDeeperThan(const pugi::xml_node& root, int levels) {
  int level = 0;
  for (pugi::xml_node node = root.first_child(); node;) {
    if (node.first_child()) {
      node = node.first_child();
      if (++level >= levels) return true;
      continue;
    }
    while (node && !node.next_sibling()) {
      node = node.parent();
      --level;
      if (node == root) return false;
    }
    node = node.next_sibling();
  }
  return false;
}

}  // namespace

absl::StatusOr<Study> ReadStudyXml(absl::string_view content) {
  if (!IsUtf8(content)) return absl::InvalidArgumentError("is not UTF-8");
  pugi::xml_document document;
  const pugi::xml_parse_result parsed = document.load_buffer(
      content.data(), content.size(), pugi::parse_default | pugi::parse_doctype, pugi::encoding_utf8);
  if (!parsed) {
    return absl::InvalidArgumentError(
        absl::StrCat("is no XML at byte ", parsed.offset, ": ", parsed.description()));
  }
  for (const pugi::xml_node& node : document.children()) {
    if (node.type() == pugi::node_doctype) {
      return absl::InvalidArgumentError("declares a document type, which such records do not have");
    }
  }
  const pugi::xml_node root = document.child("clinical_study");
  if (!root) return absl::InvalidArgumentError("has no clinical_study element: it is no study");
  if (IsDeeperThan(root, kMaxLevels)) {
    return absl::InvalidArgumentError(absl::StrCat("is nested deeper than ", kMaxLevels, " levels"));
  }
  return ReadRoot(root);
}

}  // namespace trialmatch::ctgov
