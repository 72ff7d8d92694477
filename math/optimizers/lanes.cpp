#include "math/optimizers/lanes.hpp"

#include <algorithm>
#include <cmath>

#include "math/optimizers/update_loops.hpp"

namespace lossfield::math {
namespace {

using Rows = std::array<double*, max_dimension>;

// Where the gradients are taken, and where they go.
struct Places {
    Rows a{}, g{};
};

template <typename S>
class SteppingOf final : public Stepping {
  public:
    SteppingOf(const Descent& descent, const S& stepper)
        : Stepping(descent),
          stepper_(stepper),
          objective_(this->descent().landscape),
          gradient_(gradient_loop(descent.landscape, most_lanes)),
          gradient_of_one_(gradient_loop(descent.landscape, 1)) {
        if constexpr (has_clock) clock_.emplace(stepper.clock());
    }

    [[nodiscard]] std::size_t memory_size() const override { return memory_size_of<S>; }

    void see(const OneLane& lane, std::uint64_t t, double* raw) const override {
        const std::size_t n = objective_.dimension();
        std::copy_n(lane.x, n, lane.a);
        const Places at = places(lane, n);
        look_ahead(lane, at, n);
        gradient_of_one_(descent().landscape, at.a.data(), at.g.data(), 1);
        std::copy_n(lane.g, n, raw);
        modify(lane, t, at, n);
    }

    std::uint64_t walk(const OneLane& lane, std::uint64_t from, std::uint64_t to) const override {
        const std::size_t n = objective_.dimension();
        const auto inside = [](double x) { return std::abs(x) <= divergence_bound; };
        const Places at = places(lane, n);
        while (from < to && std::all_of(lane.x, lane.x + n, inside)) {
            const CoefficientsOf<S> c = begin(lane, ++from, at, n, gradient_of_one_);
            if constexpr (is_joint<S>) {
                update_jointly(lane, c, n);
            } else {
                for (std::size_t d = 0; d < n; ++d)
                    update_loop<false>(stepper_, c, lane.x + d, lane.g + d,
                                       lane.memory + d * memory_size_of<S>, lane, nullptr, {});
            }
            if constexpr (has_thermal) shake(lane, from, stepper_.thermal(c), n);
        }
        return from;
    }

    bool step(const Lanes& lanes, std::uint64_t t, const Watch& watch) const override {
        const std::size_t n = objective_.dimension();
        const bool otherwise_moved = is_joint<S> || has_thermal || descent().decay.decoupled != 0.0;
        if (otherwise_moved)
            for (std::size_t d = 0; d < n; ++d)
                std::copy_n(lanes.x + d * lanes.stride, lanes.count, watch.before + d * lanes.stride);
        const CoefficientsOf<S> c = begin(lanes, t, places(lanes, n), n, gradient_);
        bool any = false;
        if constexpr (is_joint<S>) {
            update_jointly(lanes, c, n);
        } else {
            const auto update = wide_vectors() ? update_wide<S> : update_baseline<S>;
            for (std::size_t d = 0; d < n; ++d)
                any = update(stepper_, c, lanes.x + d * lanes.stride, lanes.g + d * lanes.stride,
                             lanes.memory + d * memory_size_of<S> * lanes.stride, lanes,
                             d == 0 ? unmoved.data() : watch.remarkable, watch);
        }
        if constexpr (has_thermal) shake(lanes, t, stepper_.thermal(c), n);
        return otherwise_moved ? compare(lanes, watch, n) : any;
    }

  private:
    static constexpr bool has_clock = requires(const S& s) { s.clock(); };
    static constexpr bool has_thermal = requires(const S& s, const CoefficientsOf<S>& c) { s.thermal(c); };

    // What comes before the optimizer's own update: gradients and decoupled decay.
    template <typename L>
    [[nodiscard]] CoefficientsOf<S> begin(const L& lanes, std::uint64_t t, const Places& at, std::size_t n,
                                          GradientLoop gradient) const {
        look_ahead(lanes, at, n);
        gradient(descent().landscape, at.a.data(), at.g.data(), lanes.count);
        modify(lanes, t, at, n);
        const auto c = coefficients(t);
        if (!is_joint<S> && descent().decay.decoupled != 0.0) {
            const double kept = 1.0 - c.rate * descent().decay.decoupled;
            for (std::size_t d = 0; d < n; ++d)
                for (std::size_t i = 0; i < lanes.count; ++i) lanes.x[d * lanes.stride + i] *= kept;
        }
        return c;
    }

    // As a watched update looks, afterwards.
    static bool compare(const Lanes& lanes, const Watch& watch, std::size_t n) {
        bool any = false;
        for (std::size_t i = 0; i < lanes.count; ++i) {
            double sum = 0.0;
            for (std::size_t d = 0; d < n; ++d)
                sum = moved(sum, watch.before[d * lanes.stride + i], lanes.x[d * lanes.stride + i]);
            watch.remarkable[i] = sum;
            any |= sum <= watch.radius * watch.radius;
        }
        return any;
    }

