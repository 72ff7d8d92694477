// Walks a file of reference cases: {"tolerance": {"relative", "absolute"}, "cases": [{"id", "fn", "inputs",
// "value", "gradient"}, ...]}. A case whose fn is not known here is counted and listed, never failed; no case
// at all fails.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <fstream>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "math/cross_entropy.hpp"
#include "math/information.hpp"
#include "math/landscapes.hpp"
#include "math/logit_losses.hpp"
#include "math/quadratic_descent.hpp"
#include "math/residual_losses.hpp"
#include "math/softmax.hpp"
#include "math/steppers.hpp"
#include "tests/support.hpp"

namespace lossfield::tests {
namespace {

using nlohmann::json;
using Vector = std::vector<double>;

// value: a number, a list of numbers, or an object of them by name.
struct Answer {
    json value;
    std::map<std::string, Vector> gradient;
};

Vector numbers(const json& inputs, const char* name) { return inputs.at(name).get<Vector>(); }

double temperature(const json& inputs) { return inputs.value("temperature", 1.0); }

// `targets` is a probability vector, `target` a class index.
Answer softmax_cross_entropy(const json& inputs) {
    const Vector z = numbers(inputs, "logits");
    const Vector y = inputs.contains("targets")
                         ? numbers(inputs, "targets")
                         : math::one_hot(inputs.at("target").get<std::size_t>(), z.size());
    const auto result = math::cross_entropy(z, temperature(inputs), y);
    return {result.loss, {{"logits", result.gradient}}};
}

Answer logit_loss(const json& inputs, const math::LogitLoss& loss) {
    const auto result = math::logit_loss_and_gradient(loss, numbers(inputs, "logits"), temperature(inputs),
                                                      inputs.at("target").get<std::size_t>());
    return {result.loss, {{"logits", result.gradient}}};
}

// Cross-entropy against a target mixed of two classes: lambda of the first.
Answer mixup_cross_entropy(const json& inputs) {
    const Vector z = numbers(inputs, "logits");
    const double lambda = inputs.at("lambda").get<double>();
    Vector y(z.size(), 0.0);
    y.at(inputs.at("target_a").get<std::size_t>()) += lambda;
    y.at(inputs.at("target_b").get<std::size_t>()) += 1.0 - lambda;
    const auto result = math::cross_entropy(z, temperature(inputs), y);
    return {result.loss, {{"logits", result.gradient}}};
}

// Mean of the squared residuals, by each prediction.
Answer mean_squared_error(const json& inputs) {
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

Answer gradient_flow_quadratic(const json& in) {
    const Vector x0 = numbers(in, "x0");
    const Vector h = numbers(in, "eigenvalues");
    const double t = in.at("t").get<double>();
    const double alpha = in.at("alpha").get<double>();
    Vector flow, gd, proximal;
    double f = 0;
    double slope = 0;
    for (std::size_t i = 0; i < x0.size(); ++i) {
        flow.push_back(math::quadratic_flow(x0[i], h[i], t));
        f += 0.5 * h[i] * flow[i] * flow[i];
        slope -= h[i] * flow[i] * h[i] * flow[i];
        gd.push_back(x0[i]);
        proximal.push_back(x0[i]);
        math::GradientDescent::Memory none{};
        for (int k = 0; k < in.at("steps").get<int>(); ++k) {
            math::GradientDescent{alpha}.update(gd[i], h[i] * gd[i], none, {});
            proximal[i] = math::quadratic_proximal_step(proximal[i], h[i], alpha);
        }
    }
    return {{{"flow", flow}, {"gd", gd}, {"proximal", proximal}, {"f_flow", f}, {"dfdt_flow", slope}}, {}};
}

Answer directional_derivative_rosenbrock(const json& in) {
    const Vector x = numbers(in, "x");
    const Vector v = numbers(in, "v");
    const math::Rosenbrock rosenbrock;
    const math::PlanePoint g = rosenbrock.gradient(x[0], x[1]);
    const double along = g.x * v[0] + g.y * v[1];
    const double angle = std::acos(along / (std::hypot(g.x, g.y) * std::hypot(v[0], v[1])));
    return {{{"f", rosenbrock.value(x[0], x[1])}, {"Dv", along}, {"angle", angle}}, {{"x", {g.x, g.y}}}};
}

Answer heavy_ball_quadratic(const json& in) {
    Vector x = numbers(in, "x0");
    const Vector h = numbers(in, "eigenvalues");
    const math::Momentum stepper{in.at("eta").get<double>(), in.at("lambda").get<double>()};
    for (std::size_t i = 0; i < x.size(); ++i) {
        math::Momentum::Memory memory{};
        for (int k = 0; k < in.at("steps").get<int>(); ++k) stepper.update(x[i], h[i] * x[i], memory, {});
    }
    return {{{"x", x}}, {}};
}

Answer heavy_ball_optimum(const json& in) {
    const double mu = in.at("mu").get<double>();
    const double largest = in.at("L").get<double>();
    const math::BestRate ball = math::best_heavy_ball(mu, largest);
    const math::BestRate gd = math::best_gradient_descent(mu, largest);
    return {{{"eta", ball.rate},
             {"lambda", ball.momentum},
             {"rate", ball.contraction},
             {"gd_eta", gd.rate},
             {"gd_rate", gd.contraction}},
            {}};
}

Answer adam_sequence(const json& in) {
    const math::Adam adam{in.at("eta").get<double>(), in.at("beta1").get<double>(),
                          in.at("beta2").get<double>(), in.at("eps").get<double>()};
    math::Adam::Memory memory{};
    double x = in.at("x0").get<double>();
    Vector path;
    for (const double g : numbers(in, "grads")) {
        adam.update(x, g, memory, adam.at_step(path.size() + 1));
        path.push_back(x);
    }
    return {{{"x", path}, {"m", memory[0]}, {"v", memory[1]}}, {}};
}

const std::map<std::string, std::function<Answer(const json&)>> known{
    {"gradient_flow_quadratic", gradient_flow_quadratic},
    {"directional_derivative_rosenbrock", directional_derivative_rosenbrock},
    {"heavy_ball_quadratic", heavy_ball_quadratic},
    {"heavy_ball_optimum", heavy_ball_optimum},
    {"adam_sequence", adam_sequence},
    {"double_well",
     [](const json& in) {
         const math::DoubleWell well{in.at("tilt").get<double>()};
         const double x = in.at("x").get<double>();
         const double y = in.at("y").get<double>();
         const math::PlanePoint g = well.gradient(x, y);
         return Answer{well.value(x, y), {{"xy", {g.x, g.y}}}};
     }},
    {"entropy_nats",
     [](const json& in) {
         const Vector p = numbers(in, "p");
         return Answer{math::entropy(p), {{"p", math::entropy_gradient(p)}}};
     }},
    {"kl_divergence",
     [](const json& in) {
         const Vector p = numbers(in, "p");
         const Vector q = numbers(in, "q");
         return Answer{math::kl(p, q), {{"p", math::kl_gradient_p(p, q)}, {"q", math::kl_gradient_q(p, q)}}};
     }},
    {"cross_entropy_soft_targets", softmax_cross_entropy},
    {"gamma_ce",
     [](const json& in) {
         return logit_loss(in, {math::LogitLossKind::GammaCrossEntropy, in.at("gamma").get<double>()});
     }},
    {"label_smoothing_ce",
     [](const json& in) {
         return logit_loss(in, {math::LogitLossKind::LabelSmoothed, 0, 0, in.at("eps").get<double>()});
     }},
    {"mixup_ce", mixup_cross_entropy},
    {"mse", mean_squared_error},
    {"softmax_ce_fused", softmax_cross_entropy},
    {"tau_logsumexp",
     [](const json& in) {
         const Vector x = numbers(in, "x");
         const double tau = in.at("tau").get<double>();
         return Answer{math::log_sum_exp(x, tau), {{"x", math::softmax(x, tau)}}};
     }},
};

void expect_close(const json& actual, const json& expected, Tolerance tolerance, const std::string& what) {
    if (expected.is_object()) {
        for (const auto& [name, part] : expected.items()) {
            ASSERT_TRUE(actual.contains(name)) << what << ": no value by '" << name << "'";
            expect_close(actual.at(name), part, tolerance, what + ' ' + name);
        }
    } else if (expected.is_array()) {
        EXPECT_TRUE(close(actual.get<Vector>(), expected.get<Vector>(), tolerance)) << what;
    } else {
        EXPECT_TRUE(close(actual.get<double>(), expected.get<double>(), tolerance)) << what;
    }
}

TEST(ReferenceCases, ValuesAndGradients) {
    std::ifstream file(cases_file());
    ASSERT_TRUE(file) << "cannot read " << cases_file();
    const json document = json::parse(file);
    const Tolerance tolerance{document.at("tolerance").at("relative").get<double>(),
                              document.at("tolerance").at("absolute").get<double>()};
    int ran = 0;
    int skipped = 0;
    std::set<std::string> unknown;
    for (const json& entry : document.at("cases")) {
        const auto id = entry.at("id").get<std::string>();
        const auto fn = entry.at("fn").get<std::string>();
        const auto found = known.find(fn);
        if (found == known.end()) {
            ++skipped;
            unknown.insert(fn);
            continue;
        }
        const Answer answer = found->second(entry.at("inputs"));
        expect_close(answer.value, entry.at("value"), tolerance, id + ' ' + fn + ": value");
        if (entry.contains("gradient") && !entry.at("gradient").is_null()) {
            for (const auto& [name, expected] : entry.at("gradient").items()) {
                ASSERT_TRUE(answer.gradient.contains(name))
                    << id << ' ' << fn << ": no gradient by '" << name << "'";
                EXPECT_TRUE(close(answer.gradient.at(name), expected.get<Vector>(), tolerance))
                    << id << ' ' << fn << ": gradient by " << name;
            }
        }
        ++ran;
    }
    std::printf("reference cases: %d ran, %d of unknown functions\n", ran, skipped);
    for (const std::string& fn : unknown) std::printf("  unknown function: %s\n", fn.c_str());
    EXPECT_GT(ran, 0) << "no case of " << cases_file() << " names a known function";
}

}  // namespace
}  // namespace lossfield::tests
