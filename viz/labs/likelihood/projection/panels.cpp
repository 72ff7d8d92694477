// Beside the picture in space: the data, whose heights are the coordinates of y; the hat matrix; the squares that add up.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "viz/fragments/line_data.hpp"
#include "viz/geometry/scale.hpp"
#include "viz/labs/likelihood/projection/projection.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::viz::projection {
namespace {

constexpr Eigen::Index largest_table = 6;

}  // namespace

Panel data_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "data", .title = "heights: the coordinates of $y$", .cell = {0, 1, 1, 1}};
    panel.x.label = "$x$", panel.y.label = "$y$";
    Points data;
    for (std::size_t k = 0; k < in.y.size(); ++k) data.push_back({in.x[k], in.y[k]});
    const auto [x, y] = box_of(data);
    const auto widened = [](Interval side) {
        const double air = 0.12 * side.length() + 0.2;
        return round_range(ScaleKind::Linear, {side.low - air, side.high + air});
    };
    panel.x.range = widened(x), panel.y.range = widened(y);
    const math::Line fit{r.weights[1], r.weights[0]};
    Curve rest = residual_segments(data, fit, of_rest);
    rest.width = 2;
    panel.add(std::move(rest));
    Curve line = line_curve("line", "$ŷ$", *panel.x.range, fit);
    line.colour = of_fit;
    line.width = 2.4;
    panel.add(std::move(line));
    auto feet = named<PointSet>("feet");
    auto points = named<PointSet>("data");
    for (std::size_t k = 0; k < in.y.size(); ++k) {
        feet.x.push_back(in.x[k]), feet.y.push_back(r.fitted[static_cast<Eigen::Index>(k)]);
        points.x.push_back(in.x[k]), points.y.push_back(in.y[k]);
        if (in.y.size() <= 5) points.texts.push_back(fmt::format("$y_{}$", k + 1));
        panel.add(Handle{fmt::format("y-{}", k + 1), fmt::format("observation {}", k + 1), in.x[k], in.y[k],
                         MoveEntry{"y", k, Along::Y}, of_y});
        panel.add(Handle{fmt::format("x-{}", k + 1), fmt::format("place of observation {}", k + 1), in.x[k],
                         panel.y.range->low, MoveEntry{"x", k, Along::X}, of_columns, HandleShape::Diamond});
    }
    feet.colours = {of_fit};
    feet.size = 5;
    points.colours = {of_y};
    points.size = 9;
    panel.add(std::move(feet));
    panel.add(std::move(points));
    return panel;
}

Panel hat_panel(const Computed& r) {
    const Eigen::Index n = r.hat.rows();
    Panel panel{.id = "hat-matrix",
                .title = fmt::format("$P$, of trace {}: $ŷ = Py$", brief(r.hat.trace(), 3)),
                .cell = {1, 1, 1, 1}};
    ColourScale scale;
    scale.map = ColourMapKind::Diverging;
    const double most = std::max(r.hat.cwiseAbs().maxCoeff(), 1e-9);
    scale.low = -most, scale.high = most;
    const auto size = static_cast<std::size_t>(n);
    if (n <= largest_table) {
        panel.kind = PanelKind::Matrix;
        Table table;
        table.entries.rows = table.entries.columns = size;
        for (Eigen::Index i = 0; i < n; ++i)
            for (Eigen::Index j = 0; j < n; ++j) table.entries.entries.push_back(r.hat(i, j));
        table.digits = 3;
        table.shading = scale;
        panel.table = std::move(table);
        return panel;
    }
    // Rows from above, as a matrix is written.
    auto heat = named<Heat>("hat-matrix");
    Vector values;
    for (Eigen::Index i = n; i-- > 0;)
        for (Eigen::Index j = 0; j < n; ++j) values.push_back(r.hat(i, j));
    const double end = static_cast<double>(n);
    heat.field = {{{1, end}, {1, end}}, size, size, std::move(values)};
    heat.scale = scale;
    heat.smooth = false;
    panel.x.range = panel.y.range = Interval{0.5, end + 0.5};
    panel.x.visible = panel.y.visible = false;
    panel.equal_aspect = true;
    panel.colour_bar = ColourBar{"", scale, {}};
    panel.add(std::move(heat));
    return panel;
}

Panel squares_panel(const Inputs& in, const Computed& r) {
    const double whole = r.y.squaredNorm(), fit = r.fitted.squaredNorm(), rest = r.rest().squaredNorm();
    Panel panel{.id = "squares",
                .title = disc(in) ? "$‖y‖^2 = ‖ŷ‖^2 + ‖y - ŷ‖^2 + 2⟨y - ŷ, ŷ⟩$"
                                  : "Pythagoras: $‖y‖^2 = ‖ŷ‖^2 + ‖y - ŷ‖^2$",
                .cell = {2, 0, 1, 2}};
    panel.y.range = Interval{-0.55, 1.55};
    panel.y.ticks = {{1, "$y$", of_y}, {0, "parts"}};
    panel.x.range = round_range(ScaleKind::Linear, {0, std::max(1.04 * whole, 1e-6)});
    auto bars = named<Bars>("squares");
    bars.lying = true;
    bars.width = 0.8;
    bars.position = {1, 0, 0};
    bars.base = {0, 0, fit};
    bars.value = {whole, fit, fit + rest};
    bars.colours = {{of_y.role, of_y.index, 0.75},
                    {of_fit.role, of_fit.index, 0.75},
                    {of_rest.role, of_rest.index, 0.75}};
    // A number beside a narrow part would stand on the other one.
    const double room = 0.07 * panel.x.range->length();
    bars.texts = {readable(whole, 4), fit > room ? readable(fit, 4) : "",
                  rest > room ? readable(rest, 4) : ""};
    const double mixed = 2 * r.rest().dot(r.fitted);
    if (disc(in) && mixed > 1e-9 * whole) {
        bars.position.push_back(0);
        bars.base.push_back(fit + rest);
        bars.value.push_back(fit + rest + mixed);
        bars.colours.push_back({Role::Muted, 0, 0.6});
        bars.texts.push_back(mixed > room ? readable(mixed, 4) : "");
    }
    panel.add(std::move(bars));
    return panel;
}

}  // namespace lossfield::viz::projection
