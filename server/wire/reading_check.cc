#include "wire/reading_check.h"

#include <string>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "wire/criterion_reader.h"
#include "wire/limits.h"
#include "wire/resource_name.h"
#include "wire/value_reader.h"

namespace trialmatch {
namespace {

constexpr size_t kHashDigits = 16;

template <typename Span>
void CheckSpan(const Span& span, IssueSink& sink) {
  if (span.start() < 0) sink.ErrorAt("start", "is below 0");
  if (span.end() <= span.start()) sink.ErrorAt("end", "is not above start");
}

void CheckReadingHash(const std::string& hash, const char* field, IssueSink& sink) {
  const auto is_digit = [](unsigned char c) { return absl::ascii_isdigit(c) || (c >= 'a' && c <= 'f'); };
  if (!hash.empty() && (hash.size() != kHashDigits || !absl::c_all_of(hash, is_digit))) {
    sink.ErrorAt(field, "is not 16 lower-case hexadecimal digits");
  }
}

void CheckCohortId(const std::string& id, IssueSink& sink) {
  if (!id.empty() && !IsId(id)) sink.ErrorAt("cohort", "is not 1 to 64 letters, digits, '_', '-' or '.'");
}

bool IsUse(v1::PassageUse use) { return use != v1::PASSAGE_USE_UNSPECIFIED && v1::PassageUse_IsValid(use); }

void CheckPassage(const v1::Passage& passage, IssueSink& sink) {
  CheckSpan(passage, sink);
  if (!IsUse(passage.use())) sink.ErrorAt("use", "is not one of the documented uses");
  CheckCohortId(passage.cohort(), sink);
  CheckReadingHash(passage.reading_hash(), "reading_hash", sink);
}

void CheckStaleCorrection(const v1::StaleCorrection& correction, IssueSink& sink) {
  CheckRequired(correction.text(), kMaxLongTextBytes, "text", sink);
  CheckCohortId(correction.cohort(), sink);
  // It is out of force, so its ids may be those of criteria in force.
  CriterionReader(sink).ReadList(correction.criteria(), "criteria");
}

}  // namespace

void CheckTextSource(const v1::TextSource& source, IssueSink& sink) {
  Field in(sink, "source");
  CheckSpan(source, sink);
  CheckLength(source.rule(), kMaxIdBytes, "rule", sink);
  if (source.confidence_percent() < 0 || source.confidence_percent() > 100) {
    sink.ErrorAt("confidence_percent", "is not within 0 to 100");
  }
}

void CheckEligibilityReading(const v1::EligibilityReading& reading, IssueSink& sink) {
  Field in(sink, "eligibility_reading");
  CheckLength(reading.rules_version(), kMaxIdBytes, "rules_version", sink);
  CheckReadingHash(reading.trial_condition_hash(), "trial_condition_hash", sink);
  if (CheckCount(reading.passages_size(), kMaxCriteria, "passages", sink)) {
    for (int i = 0; i < reading.passages_size(); ++i) {
      Field at(sink, "passages", i);
      CheckPassage(reading.passages(i), sink);
    }
  }
  if (CheckCount(reading.stale_corrections_size(), kMaxListed, "stale_corrections", sink)) {
    for (int i = 0; i < reading.stale_corrections_size(); ++i) {
      Field at(sink, "stale_corrections", i);
      CheckStaleCorrection(reading.stale_corrections(i), sink);
    }
  }
}

}  // namespace trialmatch
