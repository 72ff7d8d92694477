// Gradient descent and what it becomes with a memory of the last moves, coordinate by coordinate.
//   gradient descent  x <- x - rate g                                                       limit 2/L
//   momentum          v <- momentum v - rate g,  x <- x + v                                 limit 2(1+b)/L
//   Nesterov          the same, g at the look-ahead point x + momentum v                    limit 2(1+b)/((1+2b)L)
//   quasi-hyperbolic  m <- momentum m + (1 - momentum) g,  x <- x - rate ((1 - share) g + share m)
//                                                                  limit 2(1+b)/((1 + b - 2 b share)L)
//   Langevin          x <- x - rate g + sqrt(2 rate temperature) xi,  xi standard normal    limit 2/L
//   signSGD           x <- x - rate sign(g),  sign(0) = 0                                   none: steps of one length
//   Lion              c = beta1 m + (1 - beta1) g,  x <- x - rate sign(c),  m <- beta2 m + (1 - beta2) g     none
// (b: momentum.) rate >= 0; momentum, beta1, beta2 in [0, 1); share in [0, 1]; temperature >= 0.
// PyTorch's SGD keeps u = -v / rate: the same iterates for a constant rate (its rate acts on the whole memory, ours
// on each gradient when it comes). PyTorch's Nesterov stores the look-ahead point: y = x + momentum v is its parameter.
// [Cauchy 1847; Polyak 1964; Nesterov 1983 in the form of Sutskever, Martens, Dahl, Hinton 2013; Ma, Yarats 2019;
//  Welling, Teh 2011; Bernstein, Wang, Azizzadenesheli, Anandkumar 2018; Chen et al. 2023]
#pragma once

#include "math/optimizers/stepper.hpp"

namespace lossfield::math {

struct GradientDescent {
    static constexpr OptimizerFacts facts{"gd", "gradient descent", "GD", "Cauchy 1847", {}, "2/L"};
    double rate = 0.01;

    void update(double& x, double g, Memory<0>& /*memory*/, const PlainRate& c) const { x -= c.rate * g; }
    [[nodiscard]] double limit(double curvature) const { return 2.0 / curvature; }
};

// Memory: the velocity, which is the last move.
struct Momentum {
    static constexpr OptimizerFacts facts{"momentum", "momentum", "mom", "Polyak 1964", {}, "2(1+β)/L"};
    double rate = 0.01;
    double momentum = 0.9;

    void update(double& x, double g, Memory<1>& memory, const PlainRate& c) const {
        memory[0] = momentum * memory[0] - c.rate * g;
        x += memory[0];
    }
    [[nodiscard]] double limit(double curvature) const { return 2.0 * (1.0 + momentum) / curvature; }
};

// Memory: the velocity, which is the last move.
struct Nesterov {
    static constexpr OptimizerFacts facts{"nesterov",      "Nesterov", "Nes",
                                          "Nesterov 1983", {},         "2(1+β)/((1+2β)L)"};
    double rate = 0.01;
    double momentum = 0.9;

    [[nodiscard]] double look_ahead(double x, const Memory<1>& memory) const {
        return x + momentum * memory[0];
    }
    void update(double& x, double g, Memory<1>& memory, const PlainRate& c) const {
        memory[0] = momentum * memory[0] - c.rate * g;
        x += memory[0];
    }
    [[nodiscard]] double limit(double curvature) const {
        return 2.0 * (1.0 + momentum) / ((1.0 + 2.0 * momentum) * curvature);
    }
};

// Memory: m, the mean of the gradients.
struct QuasiHyperbolic {
    static constexpr OptimizerFacts facts{"qhm", "quasi-hyperbolic momentum", "QH", "Ma, Yarats 2019",
                                          {},    "2(1+β)/((1+β−2βν)L)"};
    double rate = 0.01;
    double momentum = 0.9;
    double share = 0.7;  // of the mean in the move

    void update(double& x, double g, Memory<1>& memory, const PlainRate& c) const {
        memory[0] = momentum * memory[0] + (1.0 - momentum) * g;
        x -= c.rate * ((1.0 - share) * g + share * memory[0]);
    }
    [[nodiscard]] double limit(double curvature) const {
        return 2.0 * (1.0 + momentum) / ((1.0 + momentum - 2.0 * momentum * share) * curvature);
    }
};

// Gradient descent whose caller adds thermal(c) times a standard normal to every coordinate after the step.
struct Langevin {
    static constexpr OptimizerFacts facts{"langevin", "Langevin", "Lan", "Welling, Teh 2011", {}, "2/L"};
    double rate = 0.01;
    double temperature = 0.1;

    void update(double& x, double g, Memory<0>& /*memory*/, const PlainRate& c) const { x -= c.rate * g; }
    [[nodiscard]] double thermal(const PlainRate& c) const { return std::sqrt(2.0 * c.rate * temperature); }
    [[nodiscard]] double limit(double curvature) const { return 2.0 / curvature; }
};

struct SignDescent {
    static constexpr OptimizerFacts facts{"signsgd", "signSGD", "sign", "Bernstein et al. 2018"};
    double rate = 0.01;

    void update(double& x, double g, Memory<0>& /*memory*/, const PlainRate& c) const {
        x -= c.rate * sign(g);
    }
};

// Memory: m, the mean of the gradients.
struct Lion {
    static constexpr OptimizerFacts facts{"lion", "Lion", "Lion", "Chen et al. 2023"};
    double rate = 0.01;
    double beta1 = 0.9;
    double beta2 = 0.99;

    void update(double& x, double g, Memory<1>& memory, const PlainRate& c) const {
        x -= c.rate * sign(beta1 * memory[0] + (1.0 - beta1) * g);
        memory[0] = beta2 * memory[0] + (1.0 - beta2) * g;
    }
};

}  // namespace lossfield::math
