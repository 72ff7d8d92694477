#include "math/information.hpp"
#include "tests/math/reference_functions.hpp"

namespace lossfield::tests {

Functions information_functions() {
    return {
        {"entropy_nats",
         [](const json& in) {
             const Vector p = numbers(in, "p");
             return Answer{math::entropy(p), {{"p", math::entropy_gradient(p)}}};
         }},
        {"kl_divergence",
         [](const json& in) {
             const Vector p = numbers(in, "p"), q = numbers(in, "q");
             return Answer{math::kl(p, q),
                           {{"p", math::kl_gradient_p(p, q)}, {"q", math::kl_gradient_q(p, q)}}};
         }},
    };
}

}  // namespace lossfield::tests
