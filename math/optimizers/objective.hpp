// A landscape as the joint optimizers see it: all its coordinates at once, in arrays of max_dimension.
// Entries beyond the dimension are zero and stay so.
#pragma once

#include <Eigen/Core>
#include <array>
#include <optional>

#include "math/landscapes/landscapes.hpp"
#include "math/optimizers/stepper.hpp"

namespace lossfield::math {

using Coordinates = std::array<double, max_dimension>;
// The identity beyond the dimension, so that a solve leaves the zeros there alone.
using SmallMatrix = Eigen::Matrix4d;
static_assert(SmallMatrix::RowsAtCompileTime == max_dimension);

class Objective {
  public:
    explicit Objective(const Landscape& landscape);

    [[nodiscard]] const Landscape& landscape() const { return *landscape_; }
    [[nodiscard]] std::size_t dimension() const { return dimension_; }
    [[nodiscard]] double value(const Coordinates& x) const;
    [[nodiscard]] Coordinates gradient(const Coordinates& x) const;
    [[nodiscard]] SmallMatrix hessian(const Coordinates& x) const;
    // None where the landscape has no Fisher metric.
    [[nodiscard]] std::optional<SmallMatrix> metric(const Coordinates& x) const;

    // The point of a landscape that a place of its map stands for, and back.
    [[nodiscard]] Coordinates lifted(const PlanePoint& at) const;
    [[nodiscard]] PlanePoint shown(const Coordinates& x) const;
    // How far x lies from the plane that the map shows; 0 on landscapes of the plane.
    [[nodiscard]] double off_plane(const Coordinates& x) const;

  private:
    const Landscape* landscape_;
    std::size_t dimension_;
};

[[nodiscard]] inline double dot(const Coordinates& a, const Coordinates& b) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2] + a[3] * b[3];
}
[[nodiscard]] inline double norm(const Coordinates& a) { return std::sqrt(dot(a, a)); }
// f(d) of every coordinate d; those beyond the dimension are what f makes of zeros.
template <typename F>
[[nodiscard]] Coordinates by_coordinate(const F& f) {
    return {f(std::size_t{0}), f(std::size_t{1}), f(std::size_t{2}), f(std::size_t{3})};
}
[[nodiscard]] inline Coordinates operator*(double s, const Coordinates& x) {
    return by_coordinate([&](std::size_t d) { return s * x[d]; });
}
[[nodiscard]] inline Coordinates operator+(const Coordinates& a, const Coordinates& b) {
    return by_coordinate([&](std::size_t d) { return a[d] + b[d]; });
}
[[nodiscard]] inline Coordinates operator-(const Coordinates& a, const Coordinates& b) {
    return by_coordinate([&](std::size_t d) { return a[d] - b[d]; });
}
// a + s b
[[nodiscard]] inline Coordinates along(const Coordinates& a, double s, const Coordinates& b) {
    return {a[0] + s * b[0], a[1] + s * b[1], a[2] + s * b[2], a[3] + s * b[3]};
}

}  // namespace lossfield::math
