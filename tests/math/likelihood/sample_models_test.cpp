// Models of samples: their densities integrated, their likelihoods summed from them, gradients by differences, and the most
// likely parameters against all others that are tried.
#include "math/likelihood/sample_models.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "math/likelihood/simple_likelihoods.hpp"
#include "tests/math/oracle.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace sample_models_test {

using math::SampleModel;
using math::SampleModelKind;
using Vector = std::vector<double>;
using enum SampleModelKind;

constexpr double infinity = std::numeric_limits<double>::infinity();

SampleModel random_model(SampleModelKind kind, std::uint64_t s) {
    Draws draw(70 + s);
    const double a = draw.between(-2, 2), b = kind == Means ? draw.between(-3, 3) : draw.between(-1, 1);
    return {kind, a, b, draw.between(0.4, 1.5)};
}

math::Mixture random_mixture(std::uint64_t s) {
    Draws draw(900 + s);
    return {draw.between(0, 1),
            {draw.between(-3, 0), draw.between(0.4, 1.5)},
            {draw.between(0, 3), draw.between(0.4, 1.5)}};
}

// By trapezoids over what all of these densities leave room for.
template <class Function>
double integral(const Function& f) {
    constexpr double reach = 60, step = 1.0 / 512;
    double sum = 0;
    for (double x = -reach; x <= reach; x += step) sum += f(x) * step;
    return sum;
}

double mean_of_logs(const SampleModel& m, const Vector& x) {
    double sum = 0;
    for (const double v : x) sum -= std::log(m.density(v));
    return sum / static_cast<double>(x.size());
}

TEST(SampleModels, DensitiesAreDensities) {
    for (const SampleModelKind kind : {Gaussian, Laplace, Means, Seeker})
        for (std::uint64_t s = 0; s < 6; ++s) {
            const SampleModel m = random_model(kind, s);
            EXPECT_NEAR(integral([&](double x) { return m.density(x); }), 1, 1e-5);
            double top = 0;
            for (int i = -4000; i <= 4000; ++i) {
                const double x = 0.002 * i;
                EXPECT_TRUE(close(m.log_density(x), std::log(m.density(x)), {1e-9, 1e-9}));
                top = std::max(top, m.density(x));
            }
            // Of two means close together the top lies between the places that are looked at.
            EXPECT_GE(m.highest(), top * (kind == Means ? 0.97 : 1) - 1e-12);
            EXPECT_LE(m.highest(), top * (1 + 1e-2));
        }
}

TEST(SampleModels, ParametersAreWhatTheyAreCalled) {
    const auto moment = [](const SampleModel& m, int power) {
        return integral([&](double x) { return std::pow(x - m.a, power) * m.density(x); });
    };
    for (std::uint64_t s = 0; s < 5; ++s) {
        const SampleModel gaussian = random_model(Gaussian, s), seeker = random_model(Seeker, s),
                          laplace = random_model(Laplace, s);
        for (const SampleModel& m : {gaussian, seeker, laplace}) EXPECT_NEAR(moment(m, 1), 0, 1e-6);
        EXPECT_TRUE(close(moment(gaussian, 2), std::exp(gaussian.b), {1e-6, 0}));
        EXPECT_TRUE(close(moment(seeker, 2), std::exp(2 * seeker.b), {1e-6, 0}));
        EXPECT_TRUE(close(moment(laplace, 2), 2 * std::exp(2 * laplace.b), {1e-4, 0}));
        const SampleModel means = random_model(Means, s);
        EXPECT_NEAR(moment(means, 1), 0.5 * (means.b - means.a), 1e-6);
    }
}

TEST(SampleModels, NllIsTheMeanOfMinusTheLogarithms) {
    for (const SampleModelKind kind : {Gaussian, Laplace, Means})
        for (std::uint64_t s = 0; s < 20; ++s) {
            const SampleModel m = random_model(kind, s);
            const Vector x = random_point(s, 1 + s % 11, 4);
            EXPECT_TRUE(close(m.nll(x), mean_of_logs(m, x), {1e-10, 1e-10}));
            const auto value = [&](std::span<const double> at) {
                return mean_of_logs({m.kind, at[0], at[1], m.width}, x);
            };
            const Vector differences = central_differences(value, Vector{m.a, m.b}, 1e-5);
            EXPECT_TRUE(close(m.gradient(x), differences, {1e-5, 1e-6}));
            EXPECT_LT(m.check(x), 1e-9);
        }
}

TEST(SampleModels, ExpectedNllIsTheIntegral) {
    for (const SampleModelKind kind : {Gaussian, Laplace, Means, Seeker})
        for (std::uint64_t s = 0; s < 8; ++s) {
            const SampleModel m = random_model(kind, s);
            const math::Mixture p = random_mixture(s);
            const double by_hand = integral([&](double x) {
                const double weight = math::mixture_density(p, x);
                return weight > 0 ? -weight * m.log_density(x) : 0;
            });
            EXPECT_TRUE(close(m.expected_nll(p), by_hand, {1e-6, 1e-6}));
        }
}

