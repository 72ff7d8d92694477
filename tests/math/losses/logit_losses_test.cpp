#include "math/losses/logit_losses.hpp"

#include <gtest/gtest.h>

#include "tests/math/oracle.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace logit_losses_test {

using math::Dual;
using math::LogitLoss;
using math::LogitLossKind;
using Vector = std::vector<double>;

std::string name_of(const LogitLoss& loss) {
    const char* const names[] = {"cross-entropy", "softmax-MSE", "Brier", "gamma", "focal", "smoothed"};
    return std::string(names[static_cast<int>(loss.kind)]) + ' ' + std::to_string(loss.gamma) + ' ' +
           std::to_string(loss.focal_gamma) + ' ' + std::to_string(loss.smoothing);
}

std::vector<LogitLoss> losses() {
    using enum LogitLossKind;
    std::vector<LogitLoss> all{{CrossEntropy}, {SoftmaxMse}, {Brier}};
    for (const double gamma : {0.0, 1e-7, 0.1, 0.8, 1 - 1e-9, 1.0}) all.push_back({GammaCrossEntropy, gamma});
    for (const double gamma : {0.0, 0.3, 1.0, 2.0, 5.0}) all.push_back({Focal, 0, gamma});
    for (const double smoothing : {0.0, 0.1, 0.5}) all.push_back({LabelSmoothed, 0, 0, smoothing});
    return all;
}

struct At {
    std::string name;
    Vector z;
    double temperature;
    std::size_t target;
};

// Every sample of the cross-entropy's tests with a class for a target.
std::vector<At> points() {
    std::vector<At> at;
    std::size_t n = 0;
    for (const Sample& s : cross_entropy_samples())
        at.push_back({s.name, s.z, s.temperature, n++ % s.z.size()});
    at.push_back({"plateau", {-10, 10, 0}, 1, 0});
    at.push_back({"wrong by 1000", {-1000, 1000, 0}, 1, 0});
    at.push_back({"right by 1000", {1000, -1000, 0}, 1, 0});
    at.push_back({"right by 80", {80, 0, -3}, 1, 0});
    return at;
}

// The definitions in long double; 1 - p_t summed from the others.
double definition(const LogitLoss& loss, const At& at) {
    const Reals p = oracle_softmax(at.z, at.temperature);
    const Vector y = math::one_hot(at.target, at.z.size());
    const Reals d = oracle_difference(at.z, at.temperature, y);
    const Real q = -d[at.target];
    const std::size_t leader = math::largest(std::span<const double>(at.z));
    Real others = 0;
    for (std::size_t k = 0; k < p.size(); ++k) others += k == leader ? 0 : p[k] / p[leader];
    const Real c = (static_cast<Real>(at.z[leader]) - static_cast<Real>(at.z[at.target])) /
                       static_cast<Real>(at.temperature) +
                   std::log1p(others);
    switch (loss.kind) {
        case LogitLossKind::CrossEntropy:
            return static_cast<double>(c);
        case LogitLossKind::SoftmaxMse:
        case LogitLossKind::Brier: {
            Real sum = 0;
            for (const Real x : d) sum += x * x;
            return static_cast<double>(loss.kind == LogitLossKind::Brier ? sum : sum / 2);
        }
        case LogitLossKind::GammaCrossEntropy: {
            const Real g = loss.gamma;
            if (g == 1) return static_cast<double>(q);
            if (g == 0) return static_cast<double>(c);
            return static_cast<double>((1 - g) * q < 0.5L ? -std::log1p(-(1 - g) * q) / (1 - g)
                                                          : -std::log(g + (1 - g) * p[at.target]) / (1 - g));
        }
        case LogitLossKind::Focal:
            return static_cast<double>(std::pow(q, static_cast<Real>(loss.focal_gamma)) * c);
        case LogitLossKind::LabelSmoothed: {
            const Real e = loss.smoothing;
            Real sum = (1 - e) * c;
            for (std::size_t k = 0; k < p.size(); ++k)
                sum += e / static_cast<Real>(p.size()) *
                       (c + (static_cast<Real>(at.z[at.target]) - static_cast<Real>(at.z[k])) /
                                static_cast<Real>(at.temperature));
            return static_cast<double>(sum);
        }
    }
    return 0;
}

TEST(LogitLosses, ValuesAgreeWithTheDefinitionsInLongDouble) {
    for (const LogitLoss& loss : losses()) {
        for (const At& at : points()) {
            const auto result = math::logit_loss_and_gradient(loss, at.z, at.temperature, at.target);
            EXPECT_TRUE(close(result.loss, definition(loss, at), {1e-12, 1e-30}))
                << name_of(loss) << " at " << at.name;
            EXPECT_EQ(result.loss,
                      math::logit_loss(loss, std::span<const double>(at.z), at.temperature, at.target));
        }
    }
}

