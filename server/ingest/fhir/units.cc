#include "ingest/fhir/units.h"

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "domain/unit.h"

namespace trialmatch::fhir {
namespace {

using Table = absl::flat_hash_map<std::string, absl::string_view>;

Table MakeTable(absl::Span<const UnitSpelling> rows, bool lower) {
  Table table;
  for (const UnitSpelling& row : rows) {
    table.emplace(lower ? absl::AsciiStrToLower(row.written) : std::string(row.written), row.ucum);
  }
  return table;
}

// One spelling of what typography has several of: the micro sign, powers, the degree, spaces about a slash.
std::string Plain(absl::string_view written) {
  std::string plain = absl::StrReplaceAll(absl::StripAsciiWhitespace(written), {{"\u00B5", "u"},
                                                                                {"\u03BC", "u"},
                                                                                {"\u00B2", "2"},
                                                                                {"\u00B3", "3"},
                                                                                {"\u2076", "^6"},
                                                                                {"\u2079", "^9"},
                                                                                {"\u00B0", "deg"},
                                                                                {"\u00BA", "deg"},
                                                                                {"\u2103", "degC"},
                                                                                {"\u2109", "degF"},
                                                                                {"\u00D7", "x"},
                                                                                {"\u00A0", " "},
                                                                                {" / ", "/"},
                                                                                {"/ ", "/"},
                                                                                {" /", "/"}});
  return plain;
}

std::optional<absl::string_view> InTable(const std::string& plain) {
  static const Table* const kExact = new Table(MakeTable(ExactSpellings(), false));
  static const Table* const kWords = new Table(MakeTable(WordSpellings(), true));
  if (const auto found = kExact->find(plain); found != kExact->end()) return found->second;
  if (const auto found = kWords->find(absl::AsciiStrToLower(plain)); found != kWords->end()) {
    return found->second;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> NormalUnit(absl::string_view written) {
  constexpr size_t kLongest = 128;
  if (written.size() > kLongest) return std::nullopt;
  const std::string plain = Plain(written);
  if (plain.empty()) return std::nullopt;
  if (const auto ucum = InTable(plain)) {
    if (ucum->empty()) return std::nullopt;
    return std::string(*ucum);
  }
  if (Unit::Parse(plain).ok()) return plain;
  return std::nullopt;
}

}  // namespace trialmatch::fhir
