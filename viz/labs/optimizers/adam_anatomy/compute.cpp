// The numbers: the stream and its trace, many coordinates of noise, and the landscape under the gradients: paths on it for
// every angle of the axes, or a run of the race. What is claimed of them.
#include "math/descent/gradient_stream.hpp"
#include "viz/labs/optimizers/adam_anatomy/adam_anatomy.hpp"

namespace lossfield::viz::adam_anatomy {
namespace {

constexpr std::size_t grid_nodes = 128;
constexpr int angle_steps = 45;

math::NoisyGradient noise_of(const Inputs& in) {
    return {in.ratio, in.scale, static_cast<std::uint64_t>(in.seed), 0};
}

math::GradientStream stream_of(const Inputs& in) {
    if (in.constant()) return math::ConstantGradient{in.scale};
    if (in.alternating()) return math::AlternatingGradient{in.scale};
    if (in.spike()) return math::GradientSpike{in.scale, in.event_number()};
    if (in.change()) return math::GradientChange{in.scale, in.after * in.scale, in.event_number()};
    return noise_of(in);
}

Interval with_start(const Interval& range, double start) {
    const double air = 0.06 * range.length();
    return holding(holding(range, start - air), start + air);
}

Ground ground_of(const Inputs& in) {
    LandscapeInputs place = in;
    if (in.ravine()) place.rotation = 0;
    Ground out;
    out.landscape = landscape_of(place);
    out.lowest = math::lowest_value(out.landscape, math::stationary(out.landscape).minima);
    const math::PlaneRange& view = math::facts(out.landscape).view;
    const Domain domain{with_start({view.x_low, view.x_high}, in.start[0]),
                        with_start({view.y_low, view.y_high}, in.start[1])};
    out.height = height_field(out.landscape, domain, grid_nodes, out.lowest);
    return out;
}

Ravine descend(const Inputs& in, const Ground& ground, const std::stop_token& stop) {
    Ravine out;
    const auto steps = static_cast<std::size_t>(in.steps);
    const math::TurnedAxes axes(in.rotation);
    const math::GradientDescent plain{in.rate_of(OptimizerKind::GradientDescent)};
    out.adam = math::turned_path(ground.landscape, axes, in.adam(), in.from(), steps);
    out.adam_reached = math::lowest_heights(out.adam, ground.lowest, steps);
    out.descent = math::turned_path(ground.landscape, axes, plain, in.from(), steps);
    out.descent_reached = math::lowest_heights(out.descent, ground.lowest, steps);
    out.angles = evenly({0, 90}, angle_steps);
    out.reached = math::heights_by_angle(ground.landscape, out.angles, in.adam(), in.from(), steps,
                                         ground.lowest, stop);
    out.angles.resize(out.reached.size());
    return out;
}

Recording record(const Inputs& in, const Ground& ground, const std::stop_token& stop) {
    const math::Descent descent = descent_of(in, ground.landscape, number_of(in.recorded_by));
    const auto steps = static_cast<std::size_t>(in.steps);
    if (const auto why = math::unfit(descent.optimizer, ground.landscape, in.from()))
        return {{{in.start[0]}, {in.start[1]}, Vector(steps, 0.0)}, *why};
    const std::size_t coordinate = in.component == Component::First ? 0 : 1;
    return {math::recorded_gradients(descent, in.from(), coordinate, steps, stop), ""};
}

}  // namespace

Computed compute(const Inputs& in, Detail /*detail*/, std::stop_token stop) {
    Computed r;
    Vector gradients;
    if (in.ravine() || in.recorded()) r.ground = ground_of(in);
    if (in.ravine()) {
        r.ravine = descend(in, *r.ground, stop);
        gradients = in.component == Component::First ? r.ravine->adam.first : r.ravine->adam.second;
        gradients.pop_back();
    } else if (in.recorded()) {
        r.recording = record(in, *r.ground, stop);
        gradients = r.recording->gradient;
    } else {
        gradients = math::gradients_of(stream_of(in), in.silent() + 1, static_cast<std::size_t>(in.steps));
    }
    r.trace = math::adam_trace(in.adam(), gradients, in.silent());
    if (in.noisy())
        r.noise = math::measure_noise(in.adam(), noise_of(in), static_cast<std::size_t>(in.steps), stop);
    r.largest = math::largest_update(r.trace);
    return r;
}

double largest_corrected(const Inputs& in, const Computed& r) {
    const auto i = static_cast<std::size_t>(r.largest.step - in.silent()) - 1;
    const math::AdamCoefficients c = in.adam(true).at_step(r.largest.step);
    return std::abs(r.trace.mean[i] / c.correction1) /
           (std::sqrt(r.trace.mean_square[i] / c.correction2) + in.epsilon);
}
bool jumps_uncorrected(const Inputs& in, const Computed& r) {
    return r.largest.size > 2 && !in.bias_correction && !(largest_corrected(in, r) > 2);
}
bool jumps(const Inputs& in, const Computed& r) {
    return r.largest.size > 2 && !jumps_uncorrected(in, r) && !in.noisy();
}
bool jumps_by_spike(const Inputs& in, const Computed& r) {
    return in.spike() && r.largest.step == in.event_number();
}
bool is_undefined(const Inputs& in, const Computed& r, std::size_t entry) {
    return in.epsilon == 0 && r.trace.corrected_root[entry] == 0;
}
bool has_undefined_steps(const Inputs& in, const Computed& r) {
    if (!has_gradients(r)) return false;
    for (std::size_t i = 0; i < r.last(); ++i)
        if (is_undefined(in, r, i)) return true;
    return false;
}
double largest_root(const Computed& r) {
    const Vector& root = r.trace.corrected_root;
    return root.empty() ? 0 : *std::max_element(root.begin(), root.end());
}
bool is_softened(const Inputs& in, const Computed& r) {
    return largest_root(r) > 0 && in.epsilon > 0.1 * largest_root(r);
}
bool is_scale_free(const Inputs& in) {
    const double c2 = in.adam().at_step(in.event_number()).correction2;
    return in.epsilon <= 0.01 * in.scale * std::sqrt((1 - in.beta2) / c2);
}
Turn turn_after(const Inputs& in, const Computed& r) {
    const Vector& u = r.trace.update;
    const auto at = static_cast<std::size_t>(in.event) - 1;
    Turn out;
    if (at == 0) return out;
    for (std::size_t i = at; i < u.size() && !out.turned; ++i) {
        if (u[i] * u[at - 1] < 0) out.turned = i + 1;
        if (u[i] == 0 && !out.vanished) out.vanished = i + 1;
    }
    return out;
}

}  // namespace lossfield::viz::adam_anatomy
