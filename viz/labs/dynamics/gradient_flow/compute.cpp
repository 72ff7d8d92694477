// The numbers of the lab: flow and steps from one start, and their distances for every length of the steps.
#include "viz/labs/dynamics/gradient_flow/gradient_flow.hpp"

namespace lossfield::viz::gradient_flow {
namespace {

constexpr int flow_samples = 320;
constexpr std::size_t nodes = 129;
constexpr std::size_t finest = 1024;  // steps until the moment, of the smallest alpha in the error panel
constexpr double longest = 3.2;       // the largest alpha there

using MakePath = math::StepPath (*)(const math::Landscape&, const math::PlanePoint&, double, std::size_t);

// More nodes where the flow is fast: at the outset.
void follow_flow(Computed& r) {
    for (int i = 0; i <= flow_samples; ++i) {
        const double t = r.horizon * std::pow(static_cast<double>(i) / flow_samples, 3);
        const math::PlanePoint x = r.flow.at(t);
        r.times.push_back(t);
        r.flow_x.push_back(x.x), r.flow_y.push_back(x.y);
        r.flow_height.push_back(std::max(0.0, math::value(r.landscape, x) - r.lowest));
    }
}

// What the bound e^(-2 mu t) needs: curvature mu along the way from every point of the flow straight to the goal.
void find_curvatures(Computed& r) {
    r.goal = *math::nearest_minimum(r.points, r.flow.at(r.horizon));
    r.largest = math::eigenvalues(math::hessian(r.landscape, r.goal)).high;
    if (math::value(r.landscape, r.goal) > r.lowest + 1e-9 * (1 + std::abs(r.lowest))) return;
    double least = math::eigenvalues(math::hessian(r.landscape, r.goal)).low;
    constexpr int parts = 16;
    for (std::size_t i = 0; i < r.times.size() && !quadratic(r); i += 4)
        for (int k = 0; k < parts; ++k) {
            const double part = static_cast<double>(k) / parts;
            const math::PlanePoint at{std::lerp(r.flow_x[i], r.goal.x, part),
                                      std::lerp(r.flow_y[i], r.goal.y, part)};
            least = std::min(least, math::eigenvalues(math::hessian(r.landscape, at)).low);
        }
    r.mu = std::max(0.0, least);
}

double error_after(const Inputs& in, const Computed& r, MakePath make, std::size_t n) {
    const math::PlanePoint start{in.start[0], in.start[1]};
    const math::StepPath path = make(r.landscape, start, r.moment / static_cast<double>(n), n);
    if (!path.complete || math::escaped(path.points.back())) return nan;
    return math::distance(path.points.back(), r.flow.at(r.moment));
}

Steps steps_of(const Inputs& in, const Computed& r, MakePath make, const std::vector<std::size_t>& numbers) {
    Steps s;
    s.path = make(r.landscape, {in.start[0], in.start[1]}, in.alpha, r.count);
    for (const math::PlanePoint& x : s.path.points)
        s.height.push_back(std::max(0.0, math::value(r.landscape, x) - r.lowest));
    const bool there = s.reaches(r.compared) && !math::escaped(s.path.points[r.compared]);
    s.error = there ? math::distance(s.path.points[r.compared], r.flow.at(r.moment)) : nan;
    s.ratio = s.error / error_after(in, r, make, 2 * r.compared);
    for (const std::size_t n : numbers) s.errors.push_back(error_after(in, r, make, n));
    return s;
}

// 1, 2, 3, 4, 5, 7, 9, ... steps until the moment, and as many as the alpha chosen makes.
std::vector<std::size_t> numbers_of_steps(const Computed& r) {
    std::vector<std::size_t> numbers;
    for (std::size_t n = 1; n <= std::max(finest, r.compared); n += 1 + n / 4) numbers.push_back(n);
    numbers.push_back(r.compared);
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    std::erase_if(numbers, [&](std::size_t n) { return r.moment / static_cast<double>(n) > longest; });
    return numbers;
}

void step_by_norm(const Inputs& in, Computed& r) {
    math::PlanePoint at{in.start[0], in.start[1]};
    r.norm_path = {at};
    for (std::size_t k = 0; k < norm_steps && !math::escaped(at); ++k) {
        const math::PlanePoint g = math::gradient(r.landscape, at);
        const auto steepest = math::steepest_direction(in.norm, g);
        if (k == 0) r.gradient = g, r.steepest = steepest;
        const double length = in.alpha * -steepest.slope;
        at = {at.x + length * steepest.direction.x, at.y + length * steepest.direction.y};
        r.norm_path.push_back(at);
    }
}

void sample_field(const Inputs& in, Computed& r) {
    const math::PlaneRange& view = math::facts(r.landscape).view;
    const auto with = [](double low, double high, double v) {
        const double air = 0.05 * (high - low);
        return Interval{std::min(low, v - air), std::max(high, v + air)};
    };
    r.domain = {with(view.x_low, view.x_high, in.start[0]), with(view.y_low, view.y_high, in.start[1])};
    const auto places = [](const Interval& range) {
        Vector all;
        for (std::size_t i = 0; i < nodes; ++i)
            all.push_back(range.low + range.length() * static_cast<double>(i) / (nodes - 1));
        return all;
    };
    Vector values(nodes * nodes);
    math::grid_values(r.landscape, places(r.domain.x), places(r.domain.y), values);
    for (double& v : values) v = std::max(0.0, v - r.lowest);
    r.field = {r.domain, nodes, nodes, std::move(values)};
}

}  // namespace

bool quadratic(const Computed& r) { return math::facts(r.landscape).quadratic; }

bool diverges(const Inputs& in, const Computed& r) {
    // At 2/L itself the steps go to and fro for ever.
    return quadratic(r) ? in.alpha > (2 / r.largest) * (1 + 1e-12) : !r.gd.path.complete;
}

Computed compute(const Inputs& in, Detail /*detail*/, std::stop_token /*stop*/) {
    Computed r;
    r.landscape = landscape_of(in);
    r.points = math::stationary(r.landscape);
    const math::PlanePoint start{in.start[0], in.start[1]};
    // At least one step, and the moment that is compared: at most half a step later than asked for.
    r.horizon = std::max({in.until, in.time, in.alpha});
    r.flow = math::gradient_flow(r.landscape, start, r.horizon + 0.5 * in.alpha);
    r.lowest = *lowest_value(r.landscape, r.points.minima);
    r.count = static_cast<std::size_t>(std::floor(r.horizon / in.alpha + 1e-9));
    r.compared =
        std::clamp<std::size_t>(static_cast<std::size_t>(std::round(in.time / in.alpha)), 1, r.count);
    r.moment = static_cast<double>(r.compared) * in.alpha;
    r.way = math::distance(start, r.flow.at(r.moment));
    follow_flow(r);
    find_curvatures(r);
    const std::vector<std::size_t> numbers = numbers_of_steps(r);
    for (const std::size_t n : numbers) r.alphas.push_back(r.moment / static_cast<double>(n));
    r.gd = steps_of(in, r, math::explicit_path, numbers);
    r.proximal = steps_of(in, r, math::implicit_path, numbers);
    step_by_norm(in, r);
    r.check = math::check_landscape_gradient(r.landscape, start).worst;
    sample_field(in, r);
    return r;
}

}  // namespace lossfield::viz::gradient_flow
