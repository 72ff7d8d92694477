#include "math/margins/angular_margins.hpp"
#include "tests/math/reference/reference_functions.hpp"

namespace lossfield::tests {
namespace {

using math::AngularMargin, math::MarginKind;

int multiple(const Json& in) { return static_cast<int>(in.at("m").get<double>()); }

Answer of_cosines(const Json& in, MarginKind kind) {
    const AngularMargin a{kind, 1, in.at("m").get<double>(), in.at("s").get<double>()};
    const auto result = math::cosine_margin_loss(a, numbers(in, "cos"), in.at("target").get<std::size_t>());
    return {result.loss, {{"cos", result.gradient}}};
}

// W: one row a class.
Answer of_vectors(const Json& in, MarginKind kind) {
    const AngularMargin a{kind, multiple(in), 0, 1, in.at("lambda_anneal").get<double>()};
    Vector w;
    for (const Json& row : in.at("W"))
        for (const Json& entry : row) w.push_back(entry.get<double>());
    const auto result = math::angular_loss(a, numbers(in, "x"), w, in.at("target").get<std::size_t>());
    return {result.value, {{"x", result.by_x}, {"W", result.by_w}}};
}

}  // namespace

Functions margin_functions() {
    return {
        {"margin_softmax_arcface", [](const Json& in) { return of_cosines(in, MarginKind::ArcFace); }},
        {"margin_softmax_cosface", [](const Json& in) { return of_cosines(in, MarginKind::CosFace); }},
        {"l_softmax", [](const Json& in) { return of_vectors(in, MarginKind::LSoftmax); }},
        {"a_softmax", [](const Json& in) { return of_vectors(in, MarginKind::ASoftmax); }},
        {"psi",
         [](const Json& in) {
             const double theta = in.at("theta").get<double>();
             return Answer{math::psi(theta, multiple(in)),
                           {{"theta", {math::psi_slope(theta, multiple(in))}}}};
         }},
    };
}

}  // namespace lossfield::tests
