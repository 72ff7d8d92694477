#include "math/metric/info_nce.hpp"
#include "math/metric/pair_losses.hpp"
#include "math/metric/von_mises_fisher.hpp"
#include "tests/math/reference/reference_functions.hpp"

namespace lossfield::tests {
namespace {

math::PairGradient pairs(const Json& in, math::PairLossKind kind) {
    return math::pair_loss({kind, in.at("gamma").get<double>(), in.at("m").get<double>()}, numbers(in, "sp"),
                           numbers(in, "sn"));
}

}  // namespace

Functions ranking_functions() {
    return {
        {"cosent",
         [](const Json& in) {
             const auto r =
                 math::cosent(numbers(in, "f"), numbers(in, "labels"), in.at("lambda").get<double>());
             return Answer{r.loss, {{"f", r.gradient}}};
         }},
        {"unified_pair_loss",
         [](const Json& in) {
             const auto r = pairs(in, math::PairLossKind::Unified);
             return Answer{r.loss, {{"sp", r.positive}, {"sn", r.negative}}};
         }},
        {"circle_loss",
         [](const Json& in) {
             const auto r = pairs(in, math::PairLossKind::Circle);
             return Answer{r.loss,
                           {{"sp", r.positive},
                            {"sn", r.negative},
                            {"sp_detached_alpha", r.detached_positive},
                            {"sn_detached_alpha", r.detached_negative}}};
         }},
        {"infonce",
         [](const Json& in) {
             const Vector s = numbers(in, "sim");
             const auto r =
                 math::cross_entropy(s, in.at("tau").get<double>(),
                                     math::one_hot(in.at("positive").get<std::size_t>(), s.size()));
             return Answer{r.loss, {{"sim", r.gradient}}};
         }},
        {"vmf_nll",
         [](const Json& in) {
             const auto r = math::von_mises_fisher_nll(in.at("d").get<int>(), in.at("kappa").get<double>(),
                                                       in.at("cos").get<double>());
             return Answer{r.value, {{"kappa", {r.by_kappa}}, {"cos", {r.by_cosine}}}};
         }},
    };
}

}  // namespace lossfield::tests
