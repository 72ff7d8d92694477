// Contractions against iterates of the definitions, limits and double roots against their formulas, the best of all
// against everything else.
#include "math/descent/momentum_spectrum.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <complex>
#include <limits>
#include <stdexcept>

#include "tests/math/oracle.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace momentum_spectrum_test {

using math::BestRate;
using math::Damping;
using math::MomentumMethod;
using math::Spectrum;

constexpr std::array methods{MomentumMethod::HeavyBall, MomentumMethod::Nesterov};
constexpr std::array momenta{0.0, 0.1, 0.5, 0.6694214876033058, 0.9, 0.99};
constexpr std::array spectra{Spectrum{1, 100}, Spectrum{0.3, 0.9}, Spectrum{2, 2}, Spectrum{0.1, 1000}};

// The definitions: v <- b v - rate f'(x + b v or x), x <- x + v, from x = 1, v = 0, on f = h x^2 / 2.
template <class Number>
std::vector<Number> simulated(MomentumMethod method, Number rate, Number h, Number b, int steps) {
    std::vector<Number> path{1};
    Number x = 1, v = 0;
    for (int t = 0; t < steps; ++t) {
        const Number at = method == MomentumMethod::Nesterov ? x + b * v : x;
        v = b * v - rate * h * at;
        x += v;
        path.push_back(x);
    }
    return path;
}

// log of the factor per step over a long run, of the length of (x_t, x_{t-1}).
double long_run_slope(MomentumMethod method, double a, double b) {
    const std::vector<Real> path = simulated<Real>(method, a, 1, b, 4000);
    const auto size = [&](std::size_t t) { return std::log(std::hypot(path[t], path[t - 1])); };
    // Averaged over many ends: the length of an oscillating state beats.
    double sum = 0;
    for (std::size_t t = 1000; t < 1200; ++t) sum += static_cast<double>((size(t + 2700) - size(t)) / 2700);
    return sum / 200;
}

// Rates h from gentle to just above the limit.
std::vector<double> scaled_rates(MomentumMethod method, double b) {
    std::vector<double> all;
    for (const double share : {0.003, 0.02, 0.2, 0.55, 0.93, 0.999, 1.004})
        all.push_back(share * math::rate_limit(method, b, 1));
    return all;
}

TEST(MomentumSpectrum, ErrorsAreThoseOfTheDefinitions) {
    for (const auto method : methods)
        for (const double b : momenta)
            for (const double a : scaled_rates(method, b)) {
                const auto expected = simulated<Real>(method, a / 4, 4, b, 60);
                const auto errors = math::mode_errors(method, a, b, 60);
                ASSERT_EQ(errors.size(), 61U);
                EXPECT_TRUE(close(errors, to_doubles(expected), {1e-10, 1e-12})) << a << ' ' << b;
            }
}

TEST(MomentumSpectrum, ContractionIsTheSlopeOfALongRun) {
    for (const auto method : methods)
        for (const double b : momenta)
            for (const double a : scaled_rates(method, b)) {
                const double z = math::mode_contraction(method, a, b);
                if (std::log(z) * 4000 < -11000) continue;
                EXPECT_NEAR(long_run_slope(method, a, b), std::log(z), 4e-4) << a << ' ' << b;
            }
}

TEST(MomentumSpectrum, RootsSolveTheirEquation) {
    for (const auto method : methods)
        for (const double b : momenta)
            for (const double a : scaled_rates(method, b)) {
                const auto [z1, z2] = math::mode_roots(method, a, b);
                const bool nesterov = method == MomentumMethod::Nesterov;
                const double trace = nesterov ? (1 + b) * (1 - a) : 1 + b - a;
                const double product = nesterov ? b * (1 - a) : b;
                EXPECT_LT(std::abs(z1 + z2 - trace), 1e-14);
                EXPECT_TRUE(close((z1 * z2).real(), product, {1e-13, 1e-15}));
                EXPECT_TRUE(close(std::abs(z1), math::mode_contraction(method, a, b)));
                EXPECT_GE(std::abs(z1), std::abs(z2) * (1 - 1e-14));
                EXPECT_GE(z1.imag(), 0);
            }
}

