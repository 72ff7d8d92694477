#include "math/optimizers/lanes.hpp"

#include <algorithm>
#include <cmath>

#include "math/wide.hpp"

namespace lossfield::math {
namespace {

using Rows = std::array<double*, max_dimension>;

template <typename S>
constexpr bool looks_ahead = requires {
    S::looks_ahead;
};

// The update of one coordinate of all lanes.
template <typename S>
[[gnu::always_inline]] inline void update_loop(const S& stepper, const typename S::Coefficients& at_step,
                                               double* x, const double* g, double* memory, std::size_t stride,
                                               std::size_t count) {
    const S s = stepper;  // copies cannot change under the stores
    const typename S::Coefficients c = at_step;
    LOSSFIELD_INDEPENDENT
    for (std::size_t i = 0; i < count; ++i) {
        typename S::Memory m{};
        for (std::size_t k = 0; k < S::memory_size; ++k) m[k] = memory[k * stride + i];
        double at = x[i];
        s.update(at, g[i], m, c);
        x[i] = at;
        for (std::size_t k = 0; k < S::memory_size; ++k) memory[k * stride + i] = m[k];
    }
}

template <typename S>
[[gnu::flatten]] void update_baseline(const S& s, const typename S::Coefficients& c, double* x,
                                      const double* g, double* memory, std::size_t stride,
                                      std::size_t count) {
    update_loop(s, c, x, g, memory, stride, count);
}

template <typename S>
LOSSFIELD_WIDE void update_wide(const S& s, const typename S::Coefficients& c, double* x, const double* g,
                                double* memory, std::size_t stride, std::size_t count) {
    update_loop(s, c, x, g, memory, stride, count);
}

// Noise that the optimizer itself adds has a stream of its own.
constexpr std::uint32_t thermal_stream = 0x80000000U;

template <typename S>
class SteppingOf final : public Stepping {
  public:
    SteppingOf(const Descent& descent, const S& stepper)
        : Stepping(descent), stepper_(stepper), objective_(this->descent().landscape) {
        if constexpr (has_clock) clock_.emplace(stepper.clock());
    }

    [[nodiscard]] std::size_t memory_size() const override { return S::memory_size; }

    void see(const Lanes& lanes, std::uint64_t t, double* raw) const override {
        const std::size_t n = objective_.dimension();
        Rows a{}, g{};
        for (std::size_t d = 0; d < n; ++d) {
            a[d] = lanes.a + d * lanes.stride;
            g[d] = lanes.g + d * lanes.stride;
            look_ahead(lanes, d, a[d]);
        }
        gradient_lanes(descent().landscape, a.data(), g.data(), lanes.count);
        if (raw != nullptr)
            for (std::size_t d = 0; d < n; ++d) std::copy_n(g[d], lanes.count, raw + d * lanes.stride);
        modify(lanes, t, a, g, n);
    }

    void step(const Lanes& lanes, std::uint64_t t) const override {
        see(lanes, t, nullptr);
        const auto c = coefficients(t);
        const std::size_t n = objective_.dimension();
        if (descent().decay.decoupled != 0.0) {
            const double kept = 1.0 - c.rate * descent().decay.decoupled;
            for (std::size_t d = 0; d < n; ++d)
                for (std::size_t i = 0; i < lanes.count; ++i) lanes.x[d * lanes.stride + i] *= kept;
        }
        if constexpr (is_joint<S>) {
            update_jointly(lanes, c, n);
        } else {
            const bool wide = lanes.count > 1 && wide_vectors();
            for (std::size_t d = 0; d < n; ++d) {
                double* x = lanes.x + d * lanes.stride;
                const double* g = lanes.g + d * lanes.stride;
                double* memory = lanes.memory + d * S::memory_size * lanes.stride;
                wide ? update_wide(stepper_, c, x, g, memory, lanes.stride, lanes.count)
                     : update_baseline(stepper_, c, x, g, memory, lanes.stride, lanes.count);
            }
        }
        if constexpr (requires { stepper_.thermal(c); }) shake(lanes, t, stepper_.thermal(c), n);
    }

  private:
    static constexpr bool has_clock = requires(const S& s) { s.clock(); };

    [[nodiscard]] typename S::Coefficients coefficients(std::uint64_t t) const {
        const double share = descent().schedule.share(t);
        if constexpr (has_clock) {
            return stepper_.at_step(*clock_, t, share);
        } else {
            return stepper_.at_step(t, share);
        }
    }

    void look_ahead(const Lanes& lanes, std::size_t d, double* a) const {
        const double* x = lanes.x + d * lanes.stride;
        if constexpr (looks_ahead<S>) {
            for (std::size_t i = 0; i < lanes.count; ++i) {
                typename S::Memory m{};
                for (std::size_t k = 0; k < S::memory_size; ++k)
                    m[k] = lanes.memory[(d * S::memory_size + k) * lanes.stride + i];
                a[i] = stepper_.look_ahead(x[i], m);
            }
        } else {
            std::copy_n(x, lanes.count, a);
        }
    }

    void modify(const Lanes& lanes, std::uint64_t t, const Rows& a, const Rows& g, std::size_t n) const {
        const Descent& by = descent();
        if (by.noise.on())
            for (std::size_t d = 0; d < n; ++d)
                for (std::size_t i = 0; i < lanes.count; ++i)
                    g[d][i] += by.noise.at(t, static_cast<std::uint32_t>(d), lanes.index[i]);
        if (by.decay.coupled != 0.0)
            for (std::size_t d = 0; d < n; ++d)
                for (std::size_t i = 0; i < lanes.count; ++i) g[d][i] += by.decay.coupled * a[d][i];
        if (std::isfinite(by.clipping.norm)) {
            for (std::size_t i = 0; i < lanes.count; ++i) {
                double squares = 0.0;
                for (std::size_t d = 0; d < n; ++d) squares += g[d][i] * g[d][i];
                const double length = std::sqrt(squares);
                if (!(length > by.clipping.norm)) continue;
                for (std::size_t d = 0; d < n; ++d) g[d][i] *= by.clipping.norm / length;
            }
        }
    }

    void update_jointly(const Lanes& lanes, const typename S::Coefficients& c, std::size_t n) const {
        if constexpr (is_joint<S>) {
            for (std::size_t i = 0; i < lanes.count; ++i) {
                Coordinates x{}, g{};
                typename S::Memory memory{};
                for (std::size_t d = 0; d < n; ++d) {
                    x[d] = lanes.x[d * lanes.stride + i];
                    g[d] = lanes.g[d * lanes.stride + i];
                    for (std::size_t k = 0; k < S::memory_size; ++k)
                        memory[d][k] = lanes.memory[(d * S::memory_size + k) * lanes.stride + i];
                }
                stepper_.update(objective_, x, g, memory, c);
                for (std::size_t d = 0; d < n; ++d) {
                    lanes.x[d * lanes.stride + i] = x[d];
                    for (std::size_t k = 0; k < S::memory_size; ++k)
                        lanes.memory[(d * S::memory_size + k) * lanes.stride + i] = memory[d][k];
                }
            }
        }
    }

    void shake(const Lanes& lanes, std::uint64_t t, double deviation, std::size_t n) const {
        const GradientNoise thermal{deviation, descent().noise.seed, descent().noise.stream | thermal_stream};
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
