#include "math/optimizers/gradient_lanes.hpp"

#include "math/optimizers/wide.hpp"

namespace lossfield::math {
namespace {

template <typename L>
[[gnu::always_inline]] inline void loop(const L& landscape, const LaneRows& x, const LaneRows& g,
                                        std::size_t count) {
    const L l = landscape;  // a copy cannot change under the stores
    if constexpr (L::facts.dimension == max_dimension) {
        const LaneRows from = x;
        const LaneRows to = g;
        LOSSFIELD_INDEPENDENT
        for (std::size_t i = 0; i < count; ++i) {
            const auto at = l.gradient4({from[0][i], from[1][i], from[2][i], from[3][i]});
            to[0][i] = at[0], to[1][i] = at[1], to[2][i] = at[2], to[3][i] = at[3];
        }
    } else {
        const double* x0 = x[0];
        const double* x1 = x[1];
        double* g0 = g[0];
        double* g1 = g[1];
        LOSSFIELD_INDEPENDENT
        for (std::size_t i = 0; i < count; ++i) {
            const PlanePoint at = l.gradient(x0[i], x1[i]);
            g0[i] = at.x;
            g1[i] = at.y;
        }
    }
}

template <typename L>
[[gnu::flatten]] void baseline(const L& landscape, const LaneRows& x, const LaneRows& g, std::size_t count) {
    loop(landscape, x, g, count);
}

template <typename L>
LOSSFIELD_WIDE void wide(const L& landscape, const LaneRows& x, const LaneRows& g, std::size_t count) {
    loop(landscape, x, g, count);
}

}  // namespace

void gradient_lanes(const Landscape& landscape, const LaneRows& x, const LaneRows& g, std::size_t count) {
    const bool vectors = count > 1 && wide_vectors();
    std::visit([&](const auto& l) { vectors ? wide(l, x, g, count) : baseline(l, x, g, count); }, landscape);
}

}  // namespace lossfield::math
