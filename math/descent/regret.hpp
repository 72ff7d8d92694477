// Online convex optimisation: the regret of projected descent and the bounds that it keeps.
//   theta_(t+1) = P(theta_t - eta_t g_t),  g_t a subgradient of the convex loss L_t at theta_t,  t = 1, 2, ..., T
//   average regret  (1 / T) sum_t (L_t(theta_t) - L_t(theta*))
//     <= D^2 / (2 T eta_T) + G^2 / (2 T) sum_t eta_t           for every theta* of the set, eta_t not rising
//   constant rate   D^2 / (2 T eta) + G^2 eta / 2               best: eta = D / (G sqrt T), bound D G / sqrt T
//   alpha / sqrt t  D^2 / (2 alpha sqrt T) + G^2 alpha S_T / (2 T)
//                   < (D^2 / (2 alpha) + G^2 alpha) / sqrt T    best: alpha = D / (sqrt 2 G),
//                                                               bound sqrt 2 D G / sqrt T
//   S_T = sum_(t <= T) t^(-1/2),  2 sqrt T - 2 < S_T <= 2 sqrt T - 1
// They follow from  <theta_t - theta*, g_t> <= (|theta_t - theta*|^2 - |theta_(t+1) - theta*|^2) / (2 eta_t)
// + eta_t |g_t|^2 / 2,  with equality where the projection P moves nothing, summed. They bound the average, not
// the last iterate.
// D: diameter of the set, G: bound of |g_t|, in units whose product is a loss; D, G, eta, alpha > 0; T >= 1.
// Failure: otherwise, and where eta_t rises or sizes differ: std::invalid_argument.
// [Zinkevich 2003, theorem 1; Su Jianlin, kexue.fm/archives/9902]
#pragma once

#include <Eigen/Core>
#include <cmath>
#include <numbers>
#include <span>
#include <vector>

#include "math/numerics/check.hpp"
#include "math/simplex/convex_projection.hpp"

