// What the parts of the lab share: its numbers (compute.cpp), the picture in space (space.cpp, its
// angles in angles.cpp),
// the panels beside it (panels.cpp), the words (figure.cpp), the declarations (projection.cpp).
#pragma once

#include <string>
#include <vector>

#include "math/likelihood/least_squares.hpp"
#include "viz/fragments/named.hpp"
#include "viz/lab/lab.hpp"

namespace lossfield::viz::projection {

struct Inputs {
    Vector x{0, 1, 2};
    Vector y{1, 3, 2};
    std::string set = "plane";
    double radius = 2.2;
    Vector inside{1.2, -0.8};
    std::string axes = "observations";
    bool centred = false;
};

// The colours of y, of its projection, of what is left, of the set's point and of the columns, everywhere the same.
inline constexpr double rounding = 1e-9;  // of the size at hand: what is smaller has no length

inline constexpr Colour of_y{Role::Accent}, of_fit{Role::Series, 0}, of_rest{Role::Series, 5},
    of_inside{Role::Series, 2}, of_columns{Role::Ink};

struct Computed {
    Eigen::MatrixXd columns;  // 1 and x
    Eigen::VectorXd y;
    math::SingularSystem system;
    Eigen::MatrixXd basis;    // orthonormal, of the columns' span: along 1, then along the centred x
    Eigen::MatrixXd hat;      // P
    Eigen::VectorXd fitted;   // the nearest point of the plane or of the disc
    Eigen::VectorXd weights;  // of the columns
    Eigen::VectorXd inside;   // a point of the set
    double product = 0;       // <y - fitted, inside - fitted>
    bool orthonormal = false;
    Eigen::MatrixXd axes;  // 3 x N: from observations to the panel's coordinates
    std::array<Interval, 3> box{};

    [[nodiscard]] Eigen::Vector3d seen(const Eigen::VectorXd& v) const { return axes * v; }
    [[nodiscard]] Eigen::VectorXd rest() const { return y - fitted; }
};

[[nodiscard]] bool disc(const Inputs& in);
[[nodiscard]] bool rank_deficient(const Computed& r);
// Without a rest to speak of: y in the set.
[[nodiscard]] bool exact(const Computed& r);

[[nodiscard]] Computed compute(const Inputs& in, Detail detail, std::stop_token stop);
// The longest side of the box.
[[nodiscard]] double size_of(const Computed& r);
// Between the rest and the way to the set's point: a square where it is right, else an arc with its degrees.
void add_foot_angle(Panel& panel, const Computed& r);
// Of y and its projection as seen from the mean: its squared cosine is R^2.
void add_mean_angle(Panel& panel, const Computed& r);
[[nodiscard]] Panel space_panel(const Inputs& in, const Computed& r);
[[nodiscard]] Panel data_panel(const Inputs& in, const Computed& r);
[[nodiscard]] Panel hat_panel(const Computed& r);
[[nodiscard]] Panel squares_panel(const Inputs& in, const Computed& r);
[[nodiscard]] Figure draw(const Inputs& in, const Computed& r, const View& view);
[[nodiscard]] Readouts probe(const Inputs& in, const Computed& r, const std::string& panel, double x,
                             double y);

}  // namespace lossfield::viz::projection
