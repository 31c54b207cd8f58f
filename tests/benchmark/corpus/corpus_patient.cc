#include "tests/benchmark/corpus/corpus_patient.h"

#include <cstdlib>
#include <utility>

#include "absl/strings/str_cat.h"
#include "tests/benchmark/corpus/corpus_facts.h"

namespace trialmatch {
namespace {

constexpr int kYear = 365;
// Of patients: few diseases are many people's.
constexpr uint32_t kConditionShift = 2, kTreatmentShift = 8;

// Most ask on one day; some on a leap day or elsewhere on earth.
AsOf PickMoment(CorpusRandom& random) {
  const char* texts[] = {"2024-06-14T09:30:00+00:00", "2024-02-29T23:30:00+00:00",
                         "2025-03-01T00:10:00+00:00"};
  const char* zones[] = {"UTC", "America/New_York", "Asia/Shanghai"};
  absl::Time instant;
  std::string error;
  if (!absl::ParseTime(absl::RFC3339_full, texts[random.Weighted({900, 50, 50})], &instant, &error))
    std::abort();
  const absl::StatusOr<AsOf> as_of = MakeAsOf(instant, zones[random.Weighted({800, 100, 100})]);
  if (!as_of.ok()) std::abort();
  return *as_of;
}

int PickAgeInDays(CorpusRandom& random) {
  switch (random.Weighted({30, 40, 90, 580, 260})) {
    case 0:
      return random.Between(0, 28);
    case 1:
      return random.Between(29, 2 * kYear);
    case 2:
      return random.Between(2 * kYear, 18 * kYear);
    case 3:
      return random.Between(18 * kYear, 65 * kYear);
    default:
      return random.Between(65 * kYear, 97 * kYear);
  }
}

void AddPerson(int age_days, CorpusRandom& random, CorpusPatient& made) {
  Patient& patient = made.patient;
  absl::CivilDay birth = Today(made.options.as_of) - age_days;
  // Often a birthday at which trials draw the line.
  if (age_days > kYear && random.Chance(60)) {
    const absl::CivilDay today = Today(made.options.as_of);
    birth = absl::CivilDay(birth.year(), today.month(), today.day()) + random.Between(-1, 1);
  }
  switch (random.Weighted({850, 40, 50, 30, 30})) {
    case 0:
      patient.birth = CorpusDate(birth, age_days < 3 ? Precision::kInstant : Precision::kDay);
      break;
    case 1:
      patient.birth = CorpusDate(birth, Precision::kMonth);
      break;
    case 2:
      patient.birth = CorpusDate(birth, Precision::kYear);
      break;
    case 3:
      patient.birth =
          age_days > 2 * kYear
              ? StatedAge{age_days / kYear, TimeUnit::kYear,
                          CorpusDate(Today(made.options.as_of) - random.Between(0, 400), Precision::kDay)}
              : StatedAge{age_days / 30, TimeUnit::kMonth,
                          CorpusDate(Today(made.options.as_of), Precision::kDay)};
      break;
    default:
      break;
  }
  constexpr Sex kSexes[] = {Sex::kFemale, Sex::kMale, Sex::kUnrecorded, Sex::kIndeterminate};
  patient.sex_at_birth = kSexes[random.Weighted({500, 470, 25, 5})];
  if (random.Chance(600)) patient.administrative_gender = patient.sex_at_birth;
  if (patient.sex_at_birth == Sex::kUnrecorded && random.Chance(500))
    patient.administrative_gender = Sex::kFemale;
  if (random.Chance(150)) patient.gender_identity = random.Chance(950) ? patient.sex_at_birth : Sex::kFemale;
  if (age_days < 3 * kYear && random.Chance(600)) {
    patient.gestational_age_at_birth = GestationalAge{random.Between(24, 41), std::nullopt};
    if (random.Chance(600)) patient.gestational_age_at_birth->days = random.Between(0, 6);
  }
  if (random.Chance(700)) {
    patient.location = LatLng{random.Between(-500, 699) / 10.0, random.Between(-1800, 1799) / 10.0};
  }
}

// Half of the patients: all of some categories is in the profile.
void AddCompleteness(int age_days, CorpusRandom& random, CorpusPatient& made) {
  if (!random.Chance(500)) return;
  const absl::CivilDay today = Today(made.options.as_of);
  const auto add = [&](FactCategory category, int per_mille) {
    if (!random.Chance(per_mille)) return;
    std::optional<RecordedTime> from;
    if (random.Chance(350))
      from = CorpusDate(today - std::min(age_days, random.Between(200, 4000)), Precision::kDay);
    const int ago = random.Chance(850) ? 0 : random.Between(1, 60);
    Completeness complete{category, Person{}, from, CorpusDate(today - ago, Precision::kDay)};
    made.patient.completeness.push_back(std::move(complete));
  };
  using enum FactCategory;
  add(kCondition, 600);
  add(kMedication, 600);
  add(kProcedure, 400);
  add(kAllergy, 400);
  add(kReproductiveState, 200);
  add(kTrialParticipation, 250);
  add(kCareSetting, 150);
  add(kLifestyle, 150);
  add(kPlan, 100);
  if (made.patient.completeness.empty()) add(kCondition, 1000);
}

Consent MakeConsent(const std::string& trial, int number, const AsOf& as_of, CorpusRandom& random) {
  Consent consent;
  consent.id = absl::StrCat("consent", number);
  consent.trial = trial;
  consent.kind =
      random.Pick({ConsentKind::kInformedConsent, ConsentKind::kInformedConsent, ConsentKind::kWillingness});
  consent.decision =
      random.Pick({ConsentDecision::kGiven, ConsentDecision::kGiven, ConsentDecision::kRefused});
  consent.giver = random.Pick({ConsentGiver::kPatient, ConsentGiver::kPatient, ConsentGiver::kParent});
  consent.start = CorpusDate(Today(as_of) - random.Between(0, 30), Precision::kDay);
  return consent;
}

void AddDecisions(const CorpusTrialMaker& trials, CorpusRandom& random, CorpusPatient& made) {
  if (!random.Chance(100)) return;
  for (int i = 0; i < 3; ++i) {
    const Trial trial = trials.Make(random.Below(CorpusPatientMaker::kDecidedTrials));
    made.patient.consents.push_back(MakeConsent(trial.id, i, made.options.as_of, random));
    for (const auto* list : {&trial.criteria.inclusion, &trial.criteria.exclusion}) {
      for (const Criterion& criterion : *list) {
        if (!std::holds_alternative<UnstructuredCriterion>(criterion.kind) || random.Chance(200)) continue;
        const Truth truth =
            random.Chance(list == &trial.criteria.inclusion ? 800 : 200) ? Truth::kTrue : Truth::kFalse;
        made.patient.attestations.push_back(
            {absl::StrCat("a", made.patient.attestations.size()), trial.id, criterion.id, criterion.text_hash,
             truth, "physician",
             CorpusDate(Today(made.options.as_of) - random.Between(0, 20), Precision::kDay)});
      }
    }
  }
}

void AddOptions(CorpusRandom& random, EvaluationOptions& options) {
  constexpr AbsencePolicy kPolicies[] = {AbsencePolicy::kUnknown, AbsencePolicy::kInherit,
                                         AbsencePolicy::kAssumeAbsent, AbsencePolicy::kAssumePresent};
  options.absence_default = kPolicies[random.Weighted({400, 250, 250, 100})];
  if (random.Chance(500)) options.normal_limit_table = kCorpusLimitTable;
  if (random.Chance(250))
    options.refutation_freshness = CalendarOffset{random.Pick({30, 90, 365}), TimeUnit::kDay};
  options.administrative_gender_as_sex = random.Chance(200);
}

}  // namespace

CorpusPatientMaker::CorpusPatientMaker(uint64_t seed, const CorpusVocabulary& vocabulary,
                                       const CorpusTrialMaker& trials)
    : seed_(seed),
      vocabulary_(vocabulary),
      trials_(trials),
      condition_law_(WeightedLaw::Zipf(vocabulary.conditions.Near().size(), kConditionShift)),
      medication_law_(WeightedLaw::Zipf(vocabulary.medications.Near().size(), kTreatmentShift)),
      procedure_law_(WeightedLaw::Zipf(vocabulary.procedures.Near().size(), kTreatmentShift)),
      variant_law_(WeightedLaw::Zipf(vocabulary.variants.Near().size(), kTreatmentShift)) {
  std::vector<uint64_t> weights;
  for (const CorpusAnalyte& analyte : vocabulary.analytes)
    weights.push_back(analyte.far ? 0 : analyte.weight + 5);
  lab_law_ = WeightedLaw(weights);
}

CorpusPatient CorpusPatientMaker::Make(uint64_t n) const {
  CorpusRandom random(seed_, CorpusStream::kPatient, n);
  CorpusPatient made;
  made.options.as_of = PickMoment(random);
  AddOptions(random, made.options);
  const int age_days = PickAgeInDays(random);
  AddPerson(age_days, random, made);
  const CorpusFactMaker::Laws laws{condition_law_, medication_law_, procedure_law_, variant_law_, lab_law_};
  CorpusFactMaker facts(vocabulary_, laws, random, age_days, made);
  facts.AddConditions();
  facts.AddRefutations();
  facts.AddLabs();
  facts.AddPerformance();
  facts.AddMedications();
  facts.AddProcedures();
  facts.AddGenes();
  facts.AddReproduction();
  facts.AddHabits();
  facts.AddRelatives();
  facts.AddStrangeCodes();
  AddCompleteness(age_days, random, made);
  AddDecisions(trials_, random, made);
  made.patient.facts.shrink_to_fit();
  return made;
}

}  // namespace trialmatch
