#include "tests/matching/random_records.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace trialmatch {

RandomRecordMaker::RandomRecordMaker(RandomSource& random, const RandomTerminology& terms)
    : random_(random), terms_(terms) {
  for (int i = 0; i < 12; ++i) places_.push_back(AnyPlace());
  // Side by side, nearer to each other than a float can tell; and opposite.
  for (int i = 0; i < 4; ++i) {
    places_.push_back({places_[0].latitude + 1e-7 * i, places_[0].longitude});
    places_.push_back({places_[i].latitude, places_[i].longitude + 1e-12});
    places_.push_back({-places_[i].latitude, places_[i].longitude - 180});
  }
  for (const LatLng& edge : {LatLng{90, 0}, LatLng{90, 17}, LatLng{0, 180}, LatLng{0, -180}}) {
    places_.push_back(edge);
  }
}

LatLng RandomRecordMaker::AnyPlace() {
  return {random_.Between(-900, 900) / 10.0, random_.Between(-1800, 1800) / 10.0};
}

Code RandomRecordMaker::Condition() {
  if (random_.Chance(8)) return random_.Pick(terms_.strange);
  if (random_.Chance(8)) return {"urn:nowhere", absl::StrCat("c", random_.Below(4))};
  return random_.Pick(terms_.Of(FactCategory::kCondition));
}

std::string RandomRecordMaker::Country() { return random_.Pick<std::string>({"DE", "FR", "US", ""}); }

std::optional<RecordedTime> RandomRecordMaker::Update() {
  if (random_.Chance(10)) return std::nullopt;
  return RecordedTime::Parse(
             random_.Pick({"2024", "2024-01", "2024-01-01", "2024-05-19", "2023", "2024-01-01T01:00+14:00",
                           "2023-12-31T23:00-05:00", "0001-01-01", "9999-12-31", "1969-12-31"}))
      .value();
}

RecruitmentStatus RandomRecordMaker::OftenRecruiting() {
  return random_.Chance(60) ? RecruitmentStatus::kRecruiting
                            : static_cast<RecruitmentStatus>(random_.Below(9));
}

void RandomRecordMaker::AddRecord(Trial& trial) {
  trial.status = OftenRecruiting();
  trial.study_type = static_cast<StudyType>(random_.Below(4));
  trial.healthy_volunteers = static_cast<HealthyVolunteers>(random_.Below(3));
  for (size_t i = random_.Below(3); i > 0; --i) trial.phases.push_back(static_cast<Phase>(random_.Below(6)));
  trial.last_updated = Update();
  for (size_t i = random_.Below(4); i > 0; --i) {
    const Code condition = Condition();
    const std::vector<Code>& all = trial.conditions;
    if (std::find(all.begin(), all.end(), condition) == all.end()) trial.conditions.push_back(condition);
  }
  for (size_t i = random_.Below(5); i > 0; --i) {
    Site site;
    site.country_code = Country();
    if (random_.Chance(80)) site.coordinates = Place();
    site.status = OftenRecruiting();
    trial.sites.push_back(site);
  }
  for (Cohort& cohort : trial.cohorts) cohort.status = OftenRecruiting();
}

// Often with a place on its edge.
Near RandomRecordMaker::Circle() {
  Near near{random_.Chance(50) ? Place() : AnyPlace(), static_cast<double>(random_.Between(1, 25'000))};
  const double to_a_site = DistanceKm(near.center, Place());
  if (to_a_site > 0 && random_.Chance(50)) near.radius_km = to_a_site;
  return near;
}

TrialFilter RandomRecordMaker::Filter(const std::vector<TrialPointer>& trials) {
  TrialFilter filter;
  const auto fill = [&](auto& list, auto make) {
    if (!random_.Chance(15)) return;
    for (size_t i = 1 + random_.Below(3); i > 0; --i) list.push_back(make());
  };
  fill(filter.statuses, [&] { return OftenRecruiting(); });
  fill(filter.phases, [&] { return static_cast<Phase>(random_.Below(6)); });
  fill(filter.study_types, [&] { return static_cast<StudyType>(random_.Below(4)); });
  fill(filter.country_codes, [&] { return Country(); });
  fill(filter.conditions, [&] { return Condition(); });
  fill(filter.trials, [&] { return random_.Chance(10) ? "none" : random_.Pick(trials)->id; });
  if (random_.Chance(15)) filter.near = Circle();
  filter.recruiting_only = random_.Chance(15);
  if (random_.Chance(15)) filter.healthy_volunteers = static_cast<HealthyVolunteers>(random_.Below(3));
  if (random_.Chance(15)) filter.updated_since = Update();
  return filter;
}

}  // namespace trialmatch
