#include "math/likelihood/ridge_data.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "math/likelihood/least_squares.hpp"
#include "math/numerics/decompositions.hpp"
#include "math/numerics/random.hpp"

namespace lossfield::math {

struct RidgeSystem {
    Eigen::MatrixXd x;
    Eigen::VectorXd y;
    SingularSystem singular;
};

namespace {

constexpr double single_steps = 300;  // shown one by one, later ones in growing strides
constexpr double stride = 1.12;

double normal(const RidgeDraw& draw, Eigen::Index row, std::uint32_t what) {
    return random_normal({draw.seed, 0, static_cast<std::uint64_t>(row), what});
}

Eigen::MatrixXd features(const RidgeDraw& draw) {
    const Eigen::Index n = draw.observations;
    Eigen::MatrixXd raw(n, 3);
    for (Eigen::Index i = 0; i < n; ++i) raw.row(i) << 1, normal(draw, i, 0), normal(draw, i, 1);
    const Eigen::MatrixXd basis = orthonormal_basis(raw);
    const double size = std::sqrt(static_cast<double>(n)), rho = draw.correlation;
    Eigen::MatrixXd x(n, 2);
    x.col(0) = size * basis.col(1);
    x.col(1) = rho * x.col(0) + std::sqrt((1 - rho) * (1 + rho)) * size * basis.col(2);
    return x;
}

Pair pair_of(const Eigen::VectorXd& v) { return {v[0], v[1]}; }
Eigen::Vector2d vector_of(const Pair& w) { return {w[0], w[1]}; }

void add(WeightPath& path, double at, const Pair& w) {
    path.at.push_back(at), path.w[0].push_back(w[0]), path.w[1].push_back(w[1]);
}

}  // namespace

double length(const Pair& v) { return std::sqrt(v[0] * v[0] + v[1] * v[1]); }
double distance(const Pair& a, const Pair& b) { return length({a[0] - b[0], a[1] - b[1]}); }

double PlaneQuadratic::operator()(double w1, double w2) const {
    const double d1 = w1 - centre[0], d2 = w2 - centre[1];
    return floor +
           0.5 * (d1 * (form[0][0] * d1 + form[0][1] * d2) + d2 * (form[1][0] * d1 + form[1][1] * d2));
}

RidgeData ridge_data(const RidgeDraw& draw) {
    RidgeSystem system;
    system.x = features(draw);
    system.y = system.x * vector_of(draw.truth);
    for (Eigen::Index i = 0; i < system.y.size(); ++i) system.y[i] += draw.noise * normal(draw, i, 2);
    system.singular = singular_system(system.x);
    RidgeData data;
    data.x_1.assign(system.x.col(0).begin(), system.x.col(0).end());
    data.x_2.assign(system.x.col(1).begin(), system.x.col(1).end());
    data.sigma = pair_of(system.singular.sigma);
    data.directions = {pair_of(system.singular.v.col(0)), pair_of(system.singular.v.col(1))};
    data.rank = static_cast<int>(system.singular.rank);
    data.system = std::make_shared<const RidgeSystem>(std::move(system));
    return data;
}

Pair RidgeData::weights(double lambda) const { return pair_of(ridge(system->singular, system->y, lambda)); }
Pair RidgeData::kept(double lambda) const { return pair_of(kept_shares(system->singular, lambda)); }
Pair RidgeData::after_steps(double rate, double steps) const {
    return pair_of(math::after_steps(system->singular, system->y, rate, steps));
}
Pair RidgeData::kept_by_steps(double rate, double steps) const {
    return pair_of(stopped_shares(system->singular, rate, steps));
}

double RidgeData::objective(const Pair& w, double lambda) const {
    return ridge_objective(system->x, system->y, vector_of(w), lambda);
}

double RidgeData::condition_number(double lambda) const {
    return math::condition_number(system->singular, lambda);
}

double RidgeData::relative_gradient(const Pair& w, double lambda) const {
    const Eigen::VectorXd pull = system->x.transpose() * system->y;
    return ridge_gradient(system->x, system->y, vector_of(w), lambda).norm() / std::max(pull.norm(), 1e-300);
}

double RidgeData::fit_distance(const Pair& a, const Pair& b) const {
    const Eigen::VectorXd apart = vector_of(a) - vector_of(b);
    return (system->x * apart).norm();
}

std::array<Pair, 2> RidgeData::half_axes(const Pair& w) const {
    const double rise = fit_distance(w, weights(0));
    const auto along = [&](std::size_t k) {
        const double reach = rise / sigma[k];
        return Pair{reach * directions[k][0], reach * directions[k][1]};
    };
    return {along(0), along(1)};
}

PlaneQuadratic RidgeData::data_term() const {
    const Eigen::Matrix2d form = system->x.transpose() * system->x;
    const Pair least = weights(0);
    return {objective(least, 0), least, {{{form(0, 0), form(0, 1)}, {form(1, 0), form(1, 1)}}}};
}

WeightPath RidgeData::ridge_path(double high, double low, int samples) const {
    WeightPath path;
    for (int i = 0; i <= samples; ++i) {
        const double t = static_cast<double>(i) / samples;
        const double lambda = std::clamp(high * std::pow(low / high, t), low, high);
        add(path, lambda, weights(lambda));
    }
    return path;
}

WeightPath RidgeData::step_path(double rate, double last, double far) const {
    WeightPath path;
    for (double t = 0; t <= last; t = t < single_steps ? t + 1 : std::ceil(t * stride)) {
        const Pair w = after_steps(rate, t);
        if (!(length(w) < far)) break;
        add(path, t, w);
    }
    return path;
}

}  // namespace lossfield::math
