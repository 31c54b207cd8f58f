// Any bytes as the files of a terminology: loaded without a crash, and what was loaded answers. A line
// "@@name" begins a file of that name, on which its format depends; what stands before the first is
// "fuzz.tsv".
#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "terminology/name_index.h"
#include "terminology/plain_table.h"

namespace {

using trialmatch::Code;
using trialmatch::ConceptId;
using trialmatch::Terminology;

constexpr size_t kMaxFiles = 16, kMaxAsked = 64;

std::vector<trialmatch::TableFile> FilesOf(absl::string_view input) {
  std::vector<trialmatch::TableFile> files;
  files.push_back({"fuzz.tsv", ""});
  while (!input.empty()) {
    const size_t end = std::min(input.find('\n'), input.size() - 1) + 1;
    absl::string_view line = input.substr(0, end);
    input.remove_prefix(end);
    if (files.size() < kMaxFiles && absl::StartsWith(line, "@@")) {
      line = line.substr(2, line.find_first_of("\r\n") - 2);
      files.push_back({std::string(line), ""});
    } else {
      files.back().content.append(line.data(), line.size());
    }
  }
  return files;
}

void Ask(const Terminology& terminology, ConceptId id) {
  const Code& code = terminology.CodesOf(id).front();
  for (const ConceptId ancestor : terminology.Ancestors(id)) {
    if (!terminology.IsA(id, ancestor)) __builtin_trap();
    const Code& above = terminology.CodesOf(ancestor).front();
    const std::vector<Code> path = terminology.Path(code, above);
    if (path.empty() || path.front() != code || path.back() != above) __builtin_trap();
    const bool member =
        terminology.Classify(code, {{{above, true}}, {}}).membership == trialmatch::Membership::kMember;
    if (member != terminology.Has(above)) __builtin_trap();
  }
  terminology.UnitOf(code);
  terminology.Analyte(code);
  if (terminology.Find(code) != id || terminology.Search(code.code(), 2).size() > 2) __builtin_trap();
  const std::string name = terminology.DisplayName(code);
  terminology.Names().Named(trialmatch::JoinedNameWords(name));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const trialmatch::LoadedTables tables =
      trialmatch::LoadPlainTables(FilesOf({reinterpret_cast<const char*>(data), size}));
  const Terminology& terminology = *tables.terminology;
  const ConceptId count = static_cast<ConceptId>(terminology.ConceptCount());
  // The product's own concepts come first, and those of the input by the order of their systems.
  for (ConceptId asked = 0; asked < std::min<size_t>(count, kMaxAsked); ++asked)
    Ask(terminology, count - 1 - asked);
  return 0;
}