    // x itself unless the optimizer looks ahead.
    template <typename L>
    static Places places(const L& lanes, std::size_t n) {
        Places at;
        for (std::size_t d = 0; d < n; ++d) {
            at.a[d] = (looks_ahead<S> ? lanes.a : lanes.x) + d * lanes.stride;
            at.g[d] = lanes.g + d * lanes.stride;
        }
        return at;
    }

    template <typename L>
    void look_ahead([[maybe_unused]] const L& lanes, [[maybe_unused]] const Places& at,
                    [[maybe_unused]] std::size_t n) const {
        if constexpr (looks_ahead<S>)
            for (std::size_t d = 0; d < n; ++d)
                for (std::size_t i = 0; i < lanes.count; ++i) {
                    MemoryOf<S> m{};
                    for (std::size_t k = 0; k < memory_size_of<S>; ++k)
                        m[k] = lanes.memory[(d * memory_size_of<S> + k) * lanes.stride + i];
                    at.a[d][i] = stepper_.look_ahead(lanes.x[d * lanes.stride + i], m);
                }
    }

    [[nodiscard]] CoefficientsOf<S> coefficients(std::uint64_t t) const {
        const double share = descent().schedule.share(t);
        if constexpr (has_clock) {
            return stepper_.at_step(*clock_, t, share);
        } else {
            return math::at_step(stepper_, t, share);
        }
    }

    template <typename L>
    void modify(const L& lanes, std::uint64_t t, const Places& at, std::size_t n) const {
        const Descent& by = descent();
        if (by.noise.on())
            for (std::size_t d = 0; d < n; ++d)
                for (std::size_t i = 0; i < lanes.count; ++i)
                    at.g[d][i] += by.noise.at(t, static_cast<std::uint32_t>(d), lanes.index[i]);
        if (by.decay.coupled != 0.0)
            for (std::size_t d = 0; d < n; ++d)
                for (std::size_t i = 0; i < lanes.count; ++i) at.g[d][i] += by.decay.coupled * at.a[d][i];
        if (std::isfinite(by.clipping.norm)) {
            for (std::size_t i = 0; i < lanes.count; ++i) {
                double squares = 0.0;
                for (std::size_t d = 0; d < n; ++d) squares += at.g[d][i] * at.g[d][i];
                const double length = std::sqrt(squares);
                if (!(length > by.clipping.norm)) continue;
                for (std::size_t d = 0; d < n; ++d) at.g[d][i] *= by.clipping.norm / length;
            }
        }
    }

    template <typename L>
    void update_jointly(const L& lanes, const CoefficientsOf<S>& c, std::size_t n) const {
        if constexpr (is_joint<S>) {
            for (std::size_t i = 0; i < lanes.count; ++i) {
                Coordinates x{}, g{};
                MemoryOf<S> memory{};
                for (std::size_t d = 0; d < n; ++d) {
                    x[d] = lanes.x[d * lanes.stride + i];
                    g[d] = lanes.g[d * lanes.stride + i];
                    for (std::size_t k = 0; k < memory_size_of<S>; ++k)
                        memory[d][k] = lanes.memory[(d * memory_size_of<S> + k) * lanes.stride + i];
                }
                const Coordinates before = x;
                stepper_.update(objective_, x, g, memory, c);
                // Joint optimizers look at the landscape where the gradient was taken.
                if (const double decay = descent().decay.decoupled; decay != 0.0)
                    x = along(x, -c.rate * decay, before);
                for (std::size_t d = 0; d < n; ++d) {
                    lanes.x[d * lanes.stride + i] = x[d];
                    for (std::size_t k = 0; k < memory_size_of<S>; ++k)
                        lanes.memory[(d * memory_size_of<S> + k) * lanes.stride + i] = memory[d][k];
                }
            }
        }
    }

    template <typename L>
    void shake(const L& lanes, std::uint64_t t, double deviation, std::size_t n) const {
        const GradientNoise thermal = thermal_noise(descent().noise, deviation);
        for (std::size_t d = 0; d < n; ++d)
            for (std::size_t i = 0; i < lanes.count; ++i)
                lanes.x[d * lanes.stride + i] += thermal.at(t, static_cast<std::uint32_t>(d), lanes.index[i]);
    }

    struct NoClock {};
    template <typename Any, bool Has>
    struct ClockOf {
        using Type = NoClock;
    };
    template <typename Any>
    struct ClockOf<Any, true> {
        using Type = decltype(std::declval<const Any&>().clock());
    };

    S stepper_;
    Objective objective_;
    GradientLoop gradient_, gradient_of_one_;
    std::optional<typename ClockOf<S, has_clock>::Type> clock_;
};

}  // namespace

std::shared_ptr<const Stepping> stepping_of(const Descent& descent) {
    return std::visit(
        [&](const auto& stepper) -> std::shared_ptr<const Stepping> {
            return std::make_shared<SteppingOf<std::decay_t<decltype(stepper)>>>(descent, stepper);
        },
        descent.optimizer);
}

}  // namespace lossfield::math
