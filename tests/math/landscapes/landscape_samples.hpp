// What the tests of landscapes walk over: every landscape, with parameters that differ from the defaults too, and
// places near, far, inside its view and on the border.
#pragma once

#include <cstdint>
#include <vector>

#include "math/landscapes/landscapes.hpp"
#include "tests/math/oracle.hpp"

namespace lossfield::tests {

inline std::vector<math::Landscape> all_landscapes() {
    using namespace math;
    return {Bowl(1, 0),
            Bowl(20, 30),
            Bowl(1000, -47),
            Bowl(7, 200),
            Booth{},
            Matyas{},
            Saddle{},
            DoubleWell{0},
            DoubleWell{0.2},
            DoubleWell{-0.7},
            ThreeHumpCamel{},
            SixHumpCamel{},
            Himmelblau{},
            McCormick{},
            StyblinskiTang{},
            MonkeySaddle{},
            Rosenbrock{},
            Beale{},
            Ravine(20),
            Ravine(300),
            GoldsteinPrice{},
            Griewank{},
            Rastrigin{},
            Ackley{},
            Easom{},
            MatrixRegression(20, 30),
            MatrixRegression(0.5, -70),
            GaussianLikelihood{}};
}

inline math::PlanePoint random_in(const math::PlaneRange& range, std::uint64_t sample) {
    return {range.x_low + (range.x_high - range.x_low) * uniform_at(31, sample, 0),
            range.y_low + (range.y_high - range.y_low) * uniform_at(31, sample, 1)};
}

// The likelihood's precision e^{-2s} leaves the doubles where s does; all others are tried far out.
inline std::vector<math::PlanePoint> sample_places(const math::Landscape& landscape) {
    const double far = std::holds_alternative<math::GaussianLikelihood>(landscape) ? 6 : 1000;
    const math::PlaneRange& v = facts(landscape).view;
    std::vector<math::PlanePoint> all{{0, 0},        {1, 1},          {1e-8, -1e-8},      {far, -far},
                                      {-far, 0.5},   {1e-3, far},     {-1, -1},           {v.x_low, v.y_low},
                                      {v.x_high, 0}, {0.3, v.y_high}, {v.x_low, v.y_high}};
    for (std::uint64_t s = 0; s < 40; ++s) {
        const std::vector<double> p = random_point(s, 2, s % 4 == 3 ? far : 5.0);
        all.push_back({p[0], p[1]});
        all.push_back(random_in(v, s));
    }
    return all;
}

template <typename Scalar>
Scalar value_of(const math::Landscape& landscape, const Scalar& x, const Scalar& y) {
    return std::visit([&](const auto& l) { return l.value(x, y); }, landscape);
}

}  // namespace lossfield::tests
