#include "ingest/fhir/family_history_reader.h"

#include "ingest/fhir/coded_records.h"

namespace trialmatch::fhir {
namespace {

constexpr char kRoles[] = "http://terminology.hl7.org/CodeSystem/v3-RoleCode";

struct Row {
  absl::string_view role;
  v1::Relationship relationship;
};

constexpr Row kRows[] = {
    {"MTH", v1::RELATIONSHIP_MOTHER},
    {"NMTH", v1::RELATIONSHIP_MOTHER},
    {"GESTM", v1::RELATIONSHIP_MOTHER},
    {"FTH", v1::RELATIONSHIP_FATHER},
    {"NFTH", v1::RELATIONSHIP_FATHER},
    {"SIB", v1::RELATIONSHIP_SIBLING},
    {"BRO", v1::RELATIONSHIP_SIBLING},
    {"SIS", v1::RELATIONSHIP_SIBLING},
    {"NSIB", v1::RELATIONSHIP_SIBLING},
    {"NBRO", v1::RELATIONSHIP_SIBLING},
    {"NSIS", v1::RELATIONSHIP_SIBLING},
    {"HSIB", v1::RELATIONSHIP_SIBLING},
    {"HBRO", v1::RELATIONSHIP_SIBLING},
    {"HSIS", v1::RELATIONSHIP_SIBLING},
    {"TWIN", v1::RELATIONSHIP_SIBLING},
    {"TWINBRO", v1::RELATIONSHIP_SIBLING},
    {"TWINSIS", v1::RELATIONSHIP_SIBLING},
    {"FTWIN", v1::RELATIONSHIP_SIBLING},
    {"ITWIN", v1::RELATIONSHIP_SIBLING},
    {"NCHILD", v1::RELATIONSHIP_CHILD},
    {"SON", v1::RELATIONSHIP_CHILD},
    {"DAU", v1::RELATIONSHIP_CHILD},
    {"GRPRN", v1::RELATIONSHIP_GRANDPARENT},
    {"GRMTH", v1::RELATIONSHIP_GRANDPARENT},
    {"GRFTH", v1::RELATIONSHIP_GRANDPARENT},
    {"MGRMTH", v1::RELATIONSHIP_GRANDPARENT},
    {"MGRFTH", v1::RELATIONSHIP_GRANDPARENT},
    {"PGRMTH", v1::RELATIONSHIP_GRANDPARENT},
    {"PGRFTH", v1::RELATIONSHIP_GRANDPARENT},
    {"MAUNT", v1::RELATIONSHIP_OTHER_RELATIVE},
    {"PAUNT", v1::RELATIONSHIP_OTHER_RELATIVE},
    {"MUNCLE", v1::RELATIONSHIP_OTHER_RELATIVE},
    {"PUNCLE", v1::RELATIONSHIP_OTHER_RELATIVE},
    {"MCOUSN", v1::RELATIONSHIP_OTHER_RELATIVE},
    {"PCOUSN", v1::RELATIONSHIP_OTHER_RELATIVE},
    {"SPS", v1::RELATIONSHIP_PARTNER},
    {"HUSB", v1::RELATIONSHIP_PARTNER},
    {"WIFE", v1::RELATIONSHIP_PARTNER},
    {"DOMPART", v1::RELATIONSHIP_PARTNER},
};

v1::Relationship RelationshipOf(const Json& concept_json) {
  for (const Row& row : kRows) {
    if (HasCode(concept_json, kRoles, row.role)) return row.relationship;
  }
  return v1::RELATIONSHIP_UNSPECIFIED;
}

}  // namespace

Reason ReadFamilyHistory(const Json& history, Reading& reading) {
  const absl::string_view status = history["status"].string();
  if (status == "entered-in-error") return kEnteredInError;
  Reason reason = WhyNotOfPatient(history, history["patient"], reading);
  if (!reason.empty()) return reason;
  if (status != "completed" && status != "partial") return "its status is neither completed nor partial";
  const v1::Relationship relationship = RelationshipOf(history["relationship"]);
  if (relationship == v1::RELATIONSHIP_UNSPECIFIED)
    return "its relationship is none that is certainly one of blood";
  const Json conditions = history["condition"];
  if (conditions.size() == 0) return "it tells no condition";
  auto& relatives = *reading.builder.profile().mutable_relatives();
  if (relatives.size() == kMaxRelatives) return kNoRoom;
  const std::string list = absl::StrCat("relatives[", relatives.size(), "].conditions");
  v1::Relative* const relative = relatives.Add();
  relative->set_relationship(relationship);
  for (size_t i = 0; i < conditions.size(); ++i) {
    v1::Condition read;
    // The age of a relative has no date here.
    if (conditions.at(i)["onsetPeriod"]) {
      SetWhen(ReadPeriod(conditions.at(i)["onsetPeriod"], reading.findings), "", read);
      read.clear_end();
    }
    if (!AddCoded(history, conditions.at(i)["code"], read, list, *relative->mutable_conditions(), reading,
                  absl::StrCat("condition-", i))) {
      return kNoRoom;
    }
  }
  return "";
}

}  // namespace trialmatch::fhir
