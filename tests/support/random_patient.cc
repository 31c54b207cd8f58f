#include "tests/support/random_patient.h"

#include <algorithm>
#include <cstdlib>
#include <tuple>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "domain/builtin_codes.h"
#include "domain/calendar.h"
#include "tests/support/random_trial.h"

namespace trialmatch {
namespace {

RecordedTime Parsed(const std::string& text) {
  const absl::StatusOr<RecordedTime> time = RecordedTime::Parse(text);
  if (!time.ok()) std::abort();
  return *time;
}

bool OfRelatives(FactCategory category) {
  return category == FactCategory::kCondition || category == FactCategory::kObservation ||
         category == FactCategory::kProcedure || category == FactCategory::kMedication ||
         category == FactCategory::kVariant || category == FactCategory::kLifestyle;
}

std::vector<Person> Relatives() {
  return {{Subject::kMother}, {Subject::kFather}, {Subject::kSibling, 1}, {Subject::kSibling, 2}};
}

absl::Time Before(absl::Time instant, const CalendarOffset& length, const AsOf& as_of) {
  return AddOffset(instant, CalendarOffset{-length.count, length.unit}, as_of.zone);
}

}  // namespace

// As exact as it happens to be recorded.
RecordedTime RandomPatientMaker::Blurred(absl::Time instant, const AsOf& as_of) {
  const absl::CivilDay day = absl::ToCivilDay(instant, as_of.zone);
  const int kind = random_.Between(0, 99);
  if (kind < 20) return Parsed(absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", instant, absl::UTCTimeZone()));
  if (kind < 80) return Parsed(absl::StrFormat("%04d-%02d-%02d", day.year(), day.month(), day.day()));
  if (kind < 92) return Parsed(absl::StrFormat("%04d-%02d", day.year(), day.month()));
  return Parsed(absl::StrFormat("%04d", day.year()));
}

// On the edge of a window, or a day or a minute beside it.
std::optional<RecordedTime> RandomPatientMaker::DateNear(const AsOf& as_of) {
  if (random_.Chance(15)) return std::nullopt;
  const CalendarOffset length = random_.Pick(Lengths());
  absl::Time instant = Before(as_of.instant, length, as_of);
  const int step = random_.Between(-1, 1);
  instant += step * (IsCivil(length.unit) ? absl::Hours(24) : absl::Minutes(1));
  if (random_.Chance(30)) instant = Before(instant, random_.Pick(Lengths()), as_of);
  return Blurred(instant, as_of);
}

RandomPatientMaker::Period RandomPatientMaker::PeriodNear(const AsOf& as_of) {
  std::optional<RecordedTime> start = DateNear(as_of);
  if (random_.Chance(60)) return {start, std::nullopt};
  std::optional<RecordedTime> end = DateNear(as_of);
  if (start && end && Compare(*start, *end, as_of.zone) == Order::kAfter) std::swap(start, end);
  return {start, end};
}

Quantity RandomPatientMaker::Amount(const std::vector<std::string>& units) {
  Quantity quantity;
  quantity.unit = random_.Pick(units);
  quantity.value = AmountIn(random_.Pick(Amounts()), quantity.unit);
  if (random_.Chance(10)) {
    quantity.comparator = random_.Pick(
        {Comparator::kLess, Comparator::kLessOrEqual, Comparator::kGreaterOrEqual, Comparator::kGreater});
  }
  if (random_.Chance(3)) quantity.unit = "[IU]";
  return quantity;
}

void RandomPatientMaker::AddResult(Fact& fact) {
  const Code& coded = terms_.Of(FactCategory::kObservation)[0];
  if (random_.Chance(5)) return;
  const bool strange = random_.Chance(3);
  if ((fact.code == coded) != strange) {
    fact.value = random_.Pick(terms_.results);
    return;
  }
  const std::vector<std::string>& units = UnitsOf(terms_, fact.code);
  fact.value = Amount(units);
  if (random_.Chance(50)) {
    ReferenceRange range;
    range.unit = random_.Pick(units);
    if (random_.Chance(80)) range.low = AmountIn(10, range.unit);
    if (random_.Chance(80)) range.high = AmountIn(random_.Pick({20, 25}), range.unit);
    fact.reference_range = range;
  }
  if (random_.Chance(60)) fact.method = random_.Pick(terms_.methods);
}

void RandomPatientMaker::AddDetails(Fact& fact, const AsOf& as_of) {
  if (random_.Chance(60)) {
    fact.status = random_.Pick({ClinicalStatus::kActive, ClinicalStatus::kActive, ClinicalStatus::kResolved,
                                ClinicalStatus::kInactive, ClinicalStatus::kRemission});
  }
  if (random_.Chance(70)) {
    fact.grades.push_back({kGradeScale, random_.Pick({"mild", "moderate", "serious", "severe"})});
  }
  if (random_.Chance(60)) fact.body_site = random_.Pick(terms_.sites);
  if (random_.Chance(60)) fact.side = random_.Pick({Side::kLeft, Side::kRight, Side::kBilateral});
  switch (fact.category) {
    case FactCategory::kObservation:
      AddResult(fact);
      break;
    case FactCategory::kMedication:
      if (random_.Chance(80)) fact.dose = Amount({"mg/d", "g/d"});
      if (random_.Chance(70)) fact.line_of_therapy = random_.Between(1, 3);
      if (random_.Chance(60)) fact.response = random_.Pick(terms_.responses);
      break;
    case FactCategory::kReproductiveState:
      if (fact.code.code() == "PREGNANT" && random_.Chance(80)) {
        fact.gestation = GestationalAge{random_.Between(24, 40), std::nullopt};
        if (random_.Chance(70)) fact.gestation->days = random_.Between(0, 6);
        fact.gestation_on = Blurred(as_of.instant - absl::Hours(24) * random_.Between(0, 3), as_of);
      }
      break;
    case FactCategory::kTrialParticipation:
      fact.trial = random_.Pick({"", "other-1", "other-2"});
      break;
    default:
      break;
  }
}

Fact RandomPatientMaker::MakeFact(FactCategory category, const AsOf& as_of) {
  Fact fact;
  fact.id = absl::StrCat("fact-", next_id_++);
  fact.category = category;
  if (OfRelatives(category) && random_.Chance(25)) {
    fact.person = random_.Pick(Relatives());
  }
  fact.code = random_.Chance(5) ? random_.Pick(terms_.strange) : random_.Pick(terms_.Of(category));
  std::tie(fact.start, fact.end) = PeriodNear(as_of);
  if (random_.Chance(25)) fact.recorded_at = DateNear(as_of);
  const int verification = random_.Between(0, 99);
  if (verification < 10) fact.verification = Verification::kSuspected;
  if (verification >= 10 && verification < 25) fact.verification = Verification::kRefuted;
  if (verification >= 25 && verification < 32) fact.verification = Verification::kNever;
  AddDetails(fact, as_of);
  return fact;
}

void RandomPatientMaker::AddPerson(RandomPatient& made) {
  const AsOf& as_of = made.options.as_of;
  const auto sex = [&] {
    return random_.Pick(
        {Sex::kFemale, Sex::kFemale, Sex::kMale, Sex::kMale, Sex::kIndeterminate, Sex::kUnrecorded});
  };
  made.patient.sex_at_birth = sex();
  made.patient.administrative_gender = sex();
  made.patient.gender_identity = sex();
  const ClockBound& age = random_.Pick(Ages());
  const int kind = random_.Between(0, 99);
  if (kind < 75) {
    const absl::Time born = Before(as_of.instant, {age.value, age.unit}, as_of);
    made.patient.birth = Blurred(born + absl::Hours(24) * random_.Between(-1, 1), as_of);
  } else if (kind < 90) {
    made.patient.birth = StatedAge{age.value, age.unit, Blurred(as_of.instant, as_of)};
  }
  if (random_.Chance(75)) {
    const ClockBound& weeks = random_.Pick(Gestations());
    if (weeks.unit == TimeUnit::kWeek) {
      made.patient.gestational_age_at_birth =
          GestationalAge{static_cast<int>(weeks.value) + random_.Between(-1, 1), std::nullopt};
      if (random_.Chance(60)) made.patient.gestational_age_at_birth->days = random_.Pick({0, 6});
    }
  }
}

// What chance alone hardly makes: a pregnancy of which all is known, and medications that never changed.
void RandomPatientMaker::AddSteadyFacts(RandomPatient& made) {
  const AsOf& as_of = made.options.as_of;
  const auto steady = [&](FactCategory category, const Code& code) {
    Fact fact;
    fact.id = absl::StrCat("fact-", next_id_++);
    fact.category = category;
    fact.code = code;
    fact.start = Blurred(Before(as_of.instant, random_.Pick(Lengths()), as_of), as_of);
    fact.status = ClinicalStatus::kActive;
    return fact;
  };
  if (random_.Chance(60)) {
    made.patient.sex_at_birth = Sex::kFemale;
    Fact pregnancy = steady(FactCategory::kReproductiveState, {kBuiltinSystem, "PREGNANT"});
    const int64_t weeks = random_.Pick({25, 30, 31, 36, 37, 40}) - random_.Between(0, 1);
    pregnancy.gestation = GestationalAge{static_cast<int>(weeks), random_.Between(0, 6)};
    pregnancy.gestation_on = Blurred(as_of.instant, as_of);
    made.patient.facts.push_back(std::move(pregnancy));
  }
  std::vector<Code> medications = terms_.Of(FactCategory::kMedication);
  random_.Shuffle(medications);
  for (int i = random_.Between(2, 4); i > 0; --i) {
    Fact medication = steady(FactCategory::kMedication, medications[static_cast<size_t>(i)]);
    medication.dose = Quantity{AmountIn(random_.Pick(Amounts()), "mg/d"), Comparator::kNone, "mg/d"};
    made.patient.facts.push_back(std::move(medication));
  }
}

void RandomPatientMaker::AddFacts(RandomPatient& made) {
  const bool steady = random_.Chance(60);
  if (steady) AddSteadyFacts(made);
  for (int i = 0; i < kFactCategoryCount; ++i) {
    const auto category = static_cast<FactCategory>(i);
    if (random_.Chance(20)) continue;
    if (steady && category == FactCategory::kMedication) continue;
    const bool measured = category == FactCategory::kObservation;
    for (int n = measured ? random_.Between(5, 12) : random_.Between(1, 4); n > 0; --n) {
      made.patient.facts.push_back(MakeFact(category, made.options.as_of));
      // The same again, perhaps on the same day: for counts, conflicts and changes.
      if (!random_.Chance(20)) continue;
      Fact again = MakeFact(category, made.options.as_of);
      again.code = made.patient.facts.back().code;
      if (random_.Chance(40)) {
        again.start = made.patient.facts.back().start;
        again.end = std::nullopt;
      }
      made.patient.facts.push_back(std::move(again));
    }
  }
  random_.Shuffle(made.patient.facts);
}

void RandomPatientMaker::AddLinks(Patient& patient) {
  const auto has_links = [](const Fact& fact) {
    return fact.category == FactCategory::kCondition || fact.category == FactCategory::kProcedure ||
           fact.category == FactCategory::kMedication;
  };
  for (Fact& fact : patient.facts) {
    for (const Fact& other : patient.facts) {
      if (!has_links(fact) || !has_links(other) || fact.person != other.person || &fact == &other) continue;
      if (!random_.Chance(60)) continue;
      fact.links.push_back({random_.Pick({LinkKind::kCausedBy, LinkKind::kAfter}), other.id});
    }
  }
}

void RandomPatientMaker::AddStatements(RandomPatient& made) {
  const AsOf& as_of = made.options.as_of;
  for (const Code& code : terms_.Of(FactCategory::kVariant)) {
    if (!random_.Chance(25)) continue;
    TestedGene gene{absl::StrCat("gene-", next_id_++), Person{}, code, DateNear(as_of), std::nullopt};
    if (random_.Chance(25)) gene.person = random_.Pick(Relatives());
    if (random_.Chance(20)) gene.recorded_at = DateNear(as_of);
    made.patient.tested_genes.push_back(std::move(gene));
  }
  for (int i = 0; i < kFactCategoryCount; ++i) {
    const auto category = static_cast<FactCategory>(i);
    if (category == FactCategory::kObservation || category == FactCategory::kVariant) continue;
    if (!random_.Chance(40)) continue;
    Completeness statement{category, Person{}, std::nullopt, Blurred(as_of.instant, as_of)};
    if (OfRelatives(category) && random_.Chance(25)) statement.person = random_.Pick(Relatives());
    if (random_.Chance(50)) statement.from = DateNear(as_of);
    if (random_.Chance(30)) statement.to = DateNear(as_of).value_or(statement.to);
    made.patient.completeness.push_back(std::move(statement));
  }
}

void RandomPatientMaker::AddDecisions(const Trial& trial, RandomPatient& made) {
  const AsOf& as_of = made.options.as_of;
  for (const Criterion* leaf : LeavesOf(trial)) {
    if (const auto* asked = std::get_if<ConsentCriterion>(&leaf->kind)) {
      if (random_.Chance(25)) continue;
      Consent consent;
      consent.id = absl::StrCat("consent-", next_id_++);
      consent.trial = trial.id;
      consent.kind = asked->kind;
      consent.decision = random_.Pick({ConsentDecision::kGiven, ConsentDecision::kGiven,
                                       ConsentDecision::kRefused, ConsentDecision::kWithdrawn});
      consent.giver = random_.Pick({ConsentGiver::kPatient, ConsentGiver::kParent, ConsentGiver::kProxy,
                                    ConsentGiver::kPatient, ConsentGiver::kOther});
      std::tie(consent.start, consent.end) = PeriodNear(as_of);
      if (random_.Chance(60)) consent.end = std::nullopt;
      made.patient.consents.push_back(std::move(consent));
      continue;
    }
    const auto* fact = std::get_if<FactCriterion>(&leaf->kind);
    const bool attestable = std::holds_alternative<UnstructuredCriterion>(leaf->kind) ||
                            (fact != nullptr && fact->category == FactCategory::kAbility);
    if (!attestable || random_.Chance(30)) continue;
    made.patient.attestations.push_back(Attestation{
        absl::StrCat("attestation-", next_id_++), trial.id, leaf->id,
        random_.Chance(85) ? leaf->text_hash : "another", random_.Pick({Truth::kTrue, Truth::kFalse}),
        "somebody", Blurred(as_of.instant - absl::Hours(1), as_of)});
  }
}

RandomPatient RandomPatientMaker::Make(absl::Span<const TrialPointer> trials) {
  RandomPatient made;
  made.options.as_of = PickAsOf(random_);
  made.options.absence_default = random_.Pick({AbsencePolicy::kInherit, AbsencePolicy::kUnknown,
                                               AbsencePolicy::kAssumeAbsent, AbsencePolicy::kAssumePresent});
  if (random_.Chance(50)) made.options.normal_limit_table = kLimitTable;
  if (random_.Chance(50)) made.options.refutation_freshness = random_.Pick(Lengths());
  made.options.administrative_gender_as_sex = random_.Chance(30);
  AddPerson(made);
  made.patient.relatives = Relatives();
  if (random_.Chance(50)) made.patient.all_listed = {Subject::kSibling};
  AddFacts(made);
  AddLinks(made.patient);
  AddStatements(made);
  for (const TrialPointer& trial : trials) AddDecisions(*trial, made);
  return made;
}

}  // namespace trialmatch
