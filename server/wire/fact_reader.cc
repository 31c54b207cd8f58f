#include "wire/fact_reader.h"

#include <optional>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "wire/enum_reader.h"
#include "wire/fact_details.h"
#include "wire/fact_lists.h"
#include "wire/limits.h"
#include "wire/patient_enums.h"
#include "wire/value_enums.h"
#include "wire/value_reader.h"

namespace trialmatch {

using google::protobuf::RepeatedPtrField;

// What nearly every kind of fact has, read by the name of the member.
template <typename Message>
void FactReader::ReadCommon(const Message& message, Fact& fact) {
  if constexpr (requires { message.code(); }) {
    fact.code = ReadRequiredCode(message.has_code(), message.code(), "code", sink_).value_or(Code{});
  }
  fact.start = ReadTime(message.start(), "start", sink_);
  if constexpr (requires { message.end(); }) {
    fact.end = ReadTime(message.end(), "end", sink_);
    CheckOrder(fact.start, fact.end, "end", sink_);
  }
  fact.recorded_at = ReadTime(message.recorded_at(), "recorded_at", sink_);
  fact.verification = ReadEnum(kVerifications, message.verification(), "verification", sink_)
                          .value_or(Verification::kSuspected);
  if constexpr (requires { message.clinical_status(); }) {
    fact.status = ReadEnum(kClinicalStatuses, message.clinical_status(), "clinical_status", sink_)
                      .value_or(ClinicalStatus::kUnknown);
  }
}

template <typename Message>
void FactReader::ReadQualifiers(const Message& message, Fact& fact) {
  if constexpr (requires { message.grades(); }) ReadGrades(message.grades(), fact);
  if constexpr (requires { message.body_site(); }) {
    fact.body_site = ReadOptionalCode(message.has_body_site(), message.body_site(), "body_site", sink_);
  }
  if constexpr (requires { message.side(); }) {
    fact.side = ReadEnum(kSides, message.side(), "side", sink_).value_or(Side::kUnspecified);
  }
  if constexpr (requires { message.links(); }) ReadLinks(message.links(), message.id(), fact);
}

template <typename Message>
void FactReader::ReadSpecific(const Message& message, Fact& fact) {
  if constexpr (requires { ReadDetails(message, fact, sink_); }) ReadDetails(message, fact, sink_);
}

void FactReader::ReadGrades(const RepeatedPtrField<v1::Grade>& grades, Fact& fact) {
  if (!CheckCount(grades.size(), kMaxGrades, "grades", sink_)) return;
  absl::flat_hash_set<std::string> scales;
  for (int i = 0; i < grades.size(); ++i) {
    Field in(sink_, "grades", i);
    if (CheckRequired(grades[i].scale(), kMaxCodeBytes, "scale", sink_) &&
        !scales.insert(grades[i].scale()).second) {
      sink_.ErrorAt("scale", "has a grade already");
    }
    CheckRequired(grades[i].grade(), kMaxCodeBytes, "grade", sink_);
    fact.grades.push_back({grades[i].scale(), grades[i].grade()});
  }
}

void FactReader::ReadLinks(const RepeatedPtrField<v1::FactLink>& links, const std::string& own_given_id,
                           Fact& fact) {
  if (!CheckCount(links.size(), kMaxLinks, "links", sink_)) return;
  for (int i = 0; i < links.size(); ++i) {
    Field in(sink_, "links", i);
    const std::optional<LinkKind> kind = ReadEnum(kLinkKinds, links[i].kind(), "kind", sink_);
    if (!CheckRequired(links[i].fact_id(), kMaxFactIdBytes, "fact_id", sink_)) continue;
    const RecordIds::Target target = ids_.FindFact(links[i].fact_id());
    if (target == RecordIds::Target::kNone) {
      sink_.ErrorAt("fact_id", "is not the id of a fact of this profile");
    } else if (links[i].fact_id() == own_given_id) {
      sink_.ErrorAt("fact_id", "is the id of this very fact");
    } else if (target == RecordIds::Target::kFact && kind) {
      // A link to a mistaken record is as little as the record.
      fact.links.push_back({*kind, links[i].fact_id()});
    }
  }
}

std::string FactReader::TakeId(const std::string& given, const char* list, int index) {
  return ids_.Take(
      given, [&] { return absl::StrCat(prefix_, list, "-", index + 1); }, sink_);
}

template <typename Message>
void FactReader::ReadLists(const Message& lists, std::vector<Fact>& facts) {
  ForEachFactList(lists, [&](const char* name, const auto& list, FactCategory category) {
    for (int i = 0; i < list.size(); ++i) {
      Field in(sink_, name, i);
      const auto& message = list[i];
      std::string id = TakeId(message.id(), name, i);
      if (message.verification() == v1::VERIFICATION_ENTERED_IN_ERROR) continue;
      Fact& fact = facts.emplace_back();
      fact.id = std::move(id);
      fact.category = category;
      fact.person = person_;
      ReadCommon(message, fact);
      ReadQualifiers(message, fact);
      ReadSpecific(message, fact);
    }
  });
}

void FactReader::ReadFacts(const v1::PatientProfile& profile, std::vector<Fact>& facts) {
  ReadLists(profile, facts);
}
void FactReader::ReadFacts(const v1::Relative& relative, std::vector<Fact>& facts) {
  ReadLists(relative, facts);
}

void FactReader::ReadTestedGenes(const RepeatedPtrField<v1::TestedGene>& genes,
                                 std::vector<TestedGene>& tested) {
  for (int i = 0; i < genes.size(); ++i) {
    Field in(sink_, "tested_genes", i);
    TestedGene gene;
    gene.id = TakeId(genes[i].id(), "tested_genes", i);
    gene.person = person_;
    gene.code = ReadRequiredCode(genes[i].has_code(), genes[i].code(), "code", sink_).value_or(Code{});
    gene.start = ReadTime(genes[i].start(), "start", sink_);
    gene.recorded_at = ReadTime(genes[i].recorded_at(), "recorded_at", sink_);
    tested.push_back(std::move(gene));
  }
}

}  // namespace trialmatch
