// One step of an optimizer on a function of the plane, as a value: where it is and what it remembers.
//   g = gradient at the stepper's look-ahead point + deviation * normal(seed, stream, t, coordinate)
// deviation >= 0, in the gradient's own unit and the same for both coordinates. The noise is a pure function of
// its index: step t has the same bits whenever it is taken. Use one stream for each optimizer.
// Divergence is declared from the iterates alone: a coordinate that is not finite or beyond divergence_bound.
// No other failure. [Polyak 1987, ch. 4: gradient methods with noise]
#pragma once

#include <array>
#include <cmath>
#include <cstdint>

#include "math/optimizers/engine.hpp"
#include "math/plane.hpp"

namespace lossfield::math {

[[nodiscard]] inline bool diverged(const PlanePoint& x) {
    return !(std::abs(x.x) <= divergence_bound && std::abs(x.y) <= divergence_bound);
}

// A stepper's place in the plane; all a step needs besides its index.
template <typename Stepper>
struct Walker {
    PlanePoint x;
    std::array<typename Stepper::Memory, 2> memory{};
};

// What a step goes by: the gradient, noise included, and the point where it is taken.
struct SeenGradient {
    PlanePoint at;
    PlanePoint gradient;
};

template <typename Stepper, typename Landscape>
[[nodiscard]] SeenGradient seen_gradient(const Stepper& stepper, const Landscape& landscape,
                                         const GradientNoise& noise, const Walker<Stepper>& from,
                                         std::uint64_t t) {
    const PlanePoint at{stepper.look_ahead(from.x.x, from.memory[0]),
                        stepper.look_ahead(from.x.y, from.memory[1])};
    const PlanePoint g = landscape.gradient(at.x, at.y);
    return {at, {g.x + noise.at(t, 0), g.y + noise.at(t, 1)}};
}

// Step t = 1, 2, ... from the state before it.
template <typename Stepper, typename Landscape>
[[nodiscard]] Walker<Stepper> stepped(const Stepper& stepper, const Landscape& landscape,
                                      const GradientNoise& noise, Walker<Stepper> walker, std::uint64_t t) {
    const PlanePoint g = seen_gradient(stepper, landscape, noise, walker, t).gradient;
    const typename Stepper::Coefficients c = stepper.at_step(t);
    stepper.update(walker.x.x, g.x, walker.memory[0], c);
    stepper.update(walker.x.y, g.y, walker.memory[1], c);
    return walker;
}

}  // namespace lossfield::math
