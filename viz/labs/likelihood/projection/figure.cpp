// The picture put together, its words and numbers, and what is true under the pointer.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "viz/labs/likelihood/projection/projection.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::viz::projection {
namespace {

Vector entries(const Eigen::VectorXd& v) { return {v.begin(), v.end()}; }

// Of the centred angle; NaN where one of its arms has no length but for rounding.
double squared_cosine(const Computed& r) {
    const Eigen::VectorXd a = r.y.array() - r.y.mean(), b = r.fitted.array() - r.y.mean();
    if (std::min(a.norm(), b.norm()) <= 1e-12 * r.y.norm()) return std::numeric_limits<double>::quiet_NaN();
    return std::pow(a.dot(b), 2) / (a.squaredNorm() * b.squaredNorm());
}

bool outside(const Inputs& in, const Computed& r) {
    return disc(in) && r.inside.norm() > in.radius * (1 + 1e-12);
}

// Between the rest and the way to the set's point, in degrees; NaN where one of them has no length.
double angle(const Computed& r) {
    if (exact(r)) return std::numeric_limits<double>::quiet_NaN();
    const Eigen::VectorXd way = r.inside - r.fitted;
    return std::acos(std::clamp(r.product / (r.rest().norm() * way.norm()), -1.0, 1.0)) * 180 /
           std::numbers::pi;
}

Notices notices(const Inputs& in, const Computed& r) {
    Notices out;
    if (rank_deficient(r))
        out.push_back(
            {"rank", Severity::Warning,
             fmt::format("All $x$ are equal: the columns span a line, and $X^TX$ has no inverse. The "
                         "pseudo-inverse takes the shortest of all weights, ({}, {}); $ŷ$ is the mean.",
                         readable(r.weights[0], 3), readable(r.weights[1], 3))});
    if (outside(in, r))
        out.push_back(
            {"outside", Severity::Info,
             "$s$ lies outside of the disc: what holds for the points of the set need not hold for it."});
    return out;
}

std::string caption(const Inputs& in, const Computed& r) {
    if (exact(r))
        return disc(in) ? "Now $y$ lies in the set: it is its own nearest point, and nothing is left."
                        : "Now $y$ lies in the plane: the line goes through all points, and nothing is left.";
    if (disc(in) && (r.hat * r.y).norm() > in.radius)
        return fmt::format(
            "The nearest point of the disc lies on its rim. Towards any point $s$ of the set the angle is no "
            "longer "
            "right but obtuse: $⟨y - ŷ, s - ŷ⟩${}.",
            outside(in, r) ? " ≤ 0" : " = " + readable(r.product, 3) + " ≤ 0");
    if (in.centred && !disc(in) && !std::isfinite(squared_cosine(r)))
        return "The line is level: seen from the mean $ŷ$ has no length, and $R^2$ = 0.";
    if (in.centred && !disc(in))
        return fmt::format(
            "From the mean the angle between $y$ and $ŷ$ is $φ$ = {}°: $R^2$ = cos² $φ$ = {} is how much of "
            "the "
            "spread the line explains.",
            fixed(std::acos(std::sqrt(std::clamp(squared_cosine(r), 0.0, 1.0))) * 180 / std::numbers::pi, 1),
            readable(math::r_squared(r.y, r.fitted), 3));
    return fmt::format(
        "Least squares drops the perpendicular from $y$ onto the plane of the columns: what is left, of "
        "length {}, is "
        "at right angles to all of it.",
        readable(r.rest().norm(), 3));
}

Readouts readouts(const Inputs& in, const Computed& r) {
    const Eigen::MatrixXd& p = r.hat;
    const double spread = math::r_squared(r.y, r.fitted);
    Readouts out{
        {"weights", "intercept and slope", "$w$", entries(r.weights), ""},
        {"whole", "squared length of y", "$‖y‖^2$", r.y.squaredNorm(), "", false, true},
        {"fit", "squared length of the fit", "$‖ŷ‖^2$", r.fitted.squaredNorm(), "", false, true},
        {"rest", "squared length of the rest", "$‖y - ŷ‖^2$", r.rest().squaredNorm(), "", false, true},
        {"normal-equations", "the rest along the columns", "$X^T(y - ŷ)$",
         entries(r.columns.transpose() * r.rest()), ""},
        {"trace", "trace of the hat matrix", "tr $P$", p.trace(), ""},
        {"idempotent", "largest entry of P² − P", "$P^2 - P$", (p * p - p).cwiseAbs().maxCoeff(), ""},
        {"symmetric", "largest entry of P − Pᵀ", "$P - P^T$", (p - p.transpose()).cwiseAbs().maxCoeff(), ""}};
    if (!disc(in)) {
        if (std::isnan(spread)) {
            out.push_back({"r-squared", "share explained", "$R^2$", "none: no spread", ""});
        } else {
            out.push_back({"r-squared", "share explained", "$R^2$", std::max(0.0, spread), ""});
            const double cosine = squared_cosine(r);
            if (std::isfinite(cosine))
                out.push_back({"cosine", "squared cosine of the centred angle", "cos² $φ$", cosine, ""});
        }
    }
    out.push_back({"product", "rest times way to s", "$⟨y - ŷ, s - ŷ⟩$", r.product, ""});
    if (const double degrees = angle(r); std::isfinite(degrees))
        out.push_back({"angle", "angle at the foot", "angle", degrees, "°"});
    return out;
}

}  // namespace

Figure draw(const Inputs& in, const Computed& r, const View& /*view*/) {
    Figure figure;
    figure.add(space_panel(in, r));
    figure.add(data_panel(in, r));
    figure.add(hat_panel(r));
    figure.add(squares_panel(in, r));
    figure.column_weights = {1.35, 0.85};
    figure.row_weights = {1, 0.8, 0.34};
    figure.readouts = readouts(in, r);
    figure.notices = notices(in, r);
    figure.caption = caption(in, r);
    if (!disc(in)) figure.hidden.push_back("radius");
    if (disc(in)) figure.inactive.push_back("centred");
    if (in.y.size() > 3) figure.inactive.push_back("axes");
    return figure;
}

Readouts probe(const Inputs& /*in*/, const Computed& r, const std::string& panel, double x, double y) {
    if (panel == "data") return {{"fit", "line", "$ŷ$", r.weights[0] + r.weights[1] * x, ""}};
    const double n = static_cast<double>(r.hat.rows());
    if (panel == "hat-matrix" && r.hat.rows() > 6 && x > 0.5 && y > 0.5 && x < n + 0.5 && y < n + 0.5) {
        const auto column = static_cast<Eigen::Index>(std::floor(x - 0.5));
        const auto row = r.hat.rows() - 1 - static_cast<Eigen::Index>(std::floor(y - 0.5));
        return {
            {"entry", "entry", fmt::format("$P_{{{},{}}}$", row + 1, column + 1), r.hat(row, column), ""}};
    }
    return {};
}

}  // namespace lossfield::viz::projection
