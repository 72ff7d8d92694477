// Beside the picture in space: the data, whose heights are the coordinates of y; the hat matrix; the squares that add up.
#include "viz/fragments/line_data.hpp"
#include "viz/labs/likelihood/projection/projection.hpp"

namespace lossfield::viz::projection {
namespace {

Interval widened(Interval side) {
    const double air = 0.12 * side.length() + 0.2;
    return round_range(ScaleKind::Linear, {side.low - air, side.high + air});
}

}  // namespace

Panel data_panel(const Inputs& in, const Computed& r) {
    Points data;
    for (std::size_t k = 0; k < in.y.size(); ++k) data.push_back({in.x[k], in.y[k]});
    const auto [x, y] = box_of(data);
    Panel panel{.id = "data",
                .title = "heights: the coordinates of $y$",
                .cell = {0, 1, 1, 1},
                .x = {.label = "$x$", .range = widened(x)},
                .y = {.label = "$y$", .range = widened(y)}};
    const math::Line fit{r.weights[1], r.weights[0]};
    Curve rest = residual_segments(data, fit, of_rest), line = line_curve("line", "$ŷ$", *panel.x.range, fit);
    rest.width = 2;
    line.colour = of_fit, line.width = 2.4;
    panel.add(std::move(rest));
    panel.add(std::move(line));
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

Panel hat_panel(const Computed& r) {
    const std::size_t n = r.fitted.size();
    Panel panel{.id = "hat-matrix",
                .title = fmt::format("$P$, of trace {}: $ŷ = Py$", brief(r.trace, 3)),
                .cell = {1, 1, 1, 1}};
    double most = 1e-9;
    for (const double v : r.hat) most = std::max(most, std::abs(v));
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
    panel.colour_bar = ColourBar{"", scale, {}};
    panel.add(Heat{.id = "hat-matrix",
                   .field = {{{1, end}, {1, end}}, n, n, std::move(values)},
                   .scale = scale,
                   .smooth = false});
    return panel;
}

Panel squares_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "squares",
                .title = disc(in) ? "$‖y‖^2 = ‖ŷ‖^2 + ‖y - ŷ‖^2 + 2⟨y - ŷ, ŷ⟩$"
                                  : "Pythagoras: $‖y‖^2 = ‖ŷ‖^2 + ‖y - ŷ‖^2$",
                .cell = {2, 0, 1, 2},
                .x = {.range = round_range(ScaleKind::Linear, {0, std::max(1.04 * r.whole, 1e-6)})},
                .y = {.range = Interval{-0.55, 1.55}, .ticks = {{1, "$y$", of_y}, {0, "parts"}}}};
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

}  // namespace lossfield::viz::projection
