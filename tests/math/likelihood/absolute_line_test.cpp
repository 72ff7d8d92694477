// The line of least mean absolute residual through many points, and the fits that begin from it.
#include "math/likelihood/absolute_line.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "math/likelihood/line_fit.hpp"
#include "math/numerics/random.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace absolute_line_test {

using namespace math;
using Vector = std::vector<double>;

// 0: a cloud about a line; 1: whole numbers with many ties; 2: most points on one line; 3: two crossing lines.
struct Cloud {
    Vector x, y;
    Cloud(int kind, std::uint64_t seed, std::size_t n, double at_x = 0, double at_y = 0) {
        for (std::uint64_t i = 0; i < n; ++i) {
            const double u = random_normal({.seed = seed, .stream = 1, .step = i}),
                         noise = random_normal({.seed = seed, .stream = 2, .step = i});
            const double place = kind == 0 ? 3 * u : std::round(kind == 1 ? 3 * u : 50 * u);
            double height = 2 * place - 5;
            if (kind == 0) height += noise;
            if (kind == 1) height += std::round(2 * noise);
            if (kind == 2 && i % 7 == 0) height += std::round(100 * noise);
            if (kind == 3 && i % 3 == 0) height = -place;
            x.push_back(at_x + place), y.push_back(at_y + height);
        }
    }
};

double sum_of(const Line& line, const Cloud& data) {
    return line_loss({ResidualLossKind::Mae}, line.slope, line.intercept, data.x, data.y);
}

TEST(AbsoluteLine, IsAsLowAsTheBestOfAllLinesThroughTwoPoints) {
    for (int kind = 0; kind < 4; ++kind)
        for (std::uint64_t seed = 1; seed <= 12; ++seed) {
            const Cloud data(kind, seed, 20 + 5 * seed);
            double least = std::numeric_limits<double>::infinity();
            for (std::size_t i = 0; i < data.x.size(); ++i)
                for (std::size_t j = 0; j < i; ++j) {
                    if (data.x[i] == data.x[j]) continue;
                    const double slope = (data.y[i] - data.y[j]) / (data.x[i] - data.x[j]);
                    least = std::min(least, sum_of({slope, data.y[i] - slope * data.x[i]}, data));
                }
            EXPECT_TRUE(close(sum_of(least_absolute_line(data.x, data.y), data), least, {1e-12, 1e-13}))
                << "kind " << kind << ", seed " << seed;
        }
}

TEST(AbsoluteLine, NoDirectionLeadsDownFromItAmongThousandsOfPoints) {
    for (int kind = 0; kind < 4; ++kind)
        for (const std::size_t n : {65U, 600U, 4000U}) {
            const Cloud data(kind, 5, n);
            const LineFit fit = fit_line({ResidualLossKind::Mae}, data.x, data.y);
            EXPECT_GE(absolute_descent(fit.line, data.x, data.y, 1e-9), -1e-9)
                << "kind " << kind << ", " << n;
        }
}

TEST(AbsoluteLine, AShiftOfTheDataShiftsTheFits) {
    using enum ResidualLossKind;
    for (const auto kind : {Mse, Mae, Huber, StudentT}) {
        const ResidualLoss loss{kind, 3, 3, 2};
        const Cloud near(1, 9, 900);
        const LineFit fit = fit_line(loss, near.x, near.y);
        for (const double at_x : {0.0, 1e12})
            for (const double at_y : {1e12, -1e12}) {
                const Cloud far(1, 9, 900, at_x, at_y);
                const LineFit shifted = fit_line(loss, far.x, far.y);
                EXPECT_TRUE(close(shifted.line.slope, fit.line.slope, {1e-6, 0}))
                    << static_cast<int>(kind) << " at " << at_x << ", " << at_y;
                EXPECT_TRUE(close(shifted.loss, fit.loss, {1e-6, 0}));
            }
    }
}

TEST(EvenPlaces, AreAsManyAndAsFarApartAsCanBe) {
    EXPECT_EQ(even_places(3, 5), (std::vector<std::size_t>{0, 1, 2}));
    EXPECT_EQ(even_places(10, 4), (std::vector<std::size_t>{0, 2, 5, 7}));
    EXPECT_EQ(even_places(10000, 400).size(), 400U);
    EXPECT_EQ(at_places(Vector{1, 2, 3, 4}, {0, 3}), (Vector{1, 4}));
}

}  // namespace absolute_line_test
}  // namespace lossfield::tests
