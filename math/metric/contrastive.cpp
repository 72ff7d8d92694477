#include "math/metric/contrastive.hpp"

namespace lossfield::math {
namespace {

void check_margins(const ContrastiveLoss& loss) {
    if (!(loss.margin >= 0.0)) violated("contrastive loss: margin", loss.margin, ">=", 0.0);
    if (!(loss.similar_margin >= 0.0))
        violated("contrastive loss: similar margin", loss.similar_margin, ">=", 0.0);
}

double similar_margin(const ContrastiveLoss& loss) {
    return loss.form == ContrastiveForm::DoubleMargin ? loss.similar_margin : 0.0;
}

// dL/da = along * (a - b): the factor. Of the original dissimilar pair (m - D) / D, which is beyond doubles for subnormal D only.
double along(const ContrastiveLoss& loss, bool similar, double square) {
    if (loss.form == ContrastiveForm::Original) {
        if (similar) return 1.0;
        const double distance = std::sqrt(square);
        return distance > 0.0 && distance < loss.margin ? -(loss.margin - distance) / distance : 0.0;
    }
    if (similar) return square > similar_margin(loss) ? 1.0 : 0.0;
    return square < loss.margin ? -1.0 : 0.0;
}

void check_batch(std::span<const double> points, std::span<const int> labels) {
    check_at_least("contrastive batch: points", labels.size(), 1);
    check_size("contrastive batch: coordinates", points.size(), 2 * labels.size());
}

double pairs_of(std::size_t n) { return 0.5 * static_cast<double>(n) * static_cast<double>(n - 1); }

}  // namespace

double contrastive_slope(const ContrastiveLoss& loss, bool similar, double distance) {
    check_margins(loss);
    if (loss.form == ContrastiveForm::Original)
        return similar ? distance : std::fmin(0.0, distance - loss.margin);
    return along(loss, similar, distance * distance) * distance;
}

double reach(const ContrastiveLoss& loss) {
    return loss.form == ContrastiveForm::Original ? loss.margin : std::sqrt(loss.margin);
}

double dead_zone(const ContrastiveLoss& loss) { return std::sqrt(similar_margin(loss)); }

ContrastivePair contrastive_pair(const ContrastiveLoss& loss, bool similar, std::span<const double> a,
                                 std::span<const double> b) {
    check_margins(loss);
    ContrastivePair pair{.value = contrastive_pair_loss(loss, similar, a, b)};
    double square = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i) square += (a[i] - b[i]) * (a[i] - b[i]);
    pair.distance = std::sqrt(square);
    const double factor = along(loss, similar, square);
    for (std::size_t i = 0; i < a.size(); ++i) {
        pair.by_a.push_back(factor * (a[i] - b[i]));
        pair.by_b.push_back(factor * (b[i] - a[i]));
    }
    return pair;
}

double contrastive_batch_loss(const ContrastiveLoss& loss, std::span<const double> points,
                              std::span<const int> labels) {
    check_margins(loss);
    check_batch(points, labels);
    const std::size_t n = labels.size();
    if (n < 2) return 0.0;
    double sum = 0.0;
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t k = i + 1; k < n; ++k)
            sum += contrastive_pair_loss(loss, labels[i] == labels[k], points.subspan(2 * i, 2),
                                         points.subspan(2 * k, 2));
    return sum / pairs_of(n);
}

void contrastive_batch_gradient(const ContrastiveLoss& loss, std::span<const double> points,
                                std::span<const int> labels, std::span<double> gradient) {
    check_margins(loss);
    check_batch(points, labels);
    check_size("contrastive batch: gradient", gradient.size(), points.size());
    const std::size_t n = labels.size();
    for (double& g : gradient) g = 0.0;
    if (n < 2) return;
    const double share = 1.0 / pairs_of(n);
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t k = i + 1; k < n; ++k) {
            const double x = points[2 * i] - points[2 * k], y = points[2 * i + 1] - points[2 * k + 1];
            const double factor = share * along(loss, labels[i] == labels[k], x * x + y * y);
            gradient[2 * i] += factor * x, gradient[2 * i + 1] += factor * y;
            gradient[2 * k] -= factor * x, gradient[2 * k + 1] -= factor * y;
        }
}

double highest_contrastive_curvature(std::size_t points) {
    check_at_least("highest_contrastive_curvature: number of points", points, 2);
    return 2.0 / static_cast<double>(points - 1);
}

GradientCheck check_contrastive_gradient(const ContrastiveLoss& loss, bool similar, std::span<const double> a,
                                         std::span<const double> b) {
    const ContrastivePair pair = contrastive_pair(loss, similar, a, b);
    std::vector<double> at(a.begin(), a.end()), closed = pair.by_a;
    at.insert(at.end(), b.begin(), b.end());
    closed.insert(closed.end(), pair.by_b.begin(), pair.by_b.end());
    const std::vector<double> scale(at.size(), 1e-6 * (1.0 + loss.margin + pair.distance));
    return check_gradient(
        [&](std::span<const Dual<double>> x) {
            return contrastive_pair_loss(loss, similar, x.first(a.size()), x.subspan(a.size()));
        },
        at, closed, scale);
}

}  // namespace lossfield::math
