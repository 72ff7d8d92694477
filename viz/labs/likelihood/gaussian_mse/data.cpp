// The data with the squares of the residuals, the best lines, and the Gaussian profiles along the shown one.
#include <fmt/format.h>

#include <cmath>

#include "viz/fragments/line_data.hpp"
#include "viz/labs/likelihood/gaussian_mse/gaussian_mse.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::viz::gaussian_mse {
namespace {

constexpr double panel_ratio = 1.9;      // width to height, about that of the panel
constexpr double profile_width = 0.085;  // of the panel, at the profile's peak

// N(y; line, sigma) as a hill that lies on a vertical, at a few places along the line.
void add_profiles(Panel& panel, const Inputs& in, const Computed& r) {
    const Interval x = *panel.x.range;
    int number = 0;
    for (const double f : {0.06, 0.34, 0.62, 0.9}) {
        const double at = std::lerp(x.low, x.high, f), middle = r.at.slope * at + r.at.intercept;
        Polygon hill;
        hill.id = fmt::format("profile-{}", ++number);
        if (number == 1) hill.label = "$N(ŷ, σ^2)$";
        hill.x.resize(1), hill.y.resize(1);
        for (int i = -30; i <= 30; ++i) {
            const double u = 0.1 * i;
            hill.x[0].push_back(at + profile_width * x.length() * std::exp(-0.5 * u * u));
            hill.y[0].push_back(middle + u * r.sigma);
        }
        hill.x[0].insert(hill.x[0].end(), {at, at});
        hill.y[0].insert(hill.y[0].end(), {middle + 3 * r.sigma, middle - 3 * r.sigma});
        hill.fill = {Role::Ink, 0, 0.06};
        hill.stroke = {Role::Ink, 0, 0.35};
        hill.width = 1;
        panel.add(std::move(hill));
        if (number == 1 && of_line(in)) {
            // At one sigma above the line, where the profile bends the other way.
            const double side = at + profile_width * x.length() * std::exp(-0.5);
            const auto [low, high] = sigma_range;
            panel.add(Handle{"sigma",
                             "noise",
                             side,
                             middle + r.sigma,
                             MoveAlong{"sigma", {side, side}, {middle + low, middle + high}, {low, high}},
                             {Role::Ink},
                             HandleShape::Diamond});
        }
    }
}

}  // namespace

std::string fit_name(const Inputs& in, std::size_t which) {
    if (which == Squares) return of_line(in) ? "least squares" : "mean (MSE)";
    if (which == Absolute) return of_line(in) ? "MAE" : "median (MAE)";
    return which == Huber ? "Huber" : "Student-$t$";
}

Panel data_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "data"};
    panel.title = "data: squares of mean area MSE = " + readable(r.mse, 4);
    panel.x.label = "$x$", panel.y.label = "$y$";
    panel.equal_aspect = true;
    const Domain range = line_data_range(in.data, panel_ratio);
    panel.x.range = range.x, panel.y.range = range.y;
    if (in.profiles) add_profiles(panel, in, r);
    if (in.squares) add_residual_squares(panel, in.data, r.at, {Role::Accent}, "");
    panel.add(residual_segments(in.data, r.at, {Role::Accent, 0, 0.7}));
    for (std::size_t k = 0; k < fit_count; ++k) {
        if (!shows(in, k)) continue;
        Curve line = line_curve(std::string(fit_ids[k]) + "-line", fit_name(in, k), range.x, r.fits[k].line);
        line.colour = fit_colour(k);
        line.width = 1.8;
        line.dash = k == Squares ? Dash::Solid : Dash::Dashed;
        panel.add(std::move(line));
    }
    if (dragged(in)) {
        Curve line = line_curve("shown-line", "dragged", range.x, r.at);
        line.colour = {Role::Accent};
        line.width = 2.4;
        panel.add(std::move(line));
    }
    add_line_data(panel, in.data, "data", {{Role::Ink}});
    return panel;
}

}  // namespace lossfield::viz::gaussian_mse
