// Nearest points of convex sets.
//   ball  |s - c| <= r   c + (x - c) min(1, r / |x - c|)
//   box   l <= s <= h    every coordinate clipped
//   disc  of a plane     the nearest point of the plane, then of the ball in it: c + B k, |k| <= r, with
//                        orthonormal columns B; right because the ball's centre lies in the plane
//   diamond sum |s_i - c_i| <= r   the sizes |x - c| go to the nearest point of the simplex of sum r, signs stay
//   (simplex: simplex.hpp)
// Of each set S: <x - Px, s - Px> <= 0 for every s in S, |Px - Py| <= |x - y|, P(Px) = Px, and x - Px is the gradient
// of half the squared distance to S.
// Proximal maps prox_f(x) = argmin_s f(s) + |s - x|^2 / 2 of two norms; by Moreau's x = prox_f(x) + prox_f*(x) they
// are what a projection leaves over, as the conjugate of a norm is 0 on a ball of the dual norm:
//   t sum |s_i|   soft threshold, sign(x_i) max(|x_i| - t, 0)     = x - nearest point of the box |s_i| <= t
//   t |s|         x max(1 - t / |x|, 0)                           = x - nearest point of the ball |s| <= t
// x, c: n; B: n x k, k <= n, B^T B = I; r, t >= 0; l <= h.
// Failure: sizes that differ, r < 0, t < 0, l > h: std::invalid_argument.
// [Moreau 1965; Duchi, Shalev-Shwartz, Singer, Chandra 2008; Su Jianlin, kexue.fm/archives/9902]
#pragma once

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <vector>

#include "math/numerics/check.hpp"
#include "math/simplex/simplex.hpp"

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

[[nodiscard]] inline Eigen::VectorXd project_onto_diamond(const Eigen::VectorXd& x,
                                                          const Eigen::VectorXd& centre, double radius) {
    check_size("project_onto_diamond: centre", static_cast<std::size_t>(centre.size()),
               static_cast<std::size_t>(x.size()));
    if (!(radius >= 0.0)) violated("project_onto_diamond: radius", radius, ">=", 0.0);
    const Eigen::VectorXd away = x - centre;
    if (away.lpNorm<1>() <= radius) return x;
    if (radius == 0.0) return centre;
    std::vector<double> sizes;
    for (const double d : away) sizes.push_back(std::abs(d) / radius);
    const std::vector<double> nearest = project_onto_simplex(sizes);
    Eigen::VectorXd result = centre;
    for (Eigen::Index i = 0; i < x.size(); ++i)
        result[i] += std::copysign(radius * nearest[static_cast<std::size_t>(i)], away[i]);
    return result;
}

[[nodiscard]] inline Eigen::VectorXd soft_threshold(const Eigen::VectorXd& x, double threshold) {
    if (!(threshold >= 0.0)) violated("soft_threshold: threshold", threshold, ">=", 0.0);
    Eigen::VectorXd result = x;
    for (double& s : result) s = std::copysign(std::max(std::abs(s) - threshold, 0.0), s);
    return result;
}

[[nodiscard]] inline Eigen::VectorXd shrink_length(const Eigen::VectorXd& x, double threshold) {
    if (!(threshold >= 0.0)) violated("shrink_length: threshold", threshold, ">=", 0.0);
    const double length = x.norm();
    if (length <= threshold) return Eigen::VectorXd::Zero(x.size());
    return (1.0 - threshold / length) * x;
}

}  // namespace lossfield::math
