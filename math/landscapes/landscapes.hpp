// Functions of the plane that optimizers are tried on. Each knows its own answers: value, gradient and Hessian
// in closed form, the points where the gradient vanishes. The families, each with its formulas and sources:
//   quadratics   bowl, booth, matyas, saddle
//   polynomials  double well, three-hump camel, six-hump camel, Himmelblau, Styblinski-Tang, monkey saddle
//   valleys      Rosenbrock, Beale, ravine, Goldstein-Price
//   waves        McCormick, Griewank, Rastrigin, Ackley, Easom
//   models       matrix regression, Gaussian likelihood
// (x, y): any finite numbers. Far out the values overflow to inf, the gradients to inf or NaN; nothing throws.
// A landscape is a struct with the members of `Booth`; adding one is writing that struct and naming it in the
// variant. `value` takes any scalar, so that dual numbers check gradient and Hessian. A metric or a gradient of
// four coordinates is a member more. stationary() is complete within facts.view.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>
#include <variant>
#include <vector>

#include "math/landscapes/models.hpp"
#include "math/landscapes/polynomials.hpp"
#include "math/landscapes/quadratics.hpp"
#include "math/landscapes/valleys.hpp"
#include "math/landscapes/waves.hpp"
#include "math/numerics/gradient_check.hpp"

namespace lossfield::math {

// From gentle to nasty, models last. std::visit once, outside the loops over steps and starts.
using Landscape =
    std::variant<Bowl, Booth, Matyas, Saddle, DoubleWell, ThreeHumpCamel, SixHumpCamel, Himmelblau, McCormick,
                 StyblinskiTang, MonkeySaddle, Rosenbrock, Beale, Ravine, GoldsteinPrice, Griewank, Rastrigin,
                 Ackley, Easom, MatrixRegression, GaussianLikelihood>;

[[nodiscard]] const LandscapeFacts& facts(const Landscape& landscape);
// Coordinates of a place: 2, or 4 where the plane is a slice.
[[nodiscard]] std::size_t dimension(const Landscape& landscape);
[[nodiscard]] double value(const Landscape& landscape, const PlanePoint& at);
[[nodiscard]] PlanePoint gradient(const Landscape& landscape, const PlanePoint& at);
[[nodiscard]] Symmetric2 hessian(const Landscape& landscape, const PlanePoint& at);
[[nodiscard]] StationaryPoints stationary(const Landscape& landscape);

// The Fisher metric, for natural gradients: positive definite; of landscapes that are the likelihood of a model.
[[nodiscard]] std::optional<Symmetric2> metric(const Landscape& landscape, const PlanePoint& at);

// Smallest and largest curvature, mu and L, at a minimum (or anywhere else: the Hessian's eigenvalues there). Of
// all coordinates, also those outside of a slice. Ackley's cusp has 6e150: no rate is small enough for it.
[[nodiscard]] Eigenvalues2 curvature_range(const Landscape& landscape, const PlanePoint& at);

// values[j * columns + i] = f(x[i], y[j]), columns = number of x; another size throws std::invalid_argument.
void grid_values(const Landscape& landscape, std::span<const double> x, std::span<const double> y,
                 std::span<double> values);

// g[d][i] = df/dx_d at (x[0][i], ..., x[dimension - 1][i]) for i < count: the bits of gradient at the same place.
// x and g: `dimension` pointers to at least `count` numbers each, none of which overlap.
using GradientLoop = void (*)(const Landscape& landscape, const double* const* x, double* const* g,
                              std::size_t count);
// The loop for landscapes of this kind and no more than `most` places at once, chosen once for many calls.
[[nodiscard]] GradientLoop gradient_loop(const Landscape& landscape, std::size_t most);

// The minimum nearest to a point; none on a landscape without one.
[[nodiscard]] std::optional<PlanePoint> nearest_minimum(const StationaryPoints& points, const PlanePoint& at);

// The value of the lowest of some minima; none where there is none.
[[nodiscard]] std::optional<double> lowest_value(const Landscape& landscape,
                                                 const std::vector<PlanePoint>& minima);
// A value above `lowest`, not below 0; the value itself without one.
[[nodiscard]] inline double height_above(const std::optional<double>& lowest, double value) {
    return lowest ? std::max(0.0, value - *lowest) : value;
}

// The minimum that Newton's iterations find from a place, if it is within `radius` of it; in facts.view and beyond. None
// where the plane is a slice: the iterations know the plane only.
[[nodiscard]] std::optional<PlanePoint> minimum_near(const Landscape& landscape, const PlanePoint& at,
                                                     double radius);

// The gradient against dual numbers; a component below 1e-6 (1 + sum_j |H_kj x_j|) counts as rounding noise.
[[nodiscard]] GradientCheck check_landscape_gradient(const Landscape& landscape, const PlanePoint& at);

}  // namespace lossfield::math
