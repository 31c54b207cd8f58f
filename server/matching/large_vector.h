// Vectors that are asked at random places all over.
#ifndef TRIALMATCH_MATCHING_LARGE_VECTOR_H_
#define TRIALMATCH_MATCHING_LARGE_VECTOR_H_

#include <cstddef>
#include <vector>

namespace trialmatch {

// Memory for `bytes`, in huge pages where there is enough for one and the system has them: each entry that is
// read at random costs a walk through the tables of pages otherwise. `alignment` is that of a type. Throws
// std::bad_alloc.
void* AllocateLarge(size_t bytes, size_t alignment);
// `memory` is of AllocateLarge with the same arguments.
void DeallocateLarge(void* memory, size_t bytes, size_t alignment);

template <typename T>
struct LargeAllocator {
  using value_type = T;

  LargeAllocator() = default;
  template <typename Other>
  LargeAllocator(const LargeAllocator<Other>&) {}

  T* allocate(size_t count) { return static_cast<T*>(AllocateLarge(count * sizeof(T), alignof(T))); }
  void deallocate(T* memory, size_t count) { DeallocateLarge(memory, count * sizeof(T), alignof(T)); }
  friend bool operator==(const LargeAllocator&, const LargeAllocator&) { return true; }
};

template <typename T>
using LargeVector = std::vector<T, LargeAllocator<T>>;

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_LARGE_VECTOR_H_
