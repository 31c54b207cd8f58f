#include "ingest/ctgov/mesh_headings.h"

#include "absl/strings/match.h"

namespace trialmatch::ctgov {
namespace {

constexpr char kMeshSystem[] = "http://id.nlm.nih.gov/mesh";

// More concepts than have a name in common.
constexpr size_t kMaxNamesakes = 16;

}  // namespace

bool MeshHeadings::loaded() const { return terminology_.HasSystem(kMeshSystem); }

std::optional<Code> MeshHeadings::CodeOf(const MeshTerm& term) const {
  if (!term.id.empty()) {
    Code code(kMeshSystem, term.id);
    if (terminology_.Has(code)) return code;
  }
  for (Code& code : terminology_.Search(term.name, kMaxNamesakes)) {
    const bool is_heading = code.system() == kMeshSystem && terminology_.Has(code) &&
                            absl::EqualsIgnoreCase(terminology_.DisplayName(code), term.name);
    if (is_heading) return std::move(code);
  }
  return std::nullopt;
}

}  // namespace trialmatch::ctgov
