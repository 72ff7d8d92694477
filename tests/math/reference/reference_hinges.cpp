#include "math/margins/margin_losses.hpp"
#include "math/margins/multiclass_hinge.hpp"
#include "tests/math/reference/reference_functions.hpp"

namespace lossfield::tests {
namespace {

Answer of_the_margin(math::MarginLossKind kind, const Json& inputs) {
    const double y = inputs.at("y").get<double>(), score = inputs.at("score").get<double>();
    const math::ScalarTerms terms = math::margin_terms({kind}, y * score);
    return {terms.value, {{"score", {y * terms.slope}}}};
}

Answer of_scores(const math::MulticlassHinge& loss, const Json& inputs) {
    const Vector scores = numbers(inputs, "scores");
    const auto target = inputs.at("target").get<std::size_t>();
    return {math::multiclass_hinge(loss, scores, target),
            {{"scores", math::multiclass_hinge_gradient(loss, scores, target)}}};
}

Answer hinge(const Json& inputs) { return of_the_margin(math::MarginLossKind::Hinge, inputs); }
Answer squared_hinge(const Json& inputs) { return of_the_margin(math::MarginLossKind::SquaredHinge, inputs); }

Answer crammer_singer(const Json& inputs) {
    return of_scores({math::MulticlassHingeKind::CrammerSinger}, inputs);
}
Answer ovr_hinge(const Json& inputs) {
    return of_scores({math::MulticlassHingeKind::OneVsRest, inputs.at("p").get<double>()}, inputs);
}

}  // namespace

Functions hinge_functions() {
    return {{"crammer_singer", crammer_singer},
            {"hinge", hinge},
            {"ovr_hinge", ovr_hinge},
            {"squared_hinge", squared_hinge}};
}

}  // namespace lossfield::tests
