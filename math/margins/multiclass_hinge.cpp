#include "math/margins/multiclass_hinge.hpp"

#include <algorithm>
#include <limits>

#include "math/numerics/check.hpp"

namespace lossfield::math {

namespace {

constexpr double no_end = std::numeric_limits<double>::infinity();

std::size_t likeliest(std::span<const double> p) {
    return static_cast<std::size_t>(std::max_element(p.begin(), p.end()) - p.begin());
}

}  // namespace

void check_multiclass(const MulticlassHinge& loss, std::size_t classes, std::size_t target) {
    check_at_least("multiclass hinge: classes", classes, 2);
    if (target >= classes) violated("multiclass hinge: target", target, "<", classes);
    if (!(loss.power >= 1.0)) violated("multiclass hinge: power", loss.power, ">=", 1.0);
}

double multiclass_hinge(const MulticlassHinge& loss, const std::vector<double>& scores, std::size_t target) {
    return multiclass_hinge(loss, std::span<const double>(scores), target);
}

std::vector<double> multiclass_hinge_gradient(const MulticlassHinge& loss, std::span<const double> scores,
                                              std::size_t target) {
    check_multiclass(loss, scores.size(), target);
    std::vector<double> gradient(scores.size(), 0.0);
    if (loss.kind == MulticlassHingeKind::CrammerSinger) {
        const std::size_t rival = rival_of(scores, target);
        if (1.0 - (scores[target] - scores[rival]) > 0.0) gradient[rival] = 1.0, gradient[target] = -1.0;
        return gradient;
    }
    for (std::size_t j = 0; j < scores.size(); ++j) {
        const double side = j == target ? 1.0 : -1.0, missing = 1.0 - side * scores[j];
        if (missing > 0.0) gradient[j] = -side * loss.power * std::pow(missing, loss.power - 1.0);
    }
    return gradient;
}

double expected_multiclass_hinge(const MulticlassHinge& loss, std::span<const double> p,
                                 std::span<const double> scores) {
    check_size("multiclass hinge: probabilities", p.size(), scores.size());
    double sum = 0.0;
    for (std::size_t c = 0; c < p.size(); ++c)
        if (p[c] > 0.0) sum += p[c] * multiclass_hinge(loss, scores, c);
    return sum;
}

BestScores best_class_scores(double power, double p) {
    if (!(power >= 1.0)) violated("best class scores: power", power, ">=", 1.0);
    if (!(p >= 0.0 && p <= 1.0)) violated("best class scores: probability", p, "in", "[0, 1]");
    if (power == 1.0) return best_scores({MarginLossKind::Hinge}, p);
    if (p == 0.0) return {-no_end, -1.0};
    if (p == 1.0) return {1.0, no_end};
    const double s = std::tanh(0.5 * (std::log(p) - std::log1p(-p)) / (power - 1.0));
    return {s, s};
}

BestLead best_lead(std::span<const double> p) {
    check_at_least("multiclass hinge: classes", p.size(), 2);
    const std::size_t leader = likeliest(p);
    const double most = p[leader];
    return {leader, most > 0.5 ? 1.0 : 0.0, most >= 1.0 ? no_end : most >= 0.5 ? 1.0 : 0.0};
}

std::vector<double> best_scores(const MulticlassHinge& loss, std::span<const double> p) {
    check_multiclass(loss, p.size(), 0);
    std::vector<double> scores;
    if (loss.kind == MulticlassHingeKind::CrammerSinger) {
        const BestLead lead = best_lead(p);
        scores.assign(p.size(), -lead.low / static_cast<double>(p.size()));
        scores[lead.leader] += lead.low;
        return scores;
    }
    for (const double q : p) {
        const BestScores best = best_class_scores(loss.power, q);
        scores.push_back(std::clamp(0.0, best.low, best.high));
    }
    return scores;
}

double least_expected_loss(const MulticlassHinge& loss, std::span<const double> p) {
    return expected_multiclass_hinge(loss, p, best_scores(loss, p));
}

std::optional<std::size_t> decided_class(const MulticlassHinge& loss, std::span<const double> p) {
    check_multiclass(loss, p.size(), 0);
    const std::size_t leader = likeliest(p);
    const bool half = loss.kind == MulticlassHingeKind::CrammerSinger || loss.power == 1.0;
    const bool alone = std::count(p.begin(), p.end(), p[leader]) == 1;
    if (half ? p[leader] > 0.5 : alone) return leader;
    return std::nullopt;
}

}  // namespace lossfield::math