namespace lossfield::math {

// What a player of T rounds knows.
struct OnlineSetting {
    double diameter = 1.0;
    double gradient_bound = 1.0;
    int rounds = 1;
};

inline void check_setting(const OnlineSetting& s) {
    check_positive("regret: diameter", s.diameter);
    check_positive("regret: bound of the gradients", s.gradient_bound);
    if (s.rounds < 1) violated("regret: rounds", s.rounds, ">=", 1);
}

// Any rates that do not rise; all of them are used, rounds = their number.
[[nodiscard]] inline double regret_bound(double diameter, double gradient_bound,
                                         std::span<const double> rates) {
    check_setting({diameter, gradient_bound, static_cast<int>(rates.size())});
    double sum = 0.0;
    for (std::size_t t = 0; t < rates.size(); ++t) {
        check_positive("regret_bound: rate", rates[t]);
        if (t > 0 && !(rates[t] <= rates[t - 1]))
            violated("regret_bound: rate", rates[t], "<=", rates[t - 1]);
        sum += rates[t];
    }
    const auto rounds = static_cast<double>(rates.size());
    return (diameter * diameter / rates.back() + gradient_bound * gradient_bound * sum) / (2.0 * rounds);
}

[[nodiscard]] inline double regret_bound_constant(const OnlineSetting& s, double rate) {
    check_setting(s);
    check_positive("regret_bound_constant: rate", rate);
    return s.diameter * s.diameter / (2.0 * s.rounds * rate) +
           s.gradient_bound * s.gradient_bound * rate / 2.0;
}

// S_1, ..., S_T.
[[nodiscard]] inline std::vector<double> inverse_root_sums(int rounds) {
    if (rounds < 1) violated("inverse_root_sums: rounds", rounds, ">=", 1);
    std::vector<double> sums;
    double sum = 0.0;
    for (int t = 1; t <= rounds; ++t) sums.push_back(sum += 1.0 / std::sqrt(static_cast<double>(t)));
    return sums;
}

// Rates alpha / sqrt t: with the exact sum S_T (for many T: take it from one call of inverse_root_sums), and the
// simple form above it.
[[nodiscard]] inline double regret_bound_inverse_root(const OnlineSetting& s, double alpha, double sum) {
    check_setting(s);
    check_positive("regret_bound_inverse_root: alpha", alpha);
    return s.diameter * s.diameter / (2.0 * alpha * std::sqrt(s.rounds)) +
           s.gradient_bound * s.gradient_bound * alpha * sum / (2.0 * s.rounds);
}

[[nodiscard]] inline double regret_bound_inverse_root_simple(const OnlineSetting& s, double alpha) {
    check_setting(s);
    check_positive("regret_bound_inverse_root_simple: alpha", alpha);
    return (s.diameter * s.diameter / (2.0 * alpha) + s.gradient_bound * s.gradient_bound * alpha) /
           std::sqrt(s.rounds);
}

struct BestOnlineRate {
    double rate = 0.0;   // eta, or alpha
    double bound = 0.0;  // of the average regret; for alpha the simple form
};

[[nodiscard]] inline BestOnlineRate best_constant_rate(const OnlineSetting& s) {
    check_setting(s);
    const double root = std::sqrt(s.rounds);
    return {s.diameter / (s.gradient_bound * root), s.diameter * s.gradient_bound / root};
}

[[nodiscard]] inline BestOnlineRate best_inverse_root_rate(const OnlineSetting& s) {
    check_setting(s);
    return {s.diameter / (std::numbers::sqrt2 * s.gradient_bound),
            std::numbers::sqrt2 * s.diameter * s.gradient_bound / std::sqrt(s.rounds)};
}

// A game of linear losses L_t(theta) = <g_t, theta> on a ball.
struct OnlineGame {
    Eigen::MatrixXd iterates;     // n x T, theta_1 .. theta_T
    std::vector<double> average;  // average regret after 1, .., T rounds, each against its own best point
    Eigen::VectorXd best;         // the best fixed point of all T rounds (the centre if all losses cancel)
};

// gradients: n x T, n, T >= 1; rates: T; theta_1 = start, which must lie in the ball (the diameter is 2 radius).
[[nodiscard]] inline OnlineGame play_on_ball(const Eigen::MatrixXd& gradients, std::span<const double> rates,
                                             const Eigen::VectorXd& start, const Eigen::VectorXd& centre,
                                             double radius) {
    const auto rounds = static_cast<std::size_t>(gradients.cols());
    check_at_least("play_on_ball: rounds", rounds, 1);
    check_size("play_on_ball: number of rates", rates.size(), rounds);
    check_size("play_on_ball: size of the start", static_cast<std::size_t>(start.size()),
               static_cast<std::size_t>(gradients.rows()));
    if (project_onto_ball(start, centre, radius) != start)
        violated("play_on_ball: distance of the start from the centre", (start - centre).norm(),
                 "<=", radius);
    OnlineGame game{Eigen::MatrixXd(gradients.rows(), gradients.cols()), {}, {}};
    Eigen::VectorXd theta = start;
    Eigen::VectorXd sum = Eigen::VectorXd::Zero(start.size());
    double paid = 0.0;
    for (std::size_t t = 0; t < rounds; ++t) {
        const auto column = static_cast<Eigen::Index>(t);
        game.iterates.col(column) = theta;
        sum += gradients.col(column);
        paid += gradients.col(column).dot(theta);
        // The least of <sum, theta> over the ball.
        const double least = sum.dot(centre) - radius * sum.norm();
        game.average.push_back((paid - least) / static_cast<double>(t + 1));
        theta = project_onto_ball(theta - rates[t] * gradients.col(column), centre, radius);
    }
    game.best = centre;
    if (sum.norm() > 0.0) game.best -= radius / sum.norm() * sum;
    return game;
}

}  // namespace lossfield::math