TEST(LogitLosses, GradientsAgreeWithDualNumbers) {
    for (const LogitLoss& loss : losses()) {
        for (const At& at : points()) {
            const auto check = math::check_logit_loss_gradient(loss, at.z, at.temperature, at.target);
            EXPECT_LT(check.worst, 1e-9)
                << name_of(loss) << " at " << at.name << ": component " << check.component << ", closed "
                << check.closed << ", dual " << check.dual;
        }
    }
}

TEST(LogitLosses, GradientsAgreeWithCentralDifferences) {
    for (const LogitLoss& loss : losses()) {
        for (const At& at : points()) {
            const double h = 1e-5 * at.temperature;
            const auto value = [&](std::span<const double> x) {
                return math::logit_loss(loss, x, at.temperature, at.target);
            };
            const auto result = math::logit_loss_and_gradient(loss, at.z, at.temperature, at.target);
            double size = 0;
            for (const double z : at.z) size = std::max(size, std::abs(z) / at.temperature);
            const double allowed = (1e-8 + 1e-15 * (result.loss + size) / 1e-5) / at.temperature;
            EXPECT_TRUE(close(central_differences(value, at.z, h), result.gradient, {1e-7, allowed}))
                << name_of(loss) << " at " << at.name;
        }
    }
}

TEST(LogitLosses, HessiansAreTheSecondDerivatives) {
    for (const LogitLoss& loss : losses()) {
        for (const At& at : points()) {
            const std::size_t n = at.z.size();
            const Vector hessian = math::logit_loss_hessian(loss, at.z, at.temperature, at.target);
            std::vector<Dual<Dual<>>> x(at.z.begin(), at.z.end());
            // What rounding of the terms of the pull leaves; a power of q below 1 magnifies it where q is small.
            const double noise = 2e-14 / at.temperature / at.temperature;
            for (std::size_t i = 0; i < n; ++i) {
                double row = 0;
                for (std::size_t j = 0; j < n; ++j) {
                    x[i].value.derivative = 1.0;
                    x[j].derivative.value = 1.0;
                    const double dual =
                        math::logit_loss(loss, std::span<const Dual<Dual<>>>(x), at.temperature, at.target)
                            .derivative.derivative;
                    x[i].value.derivative = 0.0;
                    x[j].derivative.value = 0.0;
                    // The second derivative of q^f holds q^(f-2), beyond doubles where q is below 1e-180.
                    const bool beyond = loss.kind == LogitLossKind::Focal && !std::isfinite(dual);
                    EXPECT_TRUE(beyond || close(hessian[i * n + j], dual, {1e-8, noise}))
                        << name_of(loss) << " at " << at.name << " row " << i << " column " << j;
                    EXPECT_TRUE(close(hessian[i * n + j], hessian[j * n + i], {1e-12, 1e-300}));
                    row += hessian[i * n + j];
                }
                EXPECT_TRUE(close(row, 0, {0, noise})) << name_of(loss) << " at " << at.name;
            }
        }
    }
}

// Stall and slope at z = (-10, 10): the lesson of the two surfaces.
TEST(LogitLosses, OnlyCrossEntropySlopesWhereTheAnswerIsWrongAndSure) {
    const Vector z{-10, 10};
    const auto slope = [&](const LogitLoss& loss) {
        return math::logit_loss_and_gradient(loss, z, 1, 0).gradient[1];
    };
    EXPECT_TRUE(close(slope({LogitLossKind::CrossEntropy}), 1, {1e-8, 0}));
    EXPECT_TRUE(close(slope({LogitLossKind::SoftmaxMse}), 4e-9, {0.05, 0}));
    EXPECT_TRUE(close(slope({LogitLossKind::Brier}), 8e-9, {0.05, 0}));
}

TEST(LogitLosses, BrierIsTwiceTheSoftmaxMse) {
    for (const At& at : points()) {
        const auto half =
            math::logit_loss_and_gradient({LogitLossKind::SoftmaxMse}, at.z, at.temperature, at.target);
        const auto brier =
            math::logit_loss_and_gradient({LogitLossKind::Brier}, at.z, at.temperature, at.target);
        EXPECT_EQ(brier.loss, 2 * half.loss) << at.name;
        for (std::size_t k = 0; k < at.z.size(); ++k) EXPECT_EQ(brier.gradient[k], 2 * half.gradient[k]);
    }
}

