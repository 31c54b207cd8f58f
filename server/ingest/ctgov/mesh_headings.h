// The loaded MeSH concepts of a study's headings.
#ifndef TRIALMATCH_INGEST_CTGOV_MESH_HEADINGS_H_
#define TRIALMATCH_INGEST_CTGOV_MESH_HEADINGS_H_

#include <optional>

#include "domain/code.h"
#include "ingest/ctgov/study.h"
#include "terminology/terminology.h"

namespace trialmatch::ctgov {

class MeshHeadings {
 public:
  // `terminology` must outlive it.
  explicit MeshHeadings(const Terminology& terminology) : terminology_(terminology) {}

  // Whether there is a MeSH to look in.
  bool loaded() const;

  // The loaded concept of the heading: by its descriptor id, where the record has one, else by its name.
  std::optional<Code> CodeOf(const MeshTerm& term) const;

 private:
  const Terminology& terminology_;
};

}  // namespace trialmatch::ctgov

#endif  // TRIALMATCH_INGEST_CTGOV_MESH_HEADINGS_H_
