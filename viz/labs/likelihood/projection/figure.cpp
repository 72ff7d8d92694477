// Beside the picture in space: the data, whose heights are the coordinates of y; the hat matrix; the squares that add up. All
// put together, with the words and numbers, and what is true under the pointer.
#include "viz/fragments/line_data.hpp"
#include "viz/labs/likelihood/projection/projection.hpp"

namespace lossfield::viz::projection {
namespace {

constexpr std::size_t largest_table = 6;  // rows of P whose entries are written

Interval widened(Interval side) {
    const double air = 0.12 * side.length() + 0.2;
    return round_range(ScaleKind::Linear, {side.low - air, side.high + air});
}

Panel data_panel(const Inputs& in, const Computed& r) {
    Points data;
    for (std::size_t k = 0; k < in.y.size(); ++k) data.push_back({in.x[k], in.y[k]});
    const auto [x, y] = box_of(data);
    Panel panel{.id = "data", .title = "heights: the coordinates of $y$", .cell = {0, 1}};
    panel.x = {.label = "$x$", .range = widened(x)}, panel.y = {.label = "$y$", .range = widened(y)};
    const math::Line fit{r.weights[1], r.weights[0]};
    panel.add(drawn(residual_segments(data, fit, of_rest), of_rest, 2));
    panel.add(drawn(line_curve("line", "$ŷ$", *panel.x.range, fit), of_fit, 2.4));
    PointSet points{.id = "data", .x = in.x, .y = in.y, .colours = {of_y}, .size = 9};
    for (std::size_t k = 0; k < in.y.size(); ++k) {
        const std::string n = std::to_string(k + 1);
        if (in.y.size() <= 5) points.texts.push_back("$y_" + n + "$");
        panel.add(Handle{"y-" + n, "observation " + n, in.x[k], in.y[k], MoveEntry{"y", k, Along::Y}, of_y});
        panel.add(Handle{"x-" + n, "place of observation " + n, in.x[k], panel.y.range->low,
                         MoveEntry{"x", k, Along::X}, of_columns, HandleShape::Diamond});
    }
    panel.add(PointSet{.id = "feet", .x = in.x, .y = r.fitted, .colours = {of_fit}, .size = 5});
    panel.add(std::move(points));
    return panel;
}

Panel hat_panel(const Inputs& in, const Computed& r) {
    const std::size_t n = r.fitted.size();
    Panel panel{.id = "hat-matrix", .cell = {1, 1}};
    panel.title = fmt::format("$P$, of trace {}: {}", brief(r.trace, 3),
                              on_rim(in, r) ? "$Py$ lies outside of the set" : "$ŷ = Py$");
    const double most = std::max(1e-9, largest_size(r.hat));
    const ColourScale scale{.map = ColourMapKind::Diverging, .low = -most, .high = most};
    if (n <= largest_table) {
        panel.kind = PanelKind::Matrix;
        panel.table = Table{.entries = {n, n, r.hat}, .digits = 3, .shading = scale};
        return panel;
    }
    // Rows from above, as a matrix is written.
    Vector values;
    for (std::size_t i = n; i-- > 0;)
        for (std::size_t j = 0; j < n; ++j) values.push_back(r.hat[i * n + j]);
    const double end = static_cast<double>(n);
    panel.x = panel.y = {.range = Interval{0.5, end + 0.5}, .visible = false};
    panel.equal_aspect = true;
    panel.colour_bar = ColourBar{.label = "entries of $P$", .scale = scale};
    const GridField field{{{1, end}, {1, end}}, n, n, std::move(values)};
    panel.add(Heat{.id = "hat-matrix", .field = field, .scale = scale, .smooth = false});
    return panel;
}

Panel squares_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "squares", .cell = {2, 0, 1, 2}};
    panel.title =
        disc(in) ? "$‖y‖^2 = ‖ŷ‖^2 + ‖y - ŷ‖^2 + 2⟨y - ŷ, ŷ⟩$" : "Pythagoras: $‖y‖^2 = ‖ŷ‖^2 + ‖y - ŷ‖^2$";
    panel.x.range = round_range(ScaleKind::Linear, {0, r.whole > 1e-300 ? 1.04 * r.whole : 1});
    panel.y = {.range = Interval{-0.55, 1.55}, .ticks = {{1, "$y$", of_y}, {0, "parts"}}};
    Bars bars{.id = "squares", .width = 0.8, .lying = true};
    const auto add = [&](double at, double base, double length, Colour colour, bool named) {
        bars.position.push_back(at), bars.base.push_back(base), bars.value.push_back(base + length);
        bars.colours.push_back(colour);
        bars.texts.push_back(named ? readable(length, 4) : "");
    };
    // A number beside a narrow part would stand on the other one.
    const double room = 0.07 * panel.x.range->length();
    add(1, 0, r.whole, {of_y.role, of_y.index, 0.75}, true);
    add(0, 0, r.fit, series(of_fit.index, 0.75), r.fit > room);
    add(0, r.fit, r.rest, series(of_rest.index, 0.75), r.rest > room);
    if (disc(in) && r.mixed > 1e-9 * r.whole)
        add(0, r.fit + r.rest, r.mixed, {Role::Muted, 0, 0.6}, r.mixed > room);
    panel.add(std::move(bars));
    return panel;
}