TEST(SampleModels, TheGridHoldsTheSumOverTheSamples) {
    for (const SampleModelKind kind : {Gaussian, Laplace, Means}) {
        const Vector x = random_point(33, 7, 3);
        const math::PlaneGrid grid{-3, 3, -1, 2, 13, 9};
        const auto values = math::nll_over_parameters(kind, 0.8, x, grid, {});
        for (std::size_t j = 0; j < grid.rows; ++j)
            for (std::size_t i = 0; i < grid.columns; ++i)
                EXPECT_TRUE(close(values[j * grid.columns + i],
                                  7 * mean_of_logs({kind, grid.x(i), grid.y(j), 0.8}, x), {1e-9, 1e-9}));
        std::stop_source source;
        source.request_stop();
        const auto stopped = math::nll_over_parameters(kind, 0.8, x, grid, source.get_token());
        EXPECT_EQ(stopped, Vector(grid.nodes(), 0.0));
    }
}

TEST(MostLikely, NothingNearItIsLikelier) {
    for (const SampleModelKind kind : {Gaussian, Laplace, Means})
        for (std::uint64_t s = 0; s < 20; ++s) {
            const Vector x = random_point(s, 2 + s % 10, 4);
            const auto fit = math::most_likely(kind, 0.7, x, {-1, 1.5});
            EXPECT_TRUE(close(fit.nll, mean_of_logs({kind, fit.at[0], fit.at[1], 0.7}, x), {1e-9, 1e-9}));
            for (int k = 0; k < 24; ++k) {
                const double angle = 0.26 * k, off = k % 2 == 0 ? 1e-3 : 0.1;
                const SampleModel other{kind, fit.at[0] + off * std::cos(angle),
                                        fit.at[1] + off * std::sin(angle), 0.7};
                EXPECT_GE(mean_of_logs(other, x), fit.nll - 1e-12);
            }
        }
}

TEST(MostLikely, ExpectationMaximisationNeverClimbsDown) {
    int lower_tops = 0;
    for (std::uint64_t s = 0; s < 40; ++s) {
        Draws draw(s);
        const Vector x = random_point(s, 3 + s % 12, 5);
        const std::array<double, 2> from{draw.between(-5, 5), draw.between(-5, 5)};
        const auto fit = math::most_likely(Means, 0.5, x, from);
        ASSERT_FALSE(fit.em.path.empty());
        EXPECT_EQ(fit.em.path.front(), from);
        double last = infinity;
        for (const auto& [a, b] : fit.em.path) {
            const double nll = mean_of_logs({Means, a, b, 0.5}, x);
            EXPECT_LE(nll, last + 1e-9);
            last = nll;
        }
        EXPECT_LE(fit.nll, last + 1e-9);
        if (fit.nll < last - 1e-6) ++lower_tops;
    }
    EXPECT_GT(lower_tops, 0);
    EXPECT_LT(lower_tops, 40);
}

TEST(MostLikely, EqualSamplesHaveNone) {
    for (const SampleModelKind kind : {Gaussian, Laplace})
        EXPECT_EQ(math::most_likely(kind, 1, Vector{2, 2, 2}, {0, 0}).nll, -infinity);
    // Of a given width there is one all the same: both means there.
    const auto fit = math::most_likely(Means, 1, Vector{2, 2, 2}, {0, 1});
    EXPECT_NEAR(fit.at[0], 2, 1e-6);
    EXPECT_NEAR(fit.at[1], 2, 1e-6);
}

// A right gradient passes, one that is a little wrong does not.
TEST(SampleModels, ChecksTellRightGradientsFromWrongOnes) {
    for (std::uint64_t s = 0; s < 10; ++s) {
        const math::Mixture p = random_mixture(s);
        Draws draw(s);
        const double mean = draw.between(-2, 2), log_deviation = draw.between(-0.5, 0.7);
        for (const auto direction : {math::KlDirection::Forward, math::KlDirection::Reverse}) {
            const auto g = math::gaussian_to_mixture_kl(direction, p, mean, log_deviation).gradient;
            EXPECT_LT(math::check_gaussian_to_mixture_kl(direction, p, mean, log_deviation, {g[0], g[1]}),
                      1e-6);
            EXPECT_GT(
                math::check_gaussian_to_mixture_kl(direction, p, mean, log_deviation, {g[0] + 1e-2, g[1]}),
                1e-5);
        }
        const double heads = static_cast<double>(s), chance = draw.between(0.05, 0.95);
        const double slope = math::bernoulli_average_nll(heads, 9, chance).slope;
        EXPECT_LT(math::check_bernoulli_slope(heads / 9, chance, slope), 1e-9);
        EXPECT_GT(math::check_bernoulli_slope(heads / 9, chance, 1.001 * slope + 1e-4), 1e-5);
    }
}

}  // namespace sample_models_test
}  // namespace lossfield::tests