// A small root beside a large one keeps its digits: z2 = b / z1 where a difference would give 0.
TEST(MomentumSpectrum, TheSmallRootKeepsItsDigits) {
    const auto [z1, z2] = math::mode_roots(MomentumMethod::HeavyBall, 1e9, 0.25);
    EXPECT_TRUE(close(z2.real(), 0.25 / (1.25 - 1e9)));
    EXPECT_TRUE(close(z1.real(), 1.25 - 1e9));
}

TEST(MomentumSpectrum, ComplexRootsLieOnTheirCircle) {
    for (const double b : {0.1, 0.5, 0.9, 0.99})
        for (const auto method : methods) {
            const auto [low, high] = math::complex_range(method, b);
            for (const double share : {0.01, 0.3, 0.8, 0.99}) {
                const double a = low + share * (high - low);
                const auto z = math::mode_roots(method, a, b).first;
                EXPECT_GT(z.imag(), 0) << a << ' ' << b;
                const double c = b / (1 + b);
                EXPECT_TRUE(method == MomentumMethod::HeavyBall ? close(std::abs(z), std::sqrt(b))
                                                                : close(std::abs(z - c), c));
                EXPECT_EQ(math::damping(method, a, b), Damping::Oscillating);
            }
            EXPECT_EQ(math::damping(method, 0.9 * low, b), Damping::Monotone);
            EXPECT_EQ(math::damping(method, 1.01 * high, b), Damping::Alternating);
            EXPECT_EQ(math::damping(method, low, b), Damping::Critical);
        }
    EXPECT_EQ(math::damping(MomentumMethod::HeavyBall, 0.5, 0), Damping::Monotone);
    EXPECT_EQ(math::damping(MomentumMethod::HeavyBall, 1.5, 0), Damping::Alternating);
}

// At a double root z the iterates are (1 + c t) z^t, c from the first step.
TEST(MomentumSpectrum, DoubleRootsGrowByAFactorOfTheStep) {
    for (const double b : {0.1, 0.5, 0.9}) {
        const double q = std::sqrt(b);
        for (const double sign : {1.0, -1.0}) {
            const double a = (1 - sign * q) * (1 - sign * q), z = sign * q;
            EXPECT_NEAR(math::mode_contraction(MomentumMethod::HeavyBall, a, b), q, 1e-7);
            const auto errors = math::mode_errors(MomentumMethod::HeavyBall, a, b, 50);
            const double c = (1 - a) / z - 1;
            for (int t = 0; t <= 50; ++t)
                EXPECT_NEAR(errors[static_cast<std::size_t>(t)], (1 + c * t) * std::pow(z, t),
                            1e-12 * (1 + t * t));
        }
        const double a = math::complex_range(MomentumMethod::Nesterov, b).low, z = 1 - std::sqrt(a);
        EXPECT_NEAR(math::mode_contraction(MomentumMethod::Nesterov, a, b), z, 1e-7);
        EXPECT_EQ(math::mode_contraction(MomentumMethod::Nesterov, 1, b), 0);
    }
}

TEST(MomentumSpectrum, ContractionIsContinuousAtDoubleRoots) {
    for (const auto method : methods)
        for (const double b : {0.1, 0.5, 0.9, 0.99}) {
            const auto [low, high] = math::complex_range(method, b);
            for (const double at : {low, high})
                for (const double gap : {1e-6, 1e-10, 1e-14})
                    EXPECT_NEAR(math::mode_contraction(method, at * (1 - gap), b),
                                math::mode_contraction(method, at * (1 + gap), b), 4 * std::sqrt(gap));
        }
}

TEST(MomentumSpectrum, TheLimitIsWhereTheContractionIsOne) {
    for (const auto method : methods)
        for (const double b : momenta)
            for (const double h : {0.05, 1.0, 100.0}) {
                const double limit = math::rate_limit(method, b, h);
                EXPECT_NEAR(math::mode_contraction(method, limit * h, b), 1, 1e-13);
                EXPECT_LT(math::mode_contraction(method, 0.9999 * limit * h, b), 1);
                EXPECT_GT(math::mode_contraction(method, 1.0001 * limit * h, b), 1);
                const double step = method == MomentumMethod::HeavyBall ? 1 : 1 / (1 + 2 * b);
                EXPECT_TRUE(close(limit, 2 * (1 + b) * step / h));
            }
}