Notices notices(const Inputs& in, const Computed& r) {
    Notices out;
    if (rank_deficient(r))
        out.push_back({"rank", Severity::Warning,
                       fmt::format("All $x$ are equal: the columns span a line, and $X^TX$ has no inverse. "
                                   "Many weights give $ŷ$, {}; "
                                   "({}, {}) are the shortest of them.",
                                   on_rim(in, r) ? "the end of the segment" : "the mean in every entry",
                                   brief(r.weights[0], 3), brief(r.weights[1], 3))});
    if (outside(in, r))
        out.push_back(
            {"outside", Severity::Info,
             "$s$ lies outside of the set: what holds for the points of the set need not hold for it."});
    return out;
}

std::string rim_caption(const Inputs& in, const Computed& r) {
    const std::string product = "$⟨y - ŷ, s - ŷ⟩$";
    return fmt::format(
        "The nearest point of {} lies on its {}. Towards any other point $s$ of the set the angle is no "
        "longer "
        "right but obtuse: {} < 0{}.",
        rank_deficient(r) ? "the segment" : "the disc", rank_deficient(r) ? "end" : "rim", product,
        outside(in, r) || at_foot(r) ? "" : ", here " + brief(r.product, 3));
}

std::string caption(const Inputs& in, const Computed& r) {
    if (exact(r)) {
        if (disc(in)) return "Now $y$ lies in the set: it is its own nearest point, and nothing is left.";
        if (rank_deficient(r))
            return "Now $y$ lies on the line of the columns: all observations are equal, and nothing is "
                   "left.";
        return "Now $y$ lies in the plane: the line goes through all points, and nothing is left.";
    }
    if (on_rim(in, r)) return rim_caption(in, r);
    if (in.centred && !disc(in) && level(r))
        return fmt::format("{}: seen from the mean $ŷ$ has no length, and $R^2$ = 0.",
                           rank_deficient(r) ? "$ŷ$ is the mean" : "The line is level");
    if (in.centred && !disc(in))
        return fmt::format(
            "From the mean the angle between $y$ and $ŷ$ is $φ$ = {}°: $R^2$ = cos² $φ$ = {} is how much of "
            "the squared spread the line explains.",
            fixed(degrees(r.mean_angle()), 1), brief(r.r_squared, 3));
    return fmt::format(
        "Least squares drops the perpendicular from $y$ onto the {} of the columns: what is "
        "left, of length {}, is at right angles to all of it.",
        rank_deficient(r) ? "line" : "plane", brief(std::sqrt(r.rest), 3));
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
        out.push_back({"r-squared", "share explained", "$R^2$",
                       has_spread(r) ? ReadoutValue(std::max(0.0, r.r_squared)) : "none: no spread"});
        if (has_spread(r) && !level(r))
            out.push_back({"cosine", "squared cosine of the centred angle", "cos² $φ$", r.squared_cosine});
    }
    out.push_back({"product", "rest times way to s", "$⟨y - ŷ, s - ŷ⟩$", r.product});
    if (!exact(r) && std::isfinite(r.foot_angle()))
        out.push_back({"angle", "angle at the foot", "angle", degrees(r.foot_angle()), "°"});
    return out;
}

}  // namespace

Figure draw(const Inputs& in, const Computed& r, const View& /*view*/) {
    Figure figure{.readouts = readouts(in, r), .notices = notices(in, r), .caption = caption(in, r)};
    figure.panels = {space_panel(in, r), data_panel(in, r), hat_panel(in, r), squares_panel(in, r)};
    figure.lead = "space";
    figure.formulas = {nearest_formula, disc(in)            ? disc_formula
                                        : rank_deficient(r) ? line_formula
                                                            : plane_formula};
    figure.formulas.emplace_back(disc(in) ? obtuse_formula : right_angle_formula);
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
