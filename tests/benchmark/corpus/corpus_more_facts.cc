// Treatments, genes, reproductive states, habits, relatives, and codes of nowhere.
#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "domain/builtin_codes.h"
#include "tests/benchmark/corpus/corpus_facts.h"

namespace trialmatch {
namespace {

constexpr int kYear = 365;

}  // namespace

void CorpusFactMaker::AddMedications() {
  const CorpusHierarchy& all = vocabulary_.medications;
  const int count = static_cast<int>(random_.Weighted({18, 16, 15, 13, 11, 9, 7, 5, 3, 2, 1}));
  for (int i = 0; i < count; ++i) {
    const uint32_t id = all.StepDown(all.Near()[laws_.medications.Draw(random_)], 500, random_);
    Fact& fact = Add(FactCategory::kMedication, all[id].code);
    AddCourse(fact);
    if (random_.Chance(600)) {
      fact.dose = Quantity{Decimal(random_.Pick({5, 10, 20, 40, 50, 100, 500, 1000, 2000})),
                           Comparator::kNone, "mg/d"};
    }
    if (random_.Chance(100)) fact.line_of_therapy = random_.Between(1, 4);
    if (random_.Chance(60)) fact.response = random_.Pick(vocabulary_.responses);
  }
}

void CorpusFactMaker::AddProcedures() {
  const CorpusHierarchy& all = vocabulary_.procedures;
  const int count = static_cast<int>(random_.Weighted({35, 28, 18, 10, 6, 3}));
  for (int i = 0; i < count; ++i) {
    const uint32_t id = all.StepDown(all.Near()[laws_.procedures.Draw(random_)], 500, random_);
    Fact& fact = Add(FactCategory::kProcedure, all[id].code);
    if (!random_.Chance(60)) fact.start = Ago(DrawDaysAgo());
    if (random_.Chance(200)) fact.body_site = vocabulary_.sites[random_.Pick(vocabulary_.sites.Near())].code;
    if (random_.Chance(150)) fact.side = random_.Pick({Side::kLeft, Side::kRight, Side::kBilateral});
  }
}

void CorpusFactMaker::AddGenes() {
  if (!random_.Chance(120)) return;
  const CorpusHierarchy& all = vocabulary_.variants;
  for (int count = random_.Between(1, 4); count > 0; --count) {
    const uint32_t id = all.Near()[laws_.variants.Draw(random_)];
    if (random_.Chance(600))
      Add(FactCategory::kVariant, all[all.StepDown(id, 600, random_)].code).start = Ago(DrawDaysAgo());
    if (random_.Chance(600)) {
      TestedGene tested;
      tested.id = absl::StrCat("g", ++next_id_);
      tested.code = all[id].parents.empty() ? all[id].code : all[all[id].parents[0]].code;
      tested.start = Ago(random_.Between(0, 700));
      made_.patient.tested_genes.push_back(std::move(tested));
    }
  }
}

void CorpusFactMaker::AddReproduction() {
  if (made_.patient.sex_at_birth != Sex::kFemale || age_days_ < 14 * kYear) return;
  const auto state = [this](const char* code) -> Fact& {
    Fact& fact = Add(FactCategory::kReproductiveState, {kBuiltinSystem, code});
    fact.start = Ago(random_.Between(0, 200));
    fact.status = ClinicalStatus::kActive;
    return fact;
  };
  if (age_days_ > 52 * kYear) {
    if (random_.Chance(500)) state("POSTMENOPAUSAL");
    return;
  }
  if (random_.Chance(60)) {
    Fact& pregnancy = state("PREGNANT");
    const int weeks = random_.Between(5, 40);
    pregnancy.start = CorpusDate(Today() - 7 * weeks, Precision::kDay);
    pregnancy.gestation =
        GestationalAge{weeks, random_.Chance(700) ? std::optional<int>(random_.Between(0, 6)) : std::nullopt};
    pregnancy.gestation_on = CorpusDate(Today() - random_.Between(0, 10), Precision::kDay);
  } else if (random_.Chance(300)) {
    Fact& test = state("PREGNANT");
    test.verification = Verification::kRefuted;
    test.status = ClinicalStatus::kUnknown;
    test.start = Ago(random_.Between(0, 40));
  }
  if (random_.Chance(40)) state("LACTATING");
  if (random_.Chance(350)) state("CHILDBEARING_POTENTIAL");
  if (random_.Chance(250))
    state(random_.Pick({"EFFECTIVE_CONTRACEPTION", "HIGHLY_EFFECTIVE_CONTRACEPTION", "SURGICALLY_STERILE"}));
}

void CorpusFactMaker::AddHabits() {
  const auto near = [this](const CorpusHierarchy& all) { return all[random_.Pick(all.Near())].code; };
  const auto lasting = [this](Fact& fact) {
    if (random_.Chance(700)) fact.start = Ago(DrawDaysAgo());
    if (random_.Chance(700)) fact.status = ClinicalStatus::kActive;
  };
  if (random_.Chance(200)) lasting(Add(FactCategory::kAllergy, near(vocabulary_.allergens)));
  if (random_.Chance(400)) lasting(Add(FactCategory::kLifestyle, near(vocabulary_.lifestyles)));
  if (random_.Chance(120)) {
    Fact& fact = Add(FactCategory::kLifestyle, near(vocabulary_.lifestyles));
    fact.verification = random_.Chance(500) ? Verification::kNever : Verification::kRefuted;
    fact.start = Ago(random_.Between(0, 90));
  }
  if (random_.Chance(120))
    Add(FactCategory::kAbility, near(vocabulary_.abilities)).start = Ago(random_.Between(0, 200));
  if (random_.Chance(60)) {
    Add(FactCategory::kPlan, near(vocabulary_.plans)).start =
        CorpusDate(Today() + random_.Between(-10, 90), Precision::kDay);
  }
  if (random_.Chance(150)) {
    lasting(Add(
        FactCategory::kCareSetting,
        {kBuiltinSystem, random_.Pick({"INPATIENT", "OUTPATIENT", "INTENSIVE_CARE", "HOME", "EMERGENCY"})}));
  }
  if (random_.Chance(60)) {
    Fact& fact = Add(FactCategory::kTrialParticipation,
                     {kBuiltinSystem, random_.Chance(700) ? "INTERVENTIONAL" : "OBSERVATIONAL"});
    lasting(fact);
    if (random_.Chance(500)) fact.trial = CorpusTrialMaker::IdOf(random_.Below(1000));
  }
}

void CorpusFactMaker::AddRelatives() {
  if (!random_.Chance(120)) return;
  std::vector<Person>& relatives = made_.patient.relatives;
  relatives = {{Subject::kMother, 0}, {Subject::kFather, 0}};
  if (random_.Chance(400)) relatives.push_back({Subject::kSibling, 1});
  if (random_.Chance(300)) made_.patient.all_listed = {Subject::kSibling};
  for (int count = random_.Between(1, 4); count > 0; --count) {
    const bool variant = random_.Chance(150);
    const CorpusHierarchy& all = vocabulary_.variants;
    Fact& fact = variant ? Add(FactCategory::kVariant, all[random_.Pick(all.Near())].code)
                         : Add(FactCategory::kCondition, vocabulary_.conditions[DrawCondition()].code);
    fact.person = random_.Pick(relatives);
    if (random_.Chance(200)) fact.verification = Verification::kNever;
    if (random_.Chance(500)) fact.start = Ago(random_.Between(0, 20 * kYear));
  }
}

void CorpusFactMaker::AddStrangeCodes() {
  if (!random_.Chance(30)) return;
  const FactCategory category =
      random_.Pick({FactCategory::kCondition, FactCategory::kMedication, FactCategory::kObservation});
  const bool own = random_.Chance(500);
  Fact& fact =
      Add(category, {own ? kCorpusStrangeSystem : kCorpusSystem, absl::StrCat("Z", random_.Below(100))});
  fact.start = Ago(random_.Between(0, 300));
}

}  // namespace trialmatch
