// A translation between an enumeration of the wire and one of the domain.
#ifndef TRIALMATCH_WIRE_ENUM_TABLE_H_
#define TRIALMATCH_WIRE_ENUM_TABLE_H_

#include <array>
#include <cstddef>
#include <optional>

namespace trialmatch {

template <typename WireEnum, typename DomainEnum>
struct EnumPair {
  WireEnum wire;
  DomainEnum domain;
};

// Several wire values may mean one domain value: the first of them is the one that is written.
template <typename WireEnum, typename DomainEnum, size_t N>
struct EnumTable {
  using Wire = WireEnum;
  using Domain = DomainEnum;

  std::array<EnumPair<WireEnum, DomainEnum>, N> pairs;

  // Nothing for a value without a meaning in the domain: UNSPECIFIED mostly, and numbers of a newer schema.
  constexpr std::optional<DomainEnum> ToDomain(WireEnum wire) const {
    for (const auto& pair : pairs) {
      if (pair.wire == wire) return pair.domain;
    }
    return std::nullopt;
  }

  // UNSPECIFIED for a domain value that says "not known" and therefore stands in no table.
  constexpr WireEnum ToWire(DomainEnum domain) const {
    for (const auto& pair : pairs) {
      if (pair.domain == domain) return pair.wire;
    }
    return static_cast<WireEnum>(0);
  }
};

// EnumTable{kA..., }: the types and the number follow from the pairs.
template <typename WireEnum, typename DomainEnum, size_t N>
constexpr EnumTable<WireEnum, DomainEnum, N> MakeEnumTable(const EnumPair<WireEnum, DomainEnum> (&pairs)[N]) {
  EnumTable<WireEnum, DomainEnum, N> table{};
  for (size_t i = 0; i < N; ++i) table.pairs[i] = pairs[i];
  return table;
}

}  // namespace trialmatch

#endif  // TRIALMATCH_WIRE_ENUM_TABLE_H_
