// The numbers of the lab: data with exactly the wanted collinearity, the path of the solutions and that of the steps.
#include <Eigen/QR>
#include <algorithm>
#include <cmath>

#include "math/numerics/random.hpp"
#include "viz/labs/likelihood/ridge/ridge.hpp"

namespace lossfield::viz::ridge {
namespace {

constexpr int path_samples = 240;
constexpr int single_steps = 300;  // shown one by one, later ones in growing strides
constexpr double stride = 1.12;
constexpr double diverging_steps = 12;  // shown of those that lead away
constexpr std::size_t nodes = 65;       // a quadratic form: few do
constexpr int level_count = 9;

double normal(const Inputs& in, std::uint64_t row, std::uint32_t what) {
    return math::random_normal({static_cast<std::uint64_t>(in.sample), 0, row, what});
}

// Two centred columns of variance 1 with the correlation rho: u_1 and rho u_1 + sqrt(1 - rho^2) u_2 of an orthogonal pair.
Eigen::MatrixXd features(const Inputs& in) {
    const Eigen::Index n = in.observations;
    Eigen::MatrixXd raw(n, 3);
    for (Eigen::Index i = 0; i < n; ++i) {
        const auto row = static_cast<std::uint64_t>(i);
        raw.row(i) << 1, normal(in, row, 0), normal(in, row, 1);
    }
    const Eigen::MatrixXd basis =
        Eigen::HouseholderQR<Eigen::MatrixXd>(raw).householderQ() * Eigen::MatrixXd::Identity(n, 3);
    const double size = std::sqrt(static_cast<double>(n)), rho = in.collinearity;
    Eigen::MatrixXd x(n, 2);
    x.col(0) = size * basis.col(1);
    x.col(1) = rho * x.col(0) + std::sqrt((1 - rho) * (1 + rho)) * size * basis.col(2);
    return x;
}

void follow_lambda(Computed& r) {
    for (int i = 0; i <= path_samples; ++i) {
        const double t = static_cast<double>(i) / path_samples;
        const double lambda =
            std::clamp(lambda_range.high * std::pow(lambda_range.low / lambda_range.high, t),
                       lambda_range.low, lambda_range.high);
        const Eigen::VectorXd w = math::ridge(r.system, r.y, lambda);
        r.lambdas.push_back(lambda);
        r.path_1.push_back(w[0]), r.path_2.push_back(w[1]);
    }
}

void follow_steps(Computed& r, const Inputs& in) {
    r.steps = std::round(1 / (in.rate * in.lambda));
    r.stopped = math::after_steps(r.system, r.y, in.rate, r.steps);
    const double last = diverges(in, r) ? diverging_steps : std::max(1.0, 1 / (in.rate * lambda_range.low));
    const double far = 1e3 * (1 + r.full.norm());
    for (double t = 0; t <= last; t = t < single_steps ? t + 1 : std::ceil(t * stride)) {
        const Eigen::VectorXd w = math::after_steps(r.system, r.y, in.rate, t);
        if (!(w.norm() < far)) break;
        r.counts.push_back(t);
        r.steps_1.push_back(w[0]), r.steps_2.push_back(w[1]);
    }
}

// Ellipses at even distances of their half-axes: heights as the squares of 1, 2, ...
void fill_data_term(Computed& r, const Inputs& in) {
    const Eigen::Matrix2d form = r.x.transpose() * r.x;
    const double floor = math::ridge_objective(r.x, r.y, r.full, 0);
    const auto value = [&](double w1, double w2) {
        const Eigen::Vector2d d = Eigen::Vector2d(w1, w2) - r.full;
        return floor + 0.5 * d.dot(form * d);
    };
    r.data_term = sample_grid(in.domain, nodes, nodes, value);
    const double top = *std::max_element(r.data_term.values.begin(), r.data_term.values.end());
    for (int k = 1; k <= level_count; ++k)
        r.levels.push_back(floor + (top - floor) * std::pow(static_cast<double>(k) / (level_count + 0.5), 2));
}

}  // namespace

bool rank_deficient(const Computed& r) { return r.system.rank < 2; }

bool diverges(const Inputs& in, const Computed& r) { return in.rate > r.limit; }

Computed compute(const Inputs& in, Detail /*detail*/, std::stop_token /*stop*/) {
    Computed r;
    r.x = features(in);
    r.y = r.x * Eigen::Vector2d(in.truth[0], in.truth[1]);
    for (Eigen::Index i = 0; i < r.y.size(); ++i)
        r.y[i] += in.noise * normal(in, static_cast<std::uint64_t>(i), 2);
    r.system = math::singular_system(r.x);
    r.full = math::ridge(r.system, r.y, 0);
    r.weights = math::ridge(r.system, r.y, in.lambda);
    r.other = math::ridge(r.system, r.y, in.observations * in.lambda / 4);
    r.kept = math::kept_shares(r.system, in.lambda);
    const Eigen::VectorXd pull = r.x.transpose() * r.y;
    r.rest_gradient =
        math::ridge_gradient(r.x, r.y, r.weights, in.lambda).norm() / std::max(pull.norm(), 1e-300);
    r.limit = 2 / (r.system.sigma[0] * r.system.sigma[0]);
    follow_lambda(r);
    follow_steps(r, in);
    r.kept_by_stopping = math::stopped_shares(r.system, in.rate, r.steps);
    fill_data_term(r, in);
    return r;
}

}  // namespace lossfield::viz::ridge
