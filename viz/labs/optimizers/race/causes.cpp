// Why a run diverged, and what threw one off.
#include "viz/labs/optimizers/race/race.hpp"

namespace lossfield::viz::race {
namespace {

using math::Coordinates, math::operator*, math::operator+, math::operator-;

std::size_t coordinates_of(const Computed& r) { return r.facts().dimension; }

// Where in memory lie the squares whose root an optimizer divides by, and what it adds to the root.
struct Root {
    std::size_t slot;
    double epsilon;
};
std::optional<Root> root_of(const math::Optimizer& optimizer) {
    const auto root = [](const auto& o) -> std::optional<Root> {
        using Stepper = std::decay_t<decltype(o)>;
        if constexpr (requires { o.epsilon; }) {
            if (std::is_same_v<Stepper, math::AmsGrad>) return Root{2, o.epsilon};
            return Root{std::is_base_of_v<math::AdamMeans, Stepper> ? 1U : 0U, o.epsilon};
        } else {
            return std::nullopt;
        }
    };
    return std::visit(root, optimizer);
}

// Some coordinate's root is 0 after the step, and nothing is added to it.
bool divides_by_nothing(const Computed& r, const Moment& m) {
    const std::optional<Root> root = root_of(m.descent().optimizer);
    if (!root || root->epsilon != 0) return false;
    const Coordinates squares = m.slot(root->slot);
    return std::count(squares.begin(), squares.begin() + static_cast<std::ptrdiff_t>(coordinates_of(r)),
                      0.0) > 0;
}

// By the matrix of the second order; empty for optimizers without one.
std::optional<Coordinates> whole_step(const Moment& m) {
    const math::Optimizer& optimizer = m.descent().optimizer;
    if (const auto* o = std::get_if<math::Newton>(&optimizer))
        return math::plain_move(m, math::Newton{1.0, o->damping, false});
    if (std::holds_alternative<math::NaturalGradient>(optimizer))
        return math::plain_move(m, math::NaturalGradient{1.0});
    return std::nullopt;
}

double noise_length(const Computed& r, const Moment& m) {
    Coordinates noise{};
    for (std::size_t d = 0; d < coordinates_of(r); ++d)
        noise[d] = m.descent().noise.at(m.t, static_cast<std::uint32_t>(d), m.walk.index());
    return math::norm(noise);
}
double length_without_noise(const Moment& m) {
    return math::norm(m.seen.raw + m.descent().decay.coupled * m.seen.at);
}

// Of decoupled decay and of AdamW's own.
double decay_on_place(const Moment& m) {
    const auto* own = std::get_if<math::AdamW>(&m.descent().optimizer);
    return std::max(m.descent().decay.decoupled, own != nullptr ? own->decay : 0);
}

math::PlanePoint seen_from(const Moment& m) { return m.walk.shown({m.seen.at, {}}); }

std::string noise_words(const Computed& r, const Moment& m) {
    return fmt::format("the noise of its gradient at {} is of length {}, the gradient without it of {}",
                       pair(seen_from(m)), brief(noise_length(r, m), 3), brief(length_without_noise(m), 3));
}

// The limit of the rate by the curvature where the gradient was taken.
double limit_there(const Inputs& in, const Computed& r, const Moment& m) {
    const double curvature = math::curvature_range(r.landscape, seen_from(m)).high + in.weight_decay;
    return curvature > 0 && std::isfinite(curvature) ? limit_for(in, m.descent().optimizer, curvature)
                                                     : math::no_limit;
}

bool is_mostly_noise(const Computed& r, const Moment& m) {
    return math::parts_of(m).linear && !(noise_length(r, m) <= length_without_noise(m));
}

bool is_newton(const Moment& m) { return std::holds_alternative<math::Newton>(m.descent().optimizer); }

}  // namespace

Cause cause_of(const Inputs& in, const Computed& r, const Track& track, const Moment& m) {
    if (!is_finite(m.seen.raw)) return Cause::NoGradient;
    const bool ended_in_none = !is_finite(m.after.x);
    if (ended_in_none && divides_by_nothing(r, m)) return Cause::NoQuotient;
    if (const auto whole = whole_step(m); ended_in_none && whole && !is_finite(*whole))
        return Cause::Singular;
    if (is_clipped(m)) return Cause::Clipped;
    if (is_mostly_noise(r, m)) return Cause::Noise;
    const double lowest = r.lowest ? *r.lowest : r.loss;
    if (m.loss < m.loss_before && m.loss < lowest) return Cause::Slope;
    if (m.rate * decay_on_place(m) > 2) return Cause::Decay;
    if (!track.limit_is_local && was_above_limit(track)) return Cause::Limit;
    if (is_newton(m)) return Cause::Curved;
    const bool by_metric = std::holds_alternative<math::NaturalGradient>(m.descent().optimizer);
    return !by_metric && m.rate > limit_there(in, r, m) ? Cause::Curvature : Cause::Unknown;
}

std::optional<Moment> thrown_by_noise(const Inputs& in, const Computed& r, const Track& track,
                                      const Moment& m) {
    if (!m.descent().noise.on()) return std::nullopt;
    for (std::size_t back = 1; back <= 20 && back < m.t; ++back) {
        const Moment before = moment_of(track, m.t - back);
        if (is_mostly_noise(r, before)) return before;
        if (!(before.rate > limit_there(in, r, before))) break;
    }
    return std::nullopt;
}

std::string cause_words(const Inputs& in, const Computed& r, const Track& track, const Moment& m) {
    const std::string from = pair(seen_from(m)), rate = brief(m.rate, 3);
    switch (cause_of(in, r, track, m)) {
        case Cause::NoGradient:
            return fmt::format("the landscape's gradient at {} is no finite number", from);
        case Cause::NoQuotient:
            return "with $ε$ = 0 it divides by the root of squared gradients that are 0";
        case Cause::Singular:
            return fmt::format("the {} at {} has no inverse",
                               is_newton(m) ? "Hessian (and its damping)" : "Fisher metric", from);
        case Cause::Clipped:
            return fmt::format("a gradient cut to the length {}, at the rate {}",
                               brief(m.descent().clipping.norm, 3), rate);
        case Cause::Noise:
            return noise_words(r, m) + ", at the rate " + rate;
        case Cause::Slope:
            return r.lowest
                       ? fmt::format("the loss has fallen to {}, below every minimum known", brief(m.loss, 3))
                       : fmt::format("the landscape has no minimum, and the loss has fallen to {}",
                                     brief(m.loss, 3));
        case Cause::Decay:
            return fmt::format(
                "its rate {} times its weight decay {} is above 2, so that the decay overshoots the origin",
                rate, brief(decay_on_place(m), 3));
        case Cause::Limit:
            return fmt::format("its rate {} {}, above {}", has_changing_rate(track) ? "was up to" : "is",
                               told_from(track.highest_rate, track.limit, 3),
                               limit_text(track, track.highest_rate));
        case Cause::Curvature: {
            const double limit = limit_there(in, r, m);
            const auto noisy = thrown_by_noise(in, r, track, m);
            return fmt::format(
                "its rate {} is above {} of the curvature at {}, where its gradient is taken{}",
                told_from(m.rate, limit, 3), limit_text(limit_name(in, track.optimizer), limit, m.rate), from,
                noisy ? fmt::format("; in step {} {}", noisy->t, noise_words(r, *noisy)) : "");
        }
        case Cause::Curved: {
            const math::Eigenvalues2 bend = math::curvature_range(r.landscape, m.from);
            const double whole = math::norm(*whole_step(m));
            const double times = math::norm(m.move) / whole;
            return fmt::format("by the curvatures {} and {} at {} the model's whole step is of length {}{}",
                               brief(bend.low, 3), brief(bend.high, 3), from, brief(whole, 3),
                               std::abs(times - 1) < 0.005
                                   ? ""
                                   : fmt::format(", and it takes {} times that", brief(times, 3)));
        }
        case Cause::Unknown:
            break;
    }
    const std::string length = fmt::format("its last step from {} is of length {}", pair(m.from),
                                           brief(math::norm(m.after.x - m.before.x), 3));
    if (!std::holds_alternative<math::Hypergradient>(m.descent().optimizer)) return length;
    const Coordinates learned = m.slot(0),
                      rates =
                          math::by_coordinate([&](std::size_t d) { return m.rate * std::exp(learned[d]); });
    return fmt::format("{}, by the learned rates {}", length,
                       pair(math::Objective(r.landscape).shown(rates)));
}

const math::AdamMeans* means_of(const Track& track) {
    const auto means = [](const auto& o) -> const math::AdamMeans* {
        if constexpr (std::is_base_of_v<math::AdamMeans, std::decay_t<decltype(o)>>)
            return &o;
        else
            return nullptr;
    };
    return std::visit(means, track.descent().optimizer);
}

double times_corrected(const Computed& r, const Track& track) {
    const math::LongMove& told = *track.thrown;
    const Moment m = moment_of(track, told.step);
    const std::size_t d = told.coordinate == 0 ? 0 : r.matrix() ? 3 : 1;
    math::AdamMeans corrected = *means_of(track);
    corrected.bias_correction = true;
    // NAdam's mean is corrected whatever is asked for.
    if (std::holds_alternative<math::NAdam>(m.descent().optimizer)) {
        const double root = std::sqrt(m.slot(1)[d]),
                     lifted = std::sqrt(corrected.at_step(told.step).correction2);
        return told.times_rate * (root + corrected.epsilon) / (root / lifted + corrected.epsilon);
    }
    return std::abs(math::adam_ratio(corrected, told.step, m.slot(0), m.slot(1))[d]);
}

bool lacks_correction(const Computed& r, const Track& track) {
    return !means_of(track)->bias_correction && times_corrected(r, track) < math::thrown_times;
}

bool forgets_faster(const Track& track) {
    const math::AdamMeans& means = *means_of(track);
    return std::sqrt(means.beta2) < means.beta1;
}

}  // namespace lossfield::viz::race
