// Every enumerator of the schema has its meaning or a stated reason to have none.
#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "trialmatch/v1/application.pb.h"
#include "trialmatch/v1/eligibility_service.pb.h"
#include "trialmatch/v1/error_reason.pb.h"
#include "trialmatch/v1/trial_filter.pb.h"
#include "wire/answer_enums.h"
#include "wire/enum_reader.h"
#include "wire/patient_enums.h"
#include "wire/trial_enums.h"
#include "wire/value_enums.h"

namespace trialmatch {
namespace {

using google::protobuf::EnumDescriptor;
using google::protobuf::FileDescriptor;

std::set<std::string>& Covered() {
  static auto* const covered = new std::set<std::string>;
  return *covered;
}

// `without` are the enumerators without a meaning, and `aliases` those that are written as another.
template <typename Table>
void ExpectExhaustive(const Table& table, const std::set<std::string>& without,
                      const std::set<std::string>& aliases = {}) {
  const EnumDescriptor& type = *google::protobuf::GetEnumDescriptor<typename Table::Wire>();
  Covered().insert(type.full_name());
  std::set<int> domain_values;
  for (int i = 0; i < type.value_count(); ++i) {
    const std::string& name = type.value(i)->name();
    const auto wire = static_cast<typename Table::Wire>(type.value(i)->number());
    const auto domain = table.ToDomain(wire);
    EXPECT_EQ(!domain, without.contains(name)) << name;
    if (!domain) continue;
    domain_values.insert(static_cast<int>(*domain));
    EXPECT_EQ(table.ToWire(*domain) != wire, aliases.contains(name)) << name;
    EXPECT_EQ(table.ToDomain(table.ToWire(*domain)), domain) << name;
  }
  EXPECT_FALSE(table.ToDomain(static_cast<typename Table::Wire>(1'000'000)));
  // No domain value is left out: their numbers have no gap.
  EXPECT_EQ(*domain_values.rbegin() - *domain_values.begin() + 1, static_cast<int>(domain_values.size()))
      << type.full_name();
}

void ExpectSameNames(const EnumDescriptor& type, int last) {
  Covered().insert(type.full_name());
  EXPECT_EQ(type.value_count(), last + 1) << type.full_name();
  for (int i = 0; i < type.value_count(); ++i) EXPECT_EQ(type.value(i)->number(), i);
}

TEST(EnumTablesTest, EveryTableIsExhaustive) {
  ExpectExhaustive(kTruths, {"TRUTH_UNSPECIFIED"});
  ExpectExhaustive(kTimeUnits, {"TIME_UNIT_UNSPECIFIED"});
  ExpectExhaustive(kComparators, {});
  ExpectExhaustive(kAbsencePolicies, {});
  ExpectExhaustive(kSides, {});
  ExpectExhaustive(kPatientSexes, {"SEX_ALL"});
  ExpectExhaustive(kTrialSexes, {"SEX_INDETERMINATE"}, {"SEX_ALL"});
  ExpectExhaustive(kCriterionSexes, {"SEX_UNSPECIFIED", "SEX_ALL", "SEX_INDETERMINATE"});
  ExpectExhaustive(kFactCategories, {"FACT_CATEGORY_UNSPECIFIED"});
  ExpectExhaustive(kVerifications, {"VERIFICATION_ENTERED_IN_ERROR"},
                   {"VERIFICATION_UNSPECIFIED", "VERIFICATION_PROVISIONAL", "VERIFICATION_DIFFERENTIAL"});
  ExpectExhaustive(kClinicalStatuses, {}, {"CLINICAL_STATUS_RECURRENCE", "CLINICAL_STATUS_RELAPSE"});
  ExpectExhaustive(kLinkKinds, {v1::FactLink::Kind_Name(v1::FactLink::KIND_UNSPECIFIED)});
  ExpectExhaustive(kRelationships, {"RELATIONSHIP_UNSPECIFIED"});
  ExpectExhaustive(kConsentKinds, {"CONSENT_KIND_UNSPECIFIED"});
  ExpectExhaustive(kConsentDecisions, {"CONSENT_DECISION_UNSPECIFIED"});
  ExpectExhaustive(kConsentGivers, {}, {"CONSENT_GIVER_OTHER", "CONSENT_GIVER_HEALTH_CARE_PROXY"});
  ExpectExhaustive(kRecruitmentStatuses, {});
  ExpectExhaustive(kPhases, {"PHASE_UNSPECIFIED"});
  ExpectExhaustive(kStudyTypes, {});
  ExpectExhaustive(kHealthyVolunteers, {});
  ExpectExhaustive(kSexAttributes, {}, {"SEX_ATTRIBUTE_UNSPECIFIED"});
  ExpectExhaustive(kClocks, {"CLOCK_UNSPECIFIED"});
  ExpectExhaustive(kFactStatuses, {"FACT_STATUS_UNSPECIFIED"});
  ExpectExhaustive(kAnchorPoints, {}, {"ANCHOR_POINT_UNSPECIFIED"});
  ExpectExhaustive(kSelections, {}, {"SELECTION_UNSPECIFIED"});
  ExpectExhaustive(kNormalLimits, {"NORMAL_LIMIT_UNSPECIFIED"});
  ExpectExhaustive(kVerdicts, {"VERDICT_UNSPECIFIED"});
  ExpectExhaustive(kCriterionRoles, {});
  ExpectExhaustive(kSeverities, {"ISSUE_SEVERITY_UNSPECIFIED"});
  ExpectSameNames(*v1::EvidenceKind_descriptor(), static_cast<int>(EvidenceKind::kUnresolved));
  ExpectSameNames(*v1::EvidenceReason_descriptor(), static_cast<int>(EvidenceReason::kNotStarted));

  // Read without a table: as codes of the product's own, or checked only.
  const std::set<std::string> as_codes = {"ReproductiveState", "PerformanceScale", "CareSetting",
                                          "StudyKind"};
  const std::set<std::string> elsewhere = {
      "GestationalAge.Method",   "ErrorReason",      "MatchScope", "ExplanationLevel",
      "RecruitmentAvailability", "ApplicationState", "PassageUse", "RegistryFormat"};
  for (const FileDescriptor* file :
       {v1::Code::descriptor()->file(), v1::PatientProfile::descriptor()->file(),
        v1::Criterion::descriptor()->file(), v1::Trial::descriptor()->file(),
        v1::TrialMatch::descriptor()->file(), v1::TrialFilter::descriptor()->file(),
        v1::MatchTrialsRequest::descriptor()->file(), v1::TrialIssue::descriptor()->file()}) {
    for (int i = 0; i < file->enum_type_count(); ++i) {
      const EnumDescriptor* type = file->enum_type(i);
      const bool named = as_codes.contains(type->name()) || elsewhere.contains(type->name());
      EXPECT_NE(Covered().contains(type->full_name()), named) << type->full_name();
    }
  }
}

// "BroaderCode" of "EVIDENCE_REASON_BROADER_CODE": both sides number the same things.
TEST(EnumTablesTest, EvidenceHasTheNumbersOfTheSchema) {
  EXPECT_EQ(ToWire(EvidenceKind::kFact), v1::EVIDENCE_KIND_FACT);
  EXPECT_EQ(ToWire(EvidenceKind::kMissing), v1::EVIDENCE_KIND_MISSING);
  EXPECT_EQ(ToWire(EvidenceKind::kAssumption), v1::EVIDENCE_KIND_ASSUMPTION);
  EXPECT_EQ(ToWire(EvidenceKind::kConflict), v1::EVIDENCE_KIND_CONFLICT);
  EXPECT_EQ(ToWire(EvidenceKind::kRule), v1::EVIDENCE_KIND_RULE);
  EXPECT_EQ(ToWire(EvidenceKind::kAttestation), v1::EVIDENCE_KIND_ATTESTATION);
  EXPECT_EQ(ToWire(EvidenceKind::kUndecided), v1::EVIDENCE_KIND_UNDECIDED);
  EXPECT_EQ(ToWire(EvidenceKind::kUnresolved), v1::EVIDENCE_KIND_UNRESOLVED);
  EXPECT_EQ(ToWire(EvidenceReason::kSatisfies), v1::EVIDENCE_REASON_SATISFIES);
  EXPECT_EQ(ToWire(EvidenceReason::kDoesNotSatisfy), v1::EVIDENCE_REASON_DOES_NOT_SATISFY);
  EXPECT_EQ(ToWire(EvidenceReason::kRefuted), v1::EVIDENCE_REASON_REFUTED);
  EXPECT_EQ(ToWire(EvidenceReason::kNotRecorded), v1::EVIDENCE_REASON_NOT_RECORDED);
  EXPECT_EQ(ToWire(EvidenceReason::kBroaderCode), v1::EVIDENCE_REASON_BROADER_CODE);
  EXPECT_EQ(ToWire(EvidenceReason::kNotConfirmed), v1::EVIDENCE_REASON_NOT_CONFIRMED);
  EXPECT_EQ(ToWire(EvidenceReason::kDateImprecise), v1::EVIDENCE_REASON_DATE_IMPRECISE);
  EXPECT_EQ(ToWire(EvidenceReason::kStatusUnknown), v1::EVIDENCE_REASON_STATUS_UNKNOWN);
  EXPECT_EQ(ToWire(EvidenceReason::kQualifierUnknown), v1::EVIDENCE_REASON_QUALIFIER_UNKNOWN);
  EXPECT_EQ(ToWire(EvidenceReason::kNotComparable), v1::EVIDENCE_REASON_NOT_COMPARABLE);
  EXPECT_EQ(ToWire(EvidenceReason::kValueImprecise), v1::EVIDENCE_REASON_VALUE_IMPRECISE);
  EXPECT_EQ(ToWire(EvidenceReason::kConflicting), v1::EVIDENCE_REASON_CONFLICTING);
  EXPECT_EQ(ToWire(EvidenceReason::kCriterionPolicy), v1::EVIDENCE_REASON_CRITERION_POLICY);
  EXPECT_EQ(ToWire(EvidenceReason::kCompleteness), v1::EVIDENCE_REASON_COMPLETENESS);
  EXPECT_EQ(ToWire(EvidenceReason::kRequestDefault), v1::EVIDENCE_REASON_REQUEST_DEFAULT);
  EXPECT_EQ(ToWire(EvidenceReason::kGeneTested), v1::EVIDENCE_REASON_GENE_TESTED);
  EXPECT_EQ(ToWire(EvidenceReason::kBiologyRule), v1::EVIDENCE_REASON_BIOLOGY_RULE);
  EXPECT_EQ(ToWire(EvidenceReason::kNormalLimitTable), v1::EVIDENCE_REASON_NORMAL_LIMIT_TABLE);
  EXPECT_EQ(ToWire(EvidenceReason::kAdministrativeGender), v1::EVIDENCE_REASON_ADMINISTRATIVE_GENDER);
  EXPECT_EQ(ToWire(EvidenceReason::kNotStructured), v1::EVIDENCE_REASON_NOT_STRUCTURED);
  EXPECT_EQ(ToWire(EvidenceReason::kNeedsJudgement), v1::EVIDENCE_REASON_NEEDS_JUDGEMENT);
  EXPECT_EQ(ToWire(EvidenceReason::kAttestationOutdated), v1::EVIDENCE_REASON_ATTESTATION_OUTDATED);
  EXPECT_EQ(ToWire(EvidenceReason::kActionNeeded), v1::EVIDENCE_REASON_ACTION_NEEDED);
  EXPECT_EQ(ToWire(EvidenceReason::kConsentDeclined), v1::EVIDENCE_REASON_CONSENT_DECLINED);
  EXPECT_EQ(ToWire(EvidenceReason::kCodeNotLoaded), v1::EVIDENCE_REASON_CODE_NOT_LOADED);
  EXPECT_EQ(ToWire(EvidenceReason::kRelationNotRecorded), v1::EVIDENCE_REASON_RELATION_NOT_RECORDED);
  EXPECT_EQ(ToWire(EvidenceReason::kCount), v1::EVIDENCE_REASON_COUNT);
  EXPECT_EQ(ToWire(EvidenceReason::kNotStarted), v1::EVIDENCE_REASON_NOT_STARTED);
}

TEST(EnumTablesTest, BuiltinCodesLoseTheirPrefix) {
  IssueSink sink;
  EXPECT_EQ(ReadBuiltinCode(v1::PERFORMANCE_SCALE_ECOG, "scale", sink)->code(), "ECOG");
  EXPECT_EQ(ReadBuiltinCode(v1::CARE_SETTING_LONG_TERM_CARE, "setting", sink)->code(), "LONG_TERM_CARE");
  EXPECT_FALSE(ReadBuiltinCode(v1::CARE_SETTING_UNSPECIFIED, "setting", sink));
  EXPECT_FALSE(ReadBuiltinCode(static_cast<v1::CareSetting>(99), "setting", sink));
  EXPECT_EQ(sink.errors(), 2u);
}

}  // namespace
}  // namespace trialmatch
