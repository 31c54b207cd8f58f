#include "domain/unit.h"

#include <algorithm>
#include <mutex>
#include <shared_mutex>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "domain/ucum/dictionary.h"

namespace trialmatch {
namespace {

// More than all units in clinical use. A full memo only stops growing, so that hostile texts cannot fill
// memory.
constexpr size_t kMaxRemembered = 4096;

// Not absl::Mutex: the thread sanitizer does not see into the distribution's Abseil.
class Memo {
 public:
  static Memo& Get() {
    static Memo& memo = *new Memo;
    return memo;
  }
  absl::StatusOr<Unit> Find(absl::string_view expression) {
    std::shared_lock lock(mutex_);
    const auto at = units_.find(expression);
    if (at == units_.end()) return absl::NotFoundError("");
    return at->second;
  }
  void Remember(const Unit& unit) {
    std::unique_lock lock(mutex_);
    if (units_.size() < kMaxRemembered) units_.emplace(unit.expression(), unit);
  }

 private:
  std::shared_mutex mutex_;
  absl::flat_hash_map<std::string, Unit> units_;
};

std::string PowersText(const std::vector<ucum::Power>& powers, int ucum::Power::*exponent) {
  const ucum::Dictionary& dictionary = ucum::Dictionary::Get();
  std::string text;
  for (const ucum::Power& power : powers) {
    const int e = power.*exponent;
    if (e == 0) continue;
    absl::StrAppend(&text, text.empty() ? "" : ".", dictionary.symbol(power.symbol).code);
    if (e != 1) absl::StrAppend(&text, e);
  }
  return text;
}

// The powers that cancelled to nothing: those of g in mg/g.
std::vector<ucum::Power> Cancelled(const std::vector<ucum::Power>& powers) {
  std::vector<ucum::Power> cancelled;
  for (const ucum::Power& power : powers) {
    if (power.total == 0 && power.above != 0) cancelled.push_back(power);
  }
  return cancelled;
}

std::string KindText(const ucum::Expression& parsed) {
  std::string text = PowersText(parsed.form.powers, &ucum::Power::total);
  const std::string over = PowersText(Cancelled(parsed.form.powers), &ucum::Power::above);
  if (!over.empty()) absl::StrAppend(&text, " ", over, "/", over);
  for (const ucum::Annotation& annotation : parsed.annotations) {
    absl::StrAppend(&text, annotation.below ? " /{" : " {", annotation.text, "}");
  }
  return text;
}

bool IsRatio(const ucum::Expression& parsed) {
  const ucum::Dictionary& dictionary = ucum::Dictionary::Get();
  bool has_fraction = false;
  for (const ucum::Power& power : parsed.form.powers) {
    if (power.total == 0) continue;
    if (!dictionary.symbol(power.symbol).fraction) return false;
    has_fraction = true;
  }
  return has_fraction || !Cancelled(parsed.form.powers).empty();
}

}  // namespace

std::shared_ptr<const Unit::Data> Unit::MakeData(absl::string_view expression, ucum::Expression parsed) {
  const ucum::Form reduced = ucum::Reduce(parsed.form, ucum::Dictionary::Get());
  auto data = std::make_shared<Data>();
  data->expression = std::string(expression);
  data->dimension = PowersText(reduced.powers, &ucum::Power::total);
  data->kind = KindText(parsed);
  const Rational offset = parsed.offset.value_or(0);
  data->to_base = {reduced.factor, offset};
  data->to_kind = {parsed.form.factor, offset};
  data->is_ratio = IsRatio(parsed);
  data->parsed = std::move(parsed);
  return data;
}

absl::StatusOr<Unit> Unit::Parse(absl::string_view expression) {
  if (absl::StatusOr<Unit> known = Memo::Get().Find(expression); known.ok()) return known;
  absl::StatusOr<ucum::Expression> parsed = ucum::ParseExpression(expression, ucum::Dictionary::Get());
  if (!parsed.ok()) return parsed.status();
  const Unit unit(MakeData(expression, *std::move(parsed)));
  Memo::Get().Remember(unit);
  return unit;
}

}  // namespace trialmatch
