// The numbers of the lab: fields, the point's local model, the ball's path and the section.
#include <algorithm>
#include <cmath>

#include "viz/figure/field.hpp"
#include "viz/fragments/contour_levels.hpp"
#include "viz/geometry/levels.hpp"
#include "viz/geometry/scale.hpp"
#include "viz/labs/classification/loss_surfaces/loss_surfaces.hpp"

namespace lossfield::viz::loss_surfaces {
namespace {

constexpr std::size_t full_nodes = 256, drag_nodes_of_fits = 96;
constexpr std::size_t arrow_columns = 24, arrow_rows_of_fits = 14;  // the map of a fit is half as high
constexpr int section_half = 100;                                   // samples on either side of the point
constexpr double far = 100;  // a path beyond so many times the map's reach has left for good
constexpr std::size_t hopping_steps = 10;

math::LogitLossKind logit_kind(const std::string& id) {
    using enum math::LogitLossKind;
    return id == "softmax-mse"           ? SoftmaxMse
           : id == "brier"               ? Brier
           : id == "gamma-cross-entropy" ? GammaCrossEntropy
           : id == "focal"               ? Focal
           : id == "label-smoothed"      ? LabelSmoothed
                                         : CrossEntropy;
}

math::ResidualLossKind residual_kind(const std::string& id) {
    using enum math::ResidualLossKind;
    return id == "mae"         ? Mae
           : id == "huber"     ? Huber
           : id == "log-cosh"  ? LogCosh
           : id == "student-t" ? StudentT
                               : Mse;
}

std::string name_of(const std::string& id) {
    if (id == "softmax-mse") return "softmax-MSE";
    if (id == "brier") return "Brier";
    if (id == "gamma-cross-entropy") return "$γ$-cross-entropy";
    if (id == "label-smoothed") return "label-smoothed cross-entropy";
    if (id == "mse" || id == "mae") return id == "mse" ? "MSE" : "MAE";
    if (id == "huber") return "Huber";
    if (id == "student-t") return "Student-$t$";
    if (id == "squared-error") return "squared error of $σ$";
    return id;
}

Landscape landscape(const Inputs& in, const std::string& id) {
    Landscape l;
    l.over = in.over == "line" ? Over::Line : in.over == "logistic" ? Over::Logistic : Over::Logits;
    l.name = name_of(id);
    l.logit = {logit_kind(id), in.gamma, in.focal_gamma, in.smoothing};
    l.third_logit = in.third_logit;
    l.temperature = in.temperature;
    l.target = static_cast<std::size_t>(in.target - 1);
    l.residual = {residual_kind(id), in.delta, in.nu, in.scale};
    l.logistic =
        id == "squared-error" ? math::LogisticLossKind::SquaredError : math::LogisticLossKind::Logistic;
    if (l.over == Over::Logits) return l;
    for (const DataPoint& p : l.over == Over::Line ? in.data : in.labelled_data) {
        l.x.push_back(p.x);
        l.y.push_back(l.over == Over::Line ? p.y : p.y > 0.5 ? 1 : -1);
    }
    return l;
}

// The loss rises and falls again and again in the last steps.
std::optional<Interval> hopping(const Landscape& l, const Path& path) {
    if (path.diverged || path.x.size() < hopping_steps + 1) return std::nullopt;
    Interval seen{};
    int rises = 0;
    double before = 0;
    for (std::size_t k = path.x.size() - hopping_steps; k < path.x.size(); ++k) {
        const double loss = l.value(path.x[k], path.y[k]);
        if (k == path.x.size() - hopping_steps)
            seen = {loss, loss};
        else
            rises += loss > before * (1 + 1e-9) ? 1 : 0;
        seen = {std::min(seen.low, loss), std::max(seen.high, loss)};
        before = loss;
    }
    if (rises < 3) return std::nullopt;
    return seen;
}

Path descend(const Landscape& l, const Inputs& in, std::array<double, 2> at, const std::stop_token& stop) {
    Path path;
    const Domain& d = in.domain;
    path.bound = far * std::max({std::abs(d.x.low), std::abs(d.x.high), std::abs(d.y.low), std::abs(d.y.high),
                                 std::abs(at[0]), std::abs(at[1])});
    double start = 0;
    for (int k = 0;; ++k) {
        const math::LocalModel here = l.model(at[0], at[1]);
        if (k == 0) start = here.value;
        const bool away = std::max(std::abs(at[0]), std::abs(at[1])) > path.bound && here.value > start;
        path.diverged = away || !std::isfinite(at[0] + at[1] + here.value);
        if (path.diverged && !away) break;  // a place that is none
        if (k > 0) path.length += std::hypot(at[0] - path.x.back(), at[1] - path.y.back());
        path.x.push_back(at[0]), path.y.push_back(at[1]);
        const double curvature = math::curvatures(here.hessian).largest;
        if (std::isfinite(curvature)) path.largest_curvature = std::max(path.largest_curvature, curvature);
        if (!path.outside && !(d.x.contains(at[0]) && d.y.contains(at[1])))
            path.outside = static_cast<std::size_t>(k);
        if (away || k == in.steps || ((k & 63) == 63 && stop.stop_requested())) break;
        at = {at[0] - in.rate * here.gradient[0], at[1] - in.rate * here.gradient[1]};
    }
    path.hopping = hopping(l, path);
    return path;
}

// How far a line from `at` runs within the map either way; from outside as far as the map is wide.
Interval reach(const Domain& d, std::array<double, 2> at, std::array<double, 2> direction) {
    if (!d.x.contains(at[0]) || !d.y.contains(at[1])) {
        const double width = std::max(d.x.length(), d.y.length());
        return {-width, width};
    }
    Interval t{-1e300, 1e300};
    const auto within = [&](double p, double v, const Interval& side) {
        if (v == 0) return;
        const double a = (side.low - p) / v, b = (side.high - p) / v;
        t = {std::max(t.low, std::min(a, b)), std::min(t.high, std::max(a, b))};
    };
    within(at[0], direction[0], d.x);
    within(at[1], direction[1], d.y);
    return t;
}

Cut cut(const Computed& r, const Domain& domain, std::array<double, 2> direction) {
    Cut c{direction, {}, {}, {}};
    const Interval t = reach(domain, r.at, direction);
    for (int i = -section_half; i <= section_half; ++i) {
        const double f = static_cast<double>(std::abs(i)) / section_half;
        const double s = f * (i < 0 ? t.low : t.high);
        const double a = r.at[0] + s * direction[0], b = r.at[1] + s * direction[1];
        c.t.push_back(s);
        c.main.push_back(r.main.value(a, b));
        if (r.overlay) c.overlay.push_back(r.overlay->value(a, b));
    }
    return c;
}

// A factor of one digit that brings the overlay to the height of the main loss all over the map, so that it stays while
// the point moves; 1 where both are alike.
double factor_between(Interval main, Interval overlay) {
    const double ratio = main.length() / overlay.length();
    if (!(overlay.length() > 0) || !(main.length() > 0) || !std::isfinite(ratio)) return 1;
    if (ratio > 0.6 && ratio < 1.7) return 1;
    const double power = std::pow(10, std::floor(std::log10(ratio)));
    return std::round(ratio / power) * power;
}

}  // namespace

Computed compute(const Inputs& in, Detail detail, std::stop_token stop) {
    Computed r;
    const bool logits = over_logits(in), line = in.over == "line";
    r.main = landscape(in, logits ? in.loss : line ? in.line_loss : "logistic");
    const std::string& overlay = logits ? in.overlay : line ? in.line_overlay : in.logistic_overlay;
    if (overlay != "none") r.overlay = landscape(in, overlay);
    const Vector& at = logits ? in.point : in.line;
    r.at = {at[0], at[1]};

    const std::size_t nodes = logits || detail == Detail::Full ? full_nodes : drag_nodes_of_fits;
    auto fields = fields_of(r.main, r.overlay, in.domain, nodes, stop);
    if (stop.stop_requested()) return r;
    r.field = std::move(fields.main);
    r.overlay_field = std::move(fields.overlay);
    r.range = finite_range(r.field.values);
    r.levels = choose_levels(r.field, Levels{in.level_rule, in.levels});
    if (r.overlay) {
        r.overlay_range = finite_range(r.overlay_field.values);
        r.overlay_levels = choose_levels(r.overlay_field, Levels{in.level_rule, in.levels});
        r.overlay_loss = r.overlay->value(r.at[0], r.at[1]);
    }
    r.model = r.main.model(r.at[0], r.at[1]);
    r.curvature = math::curvatures(r.model.hessian);
    r.check = r.main.check(r.at[0], r.at[1]);
    if (in.field) {
        const auto node = [](const Interval& side, std::size_t i, std::size_t n) {
            return side.low + side.length() * (static_cast<double>(i) + 0.5) / static_cast<double>(n);
        };
        const std::size_t rows = logits ? arrow_columns : arrow_rows_of_fits;
        for (std::size_t j = 0; j < rows; ++j)
            for (std::size_t i = 0; i < arrow_columns; ++i) {
                const double a = node(in.domain.x, i, arrow_columns), b = node(in.domain.y, j, rows);
                const auto g = r.main.gradient(a, b);
                r.arrows_x.push_back(a), r.arrows_y.push_back(b);
                r.arrows_u.push_back(-g[0]), r.arrows_v.push_back(-g[1]);
            }
    }
    r.path = descend(r.main, in, r.at, stop);
    const double norm = std::hypot(r.model.gradient[0], r.model.gradient[1]);
    const bool flat = !(norm > 0) || !std::isfinite(norm);
    const std::array<double, 2> down =
        flat ? std::array<double, 2>{1, 0}
             : std::array<double, 2>{-r.model.gradient[0] / norm, -r.model.gradient[1] / norm};
    r.along = cut(r, in.domain, down);
    r.across = cut(r, in.domain, {-down[1], down[0]});
    if (r.overlay) r.overlay_factor = factor_between(r.range, r.overlay_range);
    return r;
}

}  // namespace lossfield::viz::loss_surfaces