TEST(MomentumSpectrum, WithoutMomentumBothAreGradientDescent) {
    for (const auto method : methods) {
        for (const double a : {0.0, 1e-9, 0.4, 1.0, 1.7, 2.0, 5.0})
            EXPECT_TRUE(close(math::mode_contraction(method, a, 0), std::abs(1 - a)));
        EXPECT_TRUE(close(math::rate_limit(method, 0, 4), 0.5));
    }
}

// Those in between shrink no slower than the slower end.
TEST(MomentumSpectrum, TheSlowestModeIsAnEnd) {
    Draws draws(5);
    for (int i = 0; i < 400; ++i)
        for (const auto method : methods) {
            const double mu = std::exp(draws.between(-3, 0)), largest = std::exp(draws.between(0, 3));
            const double b = draws.between(0, 1), rate = draws.between(0, 4 / largest);
            const double whole = math::slowest_contraction(method, rate, b, {mu, largest});
            double found = 0;
            for (int k = 0; k <= 64; ++k)
                found = std::max(found,
                                 math::mode_contraction(method, rate * (mu + (largest - mu) * k / 64.0), b));
            EXPECT_TRUE(close(found, whole)) << rate << ' ' << b << ' ' << mu << ' ' << largest;
        }
}

// All roots lie within radius r where the polynomial of r z passes the criterion of Jury: |product| <= r^2 and
// |trace| <= r + product / r. For the heavy ball these are straight lines in the plane of rate and momentum.
TEST(MomentumSpectrum, LevelSetsAreThoseOfJury) {
    Draws draws(11);
    for (int i = 0; i < 2000; ++i)
        for (const auto method : methods) {
            const double a = draws.between(0, 4), b = draws.between(0, 1), r = draws.between(0.05, 1.2);
            const bool nesterov = method == MomentumMethod::Nesterov;
            const double trace = nesterov ? (1 + b) * (1 - a) : 1 + b - a;
            const double product = nesterov ? b * (1 - a) : b;
            const double z = math::mode_contraction(method, a, b);
            if (std::abs(z - r) < 1e-6) continue;
            EXPECT_EQ(z <= r, std::abs(product) <= r * r && std::abs(trace) <= r + product / r);
        }
}

TEST(MomentumSpectrum, BestOfTheConditionNumberOneHundred) {
    const BestRate heavy = math::best_momentum(MomentumMethod::HeavyBall, {1, 100});
    EXPECT_TRUE(close(heavy.rate, 0.03305785123966942));
    EXPECT_TRUE(close(heavy.momentum, 0.6694214876033058));
    EXPECT_TRUE(close(heavy.contraction, 0.8181818181818182));
    EXPECT_TRUE(close(math::best_gradient_descent(1, 100).contraction, 0.9801980198019802));
    const BestRate nesterov = math::best_momentum(MomentumMethod::Nesterov, {1, 100});
    const double s = std::sqrt(301.0);
    EXPECT_TRUE(close(nesterov.rate, 4.0 / 301));
    EXPECT_TRUE(close(nesterov.momentum, (s - 2) / (s + 2)));
    EXPECT_TRUE(close(nesterov.contraction, 1 - 2 / s));
}

// Both ends on the iterates of the heavy ball: the fast one still stands at 0.675 after twenty steps, though 0.818^20 is 0.018.
TEST(MomentumSpectrum, TheSteepModeRisesBeforeItFalls) {
    const BestRate best = math::best_heavy_ball(1, 100);
    const auto flat = math::mode_errors(MomentumMethod::HeavyBall, best.rate, best.momentum, 20);
    const auto steep = math::mode_errors(MomentumMethod::HeavyBall, 100 * best.rate, best.momentum, 20);
    EXPECT_TRUE(close(flat.back(), 0.08378648600821814));
    EXPECT_TRUE(close(steep.back(), 0.6752205048897644));
    EXPECT_GT(std::abs(steep[4]), 3.7);
}

