// The gradients of many places in one pass. A loop's body is the landscape's own gradient: one place alone and the
// same among many give the same bits.
#include <array>

#include "math/landscapes.hpp"

namespace lossfield::math {
namespace {

// By value: a landscape of the loop's own cannot change with what the loop writes, so that its numbers stay in
// registers.
template <typename L>
void plane_lanes(const L landscape, const double* const* x, double* const* g, std::size_t count) {
    const double* __restrict x0 = x[0];
    const double* __restrict x1 = x[1];
    double* __restrict g0 = g[0];
    double* __restrict g1 = g[1];
    for (std::size_t i = 0; i < count; ++i) {
        const PlanePoint slope = landscape.gradient(x0[i], x1[i]);
        g0[i] = slope.x;
        g1[i] = slope.y;
    }
}

template <typename L>
void matrix_lanes(const L landscape, const double* const* x, double* const* g, std::size_t count) {
    const double* __restrict x0 = x[0];
    const double* __restrict x1 = x[1];
    const double* __restrict x2 = x[2];
    const double* __restrict x3 = x[3];
    double* __restrict g0 = g[0];
    double* __restrict g1 = g[1];
    double* __restrict g2 = g[2];
    double* __restrict g3 = g[3];
    for (std::size_t i = 0; i < count; ++i) {
        const std::array<double, 4> slope = landscape.gradient4({x0[i], x1[i], x2[i], x3[i]});
        g0[i] = slope[0];
        g1[i] = slope[1];
        g2[i] = slope[2];
        g3[i] = slope[3];
    }
}

}  // namespace

void gradient_lanes(const Landscape& landscape, const double* const* x, double* const* g, std::size_t count) {
    std::visit(
        [&](const auto& l) {
            if constexpr (requires { l.gradient4({}); })
                matrix_lanes(l, x, g, count);
            else
                plane_lanes(l, x, g, count);
        },
        landscape);
}

}  // namespace lossfield::math
