#include "math/metric/coupled_clusters.hpp"

#include <algorithm>

namespace lossfield::math {

void coupled::check(std::size_t positives, std::size_t negatives, std::size_t coordinates, double margin) {
    check_at_least("coupled clusters: coordinates", coordinates, 1);
    check_at_least("coupled clusters: coordinates of all positives", positives, coordinates);
    check_at_least("coupled clusters: coordinates of all negatives", negatives, coordinates);
    check_size("coupled clusters: rest of the positives", positives % coordinates, 0);
    check_size("coupled clusters: rest of the negatives", negatives % coordinates, 0);
    if (!(margin >= 0.0)) violated("coupled clusters: margin", margin, ">=", 0.0);
}

std::size_t CoupledClusters::active_count() const {
    return static_cast<std::size_t>(std::count(active.begin(), active.end(), true));
}

CoupledClusters coupled_clusters(double margin, std::span<const double> positives,
                                 std::span<const double> negatives, std::size_t coordinates,
                                 CentreGradient gradient) {
    CoupledClusters r{.value = coupled_clusters_loss(margin, positives, negatives, coordinates)};
    r.centre = coupled::centre(positives, coordinates);
    r.nearest = coupled::nearest(negatives, r.centre);
    const double out = coupled::square_to(negatives, r.nearest, r.centre);
    r.radius_square = out - margin;
    const std::size_t count = positives.size() / coordinates;
    const auto n = static_cast<double>(count);
    r.by_positives.assign(positives.size(), 0.0), r.by_negatives.assign(negatives.size(), 0.0);
    std::vector<double> through_centre(coordinates, 0.0);
    for (std::size_t i = 0; i < count; ++i) {
        r.active.push_back(coupled::square_to(positives, i, r.centre) - out + margin > 0.0);
        if (!r.active.back()) continue;
        for (std::size_t k = 0; k < coordinates; ++k) {
            const double u = positives[i * coordinates + k] - r.centre[k],
                         v = negatives[r.nearest * coordinates + k] - r.centre[k];
            r.by_positives[i * coordinates + k] += u / n;
            r.by_negatives[r.nearest * coordinates + k] -= v / n;
            through_centre[k] += (v - u) / n;
        }
    }
    if (gradient == CentreGradient::True)
        for (std::size_t i = 0; i < positives.size(); ++i)
            r.by_positives[i] += through_centre[i % coordinates] / n;
    return r;
}

GradientCheck check_coupled_gradient(double margin, std::span<const double> positives,
                                     std::span<const double> negatives, std::size_t coordinates) {
    const CoupledClusters r = coupled_clusters(margin, positives, negatives, coordinates);
    std::vector<double> at(positives.begin(), positives.end()), closed = r.by_positives;
    at.insert(at.end(), negatives.begin(), negatives.end());
    closed.insert(closed.end(), r.by_negatives.begin(), r.by_negatives.end());
    const std::vector<double> scale(at.size(), 1e-6 * (1.0 + margin + std::abs(r.radius_square)));
    return check_gradient(
        [&](std::span<const Dual<double>> x) {
            return coupled_clusters_loss(margin, x.first(positives.size()), x.subspan(positives.size()),
                                         coordinates);
        },
        at, closed, scale);
}

}  // namespace lossfield::math
