#include "ingest/fhir/codes.h"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

#include "absl/strings/string_view.h"
#include "ingest/fhir/profile_limits.h"

namespace trialmatch::fhir {
namespace {

struct KnownSystem {
  absl::string_view uri;
  absl::string_view oid;
};

// In the order of preference.
constexpr KnownSystem kSystems[] = {
    {kSnomed, "2.16.840.1.113883.6.96"},
    {kLoinc, "2.16.840.1.113883.6.1"},
    {"http://www.nlm.nih.gov/research/umls/rxnorm", "2.16.840.1.113883.6.88"},
    {"http://hl7.org/fhir/sid/icd-10-cm", "2.16.840.1.113883.6.90"},
    {"http://hl7.org/fhir/sid/icd-10", "2.16.840.1.113883.6.3"},
    {"http://terminology.hl7.org/CodeSystem/icd-o-3", "2.16.840.1.113883.6.43.1"},
    {"http://id.nlm.nih.gov/mesh", "2.16.840.1.113883.6.177"},
    {"http://www.whocc.no/atc", "2.16.840.1.113883.6.73"},
    {"http://www.genenames.org/geneId", "2.16.840.1.113883.6.281"},
    {"http://hl7.org/fhir/sid/icd-9-cm", "2.16.840.1.113883.6.103"},
    {"http://www.ama-assn.org/go/cpt", "2.16.840.1.113883.6.12"},
    {"http://hl7.org/fhir/sid/ndc", "2.16.840.1.113883.6.69"},
    {"http://hl7.org/fhir/sid/cvx", "2.16.840.1.113883.12.292"},
};

absl::string_view SystemOf(absl::string_view written) {
  constexpr absl::string_view kOid = "urn:oid:";
  if (written.substr(0, kOid.size()) != kOid) return written;
  for (const KnownSystem& system : kSystems) {
    if (written.substr(kOid.size()) == system.oid) return system.uri;
  }
  return written;
}

size_t Preference(absl::string_view system) {
  size_t rank = 0;
  for (const KnownSystem& known : kSystems) {
    if (known.uri == system) return rank;
    ++rank;
  }
  return rank;
}

struct Candidate {
  v1::Code code;
  bool chosen = false;  // by a person
  std::optional<ConceptId> id;
};

std::vector<Candidate> Candidates(const Json& concept_json, const Terminology& terminology) {
  std::vector<Candidate> candidates;
  const Json codings = concept_json["coding"];
  for (size_t i = 0; i < codings.size(); ++i) {
    const Json coding = codings.at(i);
    const absl::string_view system = SystemOf(coding["system"].string());
    const absl::string_view code = coding["code"].string();
    if (system.empty() || code.empty() || system.size() > kMaxCodeBytes || code.size() > kMaxCodeBytes)
      continue;
    Candidate& candidate = candidates.emplace_back();
    candidate.code.set_system(std::string(system));
    candidate.code.set_code(std::string(code));
    const absl::string_view display = coding["display"].string();
    if (display.size() <= kMaxLineBytes) candidate.code.set_display(std::string(display));
    candidate.chosen = coding["userSelected"].boolean().value_or(false);
    candidate.id = terminology.Find(Code(std::string(system), std::string(code)));
    if (candidates.size() == kMaxCodings) break;
  }
  std::stable_sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    return std::tuple(!a.id, !a.chosen, Preference(a.code.system())) <
           std::tuple(!b.id, !b.chosen, Preference(b.code.system()));
  });
  return candidates;
}

v1::Code AbsentCode(const char* why) {
  v1::Code code;
  code.set_system(std::string(kDataAbsentReason));
  code.set_code(why);
  return code;
}

}  // namespace

std::vector<v1::Code> ReadConcept(const Json& concept_json, const Terminology& terminology) {
  std::vector<Candidate> candidates = Candidates(concept_json, terminology);
  std::vector<v1::Code> codes;
  if (candidates.empty()) return codes;
  if (!candidates.front().id) return {candidates.front().code};
  std::vector<ConceptId> taken;
  for (Candidate& candidate : candidates) {
    if (!candidate.id) break;
    const auto is_beneath = [&](const Candidate& other) {
      return other.id && *other.id != *candidate.id && terminology.IsA(*other.id, *candidate.id);
    };
    if (std::any_of(candidates.begin(), candidates.end(), is_beneath)) continue;
    if (std::find(taken.begin(), taken.end(), *candidate.id) != taken.end()) continue;
    taken.push_back(*candidate.id);
    codes.push_back(candidate.code);
  }
  return codes;
}

v1::Code UncodedConcept(const Json& concept_json) {
  const Json codings = concept_json["coding"];
  bool words = !concept_json["text"].string().empty();
  for (size_t i = 0; i < codings.size(); ++i) words |= !codings.at(i)["display"].string().empty();
  return AbsentCode(words ? "as-text" : "unknown");
}

v1::Code UnsupportedConcept() { return AbsentCode("unsupported"); }

bool HasCode(const Json& concept_json, absl::string_view system, absl::string_view code) {
  const Json codings = concept_json["coding"];
  for (size_t i = 0; i < codings.size(); ++i) {
    const Json coding = codings.at(i);
    if (SystemOf(coding["system"].string()) == system && coding["code"].string() == code) return true;
  }
  return false;
}

absl::string_view CodeIn(const Json& concept_json, absl::string_view system) {
  const Json codings = concept_json["coding"];
  for (size_t i = 0; i < codings.size(); ++i) {
    if (SystemOf(codings.at(i)["system"].string()) == system) return codings.at(i)["code"].string();
  }
  return "";
}

}  // namespace trialmatch::fhir
