// The probability simplex { p : p_k >= 0, sum p = 1 }: projection, the directions in which cross-entropy
// learning moves a point, and the triangle of three classes inside a larger simplex.
//   logit flow  pdot_k = p_k sum_j p_j (d_k - d_j) / T^2,  d = y - p;  = (diag p - p p^T)(y - p) / T^2
//               what plain gradient flow of the logits, zdot = -(p - y) / T, does to p = softmax(z / T)
//   straight    y - p
//   steepest    g - mean(g),  g_k = -dL/dp_k = y_k / p_k (0 where y_k = 0),  L = -sum_k y_k log p_k
// All three sum to 0 (they lie in the plane of the simplex) and are three different directions. Example:
// p = (.1, .1, .8), target the second class, y = (0, 1, 0); with the corners of triangle.hpp their angles to
// the x axis are -73 (logit flow), -54 (straight) and -30 degrees (steepest).
// p, y: K >= 1 probabilities; T > 0. Velocities are per unit of flow time.
// Failure: steepest has no finite value where p_k = 0 < y_k: all NaN. A share of 0 has no proportions: NaN.
// Wrong sizes, T <= 0, classes that repeat or do not exist throw std::invalid_argument.
// [Duchi, Shalev-Shwartz, Singer, Chandra 2008, fig. 1]
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "math/simplex/triangle.hpp"

namespace lossfield::math {

// The closest point to v (Euclidean) among those with every p_k >= floor, 0 <= floor <= 1/K. A floor > 0
// keeps off the boundary, where logits are infinite.
[[nodiscard]] std::vector<double> project_onto_simplex(std::span<const double> v, double floor = 0.0);

[[nodiscard]] std::vector<double> logit_flow(std::span<const double> p, double temperature,
                                             std::span<const double> y);
[[nodiscard]] std::vector<double> straight_direction(std::span<const double> p, std::span<const double> y);
[[nodiscard]] std::vector<double> steepest_direction(std::span<const double> p, std::span<const double> y);

// K > 3 on a triangle: three chosen classes at its corners 0, 1, 2, the share s = p_i + p_j + p_k of the
// three together, and their proportions b = (p_i, p_j, p_k) / s. Dragging b holds s and all other classes.
using Classes = std::array<std::size_t, 3>;
struct Face {
    double share = 1.0;
    Barycentric b{};
};
[[nodiscard]] Face face_of(std::span<const double> p, const Classes& classes);
// p with the three classes set to share * b; all other entries, and so the sum, are kept.
[[nodiscard]] std::vector<double> with_face(std::span<const double> p, const Classes& classes,
                                            const Face& face);

// The face of softmax(z / T), right also where its share underflows: of that the logarithm.
struct LogitFace {
    double log_share = 0.0;
    Barycentric b{};
};
[[nodiscard]] LogitFace face_of_logits(std::span<const double> z, double temperature, const Classes& classes);

// How a direction of the whole simplex is shown there: as the change of b under the full motion,
//   bdot_i = (pdot_i - b_i sdot) / s,  sdot = the three pdot summed.
// For the logit flow this is (diag b - b b^T) d / T^2, d = y - p of the three classes: the others drop out.
[[nodiscard]] Barycentric face_velocity(std::span<const double> p, std::span<const double> velocity,
                                        const Classes& classes);
// That of the logit flow from p with the face (share, b) to targets whose three entries are y.
[[nodiscard]] Barycentric face_logit_flow(const Face& face, double temperature, const Barycentric& y);

}  // namespace lossfield::math
