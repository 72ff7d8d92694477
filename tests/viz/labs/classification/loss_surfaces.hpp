// Settings of the lab loss-surfaces, their losses by the core's definitions, and a descent of its own, for the tests of what
// it says.
#pragma once

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

#include "math/losses/plane_loss.hpp"
#include "tests/support/claims.hpp"
#include "viz/inputs/values.hpp"
#include "viz/lab/catalog.hpp"
#include "viz/labs/vocabulary.hpp"

namespace lossfield::tests::loss_surfaces_claims {

using namespace viz;

inline const Lab& lab() { return find_lab(catalog(), "loss-surfaces"); }

template <class T>
T& get(Values& values, const char* id) {
    return std::get<T>(values[index_of(lab(), id)]);
}

inline void standardise(Vector& column) {
    long double mean = 0, square = 0;
    for (const double v : column) mean += v / static_cast<long double>(column.size());
    for (const double v : column) square += (v - mean) * (v - mean) / static_cast<long double>(column.size());
    for (double& v : column) v = static_cast<double>((v - mean) / (square > 0 ? std::sqrt(square) : 1));
}

// The loss of a setting, by the core's definitions.
inline math::PlaneLoss loss_of(const Said& said, const std::string& name) {
    using math::LogitLossKind, math::ResidualLossKind;
    math::PlaneLoss loss;
    const std::string over = get<std::string>(said, "over");
    const auto place = [&](std::initializer_list<const char*> names) {
        return static_cast<int>(std::find(names.begin(), names.end(), name) - names.begin());
    };
    if (over == "logits") {
        loss.logit.kind = static_cast<LogitLossKind>(place(
            {"cross-entropy", "softmax-mse", "brier", "gamma-cross-entropy", "focal", "label-smoothed"}));
        loss.logit.gamma = get<double>(said, "gamma"),
        loss.logit.focal_gamma = get<double>(said, "focal-gamma");
        loss.logit.smoothing = get<double>(said, "smoothing");
        loss.third_logit = get<double>(said, "third-logit"),
        loss.temperature = get<double>(said, "temperature");
        loss.target = static_cast<std::size_t>(get<long long>(said, "target") - 1);
        return loss;
    }
    loss.over = over == "line" ? math::PlaneLossOver::Line : math::PlaneLossOver::Logistic;
    loss.residual = {static_cast<ResidualLossKind>(place({"mse", "mae", "huber", "log-cosh", "student-t"})),
                     get<double>(said, "delta"), get<double>(said, "nu"), get<double>(said, "scale")};
    for (const DataPoint& p : get<Points>(said, over == "line" ? "data" : "labelled-data")) {
        loss.x.push_back(p.x);
        loss.y.push_back(over == "line" ? p.y : p.y > 0.5 ? 1 : -1);
    }
    if (get<bool>(said, "standardise")) standardise(loss.x);
    if (get<bool>(said, "standardise") && over == "line") standardise(loss.y);
    return loss;
}

inline std::string main_name(const Said& said) {
    const std::string over = get<std::string>(said, "over");
    return over == "logits" ? get<std::string>(said, "loss")
           : over == "line" ? get<std::string>(said, "line-loss")
                            : "logistic";
}

// Gradient descent as said under the sliders, with every loss on the way.
struct Roll {
    Vector x, y, losses;
    double length = 0, size = 0;  // of the way, of the farthest coordinate
    std::optional<std::size_t> outside, thrown;

    Roll(const Said& said, const math::PlaneLoss& loss, int more = 0) {
        const bool logits = get<std::string>(said, "over") == "logits";
        const Vector& start = get<Vector>(said, logits ? "point" : "line");
        const Domain d = said.range("domain");
        const double rate = get<double>(said, "rate");
        double far = 0;
        for (const double end : {d.x.low, d.x.high, d.y.low, d.y.high, start[0], start[1]})
            far = std::max(far, std::abs(end));
        double a = start[0], b = start[1];
        for (long long k = 0; k <= get<long long>(said, "steps") + more; ++k) {
            const auto here = loss.model(a, b);
            if (!std::isfinite(a + b + here.value)) break;
            if (k > 0) length += std::hypot(a - x.back(), b - y.back());
            x.push_back(a), y.push_back(b), losses.push_back(here.value);
            size = std::max(std::abs(a), std::abs(b));
            if (!outside && !(d.x.contains(a) && d.y.contains(b))) outside = k;
            if (!thrown && size > 100 * far && here.value > losses[0]) thrown = k;
            if (thrown && more == 0) break;
            a -= rate * here.gradient[0], b -= rate * here.gradient[1];
        }
    }
};

// A quadratic's largest curvature: of (2/N) [sum x^2, sum x; sum x, N].
inline double curvature_of_squares(const math::PlaneLoss& loss) {
    double xx = 0, x = 0;
    const auto n = static_cast<double>(loss.x.size());
    for (const double v : loss.x) xx += 2 * v * v / n, x += 2 * v / n;
    return (xx + 2) / 2 + std::hypot((xx - 2) / 2, x);
}

}  // namespace lossfield::tests::loss_surfaces_claims