TEST(MomentumSpectrum, TheBestContractsAsItSays) {
    for (const auto method : methods)
        for (const Spectrum& s : spectra) {
            const BestRate best = math::best_momentum(method, s);
            // Ends of a double root: the contraction moves by the root of a rounding.
            EXPECT_NEAR(math::slowest_contraction(method, best.rate, best.momentum, s), best.contraction,
                        1e-7);
            EXPECT_LE(best.contraction, math::best_gradient_descent(s.mu, s.largest).contraction);
        }
    EXPECT_EQ(math::best_nesterov(3, 3).contraction, 0);
    EXPECT_TRUE(close(math::best_nesterov(1, 1 + 1e-9).momentum, 3e-9 / 16, {1e-7, 0}));
}

TEST(MomentumSpectrum, NesterovsOwnPairContractsAsItSays) {
    for (const double kappa : {1.0, 4.0, 100.0, 1e4}) {
        const math::BestRate own = math::own_nesterov(0.5, 0.5 * kappa);
        EXPECT_TRUE(close(own.rate, 2 / kappa)) << kappa;
        // The roots of the flat mode are double, and those keep half of the digits.
        EXPECT_TRUE(close(
            math::slowest_contraction(MomentumMethod::Nesterov, own.rate, own.momentum, {0.5, 0.5 * kappa}),
            own.contraction, {1e-7, 1e-7}))
            << kappa;
        EXPECT_GE(own.contraction, math::best_nesterov(0.5, 0.5 * kappa).contraction) << kappa;
    }
    EXPECT_THROW((void)math::own_nesterov(2, 1), std::invalid_argument);
}

TEST(MomentumSpectrum, NothingIsBetterThanTheBest) {
    Draws draws(3);
    for (const auto method : methods)
        for (const Spectrum& s : spectra) {
            const BestRate best = math::best_momentum(method, s);
            for (int i = 0; i < 3000; ++i) {
                // Near and far: ever smaller neighbourhoods.
                const double reach = std::pow(10.0, -draws.between(0, 6));
                const double rate = best.rate * (1 + reach * draws.between(-1, 1));
                const double momentum = std::clamp(best.momentum + reach * draws.between(-1, 1), 0.0, 1.0);
                EXPECT_GE(math::slowest_contraction(method, rate, momentum, s), best.contraction - 1e-12)
                    << rate << ' ' << momentum;
            }
        }
}

TEST(MomentumSpectrum, TheGridHoldsTheContractions) {
    const std::vector<double> rates{0, 0.01, 0.033, 0.05}, b{0, 0.4, 1};
    for (const auto method : methods) {
        const auto grid = math::contraction_grid(method, rates, b, {0.7, 100});
        ASSERT_EQ(grid.size(), 12U);
        for (std::size_t r = 0; r < 3; ++r)
            for (std::size_t c = 0; c < 4; ++c)
                EXPECT_EQ(grid[r * 4 + c], math::slowest_contraction(method, rates[c], b[r], {0.7, 100}));
    }
}

// No state grows more than the norm says, some state nearly so; in the long run it falls as the contraction does.
TEST(MomentumSpectrum, GrowthIsThatOfTheWorstStart) {
    for (const auto method : methods)
        for (const double b : {0.0, 0.5, 0.9}) {
            const double a = 0.7 * math::rate_limit(method, b, 1);
            const bool nesterov = method == MomentumMethod::Nesterov;
            const double trace = nesterov ? (1 + b) * (1 - a) : 1 + b - a;
            const double product = nesterov ? b * (1 - a) : b;
            const auto norms = math::mode_growth(method, a, b, 30);
            ASSERT_EQ(norms.size(), 31U);
            std::vector<double> worst(31, 0.0);
            for (int k = 0; k < 720; ++k) {
                double now = std::cos(k * 0.00436332312998582), before = std::sin(k * 0.00436332312998582);
                for (std::size_t t = 0; t <= 30; ++t) {
                    worst[t] = std::max(worst[t], std::hypot(now, before));
                    const double next = trace * now - product * before;
                    before = now, now = next;
                }
            }
            for (std::size_t t = 0; t <= 30; ++t) EXPECT_NEAR(worst[t] / norms[t], 1, 2e-5) << t;
        }
    const auto hump =
        math::mode_growth(MomentumMethod::HeavyBall, 3.305785123966942, 0.6694214876033058, 400);
    EXPECT_GT(*std::max_element(hump.begin(), hump.end()), 3);
    EXPECT_LT(hump.back(), 1e-30);
}

