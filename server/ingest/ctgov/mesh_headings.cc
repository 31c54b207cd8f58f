#include "ingest/ctgov/mesh_headings.h"

#include <utility>

#include "absl/strings/match.h"
#include "terminology/system_uris.h"

namespace trialmatch::ctgov {
namespace {

// More concepts than have a name in common.
constexpr size_t kMaxNamesakes = 16;

}  // namespace

bool MeshHeadings::loaded() const {
  return terminology_.HasSystem(kMeshUri) || terminology_.HasSystem(kMeshHeadingUri);
}

std::optional<Code> MeshHeadings::CodeOf(const MeshTerm& term) const {
  if (!term.id.empty()) {
    Code code(kMeshUri, term.id);
    if (terminology_.Has(code)) return code;
  }
  std::optional<Code> heading;
  for (Code& code : terminology_.Search(term.name, kMaxNamesakes)) {
    const bool mesh = code.system() == kMeshUri || code.system() == kMeshHeadingUri;
    const bool is_heading =
        mesh && terminology_.Has(code) && absl::EqualsIgnoreCase(terminology_.DisplayName(code), term.name);
    // A heading with a descriptor id is better known by it.
    if (is_heading && (!heading || code.system() == kMeshUri)) heading = std::move(code);
  }
  return heading;
}

}  // namespace trialmatch::ctgov
