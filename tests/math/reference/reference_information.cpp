#include "math/information/bregman.hpp"
#include "math/information/divergences.hpp"
#include "math/information/information.hpp"
#include "tests/math/reference/reference_functions.hpp"

namespace lossfield::tests {
namespace {

std::function<Answer(const Json&)> bregman_of(math::Generator generator) {
    return [phi = math::Bregman{generator}](const Json& in) {
        const Vector p = numbers(in, "p"), q = numbers(in, "q");
        return Answer{
            math::bregman(phi, p, q),
            {{"p", math::bregman_gradient_p(phi, p, q)}, {"q", math::bregman_gradient_q(phi, p, q)}}};
    };
}

}  // namespace

Functions information_functions() {
    return {
        {"bregman_half_sq", bregman_of(math::Generator::HalfSquare)},
        {"bregman_itakura_saito", bregman_of(math::Generator::ItakuraSaito)},
        {"bregman_negentropy", bregman_of(math::Generator::NegativeEntropy)},
        {"entropy_nats",
         [](const Json& in) {
             const Vector p = numbers(in, "p");
             return Answer{math::entropy(p), {{"p", math::entropy_gradient(p)}}};
         }},
        {"kl_divergence",
         [](const Json& in) {
             const Vector p = numbers(in, "p"), q = numbers(in, "q");
             return Answer{math::kl(p, q),
                           {{"p", math::kl_gradient_p(p, q)}, {"q", math::kl_gradient_q(p, q)}}};
         }},
        {"js_nats",
         [](const Json& in) {
             const Vector p = numbers(in, "p"), q = numbers(in, "q");
             constexpr auto kind = math::Divergence::JensenShannon;
             return Answer{math::js(p, q),
                           {{"p", math::divergence_gradient_p(kind, p, q)},
                            {"q", math::divergence_gradient_q(kind, p, q)}}};
         }},
        {"tv_kl_pinsker",
         [](const Json& in) {
             const Vector p = numbers(in, "p"), q = numbers(in, "q");
             const double kl = math::kl(p, q);
             return Answer{{{"tv", math::total_variation(p, q)},
                            {"kl", kl},
                            {"pinsker_bound", math::pinsker_bound(kl)},
                            {"bh_bound", math::bretagnolle_huber_bound(kl)}},
                           {}};
         }},
        {"fisher_rao_distance",
         [](const Json& in) {
             return Answer{math::fisher_rao_distance(numbers(in, "p"), numbers(in, "q")), {}};
         }},
        {"w1_line",
         [](const Json& in) {
             const auto [cost, potential] =
                 math::w1_line(numbers(in, "p"), numbers(in, "q"), numbers(in, "x"));
             return Answer{cost, {{"p_centred", potential}}};
         }},
    };
}

}  // namespace lossfield::tests
