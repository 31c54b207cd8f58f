#include "client/render/criterion_tree.h"

#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "client/render/block.h"
#include "client/render/words.h"
#include "client/text/utf8.h"

namespace trialmatch::client {
namespace {

// What to call the piece, where its text may not say so.
absl::string_view KindWord(v1::EvidenceKind kind) {
  switch (kind) {
    case v1::EVIDENCE_KIND_MISSING:
      return "missing: ";
    case v1::EVIDENCE_KIND_ASSUMPTION:
      return "assumed: ";
    case v1::EVIDENCE_KIND_CONFLICT:
      return "conflict: ";
    case v1::EVIDENCE_KIND_RULE:
      return "rule: ";
    case v1::EVIDENCE_KIND_ATTESTATION:
      return "attested: ";
    case v1::EVIDENCE_KIND_UNDECIDED:
      return "undecided: ";
    case v1::EVIDENCE_KIND_UNRESOLVED:
      return "unresolved: ";
    default:
      return "";
  }
}

// "890 g inside", "1 d outside", "on the bound".
std::string DistanceWords(const v1::Distance& distance) {
  if (distance.value() == "0") return "on the bound";
  const bool outside = absl::StartsWith(distance.value(), "-");
  return absl::StrCat(outside ? distance.value().substr(1) : distance.value(), " ", distance.unit(),
                      outside ? " outside" : " inside");
}

std::string CodeWords(const v1::Code& code) { return code.display().empty() ? code.code() : code.display(); }

std::string DetailWords(const v1::Evidence& evidence, const Style& style) {
  std::vector<std::string> parts;
  if (!evidence.recorded_value().empty()) {
    std::string value = absl::StrCat("value ", evidence.recorded_value());
    if (!evidence.converted_value().empty() && evidence.converted_value() != evidence.recorded_value()) {
      absl::StrAppend(&value, " = ", evidence.converted_value());
    }
    parts.push_back(value);
  } else if (!evidence.converted_value().empty()) {
    parts.push_back(absl::StrCat("value ", evidence.converted_value()));
  }
  if (!evidence.threshold().empty()) parts.push_back(absl::StrCat("threshold ", evidence.threshold()));
  if (evidence.has_distance()) parts.push_back(DistanceWords(evidence.distance()));
  if (evidence.path_size() > 1) {
    parts.push_back(absl::StrJoin(evidence.path(), " < ", [](std::string* out, const v1::Code& code) {
      absl::StrAppend(out, CodeWords(code));
    }));
  }
  if (evidence.has_fact() && !evidence.fact().id().empty()) {
    parts.push_back(absl::StrCat("fact ", evidence.fact().id(), evidence.fact().date().empty() ? "" : " of ",
                                 evidence.fact().date()));
  }
  return absl::StrJoin(parts, style.Dot());
}

std::string Mark(const v1::CriterionResult& criterion, const Style& style) {
  const bool exclusion = criterion.role() == v1::CRITERION_ROLE_EXCLUSION;
  if (criterion.truth() == (exclusion ? v1::TRUTH_FALSE : v1::TRUTH_TRUE)) {
    return style.Paint(Tone::kGood, style.Good());
  }
  if (criterion.truth() == (exclusion ? v1::TRUTH_TRUE : v1::TRUTH_FALSE)) {
    return style.Paint(Tone::kBad, style.Bad());
  }
  return style.Paint(Tone::kOpen, style.Open());
}

std::string RenderNode(const v1::CriterionResult& criterion, const std::string& indent, bool last,
                       const Style& style) {
  const bool top = criterion.role() != v1::CRITERION_ROLE_UNSPECIFIED;
  const bool exclusion = criterion.role() == v1::CRITERION_ROLE_EXCLUSION;
  const std::string below = indent + style.Paint(Tone::kDim, style.Below(last));
  const std::string lead =
      absl::StrCat(indent, style.Paint(Tone::kDim, style.Branch(last)),
                   top ? Mark(criterion, style) : absl::StrCat(TruthWord(criterion.truth()), ":"), " ");
  const std::string id = criterion.text().empty() ? "" : absl::StrCat("[", criterion.criterion_id(), "]");
  const std::string suffix =
      exclusion ? absl::StrCat(id, id.empty() ? "" : " ", TruthWord(criterion.truth())) : id;
  const std::string& text = criterion.text().empty() ? criterion.criterion_id() : criterion.text();
  std::string out = Paragraph({lead, below + "  "}, Tone::kPlain, text, suffix, style);
  const bool parent = criterion.children_size() > 0;
  const std::string evidence_indent = below + (parent ? style.Paint(Tone::kDim, style.Below(false)) : "  ");
  for (const auto& evidence : criterion.evidence()) {
    absl::StrAppend(&out, RenderEvidence(evidence, evidence_indent, style));
  }
  for (int i = 0; i < criterion.children_size(); ++i) {
    absl::StrAppend(&out,
                    RenderNode(criterion.children(i), below, i + 1 == criterion.children_size(), style));
  }
  return out;
}

}  // namespace

std::string RenderEvidence(const v1::Evidence& evidence, const std::string& indent, const Style& style) {
  const Tone tone = evidence.kind() == v1::EVIDENCE_KIND_FACT ? Tone::kPlain : Tone::kOpen;
  std::string out;
  const absl::string_view kind = KindWord(evidence.kind());
  if (!evidence.text().empty()) {
    out = Paragraph({indent + style.Paint(tone, kind), indent + "  "}, Tone::kPlain, evidence.text(), "",
                    style);
  }
  const std::string details = DetailWords(evidence, style);
  if (!details.empty()) {
    absl::StrAppend(&out, Paragraph({indent + "  ", indent + "  "}, Tone::kDim, details, "", style));
  }
  return out;
}

std::string RenderCriteria(const google::protobuf::RepeatedPtrField<v1::CriterionResult>& criteria,
                           const std::string& indent, const Style& style) {
  std::string out;
  for (const bool exclusion : {false, true}) {
    std::vector<const v1::CriterionResult*> group;
    for (const auto& criterion : criteria) {
      if ((criterion.role() == v1::CRITERION_ROLE_EXCLUSION) == exclusion) group.push_back(&criterion);
    }
    if (group.empty()) continue;
    absl::StrAppend(
        &out, indent,
        style.Paint(Tone::kDim, exclusion ? "Exclusions: all must be false" : "Inclusions: all must be true"),
        "\n");
    for (size_t i = 0; i < group.size(); ++i) {
      absl::StrAppend(&out, RenderNode(*group[i], indent, i + 1 == group.size(), style));
    }
  }
  return out;
}

}  // namespace trialmatch::client
