// Functions of the plane that optimizers are tried on. Each knows its own answers: value, gradient and Hessian
// in closed form, the points where the gradient vanishes, the largest curvature of its minima.
//   bowl         f = u^2/2 + kappa v^2/2,  (u, v) = (x, y) turned by -rotation: u is the flat direction
//   rosenbrock   f = (1 - x)^2 + 100 (y - x^2)^2             [Rosenbrock 1960]
//   himmelblau   f = (x^2 + y - 11)^2 + (x + y^2 - 7)^2      [Himmelblau 1972, Applied Nonlinear Programming]
//   saddle       f = (x^2 - y^2)/2                           unbounded below: no minimum, y runs off as e^t
//   double well  f = x^4/4 - x^2/2 + y^2/2 + tilt x          one minimum is left beyond |tilt| = 2/(3 sqrt 3)
// (x, y): any finite numbers; kappa > 0; rotation in degrees, counter-clockwise. Far out the values overflow to
// inf, the gradients to inf or NaN. kappa <= 0 throws std::invalid_argument.
// A landscape is a struct with the members of `Bowl`; adding one is writing that struct and naming it in the
// variant. `value` takes any scalar, so that dual numbers check gradient and Hessian.
#pragma once

#include <optional>
#include <span>
#include <variant>
#include <vector>

#include "math/gradient_check.hpp"
#include "math/plane.hpp"

namespace lossfield::math {

struct PlaneRange {
    double x_low;
    double x_high;
    double y_low;
    double y_high;
};

// A quadratic's Hessian is the same everywhere: limits of learning rates derived from it hold globally.
struct LandscapeFacts {
    const char* id;
    const char* name;
    const char* formula;  // plain text
    bool quadratic;
    PlaneRange view;  // where there is something to see
    std::size_t dimension = 2;
};

struct StationaryPoints {
    std::vector<PlanePoint> minima;  // strict: positive definite Hessian
    std::vector<PlanePoint> saddles;
    std::vector<PlanePoint> maxima;
};

class Bowl {
  public:
    static constexpr LandscapeFacts facts{
        "bowl", "quadratic bowl", "f = u^2/2 + κ v^2/2", true, {-3, 3, -3, 3}};
    explicit Bowl(double kappa = 20.0, double rotation_degrees = 0.0);
    template <typename Scalar>
    [[nodiscard]] Scalar value(const Scalar& x, const Scalar& y) const {
        const Scalar u = cos_ * x + sin_ * y;
        const Scalar v = cos_ * y - sin_ * x;
        return 0.5 * (u * u) + 0.5 * kappa_ * (v * v);
    }
    [[nodiscard]] PlanePoint gradient(double x, double y) const {
        const double u = cos_ * x + sin_ * y;
        const double v = kappa_ * (cos_ * y - sin_ * x);
        return {cos_ * u - sin_ * v, sin_ * u + cos_ * v};
    }
    [[nodiscard]] Symmetric2 hessian(double x, double y) const;
    [[nodiscard]] StationaryPoints stationary() const;

