#include "math/landscapes/landscapes.hpp"
#include "math/numerics/wide.hpp"

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
[[gnu::flatten]] void one(const Landscape& l, const double* const* x, double* const* g,
                          std::size_t /*count*/) {
    loop(*std::get_if<L>(&l), x, g, 1);
}

template <typename L>
[[gnu::flatten]] void baseline(const Landscape& l, const double* const* x, double* const* g,
                               std::size_t count) {
    loop(*std::get_if<L>(&l), x, g, count);
}

template <typename L>
LOSSFIELD_WIDE void wide(const Landscape& l, const double* const* x, double* const* g, std::size_t count) {
    loop(*std::get_if<L>(&l), x, g, count);
}

}  // namespace

GradientLoop gradient_loop(const Landscape& landscape, std::size_t most) {
    return std::visit(
        [&](const auto& l) -> GradientLoop {
            using L = std::decay_t<decltype(l)>;
            if (most == 1) return one<L>;
            return wide_vectors() ? wide<L> : baseline<L>;
        },
        landscape);
}

}  // namespace lossfield::math
