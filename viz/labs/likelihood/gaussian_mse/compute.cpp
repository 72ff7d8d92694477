// The numbers of the lab: the best fits, the shown one's likelihood, and the likelihood over the plane of parameters.
#include "math/likelihood/absolute_line.hpp"
#include "math/likelihood/gaussian_likelihood.hpp"
#include "math/losses/fit_grid.hpp"
#include "viz/fragments/likelihood_landscape.hpp"
#include "viz/fragments/line_data.hpp"
#include "viz/labs/likelihood/gaussian_mse/gaussian_mse.hpp"

namespace lossfield::viz::gaussian_mse {
namespace {

constexpr std::size_t full_nodes = 160, drag_nodes = 96;
constexpr double far_off = 6;  // typical residuals: more than any of up to 64 points that agree
constexpr double few_agreeing = 64;
constexpr std::size_t few_to_judge = 20;     // fewer points have one unit whatever their sizes
constexpr std::size_t fitted_in_drag = 256;  // so many data tell the fits by steps while something is dragged
constexpr double highest = 3,
                 widest = 6;  // of the middle half of the data where both axes have one unit

// NLL at a place less its least over the plane; where that is -inf, less the least over the grid.
void fill_landscape(Computed& r, const Inputs& in, std::size_t nodes, const std::stop_token& stop) {
    const Domain& d = r.domain;
    const math::PlaneGrid grid{d.x.low, d.x.high, d.y.low, d.y.high, nodes, nodes};
    Vector values(grid.nodes());
    if (of_line(in)) {
        math::fill_line_loss(grid, math::ResidualLoss{}, r.x, r.y, {0, nodes}, values, stop);
        const double least = r.moments.least;
        for (double& v : values) v = std::max(0.0, r.slope * (v - least));
        r.base_nll = nll_of(r, least);
    } else {
        const auto fit = math::gaussian_mle(r.y);
        values = math::gaussian_constant_nll(r.y.size(), fit, grid);
        r.base_nll = math::least_gaussian_nll(r.y.size(), fit.variance);
        if (!std::isfinite(r.base_nll)) r.base_nll = *std::min_element(values.begin(), values.end());
        for (double& v : values) v = std::max(0.0, v - r.base_nll);
    }
    r.excess = {d, nodes, nodes, std::move(values)};
    r.levels = choose_levels(r.excess, Levels{in.level_rule, in.levels});
    if (hill(in)) r.likelihood = relative_likelihood(r.excess);
}

void fit_without(Computed& r, std::size_t outlier) {
    Vector x = r.x, y = r.y;
    x.erase(x.begin() + static_cast<std::ptrdiff_t>(outlier)),
        y.erase(y.begin() + static_cast<std::ptrdiff_t>(outlier));
    for (const Which k : {Squares, Absolute}) r.without[k] = math::fit_line(r.losses[k], x, y).line;
}

math::LineFit fit_of_some(const Computed& r, std::size_t which) {
    const auto places = math::even_places(r.x.size(), fitted_in_drag);
    return math::fit_line(r.losses[which], math::at_places(r.x, places), math::at_places(r.y, places));
}

double far_off_of(std::size_t points) {
    return far_off *
           std::sqrt(std::log(std::max(few_agreeing, static_cast<double>(points))) / std::log(few_agreeing));
}

}  // namespace

bool drags_outside(const Inputs& in, const Computed& r) {
    const auto here = place(in, r.at, r.sigma);
    return dragged(in) && is_automatic(in) && !(r.domain.x.contains(here[0]) && r.domain.y.contains(here[1]));
}

bool counts_from_shown(const Inputs& in, const Computed& r) {
    return !of_line(in) && math::gaussian_mle(r.y).variance == 0;
}

bool shows(const Inputs& in, std::size_t which) {
    return std::array{true, in.show_mae, in.show_huber, in.show_student}[which];
}

bool one_unit(const Inputs& in) {
    if (in.data.size() < few_to_judge) return true;
    const auto middle_half = [&](double DataPoint::*which) {
        Vector sorted;
        for (const DataPoint& p : in.data) sorted.push_back(p.*which);
        const auto quarter = static_cast<std::ptrdiff_t>(sorted.size() / 4);
        std::nth_element(sorted.begin(), sorted.begin() + quarter, sorted.end());
        const double low = sorted[static_cast<std::size_t>(quarter)];
        std::nth_element(sorted.begin(), sorted.end() - 1 - quarter, sorted.end());
        return *(sorted.end() - 1 - quarter) - low;
    };
    const double x = middle_half(&DataPoint::x), y = middle_half(&DataPoint::y);
    return !(y > highest * x && x > 0) && !(x > widest * y && y > 0);
}

bool one_place(const Inputs& in) { return of_line(in) && box_of(in.data).x.length() == 0; }

bool fits_exactly(const Computed& r) {
    const double height = largest_size(r.y) + std::abs(r.fits[Squares].line.slope) * largest_size(r.x);
    return largest_size(r.residuals[Squares]) <= 16 * std::numeric_limits<double>::epsilon() * height;
}

bool overconfident(const Computed& r) { return r.mse > 16 * r.sigma * r.sigma; }

double mse_of(const Computed& r, const math::Line& line) {
    return r.moments.value(line.slope, line.intercept);
}

std::array<double, 2> place(const Inputs& in, const math::Line& line, double sigma) {
    if (of_line(in)) return {line.slope, line.intercept};
    return {line.intercept, std::log(sigma)};
}

double nll_of(const Computed& r, double mse) {
    return math::gaussian_nll_of_mse(r.y.size(), mse, std::log(r.sigma));
}

double nll_at(const Inputs& in, const Computed& r, double a, double b) {
    if (of_line(in)) return nll_of(r, mse_of(r, {a, b}));
    return math::gaussian_nll_of_mse(r.y.size(), mse_of(r, {0, a}), b);
}

Computed compute(const Inputs& in, Detail detail, std::stop_token stop) {
    using Kind = math::ResidualLossKind;
    Computed r;
    for (const DataPoint& p : in.data) r.x.push_back(of_line(in) ? p.x : 0), r.y.push_back(p.y);
    r.moments = math::line_moments(r.x, r.y), r.domain = in.domain();
    r.losses = {{{Kind::Mse}, {Kind::Mae}, {Kind::Huber, in.delta}, {Kind::StudentT, 1, in.nu, in.scale}}};
    for (std::size_t k = 0; k < fit_count; ++k) {
        if (stop.stop_requested()) return r;
        const bool by_steps = k == Huber || k == Student;
        r.fits[k] = by_steps && detail == Detail::Drag && r.x.size() > fitted_in_drag
                        ? fit_of_some(r, k)
                        : math::fit_line(r.losses[k], r.x, r.y);
        r.residuals[k] = math::line_residuals(r.fits[k].line, r.x, r.y);
    }
    r.spread = math::residual_sizes(r.residuals[Absolute], far_off_of(r.x.size()));
    if (has_outlier(r)) fit_without(r, *r.spread.outlier);
    r.sigma = of_line(in) ? in.sigma : std::exp(in.constant[1]);
    if (!dragged(in))
        r.at = r.fits[static_cast<std::size_t>(in.shown) - 1].line;
    else
        r.at = of_line(in) ? math::Line{in.line[0], in.line[1]} : math::Line{0, in.constant[0]};
    r.mse = mse_of(r, r.at);
    r.nll = nll_of(r, r.mse);
    r.slope = static_cast<double>(r.y.size()) / 2 / r.sigma / r.sigma;
    r.least_nll = math::least_gaussian_nll(r.y.size(), r.mse);
    const auto g = of_line(in) ? math::gaussian_line_gradient(r.x, r.y, r.at, r.sigma)
                               : math::gaussian_constant_gradient(r.y, r.at.intercept, r.mse, r.sigma);
    r.gradient = {g.gradient[0], g.gradient[1]}, r.check = g.worst;
    fill_landscape(r, in, detail == Detail::Full ? full_nodes : drag_nodes, stop);
    return r;
}

}  // namespace lossfield::viz::gaussian_mse
