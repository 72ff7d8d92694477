#include "math/margins/ideal_layout.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "math/numerics/check.hpp"

namespace lossfield::math {
namespace {

// log((C - 1) P / (1 - P)): the gap between logits that it takes.
double wanted_gap(std::size_t classes, double probability) {
    check_at_least("ideal layout: classes", classes, 2);
    check_positive("ideal layout: probability", probability);
    if (!(probability < 1)) violated("ideal layout: probability", probability, "<", 1.0);
    return std::log(static_cast<double>(classes - 1)) + std::log(probability) - std::log1p(-probability);
}

// Without g(0).
double away(std::size_t classes) { return 1 / static_cast<double>(classes - 1); }

}  // namespace

double ideal_probability(const AngularMargin& a, std::size_t classes) {
    check_at_least("ideal layout: classes", classes, 2);
    check_margin(a);
    const double gap = a.scale * (right_factor(a, 0) + away(classes));
    return 1 / (1 + static_cast<double>(classes - 1) * std::exp(-gap));
}

double scale_for_probability(const AngularMargin& a, std::size_t classes, double probability) {
    const double gap = wanted_gap(classes, probability);
    if (gap <= 0) return 0;
    const double per_scale = right_factor(a, 0) + away(classes);
    return per_scale > 0 ? gap / per_scale : std::numeric_limits<double>::infinity();
}

double margin_for_probability(const AngularMargin& a, std::size_t classes, double probability) {
    check_margin(a);
    const double left = 1 + away(classes) - wanted_gap(classes, probability) / a.scale;  // of 1 - g(0)
    if (a.kind == MarginKind::CosFace) return left;
    if (a.kind != MarginKind::ArcFace)
        throw std::invalid_argument(
            "ideal layout: this kind has no margin to choose, required: CosFace or ArcFace");
    return left < 0 ? left : std::acos(1 - std::min(left, 2.0));
}

double compact_multiple(std::size_t classes) {
    check_at_least("ideal layout: classes", classes, 2);
    return classes == 2 ? 2 + std::sqrt(3.0) : 3;
}

}  // namespace lossfield::math
