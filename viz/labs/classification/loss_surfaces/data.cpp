// The data that a line or a logistic curve is fitted to: in which units, how many of them while something is dragged, and
// what part of the plane of slopes and intercepts they ask for.
#include "math/likelihood/absolute_line.hpp"
#include "viz/labs/classification/loss_surfaces/loss_surfaces.hpp"

namespace lossfield::viz::loss_surfaces {
namespace {

constexpr Domain logit_range{{-6, 6}, {-6, 6}};
constexpr double line_reach = 3.6;     // of the range, in deviations of y over those of x
constexpr double logistic_reach = 7;   // of the range, of the score at one deviation of x
constexpr double longest_half = 3e14;  // of the range
constexpr std::size_t fitted_points = 400;

// 2 or 6 times a power of ten: the nearest one in ratio, and the first one that is not below.
double round_half(double wanted) {
    if (!(wanted > 0)) return 6;
    const double power = std::pow(10, std::floor(std::log10(wanted)));
    const double digits = wanted / power;
    return std::min(longest_half, (digits < std::sqrt(1.2) ? 0.6 : digits < std::sqrt(12) ? 2 : 6) * power);
}
double round_half_above(double wanted) {
    const double near = round_half(wanted);
    return near < wanted ? round_half(2.5 * near) : near;
}

// Its middle is 0 or, where the value lies far out, a round number near it.
Interval about(double value, double half) {
    value = std::clamp(value, -longest_half, longest_half);
    half = std::max(half, round_half(1e-8 * std::abs(value)));
    const double middle = std::abs(value) <= 0.5 * half ? 0 : std::round(value / (0.5 * half)) * 0.5 * half;
    return {middle - half, middle + half};
}

Vector column(const Points& points, double DataPoint::*which) {
    Vector all;
    all.reserve(points.size());
    for (const DataPoint& p : points) all.push_back(p.*which);
    return all;
}

// Of what is fitted to x of this mean and deviation: half lengths along slope and intercept, so that the valley of equal
// heights at the mean, b = const - w mean, runs from corner to corner.
Domain range_of_fit(const math::Spread& x, double slope_reach, const math::Line& best) {
    const double across = round_half(slope_reach);
    const double down = round_half(across * std::hypot(x.mean, x.deviation > 0 ? x.deviation : 1));
    return {about(best.slope, std::max(across, round_half_above(1.3 * std::abs(best.slope)))),
            about(best.intercept, down)};
}

// Newton's steps on the logistic loss over x in units of its deviation, cut in length.
math::Line logistic_fit(const Vector& x, const Vector& labels) {
    math::PlanePoint at;
    for (int step = 0; step < 30; ++step) {
        const auto model = math::logistic_fit_model(math::LogisticLossKind::Logistic, at.x, at.y, x, labels);
        const auto way = math::way_to_lowest(model);
        if (!way) break;
        const double length = std::hypot((*way)[0], (*way)[1]), share = std::min(1.0, 2 / length);
        at = {at.x + share * (*way)[0], at.y + share * (*way)[1]};
        if (length < 1e-9) break;
    }
    return {at.x, at.y};
}

Domain logistic_range(const Points& points, bool standardised) {
    const auto places = math::even_places(points.size(), fitted_points);
    Vector x = math::at_places(column(points, &DataPoint::x), places), labels;
    for (const std::size_t k : places) labels.push_back(label_of(points[k]));
    math::Spread spread = math::spread_of(x);
    if (!(spread.deviation > 0)) spread.deviation = 1;
    for (double& v : x) v = (v - spread.mean) / spread.deviation;
    math::Line best;
    if (math::logistic_minimum_exists(x, labels)) best = logistic_fit(x, labels);
    if (standardised) return range_of_fit({0, 1}, logistic_reach, best);
    const double slope = best.slope / spread.deviation;
    return range_of_fit(spread, logistic_reach / spread.deviation,
                        {slope, best.intercept - slope * spread.mean});
}

}  // namespace

Domain Inputs::domain() const { return range ? *range : automatic_range(*this); }

Domain automatic_range(const Inputs& in) {
    if (in.over == Over::Logits) return logit_range;
    if (in.over == Over::Logistic) return logistic_range(in.labelled_data, in.standardise);
    const Units units = units_of(in);
    const Vector x = each(column(in.data, &DataPoint::x), [&](double v) { return units.x(v); });
    const Vector y = each(column(in.data, &DataPoint::y), [&](double v) { return units.y(v); });
    const math::LineMoments m = math::line_moments(x, y);
    const double wide = std::sqrt(m.variance_x), high = std::sqrt(m.variance_y);
    return range_of_fit({m.mean_x, wide}, line_reach * (high > 0 ? high : 1) / (wide > 0 ? wide : 1),
                        {m.slope, m.intercept()});
}

Units units_of(const Inputs& in) {
    if (!in.standardise || in.over == Over::Logits) return {};
    const Points& points = data_of(in);
    const auto of = [&](double DataPoint::*which) {
        math::Spread spread = math::spread_of(column(points, which));
        if (!(spread.deviation > 0)) spread.deviation = 1;
        return spread;
    };
    Units units{.of_x = of(&DataPoint::x)};
    if (in.over == Over::Line) units.of_y = of(&DataPoint::y);
    return units;
}

const Points& data_of(const Inputs& in) { return in.over == Over::Logistic ? in.labelled_data : in.data; }

void take_data(math::PlaneLoss& loss, const Inputs& in, const Units& units, std::size_t most) {
    const Points& points = data_of(in);
    const bool squares = loss.over == Over::Line && loss.residual.kind == math::ResidualLossKind::Mse;
    const auto places = math::even_places(points.size(), squares ? points.size() : most);
    loss.x.reserve(places.size()), loss.y.reserve(places.size());
    for (const std::size_t k : places) {
        loss.x.push_back(units.x(points[k].x));
        loss.y.push_back(loss.over == Over::Line ? units.y(points[k].y) : label_of(points[k]));
    }
    if (squares) loss.moments = math::line_moments(loss.x, loss.y);
}

double fitted(const Inputs& in, const Computed& r, const math::PlanePoint& fit, double x) {
    const double score = fit.x * r.units.x(x) + fit.y;
    if (in.over == Over::Logistic) return math::sigmoid(score);
    return r.units.of_y.mean + r.units.of_y.deviation * score;
}

}  // namespace lossfield::viz::loss_surfaces