TEST(LogitLosses, GammaCrossEntropyRunsFromCrossEntropyToOneMinusP) {
    const auto gamma = [](double g, const Vector& z) {
        return math::logit_loss({LogitLossKind::GammaCrossEntropy, g}, std::span<const double>(z), 1, 0);
    };
    EXPECT_TRUE(close(gamma(0.1, {-1000, 0, 0}), 2.558427881104495, {1e-14, 0}));  // the cap -log g / (1 - g)
    EXPECT_TRUE(close(gamma(1e-12, {-1, 0.5, 2}), gamma(0, {-1, 0.5, 2}), {1e-9, 0}));
    EXPECT_TRUE(close(gamma(1 - 1e-12, {-1, 0.5, 2}), gamma(1, {-1, 0.5, 2}), {1e-9, 0}));
    for (const double g : {0.0, 0.1, 0.5, 1.0}) EXPECT_EQ(gamma(g, {1000, 0, 0}), 0) << g;
    // g = 1 sums to K - 1 over the labels.
    double sum = 0;
    for (std::size_t t = 0; t < 4; ++t)
        sum += math::logit_loss({LogitLossKind::GammaCrossEntropy, 1},
                                std::span<const double>(Vector{0.3, -1, 2, 0.5}), 1, t);
    EXPECT_TRUE(close(sum, 3, {1e-14, 0}));
}

// Pull |dL/dz_t| over p_t: highest at sqrt(g) / (1 + sqrt(g)), 1 / (1 + sqrt(g))^2 there.
TEST(LogitLosses, GammaCrossEntropyPullsHardestAtTheKnownPlace) {
    const auto pull = [](double g, double p) {
        const Vector z{std::log(p / (1 - p)), 0};
        return -math::logit_loss_and_gradient({LogitLossKind::GammaCrossEntropy, g}, z, 1, 0).gradient[0];
    };
    for (const double g : {0.01, 0.1, 0.5}) {
        const double root = std::sqrt(g), peak = root / (1 + root);
        EXPECT_TRUE(close(pull(g, peak), 1 / (1 + root) / (1 + root), {1e-12, 0})) << g;
        EXPECT_LT(pull(g, peak * 0.98), pull(g, peak)) << g;
        EXPECT_LT(pull(g, peak * 1.02), pull(g, peak)) << g;
    }
    EXPECT_TRUE(close(pull(0.1, std::sqrt(0.1) / (1 + std::sqrt(0.1))), 0.5772, {1e-4, 0}));
}

TEST(LogitLosses, LabelSmoothingHasItsMinimumAtAFiniteGap) {
    const double gap = std::log(91.0);
    Vector z(10, 0.0);
    z[3] = gap;
    const LogitLoss loss{LogitLossKind::LabelSmoothed};
    const auto result = math::logit_loss_and_gradient(loss, z, 1, 3);
    EXPECT_TRUE(close(result.gradient, Vector(10, 0.0), {0, 1e-16}));
    EXPECT_TRUE(close(result.loss, 0.500288, {1e-6, 0}));
    for (const double other : {gap - 0.1, gap + 0.1}) {
        z[3] = other;
        EXPECT_GT(math::logit_loss(loss, std::span<const double>(z), 1, 3), result.loss);
    }
    // (1 - e) CE + e (KL(uniform || p) + log K)
    const Vector w{1, -2, 0.5};
    const Vector log_p = math::log_softmax(w, 0.7);
    const double uniform = -(log_p[0] + log_p[1] + log_p[2]) / 3;
    EXPECT_TRUE(close(math::logit_loss(loss, std::span<const double>(w), 0.7, 1),
                      -0.9 * log_p[1] + 0.1 * uniform, {1e-14, 0}));
}

TEST(LogitLosses, FocalForgetsEasyExamplesFaster) {
    const auto pull = [](double f, double z) {
        return -math::logit_loss_and_gradient({LogitLossKind::Focal, 0, f}, Vector{z, 0}, 1, 0).gradient[0];
    };
    for (const double f : {1.0, 2.0, 5.0}) {
        // Order (1 - p)^(f + 1): q = e^-z, so one more unit of z costs a factor e^(f + 1).
        EXPECT_TRUE(close(std::log(pull(f, 20) / pull(f, 21)), f + 1, {1e-6, 0})) << f;
    }
    EXPECT_EQ(pull(0, 1.5), -math::cross_entropy(Vector{1.5, 0}, 1, Vector{1, 0}).gradient[0]);
}

TEST(LogitLosses, RefuseParametersOutsideTheirRange) {
    const Vector z{1, 2, 3};
    const auto value = [&](const LogitLoss& loss, std::size_t target) {
        return math::logit_loss(loss, std::span<const double>(z), 1, target);
    };
    EXPECT_THROW((void)value({LogitLossKind::GammaCrossEntropy, 1.1}, 0), std::invalid_argument);
    EXPECT_THROW((void)value({LogitLossKind::GammaCrossEntropy, -0.1}, 0), std::invalid_argument);
    EXPECT_THROW((void)value({LogitLossKind::Focal, 0, -1}, 0), std::invalid_argument);
    EXPECT_THROW((void)value({LogitLossKind::LabelSmoothed, 0, 0, 1.5}, 0), std::invalid_argument);
    EXPECT_THROW((void)value({}, 3), std::invalid_argument);
}

}  // namespace logit_losses_test
}  // namespace lossfield::tests
