#include "terminology/formats/icd10cm_order.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "terminology/system_uris.h"

namespace trialmatch {
namespace {

struct Line {
  RowOrigin origin;
  absl::string_view code, short_title, long_title;
};

constexpr size_t kCategoryLength = 3, kLongestCode = 7;

Code Pointed(absl::string_view code) {
  if (code.size() <= kCategoryLength) return {kIcd10CmUri, std::string(code)};
  return {kIcd10CmUri, absl::StrCat(code.substr(0, kCategoryLength), ".", code.substr(kCategoryLength))};
}

bool IsCode(absl::string_view code) {
  return code.size() >= kCategoryLength && code.size() <= kLongestCode && absl::ascii_isupper(code[0]) &&
         std::all_of(code.begin(), code.end(), [](char c) { return absl::ascii_isalnum(c); });
}

// `count` bytes from `begin`, as far as the line goes.
absl::string_view Column(absl::string_view line, size_t begin, size_t count) {
  if (begin >= line.size()) return {};
  return absl::StripAsciiWhitespace(line.substr(begin, count));
}

}  // namespace

void ReadIcd10CmOrder(const ReleaseFile& file, ReleaseRows& out) {
  std::vector<Line> lines;
  absl::flat_hash_set<absl::string_view> codes;
  ForEachLine(file, out.issues(), [&](RowOrigin origin, absl::string_view text) {
    Line line{origin, Column(text, 6, 7), Column(text, 16, 60), Column(text, 77, absl::string_view::npos)};
    if (!IsCode(line.code) || line.short_title.empty()) {
      return out.issues().Error(origin, "a line has a code in columns 7-13 and a title in 17-76");
    }
    codes.insert(line.code);
    lines.push_back(line);
  });
  if (lines.empty()) return;
  out.AddSystem({file.index, 0}, kIcd10CmUri, "ICD-10-CM", VersionInName(file.name));
  out.Expect(lines.size());
  for (const Line& line : lines) {
    ConceptRow row{line.origin, Pointed(line.code), std::string(line.long_title), {}, {}};
    if (row.display.empty()) row.display = std::string(line.short_title);
    // The short title is the same in fewer letters ("Oth", "unsp"), which nobody searches for.
    for (size_t length = line.code.size() - 1; length >= kCategoryLength; --length) {
      if (!codes.contains(line.code.substr(0, length))) continue;
      row.parents.push_back(Pointed(line.code.substr(0, length)));
      break;
    }
    out.AddConcept(std::move(row));
  }
}

}  // namespace trialmatch
