// What is done to whole bit planes, word by word, in the widest instructions that the processor has.
#ifndef TRIALMATCH_MATCHING_PLANE_KERNELS_H_
#define TRIALMATCH_MATCHING_PLANE_KERNELS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

namespace trialmatch {

// All planes have `words` words; one that is written is no other one of the call.
struct PlaneKernels {
  using Word = uint64_t;

  const char* name;
  // plane |= other
  void (*add)(Word* plane, const Word* other, size_t words);
  // plane &= ~other
  void (*remove)(Word* plane, const Word* other, size_t words);
  // plane |= a & b
  void (*add_common)(Word* plane, const Word* a, const Word* b, size_t words);
  // One more of each in `other`: once = at least one so far, more = at least two.
  void (*count_up)(Word* once, Word* more, const Word* other, size_t words);
  // The bits that are set.
  size_t (*count)(const Word* plane, size_t words);

  // Of conjunctions, which may be open and which of those are in doubt (see Baseline).
  struct Opening {
    const Word *one, *more, *rest;                      // what is shut, before
    const Word *once_opened, *more_opened, *rest_open;  // what opened since
    const Word* touched;                                // in doubt for another reason
    Word *open, *doubtful;                              // found
  };
  void (*open)(const Opening& opening, size_t words);
  // certain &= possible; doubtful = what is possible and doubtful, or certain and doubtful_certain.
  void (*settle)(const Word* possible, Word* certain, Word* doubtful, const Word* doubtful_certain,
                 size_t words);
};

// The widest that this processor runs; any processor runs some.
const PlaneKernels& ThePlaneKernels();

// All that this processor runs, narrow ones first: equal in what they do.
std::vector<const PlaneKernels*> AllPlaneKernels();

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_PLANE_KERNELS_H_
