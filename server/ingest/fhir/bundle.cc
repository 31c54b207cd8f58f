#include "ingest/fhir/bundle.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace trialmatch::fhir {
namespace {

constexpr char kNoType[] = "A resource";

// What is searched for each reference is bounded, so that no content takes time that grows with its square.
constexpr size_t kMaxContained = 1'000;
constexpr size_t kMaxIdentifiers = 100;

// What of a type of Bundle is one patient's record; the others are versions, or answers of a server.
bool HoldsRecord(absl::string_view type) {
  constexpr absl::string_view kTypes[] = {"batch",   "collection", "document",
                                          "message", "searchset",  "transaction"};
  return std::find(std::begin(kTypes), std::end(kTypes), type) != std::end(kTypes);
}

// "Patient/1" of "Patient/1", "https://host/fhir/Patient/1" and "Patient/1/_history/2".
std::string TypeAndId(const Json& resource) {
  const absl::string_view id = resource["id"].string();
  return id.empty() ? "" : absl::StrCat(TypeOf(resource), "/", id);
}

absl::string_view WithoutVersion(absl::string_view url) { return url.substr(0, url.find("/_history/")); }

bool IsAbsolute(absl::string_view url) { return absl::StrContains(url, ":"); }

// Whether an identifier of the Patient is this one.
bool HasIdentifier(const Json& patient, const Json& identifier) {
  const absl::string_view value = identifier["value"].string();
  const absl::string_view system = identifier["system"].string();
  if (value.empty() || system.empty()) return false;
  const Json all = patient["identifier"];
  for (size_t i = 0; i < std::min(all.size(), kMaxIdentifiers); ++i) {
    if (all.at(i)["value"].string() == value && all.at(i)["system"].string() == system) return true;
  }
  return false;
}

}  // namespace

absl::string_view WhyUnreadable(const Json& resource) {
  if (resource.IsAmbiguous()) return "it has a member twice";
  if (resource["implicitRules"]) return "it is to be read by rules of its own (implicitRules)";
  if (resource["modifierExtension"].size() > 0)
    return "it has an extension that changes its meaning (modifierExtension)";
  return "";
}

void Bundle::Read(const Json& root, Findings& findings) {
  if (!root.IsObject()) return findings.Error(root, "is not a FHIR resource: not an object");
  const absl::string_view type = TypeOf(root);
  if (type == "Patient") {
    count_ = 1;
    patients_.push_back(root);
    Learn({root, "", "Patient"}, findings);
  } else if (type != "Bundle") {
    return findings.Error(root, "is neither a FHIR R4 Bundle nor a Patient");
  } else if (root.HasTwins()) {
    return findings.Error(root, "has a member twice");
  } else if (root["implicitRules"]) {
    return findings.Error(root, "is to be read by rules of its own (implicitRules)");
  } else if (!HoldsRecord(root["type"].string())) {
    return findings.Error(
        root,
        "has no type of Bundle that holds one patient's record (batch, collection, document, "
        "message, searchset, transaction)");
  } else {
    const Json entries = root["entry"];
    for (size_t i = 0; i < entries.size(); ++i) ReadEntry(entries.at(i), findings);
  }
  ReadPatients(root, findings);
}

void Bundle::ReadEntry(const Json& entry, Findings& findings) {
  ++count_;
  const auto list = [&](const Json& place, absl::string_view type, absl::string_view reason) {
    ++listed_;
    findings.List(place, type, reason);
  };
  const Json resource = entry["resource"];
  if (entry.HasTwins()) return list(entry, "An entry", "it has a member twice");
  if (!resource.IsObject()) return list(entry, "An entry", "it has no resource");
  const Entry read{resource, entry["fullUrl"].string(), TypeOf(resource)};
  if (read.type.empty()) return list(resource, kNoType, "FHIR R4 has no resource of its type");
  if (entry["request"]["method"].string() == "DELETE") {
    return list(resource, read.type, "the transaction deletes it");
  }
  if (!Learn(read, findings)) return list(resource, read.type, "it stands before, letter for letter");
  if (read.type == "Patient") {
    patients_.push_back(resource);
  } else {
    entries_.push_back(read);
  }
}

bool Bundle::LearnName(const std::string& name, const Entry& entry, Findings& findings) {
  if (name.empty()) return true;
  const auto [known, is_new] = by_url_.try_emplace(name, entry.resource);
  if (is_new || known->second == entry.resource) return true;
  if (Json::Alike(known->second, entry.resource)) return false;
  ambiguous_.insert(name);
  findings.Warn(entry.resource, "has the id or the fullUrl of another resource: both are read");
  return true;
}

bool Bundle::Learn(const Entry& entry, Findings& findings) {
  return LearnName(std::string(entry.url), entry, findings) &&
         LearnName(TypeAndId(entry.resource), entry, findings);
}

void Bundle::ReadPatients(const Json& root, Findings& findings) {
  if (patients_.empty()) return findings.Error(root, "has no Patient");
  if (patients_.size() > 1)
    return findings.Error(root, "has more than one Patient: send one patient at a time");
  const absl::string_view why = WhyUnreadable(patients_.front());
  if (!why.empty()) return findings.Error(patients_.front(), absl::StrCat("cannot be used: ", why));
  patient_ = patients_.front();
  for (const auto& [url, resource] : by_url_) {
    patient_has_url_ |= resource == patient_ && IsAbsolute(url) && !absl::StartsWith(url, "urn:");
  }
}

Json Bundle::Resolve(const Json& reference, const Json& resource) const {
  const absl::string_view written = WithoutVersion(reference["reference"].string());
  if (written.empty()) return {};
  if (written[0] == '#') {
    const Json contained = resource["contained"];
    for (size_t i = 0; i < std::min(contained.size(), kMaxContained); ++i) {
      if (contained.at(i)["id"].string() == written.substr(1)) return contained.at(i);
    }
    return {};
  }
  if (ambiguous_.contains(written)) return {};
  const auto found = by_url_.find(std::string(written));
  return found == by_url_.end() ? Json() : found->second;
}

About Bundle::WhoIs(const Json& reference, const Json& resource) const {
  if (!reference) return About::kUntold;
  const absl::string_view written = WithoutVersion(reference["reference"].string());
  if (written.empty()) {
    return HasIdentifier(patient_, reference["identifier"]) ? About::kPatient : About::kUntold;
  }
  if (ambiguous_.contains(written)) return About::kUntold;
  if (const Json target = Resolve(reference, resource)) {
    return target == patient_ ? About::kPatient : About::kAnother;
  }
  // An absolute URL may name a Patient that stands here without one.
  const std::string name = TypeAndId(patient_);
  const bool ends_so = !name.empty() && absl::EndsWith(written, absl::StrCat("/", name));
  if (IsAbsolute(written) && ends_so && !patient_has_url_) return About::kPatient;
  return About::kAnother;
}

}  // namespace trialmatch::fhir
