// Values kept behind one pointer, where a struct would grow by what few of its kind have.
#ifndef TRIALMATCH_DOMAIN_BOXED_H_
#define TRIALMATCH_DOMAIN_BOXED_H_

#include <concepts>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

namespace trialmatch {

// A T of its own: copies are deep, and equality is that of the values. After a move from it a box may only be
// assigned to or destroyed.
template <typename T>
class Boxed {
 public:
  Boxed() : value_(std::make_unique<T>()) {}
  template <typename U>
  requires std::convertible_to<U&&, T> &&(!std::same_as<std::remove_cvref_t<U>, Boxed>)Boxed(U&& value)
      : value_(std::make_unique<T>(std::forward<U>(value))) {}
  Boxed(const Boxed& other) : value_(std::make_unique<T>(*other)) {}
  Boxed(Boxed&& other) noexcept = default;
  Boxed& operator=(const Boxed& other) { return *this = Boxed(other); }
  Boxed& operator=(Boxed&& other) noexcept = default;

  T& operator*() { return *value_; }
  const T& operator*() const { return *value_; }
  T* operator->() { return value_.get(); }
  const T* operator->() const { return value_.get(); }

  friend bool operator==(const Boxed& a, const Boxed& b) { return *a == *b; }

 private:
  std::unique_ptr<T> value_;
};

// A std::optional that takes the room of a pointer: for what is seldom there. Copies are deep; after a move
// from it nothing is there.
template <typename T>
class Rare {
 public:
  Rare() = default;
  Rare(std::nullopt_t) {}
  Rare(T value) : value_(std::make_unique<T>(std::move(value))) {}
  Rare(std::optional<T> value) {
    if (value) value_ = std::make_unique<T>(*std::move(value));
  }
  Rare(const Rare& other) : value_(other ? std::make_unique<T>(*other) : nullptr) {}
  Rare(Rare&& other) noexcept = default;
  Rare& operator=(const Rare& other) { return *this = Rare(other); }
  Rare& operator=(Rare&& other) noexcept = default;

  bool has_value() const { return value_ != nullptr; }
  explicit operator bool() const { return has_value(); }
  // Only where something is there.
  T& operator*() { return *value_; }
  const T& operator*() const { return *value_; }
  T* operator->() { return value_.get(); }
  const T* operator->() const { return value_.get(); }

  T& emplace() { return *(value_ = std::make_unique<T>()); }
  T value_or(T other) const { return has_value() ? *value_ : std::move(other); }
  std::optional<T> ToOptional() const { return has_value() ? std::optional<T>(*value_) : std::nullopt; }

  friend bool operator==(const Rare& a, const Rare& b) {
    return a.has_value() == b.has_value() && (!a.has_value() || *a == *b);
  }

 private:
  std::unique_ptr<T> value_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_DOMAIN_BOXED_H_
