// A dated fact of a patient or of a relative.
#ifndef TRIALMATCH_DOMAIN_FACT_H_
#define TRIALMATCH_DOMAIN_FACT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "domain/as_of.h"
#include "domain/clock.h"
#include "domain/code.h"
#include "domain/decimal.h"
#include "domain/person.h"
#include "domain/quantity.h"
#include "domain/recorded_time.h"
#include "domain/window.h"

namespace trialmatch {

enum class FactCategory : uint8_t {
  kCondition,
  kObservation,
  kProcedure,
  kMedication,
  kAllergy,
  kVariant,
  kReproductiveState,
  kCareSetting,
  kTrialParticipation,
  kLifestyle,
  kAbility,
  kPlan,
};
inline constexpr int kFactCategoryCount = 12;

// kSuspected stands for suspected, provisional and differential. Facts entered in error never get this far.
enum class Verification : uint8_t { kConfirmed, kSuspected, kRefuted, kNever };

enum class ClinicalStatus : uint8_t { kUnknown, kActive, kInactive, kRemission, kResolved };

enum class Side : uint8_t { kUnspecified, kLeft, kRight, kBilateral };

// A grade of a named ordered scale, e.g. {"CTCAE", "3"}.
struct Grade {
  std::string scale;
  std::string grade;
};

// A recorded relation to another fact of the same person.
enum class LinkKind : uint8_t { kCausedBy, kAfter };
struct FactLink {
  LinkKind kind;
  std::string fact_id;
};

// A laboratory's own normal range; `unit` is UCUM.
struct ReferenceRange {
  std::optional<Decimal> low;
  std::optional<Decimal> high;
  std::string unit;
};

// The members after `links` are set for the categories that their comments name.
struct Fact {
  std::string id;
  FactCategory category = FactCategory::kCondition;
  Person person;
  Code code;
  std::optional<RecordedTime> start;
  std::optional<RecordedTime> end;
  std::optional<RecordedTime> recorded_at;
  Verification verification = Verification::kConfirmed;
  ClinicalStatus status = ClinicalStatus::kUnknown;
  std::vector<Grade> grades;
  std::optional<Code> body_site;
  Side side = Side::kUnspecified;
  std::vector<FactLink> links;

  // Observations: the result (none, an amount, a code), its normal range, its method.
  std::variant<std::monostate, Quantity, Code> value;
  std::optional<ReferenceRange> reference_range;
  std::optional<Code> method;
  // Medications.
  std::optional<Quantity> dose;
  std::optional<int> line_of_therapy;
  std::optional<Code> response;
  // Pregnancies: the length on a date.
  std::optional<GestationalAge> gestation;
  std::optional<RecordedTime> gestation_on;
  // Trial participations: the trial's id, if known.
  std::string trial;
};

// When the fact held, as `as_of` sees it. Procedures and observations without an end are points; variants and
// abilities hold until their end, and so do plans, but one whose date may have passed may be done or dropped;
// everything else goes on only if its status says so.
FactPeriod PeriodOf(const Fact& fact, const AsOf& as_of);

// The date by which people know the fact: start, else end, else recording; empty when it has none.
std::string DateOf(const Fact& fact);

}  // namespace trialmatch

#endif  // TRIALMATCH_DOMAIN_FACT_H_
