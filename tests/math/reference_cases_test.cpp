// Walks a file of reference cases: {"tolerance": {"relative", "absolute"}, "cases": [{"id", "fn", "inputs",
// "value", "gradient"}, ...]}. A case whose fn is not known here is counted and listed, never failed; no case
// at all fails.
#include <gtest/gtest.h>

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
#include "math/logit_losses.hpp"
#include "math/residual_losses.hpp"
#include "math/softmax.hpp"
#include "tests/support.hpp"

namespace lossfield::tests {
namespace {

using nlohmann::json;
using Vector = std::vector<double>;

struct Answer {
    double value;
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
    Answer answer{0.0, {{"yhat", {}}}};
    for (std::size_t i = 0; i < y.size(); ++i) {
        const auto terms = math::residual_terms({math::ResidualLossKind::Mse}, prediction.at(i) - y[i]);
        answer.value += terms.value / n;
        answer.gradient["yhat"].push_back(terms.slope / n);
    }
    return answer;
}

const std::map<std::string, std::function<Answer(const json&)>> known{
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
        EXPECT_TRUE(close(answer.value, entry.at("value").get<double>(), tolerance))
            << id << ' ' << fn << ": value";
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
