// Loops over many starts exist twice: for the baseline of the architecture and for 256-bit vectors, chosen at run time.
// All they do is IEEE arithmetic element by element, never contracted, so both give the same bits.
//   LOSSFIELD_WIDE marks a function for the wider vectors; everything it calls is inlined into it, so that no function
//   compiled for them can be reached from elsewhere.
#pragma once

#if defined(__x86_64__)
#define LOSSFIELD_WIDE __attribute__((target("avx2"), flatten))
#else
#define LOSSFIELD_WIDE __attribute__((flatten))
#endif

// No element of a loop depends on another one.
#if defined(__clang__)
#define LOSSFIELD_INDEPENDENT _Pragma("clang loop vectorize(assume_safety)")
#elif defined(__GNUC__)
#define LOSSFIELD_INDEPENDENT _Pragma("GCC ivdep")
#endif

namespace lossfield::math {

[[nodiscard]] inline bool wide_vectors() {
#if defined(__x86_64__)
    static const bool has = __builtin_cpu_supports("avx2") != 0;
    return has;
#else
    return false;
#endif
}

}  // namespace lossfield::math
