#include "math/likelihood/gaussian_likelihood.hpp"
#include "math/likelihood/least_squares.hpp"
#include "math/likelihood/uncertain_regression.hpp"
#include "math/losses/residual_losses.hpp"
#include "tests/math/reference/reference_functions.hpp"

namespace lossfield::tests {
namespace {

// Mean of the squared residuals, by each prediction.
Answer mean_squared_error(const Json& inputs) {
    const Vector y = numbers(inputs, "y"), prediction = numbers(inputs, "yhat");
    const double n = static_cast<double>(y.size());
    double mean = 0;
    Vector gradient;
    for (std::size_t i = 0; i < y.size(); ++i) {
        const auto terms = math::residual_terms({math::ResidualLossKind::Mse}, prediction.at(i) - y[i]);
        mean += terms.value / n;
        gradient.push_back(terms.slope / n);
    }
    return {mean, {{"yhat", gradient}}};
}

Eigen::MatrixXd matrix(const Json& rows) {
    Eigen::MatrixXd m(rows.size(), rows.at(0).size());
    for (std::size_t r = 0; r < rows.size(); ++r)
        for (std::size_t c = 0; c < rows[r].size(); ++c)
            m(static_cast<Eigen::Index>(r), static_cast<Eigen::Index>(c)) = rows[r][c].get<double>();
    return m;
}

Eigen::VectorXd column(const Json& inputs, const char* name) {
    const Vector v = numbers(inputs, name);
    return Eigen::Map<const Eigen::VectorXd>(v.data(), static_cast<Eigen::Index>(v.size()));
}

Vector entries(const Eigen::VectorXd& v) { return {v.begin(), v.end()}; }

Answer least_squares_projection(const Json& inputs) {
    const Eigen::MatrixXd x = matrix(inputs.at("X"));
    const Eigen::VectorXd y = column(inputs, "y");
    const auto s = math::singular_system(x);
    const Eigen::VectorXd w = math::ridge(s, y, 0);
    const Eigen::MatrixXd p = math::hat_matrix(s);
    return {{{"w", entries(w)},
             {"yhat", entries(p * y)},
             {"rss", (y - x * w).squaredNorm()},
             {"hat_trace", p.trace()}},
            {}};
}

Answer ridge(const Json& inputs) {
    const Eigen::MatrixXd x = matrix(inputs.at("X"));
    const Eigen::VectorXd y = column(inputs, "y"), at = column(inputs, "eval_w");
    const double lambda = inputs.at("lambda").get<double>();
    const auto s = math::singular_system(x);
    return {{{"w_star", entries(math::ridge(s, y, lambda))},
             {"objective_at_eval", math::ridge_objective(x, y, at, lambda)},
             {"w_star_if_objective_is_2_over_n",
              entries(math::ridge(s, y, static_cast<double>(y.size()) * lambda / 4))}},
            {{"w", entries(math::ridge_gradient(x, y, at, lambda))}}};
}

Answer gaussian_nll_sum(const Json& inputs) {
    const auto nll = math::gaussian_nll_sum(numbers(inputs, "y"), numbers(inputs, "yhat"),
                                            inputs.at("sigma").get<double>());
    return {nll.value, {{"yhat", nll.by_prediction}}};
}

Answer gaussian_nll_logvar(const Json& inputs) {
    const auto terms = math::uncertain_terms(math::NoiseFamily::Gaussian,
                                             inputs.at("y").get<double>() - inputs.at("mu").get<double>(),
                                             inputs.at("logvar").get<double>());
    return {terms.value, {{"mu_logvar", {terms.by_mean, terms.by_log_scale}}}};
}

Answer gaussian_mle(const Json& inputs) {
    const Vector x = numbers(inputs, "x");
    const auto fit = math::gaussian_mle(x);
    const auto at = math::gaussian_average_nll(x, inputs.at("eval_mu").get<double>(),
                                               inputs.at("eval_var").get<double>());
    return {{{"mu_hat", fit.mean},
             {"var_hat", fit.variance},
             {"min_avg_nll", fit.average_nll},
             {"avg_nll_at_eval", at.value}},
            {{"mu_var", {at.by_mean, at.by_variance}}}};
}

}  // namespace

Functions likelihood_functions() {
    return {
        {"least_squares_projection", least_squares_projection},
        {"gaussian_mle", gaussian_mle},
        {"gaussian_nll_logvar", gaussian_nll_logvar},
        {"gaussian_nll_sum", gaussian_nll_sum},
        {"mse", mean_squared_error},
        {"ridge", ridge},
    };
}

}  // namespace lossfield::tests
