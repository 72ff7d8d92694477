#include "math/landscapes.hpp"
#include "math/wide.hpp"

namespace lossfield::math {
namespace {

template <typename L>
[[gnu::always_inline]] inline void loop(const L& landscape, const double* const* x, double* const* g,
                                        std::size_t count) {
    const L l = landscape;  // a copy cannot change under the stores
    const double* x0 = x[0];
    const double* x1 = x[1];
    double* g0 = g[0];
    double* g1 = g[1];
    if constexpr (L::facts.dimension == 4) {
        const double* x2 = x[2];
        const double* x3 = x[3];
        double* g2 = g[2];
        double* g3 = g[3];
        LOSSFIELD_INDEPENDENT
        for (std::size_t i = 0; i < count; ++i) {
            const auto at = l.gradient4({x0[i], x1[i], x2[i], x3[i]});
            g0[i] = at[0], g1[i] = at[1], g2[i] = at[2], g3[i] = at[3];
        }
    } else {
        LOSSFIELD_INDEPENDENT
        for (std::size_t i = 0; i < count; ++i) {
            const PlanePoint at = l.gradient(x0[i], x1[i]);
            g0[i] = at.x;
            g1[i] = at.y;
        }
    }
}

template <typename L>
[[gnu::flatten]] void baseline(const L& l, const double* const* x, double* const* g, std::size_t count) {
    loop(l, x, g, count);
}

template <typename L>
LOSSFIELD_WIDE void wide(const L& l, const double* const* x, double* const* g, std::size_t count) {
    loop(l, x, g, count);
}

}  // namespace

void gradient_lanes(const Landscape& landscape, const double* const* x, double* const* g, std::size_t count) {
    const bool vectors = count > 1 && wide_vectors();
    std::visit([&](const auto& l) { vectors ? wide(l, x, g, count) : baseline(l, x, g, count); }, landscape);
}

}  // namespace lossfield::math
