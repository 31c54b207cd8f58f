#include "matching/batch_statements.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "matching/absence_window.h"
#include "matching/byte_key.h"

namespace trialmatch {
namespace {

// Everything that a CoverQuestion reads.
std::string KeyOf(const FactCriterion& criterion) {
  ByteKey key;
  key.Add(criterion.category);
  key.Add(criterion.status == FactStatus::kActive);
  key.Add(criterion.window.has_value());
  const bool plain = criterion.window && criterion.window->anchor == nullptr;
  key.Add(plain);
  if (plain) {
    key.Add(criterion.window->window.start);
    key.Add(criterion.window->window.end);
  }
  return std::move(key).Take();
}

}  // namespace

void BatchStatements::Add(uint32_t position, const PatientView& view) {
  std::array<ByteKey, kFactCategoryCount> keys;
  std::array<Group, kFactCategoryCount> groups;
  std::array<bool, kFactCategoryCount> stated{};
  for (const Completeness& statement : view.patient().completeness) {
    if (statement.person != Person{}) continue;
    const auto category = static_cast<size_t>(statement.category);
    stated[category] = true;
    const CoveredPeriod period = FromBirthOn({statement.from, statement.to}, Person{}, view);
    keys[category].Add(statement.from);
    keys[category].Add(statement.to);
    keys[category].Add(period.from.has_value());
    const std::optional<DayCover> cover = CoverOf(period, view.as_of());
    if (cover) groups[category].covers.push_back(*cover);
  }
  for (size_t category = 0; category < categories_.size(); ++category) {
    if (!stated[category]) continue;
    OfCategory& of = categories_[category];
    keys[category].Add(view.as_of());
    groups[category].today = NumberOf(Today(view.as_of()));
    of.rows.push_back(position);
    of.groups.push_back(
        of.distinct.Add(std::move(keys[category]).Take(), [&] { return std::move(groups[category]); }));
  }
}

void BatchStatements::Finish(const BatchPeople& people) {
  for (OfCategory& of : categories_) {
    of.distinct.Finish();
    of.has = RowPlane(people.size());
    std::vector<std::pair<uint32_t, uint32_t>> sorted;
    for (size_t i = 0; i < of.rows.size(); ++i) {
      sorted.emplace_back(people.row_of()[of.rows[i]], of.groups[i]);
    }
    std::sort(sorted.begin(), sorted.end());
    for (size_t i = 0; i < sorted.size(); ++i) {
      std::tie(of.rows[i], of.groups[i]) = sorted[i];
      of.has.Set(of.rows[i]);
    }
    of.rows.shrink_to_fit();
    of.groups.shrink_to_fit();
  }
}

BatchStatements::Covered BatchStatements::Compute(const FactCriterion& criterion,
                                                  const BatchPeople& people) const {
  absl::flat_hash_map<DayNumber, CoverQuestion> questions;
  for (const BatchPeople::TodayRange& range : people.todays()) {
    const absl::CivilDay today = Today(range.sample);
    questions.try_emplace(NumberOf(today), criterion, today);
  }
  const OfCategory& of = Of(criterion.category);
  std::vector<DayAnswer> answers;
  answers.reserve(of.distinct.size());
  for (const Group& group : of.distinct.values()) {
    const CoverQuestion& question = questions.at(group.today);
    DayAnswer answer = DayAnswer::kNo;
    for (const DayCover& cover : group.covers) {
      const DayAnswer one = question.CoveredBy(cover);
      if (one == DayAnswer::kYes || answer == DayAnswer::kNo) answer = one;
      if (answer == DayAnswer::kYes) break;
    }
    answers.push_back(answer);
  }
  Covered covered{RowPlane(people.size()), RowPlane(people.size())};
  for (size_t i = 0; i < of.rows.size(); ++i) {
    const DayAnswer answer = answers[of.groups[i]];
    if (answer == DayAnswer::kYes) covered.certainly.Set(of.rows[i]);
    if (answer != DayAnswer::kAsk) continue;
    covered.must_ask.Set(of.rows[i]);
    covered.any_must_ask = true;
  }
  return covered;
}

std::shared_ptr<const BatchStatements::Covered> BatchStatements::FindCovered(
    const FactCriterion& criterion, const BatchPeople& people) const {
  std::string key = KeyOf(criterion);
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    const auto found = remembered_.find(key);
    if (found != remembered_.end()) return found->second;
  }
  auto covered = std::make_shared<const Covered>(Compute(criterion, people));
  const std::lock_guard<std::mutex> lock(mutex_);
  if (remembered_.size() >= kMostRemembered) remembered_.clear();
  remembered_.try_emplace(std::move(key), covered);
  return covered;
}

void BatchStatements::Forget() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  remembered_.clear();
}

size_t BatchStatements::BytesUsed() const {
  size_t bytes = 0;
  for (const OfCategory& of : categories_) {
    bytes += of.has.BytesUsed() + (of.rows.capacity() + of.groups.capacity()) * sizeof(uint32_t) +
             of.distinct.BytesUsed();
    for (const Group& group : of.distinct.values()) bytes += group.covers.capacity() * sizeof(DayCover);
  }
  const std::lock_guard<std::mutex> lock(mutex_);
  for (const auto& [key, covered] : remembered_) {
    bytes += covered->certainly.BytesUsed() + covered->must_ask.BytesUsed();
  }
  return bytes;
}

}  // namespace trialmatch
