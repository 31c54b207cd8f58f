// Writes values so that two different sequences never give the same bytes: keys for interning.
#ifndef TRIALMATCH_MATCHING_BYTE_KEY_H_
#define TRIALMATCH_MATCHING_BYTE_KEY_H_

#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "domain/patient.h"
#include "matching/limit_of_normal.h"

namespace trialmatch {

// Every value is written so that it ends where the next begins. The key is binary.
class ByteKey {
 public:
  template <typename T, std::enable_if_t<std::is_integral_v<T> || std::is_enum_v<T>, int> = 0>
  void Add(T value) {
    const auto number = static_cast<int64_t>(value);
    key_.append(reinterpret_cast<const char*>(&number), sizeof number);
  }
  void Add(const std::string& text) {
    Add(text.size());
    key_ += text;
  }
  template <typename T>
  void Add(const std::optional<T>& value) {
    Add(value.has_value());
    if (value) Add(*value);
  }
  template <typename T>
  void Add(const std::vector<T>& values) {
    Add(values.size());
    for (const T& value : values) Add(value);
  }
  void Add(const Code& code) {
    Add(code.system());
    Add(code.code());
  }
  void Add(const RecordedTime& time) { Add(time.ToString()); }
  void Add(const Person& person) {
    Add(person.subject);
    Add(person.number);
  }
  void Add(const Decimal& value) { Add(value.ToString()); }
  void Add(const Quantity& quantity) {
    Add(quantity.value);
    Add(quantity.comparator);
    Add(quantity.unit);
  }
  void Add(const Grade& grade) {
    Add(grade.scale);
    Add(grade.grade);
  }
  void Add(const ReferenceRange& range) {
    Add(range.low);
    Add(range.high);
    Add(range.unit);
  }
  void Add(const LimitOfNormal& limit) {
    Add(limit.value);
    Add(limit.unit);
  }
  void Add(const CalendarOffset& offset) {
    Add(offset.count);
    Add(offset.unit);
  }
  void Add(const GestationalAge& age) {
    Add(age.weeks);
    Add(age.days);
  }
  void Add(const Completeness& statement) {
    Add(statement.category);
    Add(statement.person);
    Add(statement.from);
    Add(statement.to);
  }
  void Add(const AsOf& as_of) {
    Add(absl::ToUnixNanos(as_of.instant));
    Add(absl::FormatTime("%E*f", as_of.instant, absl::UTCTimeZone()));
    Add(as_of.zone.name());
  }

  std::string Take() && { return std::move(key_); }

 private:
  std::string key_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_BYTE_KEY_H_
