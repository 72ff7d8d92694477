// The numbers of the lab: fields, the point's local model, the ball's path and the section.
#include "viz/labs/classification/loss_surfaces/loss_surfaces.hpp"

namespace lossfield::viz::loss_surfaces {
namespace {

constexpr std::size_t full_nodes = 256, drag_nodes_of_fits = 96;
constexpr std::size_t arrow_columns = 24, arrow_rows_of_fits = 14;  // the map of a fit is half as high
constexpr int section_half = 100;                                   // samples on either side of the point
constexpr double far = 100;  // a path beyond so many times the map's reach has left for good
constexpr std::size_t hopping_steps = 10;
constexpr double stuck_way = 0.02;     // of the map's width: a ball that went no further has not moved
constexpr double stuck_height = 0.25;  // of the map's heights above its lowest: there was far to go

// As rich text.
const char* name_of(Loss loss) {
    constexpr std::array names{"",
                               "cross-entropy",
                               "softmax-MSE",
                               "Brier",
                               "$γ$-cross-entropy",
                               "focal",
                               "label-smoothed cross-entropy",
                               "MSE",
                               "MAE",
                               "Huber",
                               "log-cosh",
                               "Student-$t$",
                               "logistic",
                               "squared error of $σ$"};
    return names[static_cast<std::size_t>(loss)];
}

// The kind in math, where those kinds begin with `first`.
template <class Kind>
Kind kind_of(Loss loss, Loss first) {
    return static_cast<Kind>(static_cast<int>(loss) - static_cast<int>(first));
}

Landscape landscape(const Inputs& in, Loss loss) {
    Landscape l;
    l.over = in.over;
    l.name = name_of(loss);
    switch (in.over) {
        case Over::Logits:
            l.logit = {kind_of<math::LogitLossKind>(loss, Loss::CrossEntropy), in.gamma, in.focal_gamma,
                       in.smoothing};
            l.third_logit = in.third_logit;
            l.temperature = in.temperature;
            l.target = static_cast<std::size_t>(in.target - 1);
            return l;
        case Over::Line:
            l.residual = {kind_of<math::ResidualLossKind>(loss, Loss::Mse), in.delta, in.nu, in.scale};
            for (const DataPoint& p : in.data) l.x.push_back(p.x), l.y.push_back(p.y);
            return l;
        case Over::Logistic:
            l.logistic = kind_of<math::LogisticLossKind>(loss, Loss::Logistic);
            for (const DataPoint& p : in.labelled_data) l.x.push_back(p.x), l.y.push_back(p.y > 0.5 ? 1 : -1);
            return l;
    }
    return l;
}

// The loss rises and falls again and again in the last steps.
std::optional<Interval> hopping(const Landscape& l, const Path& path) {
    if (path.diverged || path.x.size() < hopping_steps + 1) return std::nullopt;
    Vector losses;
    for (std::size_t k = path.x.size() - hopping_steps; k < path.x.size(); ++k)
        losses.push_back(l.value(path.x[k], path.y[k]));
    int rises = 0;
    for (std::size_t k = 1; k < losses.size(); ++k) rises += losses[k] > losses[k - 1] * (1 + 1e-9) ? 1 : 0;
    return rises < 3 ? std::nullopt : std::optional(finite_range(losses));
}

Path descend(const Landscape& l, const Inputs& in, Pair at, const std::stop_token& stop) {
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
Interval reach(const Domain& d, Pair at, Pair direction) {
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

Cut cut(const Computed& r, const Domain& domain, Pair direction) {
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

// -gradient in the middle of every cell.
void fill_arrows(Computed& r, const Domain& domain, std::size_t columns, std::size_t rows) {
    const auto middle = [](const Interval& side, std::size_t i, std::size_t n) {
        return side.low + side.length() * (static_cast<double>(i) + 0.5) / static_cast<double>(n);
    };
    for (std::size_t j = 0; j < rows; ++j)
        for (std::size_t i = 0; i < columns; ++i) {
            const double a = middle(domain.x, i, columns), b = middle(domain.y, j, rows);
            const Pair g = r.main.gradient(a, b);
            r.arrows_x.push_back(a), r.arrows_y.push_back(b);
            r.arrows_u.push_back(-g[0]), r.arrows_v.push_back(-g[1]);
        }
}

}  // namespace

Computed compute(const Inputs& in, Detail detail, std::stop_token stop) {
    Computed r;
    const bool logits = in.over == Over::Logits;
    r.main = landscape(in, in.shown_loss());
    if (in.shown_overlay() != Loss::None) r.overlay = landscape(in, in.shown_overlay());
    const Vector& at = logits ? in.point : in.line;
    r.at = {at[0], at[1]};

    const std::size_t nodes = logits || detail == Detail::Full ? full_nodes : drag_nodes_of_fits;
    const Domain& d = in.domain;
    auto values = math::plane_loss_values({d.x.low, d.x.high, d.y.low, d.y.high, nodes, nodes}, r.main,
                                          r.overlay ? &*r.overlay : nullptr, stop);
    if (stop.stop_requested()) return r;
    r.field = {d, nodes, nodes, std::move(values.main)};
    if (r.overlay) r.overlay_field = {d, nodes, nodes, std::move(values.second)};
    r.range = finite_range(r.field.values);
    r.levels = choose_levels(r.field, Levels{in.level_rule, in.levels});
    if (r.overlay) {
        r.overlay_range = finite_range(r.overlay_field.values);
        r.overlay_levels = choose_levels(r.overlay_field, Levels{in.level_rule, in.levels});
        r.overlay_loss = r.overlay->value(r.at[0], r.at[1]);
        r.overlay_factor = factor_between(r.range, r.overlay_range);
    }
    r.model = r.main.model(r.at[0], r.at[1]);
    r.curvature = math::curvatures(r.model.hessian);
    r.check = r.main.check(r.at[0], r.at[1]);
    if (in.field) fill_arrows(r, in.domain, arrow_columns, logits ? arrow_columns : arrow_rows_of_fits);
    r.path = descend(r.main, in, r.at, stop);
    const auto [gx, gy] = r.model.gradient;
    const double norm = std::hypot(gx, gy);
    const bool flat = !(norm > 0) || !std::isfinite(norm);
    const Pair down = flat ? Pair{1, 0} : Pair{-gx / norm, -gy / norm};
    r.along = cut(r, in.domain, down);
    r.across = cut(r, in.domain, {-down[1], down[0]});
    return r;
}

Loss Inputs::shown_loss() const {
    if (over == Over::Logistic) return Loss::Logistic;
    return over == Over::Logits ? loss : line_loss;
}

Loss Inputs::shown_overlay() const {
    if (over == Over::Logistic) return logistic_overlay;
    return over == Over::Logits ? overlay : line_overlay;
}

bool stuck(const Inputs& in, const Computed& r) {
    const double width = std::max(in.domain.x.length(), in.domain.y.length());
    return r.path.length < stuck_way * width && !r.path.diverged &&
           r.model.value - r.range.low > stuck_height * r.range.length();
}

bool same_shape(const Inputs& in) {
    const Loss a = in.shown_loss(), b = in.shown_overlay();
    return (a == Loss::Brier && b == Loss::SoftmaxMse) || (a == Loss::SoftmaxMse && b == Loss::Brier);
}

bool without_minimum(const Computed& r) {
    return r.main.over == Over::Logistic && !math::logistic_minimum_exists(r.main.x, r.main.y);
}

bool without_levels(const Computed& r) { return r.levels.empty() && r.range.low < r.range.high; }

bool clips_nothing(const Inputs& in, const Computed& r) {
    return in.height == Height::Clipped && in.clip <= r.range.low;
}

std::optional<double> cut_of(const Inputs& in, const Computed& r) {
    const bool within = in.clip > r.range.low && in.clip < r.range.high;
    return in.height == Height::Clipped && within ? std::optional(in.clip) : std::nullopt;
}

std::optional<TouchingModel> touching_model(const Inputs& in, const Computed& r) {
    switch (in.local_model) {
        case Model::None:
            break;
        case Model::TangentPlane:
            return TouchingModel{"tangent plane", {r.model.value, r.model.gradient, {}}};
        case Model::QuadraticBowl:
            return TouchingModel{"quadratic bowl", r.model};
    }
    return std::nullopt;
}

}  // namespace lossfield::viz::loss_surfaces
