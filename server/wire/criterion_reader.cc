#include "wire/criterion_reader.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "domain/trial.h"
#include "wire/enum_reader.h"
#include "wire/leaf_reader.h"
#include "wire/limits.h"
#include "wire/reading_check.h"
#include "wire/resource_name.h"
#include "wire/text_hash.h"
#include "wire/value_enums.h"
#include "wire/value_reader.h"

namespace trialmatch {
namespace {

using Kind = v1::Criterion;
using google::protobuf::RepeatedPtrField;

}  // namespace

bool IsReservedCriterionId(const std::string& id) {
  return id == kSexCriterionId || id == kMinimumAgeCriterionId || id == kMaximumAgeCriterionId ||
         id == kEligibilityTextCriterionId ||
         absl::StartsWith(id, absl::StrCat(kEligibilityTextCriterionId, "."));
}

std::vector<Criterion> CriterionReader::ReadList(const RepeatedPtrField<v1::Criterion>& list,
                                                 absl::string_view member) {
  std::vector<Criterion> read;
  read.reserve(std::min(list.size(), kMaxCriteria));
  for (int i = 0; i < list.size() && nodes_ <= kMaxCriteria; ++i) {
    Field in(sink_, member, i);
    read.push_back(Read(list[i]));
  }
  return read;
}

Criterion CriterionReader::ReadMember(bool present, const v1::Criterion& message, absl::string_view member) {
  if (!present) {
    sink_.ErrorAt(member, "is required");
    return Criterion{};
  }
  Field in(sink_, member);
  return Read(message);
}

void CriterionReader::CheckId(const std::string& id) {
  if (!IsId(id)) {
    sink_.ErrorAt("id", "is not 1 to 64 letters, digits, '_', '-' or '.'");
  } else if (IsReservedCriterionId(id)) {
    sink_.ErrorAt("id", "is reserved for a criterion that the service adds");
  } else if (!ids_.insert(id).second) {
    sink_.ErrorAt("id", "is the id of another criterion of this trial");
  }
}

void CriterionReader::CheckTexts(const v1::Criterion& message) {
  CheckLength(message.text(), kMaxTextBytes, "text", sink_);
  const bool for_people = message.has_judgement() || message.has_unstructured();
  if (for_people && message.text().empty()) sink_.WarningAt("text", "is empty, so nobody can attest to it");
}

void CriterionReader::ReadPolicy(const v1::Criterion& message, Criterion& criterion) {
  criterion.absence_policy = ReadEnum(kAbsencePolicies, message.absence_policy(), "absence_policy", sink_)
                                 .value_or(AbsencePolicy::kInherit);
  if (criterion.absence_policy != AbsencePolicy::kInherit && !TakesAbsencePolicy(message.kind_case())) {
    sink_.ErrorAt("absence_policy", "is for criteria of facts and observations only");
  }
}

Criterion CriterionReader::Read(const v1::Criterion& message) {
  Criterion criterion;
  InCriterion about(sink_, message.id());
  if (++nodes_ > kMaxCriteria) {
    if (nodes_ == kMaxCriteria + 1) {
      sink_.Error(absl::StrCat("is one more than the ", kMaxCriteria, " criteria that a trial may have"));
    }
    return criterion;
  }
  if (level_ == kMaxNesting) {
    sink_.Error(absl::StrCat("is nested deeper than ", kMaxNesting, " levels"));
    return criterion;
  }
  ++level_;
  CheckId(message.id());
  CheckTexts(message);
  criterion.id = message.id();
  criterion.text = message.text();
  criterion.text_hash = HashText(message.text());
  if (message.has_source()) CheckTextSource(message.source(), sink_);
  ReadPolicy(message, criterion);
  ReadKind(message, criterion);
  --level_;
  return criterion;
}

void CriterionReader::ReadKind(const v1::Criterion& message, Criterion& criterion) {
  if (message.kind_case() == Kind::KIND_NOT_SET) {
    sink_.Error("has no kind set");
  } else if (!ReadCombination(message, criterion)) {
    ReadLeaf(message, sink_, criterion);
  }
}

bool CriterionReader::ReadCombination(const v1::Criterion& message, Criterion& criterion) {
  Combination combination;
  const auto read_list = [&](const RepeatedPtrField<v1::Criterion>& list, absl::string_view member) {
    Field in(sink_, member);
    if (list.empty()) sink_.ErrorAt("criteria", "has no element");
    combination.children = ReadList(list, "criteria");
  };
  switch (message.kind_case()) {
    case Kind::kAllOf:
      combination.op = Operator::kAllOf;
      read_list(message.all_of().criteria(), "all_of");
      break;
    case Kind::kAnyOf:
      combination.op = Operator::kAnyOf;
      read_list(message.any_of().criteria(), "any_of");
      break;
    case Kind::kNot:
      combination.op = Operator::kNot;
      combination.children.push_back(ReadMember(true, message.not_(), "not"));
      break;
    case Kind::kIfThen: {
      Field in(sink_, "if_then");
      const v1::IfThen& rule = message.if_then();
      combination.op = Operator::kIfThen;
      combination.children.push_back(ReadMember(rule.has_condition(), rule.condition(), "condition"));
      combination.children.push_back(ReadMember(rule.has_consequence(), rule.consequence(), "consequence"));
      break;
    }
    case Kind::kAtLeast: {
      combination.op = Operator::kAtLeast;
      combination.k = message.at_least().k();
      read_list(message.at_least().criteria(), "at_least");
      if (combination.k < 1 || combination.k > message.at_least().criteria_size()) {
        sink_.ErrorAt("at_least.k", "is not within 1 to the number of criteria");
      }
      break;
    }
    default:
      return false;
  }
  criterion.kind = std::move(combination);
  return true;
}

}  // namespace trialmatch