TEST(MomentumSpectrum, StepsForATenth) {
    EXPECT_TRUE(close(math::steps_per_decade(0.1), 1));
    for (const double z : {0.01, 9.0 / 11, 0.98, 1 - 1e-9})
        EXPECT_TRUE(close(std::pow(z, math::steps_per_decade(z)), 0.1, {1e-6, 0}));
    EXPECT_EQ(math::steps_per_decade(0), 0);
    EXPECT_TRUE(std::isinf(math::steps_per_decade(1)));
    EXPECT_TRUE(std::isinf(math::steps_per_decade(1.2)));
}

TEST(MomentumSpectrum, DivergingErrorsEndWhereNumbersDo) {
    const auto errors = math::mode_errors(MomentumMethod::HeavyBall, 400, 0.5, 1000);
    EXPECT_LT(errors.size(), 200U);
    for (const double e : errors) EXPECT_TRUE(std::isfinite(e));
    for (const double n : math::mode_growth(MomentumMethod::Nesterov, 400, 0.5, 1000))
        EXPECT_TRUE(std::isfinite(n));
}

TEST(MomentumSpectrum, RefusesWhatIsOutside) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    EXPECT_THROW((void)math::mode_contraction(MomentumMethod::HeavyBall, -1, 0.5), std::invalid_argument);
    EXPECT_THROW((void)math::mode_contraction(MomentumMethod::HeavyBall, nan, 0.5), std::invalid_argument);
    EXPECT_THROW((void)math::mode_roots(MomentumMethod::Nesterov, 1, 1.5), std::invalid_argument);
    EXPECT_THROW((void)math::rate_limit(MomentumMethod::Nesterov, -0.1, 1), std::invalid_argument);
    EXPECT_THROW((void)math::best_nesterov(2, 1), std::invalid_argument);
    EXPECT_THROW((void)math::slowest_contraction(MomentumMethod::Nesterov, 1, 0.5, {0, 1}),
                 std::invalid_argument);
}

TEST(MomentumSpectrum, OnTheCriticalCurveBothRootsAreOne) {
    for (const MomentumMethod method : methods)
        for (const double h : {0.1, 1.0, 50.0}) {
            const math::CriticalCurve curve = math::critical_curve(method, h, 40);
            ASSERT_EQ(curve.rates.size(), 81U);
            ASSERT_EQ(curve.momenta.size(), 81U);
            for (std::size_t k = 0; k < curve.rates.size(); ++k) {
                const auto z = math::mode_roots(method, curve.rates[k] * h, curve.momenta[k]);
                EXPECT_LT(std::abs(z.first - z.second), 1e-6) << k;
                if (k > 0) {
                    EXPECT_GE(curve.rates[k], curve.rates[k - 1] * (1 - 1e-12));
                }
            }
            EXPECT_EQ(curve.momenta.front(), 1);
            EXPECT_EQ(curve.momenta[40], 0);
        }
}

TEST(MomentumSpectrum, PlacesOfTheRootsRiseAndHoldTheCorners) {
    const Spectrum spectrum{1, 100};
    EXPECT_TRUE(close(spectrum.eigenvalue(0.5), 10));
    for (const MomentumMethod method : methods) {
        const auto places = math::root_places(method, 0.02, 0.6, spectrum, 50);
        EXPECT_TRUE(std::is_sorted(places.begin(), places.end()));
        EXPECT_EQ(places.front(), 0);
        EXPECT_EQ(places.back(), 1);
        int corners = 0;
        for (const double place : places) {
            const auto z = math::mode_roots(method, 0.02 * spectrum.eigenvalue(place), 0.6);
            corners += std::abs(z.first - z.second) < 1e-6 ? 1 : 0;
        }
        EXPECT_EQ(corners, static_cast<int>(places.size()) - 51);
        EXPECT_GE(corners, 1);
    }
}

}  // namespace momentum_spectrum_test
}  // namespace lossfield::tests
