#include "matching/plane_kernels.h"

#include <bit>

namespace trialmatch {
namespace {

using Word = PlaneKernels::Word;

// Written once; each set of kernels compiles these for its own instructions, which is why they are inlined
// by force.
#define TRIALMATCH_KERNEL [[gnu::always_inline]] inline

TRIALMATCH_KERNEL void Add(Word* __restrict plane, const Word* __restrict other, size_t words) {
  for (size_t w = 0; w < words; ++w) plane[w] |= other[w];
}
TRIALMATCH_KERNEL void Remove(Word* __restrict plane, const Word* __restrict other, size_t words) {
  for (size_t w = 0; w < words; ++w) plane[w] &= ~other[w];
}
TRIALMATCH_KERNEL void AddCommon(Word* __restrict plane, const Word* __restrict a, const Word* __restrict b,
                                 size_t words) {
  for (size_t w = 0; w < words; ++w) plane[w] |= a[w] & b[w];
}
TRIALMATCH_KERNEL void CountUp(Word* __restrict once, Word* __restrict more, const Word* __restrict other,
                               size_t words) {
  for (size_t w = 0; w < words; ++w) {
    more[w] |= once[w] & other[w];
    once[w] |= other[w];
  }
}
TRIALMATCH_KERNEL size_t Count(const Word* plane, size_t words) {
  size_t count = 0;
  for (size_t w = 0; w < words; ++w) count += static_cast<size_t>(std::popcount(plane[w]));
  return count;
}
TRIALMATCH_KERNEL void Open(const PlaneKernels::Opening& planes, size_t words) {
  const Word* __restrict one = planes.one;
  const Word* __restrict more = planes.more;
  const Word* __restrict rest = planes.rest;
  const Word* __restrict once_opened = planes.once_opened;
  const Word* __restrict more_opened = planes.more_opened;
  const Word* __restrict rest_open = planes.rest_open;
  const Word* __restrict touched = planes.touched;
  Word* __restrict open = planes.open;
  Word* __restrict doubtful = planes.doubtful;
  for (size_t w = 0; w < words; ++w) {
    open[w] = ~((one[w] & ~once_opened[w]) | (more[w] & ~more_opened[w]) | (rest[w] & ~rest_open[w]));
    doubtful[w] = more[w] | rest[w] | touched[w];
  }
}
TRIALMATCH_KERNEL void Settle(const Word* __restrict possible, Word* __restrict certain,
                              Word* __restrict doubtful, const Word* __restrict doubtful_certain,
                              size_t words) {
  for (size_t w = 0; w < words; ++w) {
    certain[w] &= possible[w];
    doubtful[w] = (doubtful[w] & possible[w]) | (doubtful_certain[w] & certain[w]);
  }
}

// One set, for the instructions that the attributes allow.
#define TRIALMATCH_KERNELS(Set, set_name, ...)                                                            \
  struct Set {                                                                                            \
    __VA_ARGS__ static void DoAdd(Word* p, const Word* o, size_t n) { Add(p, o, n); }                     \
    __VA_ARGS__ static void DoRemove(Word* p, const Word* o, size_t n) { Remove(p, o, n); }               \
    __VA_ARGS__ static void DoAddCommon(Word* p, const Word* a, const Word* b, size_t n) {                \
      AddCommon(p, a, b, n);                                                                              \
    }                                                                                                     \
    __VA_ARGS__ static void DoCountUp(Word* p, Word* m, const Word* o, size_t n) { CountUp(p, m, o, n); } \
    __VA_ARGS__ static size_t DoCount(const Word* p, size_t n) { return Count(p, n); }                    \
    __VA_ARGS__ static void DoOpen(const PlaneKernels::Opening& o, size_t n) { Open(o, n); }              \
    __VA_ARGS__ static void DoSettle(const Word* p, Word* c, Word* d, const Word* e, size_t n) {          \
      Settle(p, c, d, e, n);                                                                              \
    }                                                                                                     \
  };                                                                                                      \
  constexpr PlaneKernels k##Set = {set_name,       Set::DoAdd,   Set::DoRemove, Set::DoAddCommon,         \
                                   Set::DoCountUp, Set::DoCount, Set::DoOpen,   Set::DoSettle};

TRIALMATCH_KERNELS(Portable, "portable")
#if defined(__x86_64__)
TRIALMATCH_KERNELS(Avx2, "avx2", [[gnu::target("avx2,popcnt")]])
TRIALMATCH_KERNELS(
    Avx512, "avx512",
    [[gnu::target("avx512f,avx512bw,avx512vl,avx512vpopcntdq,popcnt,prefer-vector-width=512")]])
#endif

}  // namespace

std::vector<const PlaneKernels*> AllPlaneKernels() {
  std::vector<const PlaneKernels*> kernels = {&kPortable};
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("popcnt")) kernels.push_back(&kAvx2);
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
      __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512vpopcntdq")) {
    kernels.push_back(&kAvx512);
  }
#endif
  return kernels;
}

const PlaneKernels& ThePlaneKernels() {
  static const PlaneKernels& widest = *AllPlaneKernels().back();
  return widest;
}

}  // namespace trialmatch
