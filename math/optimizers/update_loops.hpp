// The engine's innermost loops: the update of one coordinate of many starts, plain and for wide vectors. Internal to the
// engine.
#pragma once

#include <array>
#include <cmath>

#include "math/numerics/wide.hpp"
#include "math/optimizers/lanes.hpp"

namespace lossfield::math {

// What a lane has moved with this coordinate, `sum` before it.
[[gnu::always_inline]] inline double moved(double sum, double then, double now) {
    const double move = now - then;
    // Never quiet, and above all that is: a coordinate beyond the bound or not a number.
    return std::abs(now) <= divergence_bound ? sum + move * move : -1e300;
}

// Moves of the first coordinate are added to these.
constexpr std::array<double, most_lanes> unmoved{};

// The update of one coordinate of all lanes. Watched: moves are added to `sum`, and the result says whether any lane is
// remarkable so far, which counts after the last coordinate.
template <bool watched, typename S, typename L>
[[gnu::always_inline]] inline bool update_loop(const S& stepper, const CoefficientsOf<S>& at_step, double* x,
                                               const double* g, double* memory, const L& lanes,
                                               const double* sum, const Watch& watch) {
    const S s = stepper;  // copies cannot change under the stores
    const CoefficientsOf<S> c = at_step;
    const std::size_t stride = lanes.stride, count = lanes.count;
    const double least = watch.radius * watch.radius;
    double* remarkable = watch.remarkable;
    std::int64_t any = 0;
    LOSSFIELD_INDEPENDENT
    for (std::size_t i = 0; i < count; ++i) {
        MemoryOf<S> m{};
        for (std::size_t k = 0; k < memory_size_of<S>; ++k) m[k] = memory[k * stride + i];
        const double then = x[i];
        double at = then;
        s.update(at, g[i], m, c);
        x[i] = at;
        for (std::size_t k = 0; k < memory_size_of<S>; ++k) memory[k * stride + i] = m[k];
        if constexpr (watched) {
            const double all = moved(sum[i], then, at);
            remarkable[i] = all;
            any |= static_cast<std::int64_t>(all <= least);
        }
    }
    return any != 0;
}

template <typename S>
[[gnu::flatten]] bool update_baseline(const S& s, const CoefficientsOf<S>& c, double* x, const double* g,
                                      double* memory, const Lanes& lanes, const double* sum,
                                      const Watch& watch) {
    return update_loop<true>(s, c, x, g, memory, lanes, sum, watch);
}

template <typename S>
LOSSFIELD_WIDE bool update_wide(const S& s, const CoefficientsOf<S>& c, double* x, const double* g,
                                double* memory, const Lanes& lanes, const double* sum, const Watch& watch) {
    return update_loop<true>(s, c, x, g, memory, lanes, sum, watch);
}

}  // namespace lossfield::math
