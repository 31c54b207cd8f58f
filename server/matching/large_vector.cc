#include "matching/large_vector.h"

#include <sys/mman.h>

#include <new>

namespace trialmatch {
namespace {

// Of x86-64, and of AArch64 with small pages of 4 KiB.
constexpr size_t kHugePage = size_t{2} << 20;
constexpr std::align_val_t kAligned{kHugePage};

}  // namespace

void* AllocateLarge(size_t bytes) {
  if (bytes < kHugePage) return ::operator new(bytes);
  void* memory = ::operator new(bytes, kAligned);
  // An advice: where it cannot be followed, small pages do. The last part of a huge page stays in small ones.
  (void)madvise(memory, bytes / kHugePage * kHugePage, MADV_HUGEPAGE);
  return memory;
}

void DeallocateLarge(void* memory, size_t bytes) {
  if (bytes < kHugePage) return ::operator delete(memory);
  ::operator delete(memory, kAligned);
}

}  // namespace trialmatch
