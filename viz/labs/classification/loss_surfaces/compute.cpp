// The numbers of the lab, and what is true of them: fields, the point's local model, the ball's path and the section.
#include "viz/labs/classification/loss_surfaces/loss_surfaces.hpp"

namespace lossfield::viz::loss_surfaces {
namespace {

constexpr std::size_t full_nodes = 256, drag_nodes_of_fits = 96, least_nodes = 64;
// A field of many data has fewer nodes, so that no more residuals than these are taken; while something is dragged so many data
// stand for all of them, evenly chosen, but for the MSE.
constexpr double most_residuals = 9e7, most_residuals_in_drag = 1.5e6;
constexpr std::size_t most_data_in_drag = 256;
constexpr std::size_t arrow_columns = 24, arrow_rows_of_fits = 14;  // the map of a fit is half as high
constexpr double stuck_way = 0.02;     // of the map's sides: a ball that went no further has not moved
constexpr double stuck_height = 0.25;  // of the map's heights above its lowest: there was far to go
constexpr double plateau_fall = 0.1;  // of the map's heights: what a plateau's slope makes of the map's sides

// The kind in math, where those kinds begin with `first`.
template <class Kind>
Kind kind_of(Loss loss, Loss first) {
    return static_cast<Kind>(static_cast<int>(loss) - static_cast<int>(first));
}

Landscape landscape(const Inputs& in, Loss loss, const Units& units, std::size_t most) {
    Landscape l;
    l.over = in.over;
    l.name = words_of(loss).name;
    switch (in.over) {
        case Over::Logits:
            l.logit = {kind_of<math::LogitLossKind>(loss, Loss::CrossEntropy), in.gamma, in.focal_gamma,
                       in.smoothing};
            l.third_logit = in.third_logit, l.temperature = in.temperature;
            l.target = static_cast<std::size_t>(in.target - 1);
            break;
        case Over::Line:
            l.residual = {kind_of<math::ResidualLossKind>(loss, Loss::Mse), in.delta, in.nu, in.scale};
            take_data(l, in, units, most);
            break;
        case Over::Logistic:
            l.logistic = kind_of<math::LogisticLossKind>(loss, Loss::Logistic);
            take_data(l, in, units, most);
            break;
    }
    return l;
}

// Along one side of the field.
std::size_t nodes_of_fits(const math::PlaneLoss& main, const math::PlaneLoss* overlay, Detail detail) {
    const bool full = detail == Detail::Full;
    double data = 0;
    for (const math::PlaneLoss* loss : {&main, overlay})
        if (loss != nullptr && !loss->moments) data = std::max(data, static_cast<double>(loss->x.size()));
    const double most = full ? most_residuals : most_residuals_in_drag;
    const auto borne = static_cast<std::size_t>(std::sqrt(most / std::max(1.0, data)));
    return std::clamp(borne, least_nodes, full ? full_nodes : drag_nodes_of_fits);
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
Arrows arrows_of(const math::PlaneLoss& loss, const Domain& domain, std::size_t columns, std::size_t rows) {
    const auto middle = [](const Interval& side, std::size_t i, std::size_t n) {
        return side.low + side.length() * (static_cast<double>(i) + 0.5) / static_cast<double>(n);
    };
    Arrows field{.id = "field", .length = ArrowLength::Uniform, .pixels = 13, .width = 1};
    field.colours = {{Role::Ink, 0, 0.55}};
    for (std::size_t j = 0; j < rows; ++j)
        for (std::size_t i = 0; i < columns; ++i) {
            const double a = middle(domain.x, i, columns), b = middle(domain.y, j, rows);
            const auto [u, v] = loss.gradient(a, b);
            field.x.push_back(a), field.y.push_back(b), field.u.push_back(-u), field.v.push_back(-v);
        }
    return field;
}

}  // namespace

Computed compute(const Inputs& in, Detail detail, std::stop_token stop) {
    Computed r;
    const bool logits = in.over == Over::Logits;
    r.units = units_of(in), r.domain = in.domain();
    const std::size_t all = data_of(in).size(),
                      some = detail == Detail::Full ? all : std::min(all, most_data_in_drag);
    const auto make = [&](Loss loss, std::size_t most) { return landscape(in, loss, r.units, most); };
    r.main = make(in.shown_loss(), all);
    if (in.shown_overlay() != Loss::None) r.overlay = make(in.shown_overlay(), all);
    // What is taken at many places.
    const Landscape main = some < all ? make(in.shown_loss(), some) : r.main;
    std::optional<Landscape> second = r.overlay;
    if (second && some < all) second = make(in.shown_overlay(), some);
    const math::PlaneLoss* overlay = second ? &*second : nullptr;
    const Vector& at = logits ? in.point : in.line;
    r.at = {at[0], at[1]};

    const std::size_t nodes = logits ? full_nodes : nodes_of_fits(main, overlay, detail);
    const Domain& d = r.domain;
    auto values =
        math::plane_loss_values({d.x.low, d.x.high, d.y.low, d.y.high, nodes, nodes}, main, overlay, stop);
    if (stop.stop_requested()) return r;
    const Levels levels{in.level_rule, in.levels};
    r.field = {d, nodes, nodes, std::move(values.main)};
    r.range = finite_range(r.field.values);
    r.levels = choose_levels(r.field, levels);
    if (r.overlay) {
        r.overlay_field = {d, nodes, nodes, std::move(values.second)};
        r.overlay_levels = choose_levels(r.overlay_field, levels);
        r.overlay_loss = r.overlay->value(r.at.x, r.at.y);
        r.overlay_range = finite_range(r.overlay_field.values);
        r.overlay_factor = factor_between(r.range, r.overlay_range);
    }
    r.model = r.main.model(r.at.x, r.at.y);
    r.curvature = math::curvatures(r.model.hessian);
    if (stop.stop_requested()) return r;
    r.check = r.main.check(r.at.x, r.at.y);
    if (in.field) r.arrows = arrows_of(main, d, arrow_columns, logits ? arrow_columns : arrow_rows_of_fits);
    r.path = math::plane_descent(main, r.at, in.rate, in.steps, plane_range(d), stop);
    const math::PlanePoint down = math::downhill(r.model.gradient);
    r.along = math::plane_section(main, overlay, plane_range(d), r.at, down);
    r.across = math::plane_section(main, overlay, plane_range(d), r.at, {-down.y, down.x});
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

double slope(const Computed& r) { return std::hypot(r.model.gradient[0], r.model.gradient[1]); }

double overlay_slope(const Computed& r) {
    const auto [x, y] = r.overlay->gradient(r.at.x, r.at.y);
    return std::hypot(x, y);
}

bool thrown(const Computed& r) { return r.path.diverged; }
bool diverges(const Inputs& in, const Computed& r) { return thrown(r) && quadratic(in); }
bool ends_beyond_the_bound(const Computed& r) {
    return std::max(std::abs(r.path.x.back()), std::abs(r.path.y.back())) > r.path.bound;
}
bool leaves(const Computed& r) { return r.path.diverged && r.path.outside && *r.path.outside > 0; }
bool hops(const Computed& r) { return r.path.hopping.has_value(); }

namespace {

// How far the map reaches, in units of its sides: a way, and the fall of a slope across it.
double way_on_map(const Computed& r) {
    double way = 0;
    for (std::size_t k = 1; k < r.path.x.size(); ++k)
        way += std::hypot((r.path.x[k] - r.path.x[k - 1]) / r.domain.x.length(),
                          (r.path.y[k] - r.path.y[k - 1]) / r.domain.y.length());
    return way;
}
double fall_across(const Computed& r, const std::array<double, 2>& gradient) {
    return std::hypot(gradient[0] * r.domain.x.length(), gradient[1] * r.domain.y.length());
}

bool stands_high(double value, Interval range) { return value - range.low > stuck_height * range.length(); }

bool slopes_little(const Computed& r, const std::array<double, 2>& gradient, Interval range) {
    return fall_across(r, gradient) < plateau_fall * range.length();
}

bool hardly_moves(const Computed& r) {
    return !thrown(r) && way_on_map(r) < stuck_way && stands_high(r.model.value, r.range);
}

bool plateau(const Computed& r) {
    return stands_high(r.model.value, r.range) && slopes_little(r, r.model.gradient, r.range);
}

bool overlay_plateau(const Computed& r) {
    return stands_high(r.overlay_loss, r.overlay_range) &&
           slopes_little(r, r.overlay->gradient(r.at.x, r.at.y), r.overlay_range);
}

}  // namespace

bool stuck(const Computed& r) { return hardly_moves(r) && plateau(r); }
bool slow(const Computed& r) { return hardly_moves(r) && !plateau(r); }

std::array<double, 2> ball_losses(const Computed& r, std::size_t step) {
    const math::PlanePoint ball = r.path.at(step);
    return {r.model.value, r.main.value(ball.x, ball.y)};
}

bool same_shape(const Inputs& in) {
    const Loss a = in.shown_loss(), b = in.shown_overlay();
    return (a == Loss::Brier && b == Loss::SoftmaxMse) || (a == Loss::SoftmaxMse && b == Loss::Brier);
}

bool shows_brier(const Inputs& in) { return in.loss == Loss::Brier || in.overlay == Loss::Brier; }
bool quadratic(const Inputs& in) { return in.shown_loss() == Loss::Mse; }
bool has_kinks(const Inputs& in) { return in.shown_loss() == Loss::Mae; }

bool without_minimum(const Computed& r) {
    return r.main.over == Over::Logistic && !math::logistic_minimum_exists(r.main.x, r.main.y);
}

bool one_class(const Computed& r) {
    return std::adjacent_find(r.main.y.begin(), r.main.y.end(), std::not_equal_to<>()) == r.main.y.end();
}

std::optional<double> shared_border(const Computed& r) {
    std::array<Interval, 2> side{{{infinity, -infinity}, {infinity, -infinity}}};
    for (std::size_t i = 0; i < r.main.x.size(); ++i) {
        Interval& of = side[r.main.y[i] > 0 ? 1 : 0];
        of = {std::min(of.low, r.main.x[i]), std::max(of.high, r.main.x[i])};
    }
    if (side[0].high == side[1].low) return side[1].low;
    if (side[1].high == side[0].low) return side[0].low;
    return std::nullopt;
}

bool on_ramp(const Computed& r) {
    return r.overlay && !slopes_little(r, r.model.gradient, r.range) && overlay_plateau(r);
}
bool on_plateau(const Computed& r) {
    return r.overlay && !slopes_little(r, r.overlay->gradient(r.at.x, r.at.y), r.overlay_range) && plateau(r);
}
bool starts_outside(const Inputs& in, const Computed& r) {
    return is_automatic(in) && !plane_range(r.domain).contains(r.at);
}
Vector place_on_map(const Computed& r) {
    return {std::lerp(r.domain.x.low, r.domain.x.high, 1.0 / 6),
            std::lerp(r.domain.y.low, r.domain.y.high, 0.875)};
}
bool ill_scaled(const Inputs& in, const Computed& r) {
    return in.over == Over::Line && quadratic(in) && !in.standardise && one_least_squares_line(r) &&
           curvature_ratio(r) > 100;
}
double curvature_ratio(const Computed& r) {
    const double variance = math::line_moments(r.main.x, r.main.y).variance_x;
    return r.curvature.largest * r.curvature.largest / (4 * variance);
}
bool one_least_squares_line(const Computed& r) {
    return std::adjacent_find(r.main.x.begin(), r.main.x.end(), std::not_equal_to<>()) != r.main.x.end();
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
    if (in.local_model == Model::None) return std::nullopt;
    if (in.local_model == Model::QuadraticBowl)
        return TouchingModel{math::way_to_lowest(r.model) ? "quadratic bowl" : "quadratic model", r.model};
    return TouchingModel{"tangent plane", {r.model.value, r.model.gradient, {}}};
}

}  // namespace lossfield::viz::loss_surfaces
