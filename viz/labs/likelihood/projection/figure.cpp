// The picture put together, its words and numbers, and what is true under the pointer.
#include "viz/labs/likelihood/projection/projection.hpp"

namespace lossfield::viz::projection {
namespace {

// The set's point: not one of the set.
bool outside(const Inputs& in, const Computed& r) { return disc(in) && r.inside > in.radius * (1 + 1e-12); }

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
    if (disc(in) && r.in_span > in.radius)
        return "The nearest point of the disc lies on its rim. Towards any point $s$ of the set the angle is "
               "no longer right but obtuse: $⟨y - ŷ, s - ŷ⟩$" +
               (outside(in, r) ? "" : " = " + readable(r.product, 3)) + " ≤ 0.";
    if (in.centred && !disc(in) && !std::isfinite(r.squared_cosine))
        return "The line is level: seen from the mean $ŷ$ has no length, and $R^2$ = 0.";
    if (in.centred && !disc(in))
        return fmt::format(
            "From the mean the angle between $y$ and $ŷ$ is $φ$ = {}°: $R^2$ = cos² $φ$ = {} is how much of "
            "the spread the line explains.",
            fixed(std::acos(std::sqrt(std::clamp(r.squared_cosine, 0.0, 1.0))) * 180 / std::numbers::pi, 1),
            readable(r.r_squared, 3));
    return fmt::format(
        "Least squares drops the perpendicular from $y$ onto the plane of the columns: what is "
        "left, of length {}, is at right angles to all of it.",
        readable(std::sqrt(r.rest), 3));
}

Readouts readouts(const Inputs& in, const Computed& r) {
    Readouts out{{"weights", "intercept and slope", "$w$", r.weights},
                 {"whole", "squared length of y", "$‖y‖^2$", r.whole, "", false, true},
                 {"fit", "squared length of the fit", "$‖ŷ‖^2$", r.fit, "", false, true},
                 {"rest", "squared length of the rest", "$‖y - ŷ‖^2$", r.rest, "", false, true},
                 {"normal-equations", "the rest along the columns", "$X^T(y - ŷ)$", r.normal_equations},
                 {"trace", "trace of the hat matrix", "tr $P$", r.trace},
                 {"idempotent", "largest entry of P² − P", "$P^2 - P$", r.idempotent},
                 {"symmetric", "largest entry of P − Pᵀ", "$P - P^T$", r.symmetric}};
    if (!disc(in)) {
        const bool spread = !std::isnan(r.r_squared);
        out.push_back({"r-squared", "share explained", "$R^2$",
                       spread ? ReadoutValue(std::max(0.0, r.r_squared)) : "none: no spread"});
        if (spread && std::isfinite(r.squared_cosine))
            out.push_back({"cosine", "squared cosine of the centred angle", "cos² $φ$", r.squared_cosine});
    }
    out.push_back({"product", "rest times way to s", "$⟨y - ŷ, s - ŷ⟩$", r.product});
    // Between the rest and the way to the set's point; none where one of them has no length.
    const double cosine = std::clamp(r.product / (std::sqrt(r.rest) * r.way), -1.0, 1.0);
    if (!exact(r) && std::isfinite(cosine))
        out.push_back(
            {"angle", "angle at the foot", "angle", std::acos(cosine) * 180 / std::numbers::pi, "°"});
    return out;
}

}  // namespace

Figure draw(const Inputs& in, const Computed& r, const View& /*view*/) {
    Figure figure{.row_weights = {1, 0.8, 0.34},
                  .column_weights = {1.35, 0.85},
                  .readouts = readouts(in, r),
                  .notices = notices(in, r),
                  .caption = caption(in, r)};
    figure.add(space_panel(in, r));
    figure.add(data_panel(in, r));
    figure.add(hat_panel(r));
    figure.add(squares_panel(in, r));
    if (!disc(in)) figure.hidden.push_back("radius");
    if (disc(in)) figure.inactive.push_back("centred");
    if (in.y.size() > 3) figure.inactive.push_back("axes");
    return figure;
}

Readouts probe_data(const Inputs& /*in*/, const Computed& r, double x, double /*y*/) {
    return {{"fit", "line", "$ŷ$", r.weights[0] + r.weights[1] * x}};
}

Readouts probe_hat(const Inputs& /*in*/, const Computed& r, double x, double y) {
    const std::size_t size = r.fitted.size();
    const double n = static_cast<double>(size);
    if (size <= largest_table || x <= 0.5 || y <= 0.5 || x >= n + 0.5 || y >= n + 0.5) return {};
    const auto column = static_cast<std::size_t>(std::floor(x - 0.5));
    const auto row = size - 1 - static_cast<std::size_t>(std::floor(y - 0.5));
    return {
        {"entry", "entry", fmt::format("$P_{{{},{}}}$", row + 1, column + 1), r.hat[row * size + column]}};
}

}  // namespace lossfield::viz::projection
