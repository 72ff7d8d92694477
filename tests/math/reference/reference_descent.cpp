#include "math/descent/ema.hpp"
#include "math/descent/regret.hpp"
#include "math/numerics/matrix_sign.hpp"
#include "math/optimizers/adaptive_steppers.hpp"
#include "math/simplex/convex_projection.hpp"
#include "tests/math/reference/reference_functions.hpp"

namespace lossfield::tests {
namespace {

Answer meta_lr_quadratic(const Json& in) {
    Vector theta = numbers(in, "theta0");
    const Vector h = numbers(in, "curvature");
    const math::Hypergradient stepper{in.at("eta").get<double>(), in.at("gamma").get<double>()};
    Vector nu;
    for (std::size_t i = 0; i < theta.size(); ++i) {
        math::MemoryOf<math::Hypergradient> memory{};
        for (int k = 0; k < in.at("steps").get<int>(); ++k)
            stepper.update(theta[i], h[i] * theta[i], memory, at_step(stepper, 1));
        nu.push_back(std::exp(memory[0]));
    }
    return {{{"theta", theta}, {"nu", nu}}, {}};
}

Answer regret_bounds(const Json& in) {
    const math::OnlineSetting setting{in.at("D").get<double>(), in.at("G").get<double>(),
                                      in.at("T").get<int>()};
    const double alpha = in.at("alpha").get<double>();
    const math::BestOnlineRate best = math::best_constant_rate(setting);
    const double sum = math::inverse_root_sums(setting.rounds).back();
    return {{{"eta_const_opt", best.rate},
             {"bound_const", best.bound},
             {"bound_sqrt_exact_sum", math::regret_bound_inverse_root(setting, alpha, sum)},
             {"bound_sqrt_simplified", math::regret_bound_inverse_root_simple(setting, alpha)}},
            {}};
}

Answer project_l2_ball(const Json& in) {
    const Vector x = numbers(in, "x");
    const auto size = static_cast<Eigen::Index>(x.size());
    const Eigen::VectorXd nearest =
        math::project_onto_ball(Eigen::Map<const Eigen::VectorXd>(x.data(), size),
                                Eigen::VectorXd::Zero(size), in.at("radius").get<double>());
    return {Vector(nearest.begin(), nearest.end()), {}};
}

Json rows(const Eigen::MatrixXd& m) {
    Json list = Json::array();
    for (const auto& row : m.rowwise()) list.push_back(Vector(row.begin(), row.end()));
    return list;
}

Answer msign(const Json& in) {
    const auto given = in.at("M").get<std::vector<Vector>>();
    Eigen::MatrixXd m(given.size(), given.at(0).size());
    for (Eigen::Index i = 0; i < m.rows(); ++i) {
        for (Eigen::Index j = 0; j < m.cols(); ++j)
            m(i, j) = given[static_cast<std::size_t>(i)].at(static_cast<std::size_t>(j));
    }
    return {{{"msign", rows(math::matrix_sign(m))},
             {"nuclear_norm", math::nuclear_norm(m)},
             {"ns5_muon", rows(math::newton_schulz(m, math::muon_coefficients, 5))},
             {"ns5_taylor", rows(math::newton_schulz(m, math::taylor_coefficients, 5))}},
            {}};
}

Answer ema_variance_finite_t(const Json& in) {
    const double beta = in.at("beta1").get<double>();
    const auto t = in.at("t").get<std::size_t>();
    return {{{"var_m_over_var_g", math::variance_ratio_at(beta, t)},
             {"var_mhat_over_var_g", math::corrected_variance_ratio_at(beta, t)}},
            {}};
}

}  // namespace

Functions descent_functions() {
    return {
        {"meta_lr_quadratic", meta_lr_quadratic},
        {"regret_bounds", regret_bounds},
        {"project_l2_ball", project_l2_ball},
        {"project_simplex",
         [](const Json& in) {
             return Answer{math::project_onto_simplex(numbers(in, "x")), {}};
         }},
        {"msign", msign},
        {"ema_variance_finite_t", ema_variance_finite_t},
    };
}

}  // namespace lossfield::tests
