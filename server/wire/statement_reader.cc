#include "wire/statement_reader.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "wire/enum_reader.h"
#include "wire/limits.h"
#include "wire/patient_enums.h"
#include "wire/value_enums.h"
#include "wire/value_reader.h"

namespace trialmatch {
namespace {

bool IsSha256Hex(absl::string_view text) {
  return text.size() == 64 && std::all_of(text.begin(), text.end(), [](char c) {
           return absl::ascii_isxdigit(static_cast<unsigned char>(c));
         });
}

Consent ReadConsent(const v1::Consent& message, IssueSink& sink) {
  Consent consent;
  consent.trial = ReadTrialName(message.trial(), "trial", sink).value_or("");
  consent.kind =
      ReadEnum(kConsentKinds, message.kind(), "kind", sink).value_or(ConsentKind::kInformedConsent);
  consent.decision =
      ReadEnum(kConsentDecisions, message.decision(), "decision", sink).value_or(ConsentDecision::kRefused);
  consent.giver =
      ReadEnum(kConsentGivers, message.given_by(), "given_by", sink).value_or(ConsentGiver::kOther);
  consent.start = ReadTime(message.start(), "start", sink);
  consent.end = ReadTime(message.end(), "end", sink);
  CheckOrder(consent.start, consent.end, "end", sink);
  consent.recorded_at = ReadTime(message.recorded_at(), "recorded_at", sink);
  return consent;
}

std::optional<Attestation> ReadAttestation(const v1::Attestation& message, std::string id, IssueSink& sink) {
  const std::optional<std::string> trial = ReadTrialName(message.trial(), "trial", sink);
  CheckRequired(message.criterion_id(), kMaxCodeBytes, "criterion_id", sink);
  if (message.text_hash().empty()) {
    sink.ErrorAt("text_hash", "is required");
  } else if (!IsSha256Hex(message.text_hash())) {
    sink.ErrorAt("text_hash", "is not a SHA-256 in hexadecimal");
  }
  const std::optional<Truth> truth = ReadEnum(kTruths, message.truth(), "truth", sink);
  if (truth == Truth::kUnknown) sink.ErrorAt("truth", "is neither TRUE nor FALSE");
  CheckRequired(message.attested_by(), kMaxLineBytes, "attested_by", sink);
  const std::optional<RecordedTime> at = ReadRequiredTime(message.attested_at(), "attested_at", sink);
  if (!trial || !truth || !at) return std::nullopt;
  return Attestation{std::move(id),
                     *trial,
                     message.criterion_id(),
                     absl::AsciiStrToLower(message.text_hash()),
                     *truth,
                     message.attested_by(),
                     *at};
}

}  // namespace

void ReadConsents(const v1::PatientProfile& profile, RecordIds& ids, std::vector<Consent>& consents,
                  IssueSink& sink) {
  for (int i = 0; i < profile.consents_size(); ++i) {
    Field in(sink, "consents", i);
    std::string id = ids.Take(
        profile.consents(i).id(), [i] { return absl::StrCat("consents-", i + 1); }, sink);
    Consent consent = ReadConsent(profile.consents(i), sink);
    consent.id = std::move(id);
    consents.push_back(std::move(consent));
  }
}

void ReadAttestations(const v1::PatientProfile& profile, RecordIds& ids,
                      std::vector<Attestation>& attestations, IssueSink& sink) {
  for (int i = 0; i < profile.attestations_size(); ++i) {
    Field in(sink, "attestations", i);
    std::string id = ids.Take(
        profile.attestations(i).id(), [i] { return absl::StrCat("attestations-", i + 1); }, sink);
    if (auto attestation = ReadAttestation(profile.attestations(i), std::move(id), sink)) {
      attestations.push_back(*std::move(attestation));
    }
  }
}

void ReadCompleteness(const google::protobuf::RepeatedPtrField<v1::Completeness>& statements,
                      const Person& person, std::vector<Completeness>& completeness, IssueSink& sink) {
  for (int i = 0; i < statements.size(); ++i) {
    Field in(sink, "completeness", i);
    const std::optional<FactCategory> category =
        ReadEnum(kFactCategories, statements[i].category(), "category", sink);
    if (category == FactCategory::kObservation) {
      sink.ErrorAt("category", "is OBSERVATION: measured values have no completeness");
    } else if (category == FactCategory::kVariant) {
      sink.ErrorAt("category", "is VARIANT: list the tested genes instead");
    }
    const std::optional<RecordedTime> from = ReadTime(statements[i].from(), "from", sink);
    const std::optional<RecordedTime> to = ReadRequiredTime(statements[i].to(), "to", sink);
    CheckOrder(from, to, "to", sink);
    if (category && to) completeness.push_back(Completeness{*category, person, from, *to});
  }
}

}  // namespace trialmatch
