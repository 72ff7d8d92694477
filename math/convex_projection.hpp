// Nearest points of convex sets.
//   ball  |s - c| <= r   c + (x - c) min(1, r / |x - c|)
//   box   l <= s <= h    every coordinate clipped
//   disc  of a plane     the nearest point of the plane, then of the ball in it: c + B k, |k| <= r, with
//                        orthonormal columns B; right because the ball's centre lies in the plane
//   (simplex: simplex.hpp)
// Of each set S: <x - Px, s - Px> <= 0 for every s in S, |Px - Py| <= |x - y|, P(Px) = Px.
// x, c: n; B: n x k, k <= n, B^T B = I; r >= 0; l <= h.
// Failure: sizes that differ, r < 0, l > h: std::invalid_argument. [Su Jianlin, kexue.fm/archives/9902]
#pragma once

#include <Eigen/Core>

#include "math/check.hpp"

namespace lossfield::math {

[[nodiscard]] inline Eigen::VectorXd project_onto_ball(const Eigen::VectorXd& x,
                                                       const Eigen::VectorXd& centre, double radius) {
    check_size("project_onto_ball: centre", static_cast<std::size_t>(centre.size()),
               static_cast<std::size_t>(x.size()));
    if (!(radius >= 0.0)) violated("project_onto_ball: radius", radius, ">=", 0.0);
    const double away = (x - centre).norm();
    if (away <= radius) return x;
    return centre + (radius / away) * (x - centre);
}

[[nodiscard]] inline Eigen::VectorXd project_onto_box(const Eigen::VectorXd& x, const Eigen::VectorXd& low,
                                                      const Eigen::VectorXd& high) {
    check_size("project_onto_box: low end", static_cast<std::size_t>(low.size()),
               static_cast<std::size_t>(x.size()));
    check_size("project_onto_box: high end", static_cast<std::size_t>(high.size()),
               static_cast<std::size_t>(x.size()));
    for (Eigen::Index i = 0; i < x.size(); ++i)
        if (!(low[i] <= high[i])) violated("project_onto_box: low end", low[i], "<=", high[i]);
    return x.cwiseMax(low).cwiseMin(high);
}

[[nodiscard]] inline Eigen::VectorXd project_onto_disc(const Eigen::VectorXd& x,
                                                       const Eigen::VectorXd& centre,
                                                       const Eigen::MatrixXd& basis, double radius) {
    check_size("project_onto_disc: rows of the basis", static_cast<std::size_t>(basis.rows()),
               static_cast<std::size_t>(x.size()));
    return project_onto_ball(centre + basis * (basis.transpose() * (x - centre)), centre, radius);
}

}  // namespace lossfield::math
