// Optimizers that give every coordinate a rate of its own, without Adam's family (adam_steppers.hpp).
//   AdaGrad    s <- s + g^2,  x <- x - rate g / (sqrt(s) + epsilon)
//   RMSProp    v <- decay v + (1 - decay) g^2,  x <- x - rate g / (sqrt(v) + epsilon)
//   Adadelta   v <- decay v + (1 - decay) g^2,  d = sqrt(u + epsilon) / sqrt(v + epsilon) g,
//              u <- decay u + (1 - decay) d^2,  x <- x - rate d              the paper has rate = 1
//   hypergradient        nu <- nu exp(meta g_before g),  x <- x - rate nu g,  nu starts at 1
//   exponentiated gradient  x <- x exp(-rate g): mirror descent by the entropy sum x log x - x; x stays positive
// rate, epsilon, meta >= 0; decay in [0, 1). With epsilon = 0 a coordinate that has seen only zero gradients gives NaN
// (AdaGrad, RMSProp) or stays (Adadelta never leaves without epsilon).
// The forms are those of PyTorch's Adagrad, RMSprop and Adadelta with their default switches. No limit: the rate that a
// coordinate has depends on its gradients; exponentiated gradient's near x is 2/(L x).
// [Duchi, Hazan, Singer 2011; Tieleman, Hinton 2012; Zeiler 2012; Su Jianlin, kexue.fm archives 8968;
//  Kivinen, Warmuth 1997; Nemirovski, Yudin 1983]
#pragma once

#include "math/optimizers/stepper.hpp"

namespace lossfield::math {

// Memory: s, the sum of the squared gradients.
struct AdaGrad {
    static constexpr OptimizerFacts facts{"adagrad", "AdaGrad", "AdaG", "Duchi, Hazan, Singer 2011"};
    double rate = 0.1;
    double epsilon = 1e-10;

    void update(double& x, double g, Memory<1>& memory, const PlainRate& c) const {
        memory[0] += g * g;
        x -= c.rate * g / (std::sqrt(memory[0]) + epsilon);
    }
};

// Memory: v, the mean of the squared gradients.
struct RmsProp {
    static constexpr OptimizerFacts facts{"rmsprop", "RMSProp", "RMS", "Tieleman, Hinton 2012"};
    double rate = 0.01;
    double decay = 0.99;
    double epsilon = 1e-8;

    void update(double& x, double g, Memory<1>& memory, const PlainRate& c) const {
        memory[0] = decay * memory[0] + (1.0 - decay) * (g * g);
        x -= c.rate * g / (std::sqrt(memory[0]) + epsilon);
    }
};

// Memory: v, the mean of the squared gradients, and u, that of the squared moves.
struct Adadelta {
    static constexpr OptimizerFacts facts{"adadelta", "Adadelta", "AdaΔ", "Zeiler 2012"};
    double rate = 1.0;
    double decay = 0.9;
    double epsilon = 1e-6;

    void update(double& x, double g, Memory<2>& memory, const PlainRate& c) const {
        memory[0] = decay * memory[0] + (1.0 - decay) * (g * g);
        const double move = std::sqrt((memory[1] + epsilon) / (memory[0] + epsilon)) * g;
        memory[1] = decay * memory[1] + (1.0 - decay) * (move * move);
        x -= c.rate * move;
    }
};

// Memory: log nu, and the gradient before.
struct Hypergradient {
    static constexpr OptimizerFacts facts{"hypergradient", "learned rates", "ν", "Su Jianlin, archives 8968"};
    double rate = 0.01;
    double meta = 0.5;

    void update(double& x, double g, Memory<2>& memory, const PlainRate& c) const {
        memory[0] += meta * memory[1] * g;
        memory[1] = g;
        x -= c.rate * std::exp(memory[0]) * g;
    }
};

struct ExponentiatedGradient {
    static constexpr OptimizerFacts facts{"mirror",
                                          "mirror descent",
                                          "EG",
                                          "Nemirovski, Yudin 1983; Kivinen, Warmuth 1997",
                                          {false, false, true, false}};
    double rate = 0.01;

    void update(double& x, double g, Memory<0>& /*memory*/, const PlainRate& c) const {
        x *= std::exp(-c.rate * g);
    }
};

}  // namespace lossfield::math
