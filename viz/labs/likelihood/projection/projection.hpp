// What the parts of the lab share: its numbers (projection.cpp, with the declarations), the picture in space (space.cpp), the
// panels beside it and the words (figure.cpp).
#pragma once

#include "math/likelihood/line_projection.hpp"
#include "viz/labs/vocabulary.hpp"

namespace lossfield::viz::projection {

enum class Onto { Plane, Disc };
enum class Axes { Observations, Orthonormal };

struct Inputs {
    Vector x{0, 1, 2};
    Vector y{1, 3, 2};
    Onto set = Onto::Plane;
    double radius = 2.2;
    Vector inside{1.2, -0.8};
    Axes axes = Axes::Observations;
    bool centred = false;
};

inline constexpr double rounding = 1e-9;  // of the size at hand: what is smaller has no length

// The colours of y, of its projection, of what is left, of the set's point and of the columns, everywhere the same.
inline constexpr Colour of_y{Role::Accent}, of_fit = series(0), of_rest = series(5), of_inside = series(2),
                                            of_columns{Role::Ink};

struct Computed : math::LineProjection {
    bool orthonormal = false;  // seen along and across the plane
    std::array<Interval, 3> box{};

    [[nodiscard]] double size() const;  // the longest side of the box
};

[[nodiscard]] inline bool disc(const Inputs& in) { return in.set == Onto::Disc; }
[[nodiscard]] inline bool rank_deficient(const Computed& r) { return r.rank < 2; }
// Without a rest to speak of, y in the set: |y - yhat| <= 1e-9 |y|.
[[nodiscard]] bool exact(const Computed& r);
// The nearest point of the disc lies on its rim: |P y| > radius.
[[nodiscard]] bool on_rim(const Inputs& in, const Computed& r);
// The set's point s is yhat itself: |s - yhat| <= 1e-9 of the box.
[[nodiscard]] bool at_foot(const Computed& r);
// The point s is not one of the disc: |s| > radius, but for rounding.
[[nodiscard]] bool outside(const Inputs& in, const Computed& r);
// The observations differ: R^2 has a meaning.
[[nodiscard]] inline bool has_spread(const Computed& r) { return !std::isnan(r.r_squared); }
// The fit has no length seen from the mean, or y has none.
[[nodiscard]] bool level(const Computed& r);
// The angle at the foot, between the rest and the way to s, is right to 1e-6 radians.
[[nodiscard]] bool right_angled(const Computed& r);

inline constexpr const char* nearest_formula = R"(\hat y = \mathrm{argmin}_{s \in S}\|y - s\|)";
inline constexpr const char* plane_formula =
    R"(S = \mathrm{span}\,X:\quad \hat y = Py, \quad P = X(X^{\top}X)^{-1}X^{\top})";
// The columns are multiples of one another: with the pseudoinverse.
inline constexpr const char* line_formula = R"(S = \mathrm{span}\,X:\quad \hat y = Py, \quad P = XX^{+})";
inline constexpr const char* right_angle_formula =
    R"(\langle y - \hat y,\, s - \hat y\rangle = 0 \;\;\mathrm{for\ all}\; s \in S)";
inline constexpr const char* disc_formula =
    R"(S = \{s \in \mathrm{span}\,X:\; \|s\| \le R\}:\quad \hat y = \min\left(1, \frac{R}{\|Py\|}\right) Py, \quad P = XX^{+})";
inline constexpr const char* obtuse_formula =
    R"(\langle y - \hat y,\, s - \hat y\rangle \le 0 \;\;\mathrm{for\ all}\; s \in S)";

[[nodiscard]] Computed compute(const Inputs& in, Detail detail, std::stop_token stop);
[[nodiscard]] Panel space_panel(const Inputs& in, const Computed& r);
[[nodiscard]] Figure draw(const Inputs& in, const Computed& r, const View& view);
[[nodiscard]] Readouts probe_data(const Inputs& in, const Computed& r, double x, double y);
[[nodiscard]] Readouts probe_hat(const Inputs& in, const Computed& r, double x, double y);

}  // namespace lossfield::viz::projection
