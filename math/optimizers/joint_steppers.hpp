// Optimizers that look at all coordinates at once.
//   Newton            x <- x - rate (H + damping I)^-1 g; with line search `rate` is only its first trial
//   natural gradient  x <- x - rate F^-1 g,  F the Fisher metric of a likelihood
//   L-BFGS            x <- x - rate B g,  B from the last pairs (move, change of gradient) by the two-loop recursion
//   Muon              M <- momentum M + G,  W <- W - rate NS(M),  NS: steps of a Newton-Schulz iteration from M / |M|_F, or
//                     exactly the nearest orthogonal matrix (steps = 0)
// Newton's step is exact on a quadratic at rate 1 and goes to saddles as gladly as to minima; a singular matrix gives
// non-finite numbers. L-BFGS keeps `pairs` pairs, skips those without positive curvature, starts along -g.
// Line search: one secant step of the directional derivative (exact on quadratics), or the rate where that is less than
// 1e-6 of it; then doubled while the slope there is steeper than 0.9 of the first, up to 16 times the larger of both, and
// bisected until the value falls by 1e-4 of what the slope promises [Armijo 1966; Wolfe 1969]; a direction that does not
// descend is followed at the rate given.
// rate, damping >= 0; momentum in [0, 1). Limits on a quadratic: 2 for Newton, and for the natural gradient where metric
// and Hessian agree. Memory by coordinate: see each stepper.
// [Nocedal, Wright 2006, ch. 3, 7; Amari 1998; Liu, Nocedal 1989; Jordan et al. 2024; Su Jianlin, archives 10592]
#pragma once

#include "math/optimizers/objective.hpp"
#include "math/optimizers/stepper.hpp"

namespace lossfield::math {

// The length of a move from x along d, `first` tried first.
[[nodiscard]] double line_search(const Objective& objective, const Coordinates& x, const Coordinates& g,
                                 const Coordinates& d, double first);

struct Newton {
    static constexpr OptimizerFacts facts{
        "newton", "Newton", "Newt", "Nocedal, Wright 2006", {true, false, false, false}, "2"};
    double rate = 1.0;
    double damping = 0.0;
    bool search = false;

    void update(const Objective& objective, Coordinates& x, const Coordinates& g, JointMemory<0>& memory,
                const PlainRate& c) const;
    [[nodiscard]] double limit(double /*curvature*/) const {
        return damping == 0.0 && !search ? 2.0 : no_limit;
    }
};

struct NaturalGradient {
    static constexpr OptimizerFacts facts{"natural",    "natural gradient",          "nat",
                                          "Amari 1998", {false, true, false, false}, "2"};
    double rate = 0.1;

    void update(const Objective& objective, Coordinates& x, const Coordinates& g, JointMemory<0>& memory,
                const PlainRate& c) const;
    [[nodiscard]] double limit(double /*curvature*/) const { return 2.0; }
};

// Memory of coordinate d: its part of the last x and g, then of the pairs, newest first (moves, then changes of the
// gradient); the last slot of coordinate 0 counts the pairs (0: nothing yet, n + 1: n pairs).
struct Lbfgs {
    static constexpr OptimizerFacts facts{"lbfgs", "L-BFGS", "BFGS", "Liu, Nocedal 1989"};
    double rate = 1.0;
    bool search = true;

    static constexpr std::size_t pairs = 5;
    static constexpr std::size_t memory_size = 3 + 2 * pairs;
    void update(const Objective& objective, Coordinates& x, const Coordinates& g,
                JointMemory<memory_size>& memory, const PlainRate& c) const;
};

// Memory: M.
struct Muon {
    static constexpr OptimizerFacts facts{
        "muon", "Muon", "Muon", "Jordan et al. 2024", {false, false, false, true}};
    double rate = 0.05;
    double momentum = 0.95;
    int steps = 5;

    void update(const Objective& objective, Coordinates& x, const Coordinates& g, JointMemory<1>& memory,
                const PlainRate& c) const;
};

}  // namespace lossfield::math
