#include "tests/benchmark/corpus/corpus_trial.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/civil_time.h"
#include "tests/benchmark/corpus/corpus_criteria.h"

namespace trialmatch {
namespace {

constexpr int kUpdateDays = 3000;
const absl::CivilDay kLastUpdate(2024, 6, 1);

// Beneath how many of the roots each field's conditions lie.
TrialField FieldOf(uint32_t root, CorpusRandom& random) {
  using enum TrialField;
  if (random.Chance(50)) return kHealthy;
  constexpr TrialField kFields[] = {kOncology, kOncology,  kMetabolic, kInfection, kMind,      kOrgan,
                                    kOrgan,    kOrgan,     kOncology,  kInfection, kSurgery,   kOrgan,
                                    kMind,     kMetabolic, kOrgan,     kOncology,  kInfection, kObstetrics,
                                    kOrgan,    kNewborn,   kSurgery,   kOrgan,     kMind,      kMetabolic,
                                    kOrgan,    kInfection, kOncology,  kOncology};
  return kFields[root % std::size(kFields)];
}

std::optional<ClockBound> Years(int years) { return ClockBound{years, TimeUnit::kYear}; }

std::optional<ClockBound> MinimumAge(CorpusRandom& random) {
  switch (random.Weighted({522, 165, 38, 22, 20, 18, 17, 14, 13, 11, 10, 9, 60, 17, 6, 58})) {
    case 0:
      return Years(18);
    case 1:
      return std::nullopt;
    case 12:
      return Years(random.Between(1, 17));
    case 13:
      return ClockBound{random.Pick({1, 2, 3, 6, 18}), TimeUnit::kMonth};
    case 14:
      return ClockBound{random.Pick({0, 1, 7, 28}), TimeUnit::kDay};
    case 15:
      return Years(random.Between(19, 70));
    default:
      return Years(random.Pick({13, 16, 21, 12, 20, 30, 15, 40, 19, 50}));
  }
}

std::optional<ClockBound> MaximumAge(CorpusRandom& random) {
  switch (random.Weighted({571, 290, 100, 30, 7})) {
    case 0:
      return std::nullopt;
    case 1:
      return Years(
          random.Pick({65, 65, 65, 75, 75, 75, 70, 70, 60, 60, 120, 80, 80, 50, 55, 45, 18, 21, 17, 99, 85}));
    case 2:
      return Years(random.Between(20, 95));
    case 3:
      return Years(random.Between(2, 18));
    default:
      return ClockBound{random.Pick({6, 12, 18, 24, 36}), TimeUnit::kMonth};
  }
}

ClockRange AgeFor(TrialField field, CorpusRandom& random) {
  ClockRange age;
  if (field == TrialField::kNewborn) {
    if (random.Chance(700)) age.min = ClockBound{random.Pick({0, 0, 1, 3}), TimeUnit::kDay};
    age.max = random.Chance(600) ? ClockBound{random.Pick({3, 7, 14, 28, 28}), TimeUnit::kDay}
                                 : ClockBound{random.Pick({2, 6, 12}), TimeUnit::kMonth};
    return age;
  }
  age.min = MinimumAge(random);
  age.max = MaximumAge(random);
  // Only bounds in years lie above 3 years, and a limit in months is no limit for those who are older.
  if (age.min && age.max && age.min->unit >= age.max->unit &&
      (age.min->unit != age.max->unit || age.min->value >= age.max->value)) {
    age.max.reset();
  }
  if (age.min && random.Chance(15)) age.min->exclusive = true;
  return age;
}

RecruitmentStatus StatusOf(CorpusRandom& random) {
  constexpr RecruitmentStatus kAll[] = {
      RecruitmentStatus::kCompleted,        RecruitmentStatus::kRecruiting,
      RecruitmentStatus::kUnknown,          RecruitmentStatus::kTerminated,
      RecruitmentStatus::kNotYetRecruiting, RecruitmentStatus::kActiveNotRecruiting,
      RecruitmentStatus::kWithdrawn,        RecruitmentStatus::kEnrollingByInvitation,
      RecruitmentStatus::kSuspended};
  return kAll[random.Weighted({540, 140, 140, 60, 40, 40, 25, 10, 5})];
}

void AddRecord(Trial& trial, const std::vector<RecordedTime>& updates, CorpusRandom& random) {
  using enum Phase;
  trial.status = StatusOf(random);
  const size_t type = random.Weighted({770, 225, 5});
  trial.study_type = type == 0   ? StudyType::kInterventional
                     : type == 1 ? StudyType::kObservational
                                 : StudyType::kExpandedAccess;
  if (type == 0) {
    trial.phases = {
        random.Pick({kNotApplicable, kNotApplicable, kPhase1, kPhase2, kPhase2, kPhase3, kPhase4})};
    if (random.Chance(50)) trial.phases = {kPhase1, kPhase2};
  }
  trial.last_updated = random.Pick(updates);
  const int sites = random.Chance(100) ? 0 : static_cast<int>(1 + random.Weighted({70, 15, 10, 5}));
  for (int i = 0; i < sites; ++i) {
    Site site;
    site.id = absl::StrCat("s", i + 1);
    site.country_code = random.Pick({"US", "US", "US", "CN", "FR", "DE", "GB", "JP", "BR", "EG"});
    // One of some 500 towns.
    const uint32_t town = random.Below(500);
    site.coordinates = LatLng{static_cast<double>(MixBits(town) % 1200) / 10.0 - 50.0,
                              static_cast<double>(MixBits(town + 500) % 3600) / 10.0 - 180.0};
    site.status = random.Chance(700) ? trial.status : StatusOf(random);
    trial.sites.push_back(std::move(site));
  }
  trial.sites.shrink_to_fit();
}

void AddLabel(const Code& code, std::vector<Code>& labels) {
  if (std::find(labels.begin(), labels.end(), code) == labels.end()) labels.push_back(code);
}

}  // namespace

CorpusTrialMaker::CorpusTrialMaker(uint64_t seed, const CorpusVocabulary& vocabulary,
                                   const CorpusCatalog& catalog)
    : seed_(seed),
      vocabulary_(vocabulary),
      catalog_(catalog),
      condition_law_(WeightedLaw::Zipf(vocabulary.conditions.size(), 3)),
      far_condition_law_(WeightedLaw::Zipf(vocabulary.conditions.Far().size(), 3)) {
  for (int days = 0; days < kUpdateDays; ++days) {
    const absl::StatusOr<RecordedTime> day = RecordedTime::Parse(absl::FormatCivilTime(kLastUpdate - days));
    if (!day.ok()) std::abort();
    updates_.push_back(*day);
  }
}

std::string CorpusTrialMaker::IdOf(uint64_t n) { return absl::StrFormat("NCT%08d", 1'000'000 + n); }
std::string CorpusTrialMaker::IrrelevantIdOf(uint64_t n) {
  return absl::StrFormat("NCT%08d", 90'000'000 + n);
}

uint32_t CorpusTrialMaker::DrawCondition(bool far, CorpusRandom& random) const {
  if (far) return vocabulary_.conditions.Far()[far_condition_law_.Draw(random)];
  return vocabulary_.conditions.ByPopularity()[condition_law_.Draw(random)];
}

Trial CorpusTrialMaker::Make(uint64_t n) const { return Make(n, false); }
Trial CorpusTrialMaker::MakeIrrelevant(uint64_t n) const { return Make(n, true); }

Trial CorpusTrialMaker::Make(uint64_t n, bool far) const {
  CorpusRandom random(seed_, far ? CorpusStream::kIrrelevantTrial : CorpusStream::kTrial, n);
  Trial trial;
  trial.id = far ? IrrelevantIdOf(n) : IdOf(n);
  trial.title = absl::StrCat("Trial ", n);
  AddRecord(trial, updates_, random);

  std::vector<uint32_t> conditions = {DrawCondition(far, random)};
  const int more = static_cast<int>(random.Weighted({660, 180, 80, 40, 20, 10, 5, 5}));
  for (int i = 0; i < more; ++i) {
    // Most further conditions are kin of the first.
    const CorpusConcept& first = vocabulary_.conditions[conditions[0]];
    const bool kin = !first.parents.empty() && random.Chance(700);
    conditions.push_back(kin ? random.Pick(vocabulary_.conditions[first.parents[0]].children)
                             : DrawCondition(far, random));
  }
  for (const uint32_t condition : conditions)
    AddLabel(vocabulary_.conditions[condition].code, trial.conditions);

  const TrialField field = FieldOf(vocabulary_.conditions[conditions[0]].root, random);
  trial.age = AgeFor(field, random);
  const size_t sex =
      field == TrialField::kObstetrics ? random.Weighted({150, 850, 0}) : random.Weighted({898, 62, 40});
  if (sex > 0) trial.sex = sex == 1 ? Sex::kFemale : Sex::kMale;
  trial.gender_based = sex > 0 && random.Chance(30);
  trial.healthy_volunteers =
      field == TrialField::kHealthy
          ? HealthyVolunteers::kAccepted
          : random.Pick({HealthyVolunteers::kNotAccepted, HealthyVolunteers::kNotAccepted,
                         HealthyVolunteers::kUnknown});

  CorpusCriteriaMaker criteria(catalog_, random, field, far);
  // Of some records nothing was read.
  if (!random.Chance(40)) trial.criteria = criteria.TrialLists(conditions);
  if (random.Chance(120)) {
    const int cohorts = 2 + static_cast<int>(random.Weighted({60, 30, 10}));
    for (int i = 0; i < cohorts; ++i) {
      Cohort cohort;
      cohort.id = absl::StrCat("g", i + 1);
      cohort.status = random.Chance(800) ? trial.status : StatusOf(random);
      const uint32_t condition = random.Chance(500) ? random.Pick(conditions) : DrawCondition(far, random);
      cohort.conditions = {vocabulary_.conditions[condition].code};
      AddLabel(cohort.conditions[0], trial.conditions);
      cohort.criteria = criteria.CohortLists(condition);
      trial.cohorts.push_back(std::move(cohort));
    }
  }
  trial.conditions.shrink_to_fit();
  AddImpliedCriteria(trial, CorpusTextHash);
  return trial;
}

}  // namespace trialmatch