  private:
    double kappa_;
    double cos_;
    double sin_;
};

struct Rosenbrock {
    static constexpr LandscapeFacts facts{
        "rosenbrock", "Rosenbrock's valley", "f = (1 - x)^2 + 100 (y - x^2)^2", false, {-2, 2, -1, 3}};
    template <typename Scalar>
    [[nodiscard]] Scalar value(const Scalar& x, const Scalar& y) const {
        const Scalar a = 1.0 - x;
        const Scalar b = y - x * x;
        return a * a + 100.0 * (b * b);
    }
    [[nodiscard]] PlanePoint gradient(double x, double y) const {
        const double b = y - x * x;
        return {-2.0 * (1.0 - x) - 400.0 * x * b, 200.0 * b};
    }
    [[nodiscard]] Symmetric2 hessian(double x, double y) const;
    [[nodiscard]] StationaryPoints stationary() const;
};

struct Himmelblau {
    static constexpr LandscapeFacts facts{"himmelblau",
                                          "Himmelblau's function",
                                          "f = (x^2 + y - 11)^2 + (x + y^2 - 7)^2",
                                          false,
                                          {-5.5, 5.5, -5.5, 5.5}};
    template <typename Scalar>
    [[nodiscard]] Scalar value(const Scalar& x, const Scalar& y) const {
        const Scalar a = x * x + y - 11.0;
        const Scalar b = x + y * y - 7.0;
        return a * a + b * b;
    }
    [[nodiscard]] PlanePoint gradient(double x, double y) const {
        const double a = x * x + y - 11.0;
        const double b = x + y * y - 7.0;
        return {4.0 * x * a + 2.0 * b, 2.0 * a + 4.0 * y * b};
    }
    [[nodiscard]] Symmetric2 hessian(double x, double y) const;
    [[nodiscard]] StationaryPoints stationary() const;
};

struct Saddle {
    static constexpr LandscapeFacts facts{"saddle", "saddle", "f = (x^2 - y^2)/2", true, {-2, 2, -2, 2}};
    template <typename Scalar>
    [[nodiscard]] Scalar value(const Scalar& x, const Scalar& y) const {
        return 0.5 * ((x - y) * (x + y));
    }
    [[nodiscard]] PlanePoint gradient(double x, double y) const { return {x, -y}; }
    [[nodiscard]] Symmetric2 hessian(double x, double y) const;
    [[nodiscard]] StationaryPoints stationary() const;
};

struct DoubleWell {
    static constexpr LandscapeFacts facts{
        "double-well", "double well", "f = x^4/4 - x^2/2 + y^2/2 + c x", false, {-2, 2, -2, 2}};
    // Where a minimum and the saddle merge, at x = -+1/sqrt(3): 2/(3 sqrt 3).
    static constexpr double critical_tilt = 0.38490017945975050967;
    double tilt = 0.0;
    template <typename Scalar>
    [[nodiscard]] Scalar value(const Scalar& x, const Scalar& y) const {
        const Scalar square = x * x;
        return square * (0.25 * square - 0.5) + 0.5 * (y * y) + tilt * x;
    }
    [[nodiscard]] PlanePoint gradient(double x, double y) const { return {x * (x * x - 1.0) + tilt, y}; }
    [[nodiscard]] Symmetric2 hessian(double x, double y) const;
    // At the critical tilt itself the merged point has a singular Hessian and is in no list.
    [[nodiscard]] StationaryPoints stationary() const;
};

// std::visit once, outside the loops over steps and starts.
using Landscape = std::variant<Bowl, Rosenbrock, Himmelblau, Saddle, DoubleWell>;

[[nodiscard]] const LandscapeFacts& facts(const Landscape& landscape);
[[nodiscard]] double value(const Landscape& landscape, const PlanePoint& at);
[[nodiscard]] PlanePoint gradient(const Landscape& landscape, const PlanePoint& at);
[[nodiscard]] Symmetric2 hessian(const Landscape& landscape, const PlanePoint& at);
[[nodiscard]] StationaryPoints stationary(const Landscape& landscape);

// The Fisher metric of a likelihood; none elsewhere.
[[nodiscard]] std::optional<Symmetric2> metric(const Landscape& landscape, const PlanePoint& at);

// values[j * columns + i] = f(x[i], y[j]), columns = number of x; another size throws std::invalid_argument.
void grid_values(const Landscape& landscape, std::span<const double> x, std::span<const double> y,
                 std::span<double> values);

// The minimum nearest to a point; none on a landscape without one.
[[nodiscard]] std::optional<PlanePoint> nearest_minimum(const StationaryPoints& points, const PlanePoint& at);

// The gradient against dual numbers; a component below 1e-6 (1 + sum_j |H_kj x_j|) counts as rounding noise.
[[nodiscard]] GradientCheck check_landscape_gradient(const Landscape& landscape, const PlanePoint& at);

}  // namespace lossfield::math
