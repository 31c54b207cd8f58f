#include "matching/large_vector.h"

#include <sys/mman.h>

#include <new>

namespace trialmatch {
namespace {

// Of x86-64, and of AArch64 with small pages of 4 KiB.
constexpr size_t kHugePage = size_t{2} << 20;

std::align_val_t AlignmentOf(size_t bytes, size_t alignment) {
  return std::align_val_t{bytes < kHugePage ? alignment : kHugePage};
}

}  // namespace

void* AllocateLarge(size_t bytes, size_t alignment) {
  void* memory = ::operator new(bytes, AlignmentOf(bytes, alignment));
  // An advice: where it cannot be followed, small pages do. The last part of a huge page stays in small ones.
  if (bytes >= kHugePage) (void)madvise(memory, bytes / kHugePage * kHugePage, MADV_HUGEPAGE);
  return memory;
}

void DeallocateLarge(void* memory, size_t bytes, size_t alignment) {
  ::operator delete(memory, AlignmentOf(bytes, alignment));
}

}  // namespace trialmatch
