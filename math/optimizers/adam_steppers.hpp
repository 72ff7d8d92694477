// Adam and its family, coordinate by coordinate. All keep
//   m <- beta1 m + (1 - beta1) g,  v <- beta2 v + (1 - beta2) g^2,  ci = 1 - betai^t (1 without bias correction)
//   Adam     x <- x - rate (m / c1) / (sqrt(v / c2) + epsilon)
//   AdamW    x <- x - rate decay x - rate (m / c1) / (sqrt(v / c2) + epsilon)           decay acts on x itself
//   AMSGrad  w <- max(w, v),  x <- x - rate (m / c1) / (sqrt(w / c2) + epsilon)
//   NAdam    mu_t = beta1 (1 - 0.96^(t schedule) / 2),  q <- mu_t q + (1 - mu_t) = 1 - prod_(i <= t) mu_i
//            x <- x - rate (mu_(t+1) m / (mu_(t+1) q + 1 - mu_(t+1)) + (1 - mu_t) g / q) / (sqrt(v / c2) + epsilon)
// rate, epsilon, decay >= 0; beta1, beta2 in [0, 1). With epsilon = 0 a coordinate that has seen only zero gradients gives
// 0/0 = NaN. No limit on a quadratic.
// The correction is on by default in all of them. PyTorch: Adam, AdamW and NAdam are these forms; its amsgrad switch is
// AMSGrad as it is here. AMSGrad's paper has bias_correction = false. RMSProp is Adam with beta1 = 0 and no correction.
// [Kingma, Ba 2015, algorithm 1; Loshchilov, Hutter 2019; Reddi, Kale, Kumar 2018, algorithm 2; Dozat 2016;
//  Su Jianlin, kexue.fm archives 11267]
#pragma once

#include <algorithm>

#include "math/optimizers/stepper.hpp"

namespace lossfield::math {

// What the corrections make of a step: m is multiplied by `step`, v by `scale`.
struct AdamCoefficients {
    double rate = 0.0;
    double step = 0.0;   // rate / c1
    double scale = 1.0;  // 1 / c2
    double correction1 = 1.0, correction2 = 1.0;
};

// The logarithms that every step needs, taken once.
struct AdamClock {
    BiasCorrection first, second;
};

// Members shared by the family: hyperparameters, clock and coefficients.
struct AdamMeans {
    double rate = 1e-3;
    double beta1 = 0.9;
    double beta2 = 0.999;
    double epsilon = 1e-8;
    bool bias_correction = true;

    using Coefficients = AdamCoefficients;
    [[nodiscard]] AdamClock clock() const { return {BiasCorrection(beta1), BiasCorrection(beta2)}; }
    [[nodiscard]] Coefficients at_step(const AdamClock& clock, std::uint64_t t, double share) const {
        const double now = share * rate;
        if (!bias_correction) return {now, now, 1.0, 1.0, 1.0};
        const double c1 = clock.first.at(t);
        const double c2 = clock.second.at(t);
        return {now, now / c1, 1.0 / c2, c1, c2};
    }
    [[nodiscard]] Coefficients at_step(std::uint64_t t, double share = 1.0) const {
        return at_step(clock(), t, share);
    }

  protected:
    void remember(double g, double& m, double& v) const {
        m = beta1 * m + (1.0 - beta1) * g;
        v = beta2 * v + (1.0 - beta2) * (g * g);
    }
};

// Memory: m and v, both without bias correction.
struct Adam : AdamMeans {
    static constexpr OptimizerFacts facts{"adam", "Adam", "Adam", "Kingma, Ba 2015"};
    void update(double& x, double g, Memory<2>& memory, const AdamCoefficients& c) const {
        remember(g, memory[0], memory[1]);
        x -= c.step * memory[0] / (std::sqrt(c.scale * memory[1]) + epsilon);
    }
};

// Memory: as Adam.
struct AdamW : AdamMeans {
    static constexpr OptimizerFacts facts{"adamw", "AdamW", "AdamW", "Loshchilov, Hutter 2019"};
    double decay = 0.01;

    void update(double& x, double g, Memory<2>& memory, const AdamCoefficients& c) const {
        remember(g, memory[0], memory[1]);
        x = x * (1.0 - c.rate * decay) - c.step * memory[0] / (std::sqrt(c.scale * memory[1]) + epsilon);
    }
};

// Memory: m, v and w, the largest v so far.
struct AmsGrad : AdamMeans {
    static constexpr OptimizerFacts facts{"amsgrad", "AMSGrad", "AMS", "Reddi, Kale, Kumar 2018"};
    void update(double& x, double g, Memory<3>& memory, const AdamCoefficients& c) const {
        remember(g, memory[0], memory[1]);
        memory[2] = memory[1] > memory[2] ? memory[1] : memory[2];
        x -= c.step * memory[0] / (std::sqrt(c.scale * memory[2]) + epsilon);
    }
};

// Memory: m, v and q.
struct NAdam : AdamMeans {
    static constexpr OptimizerFacts facts{"nadam", "NAdam", "NAdam", "Dozat 2016"};
    double schedule = 0.004;

    struct Coefficients : AdamCoefficients {
        double now = 0.0, next = 0.0;  // mu_t, mu_(t+1)
    };
    [[nodiscard]] double mu(std::uint64_t t) const {
        return beta1 * (1.0 - 0.5 * std::pow(0.96, static_cast<double>(t) * schedule));
    }
    [[nodiscard]] Coefficients at_step(const AdamClock& clock, std::uint64_t t, double share) const {
        return {AdamMeans::at_step(clock, t, share), mu(t), mu(t + 1)};
    }
    [[nodiscard]] Coefficients at_step(std::uint64_t t, double share = 1.0) const {
        return at_step(clock(), t, share);
    }
    void update(double& x, double g, Memory<3>& memory, const Coefficients& c) const {
        remember(g, memory[0], memory[1]);
        memory[2] = c.now * memory[2] + (1.0 - c.now);
        const double ahead = c.next * memory[2] + (1.0 - c.next);
        const double mean = c.next * memory[0] / ahead + (1.0 - c.now) * g / memory[2];
        x -= c.rate * mean / (std::sqrt(c.scale * memory[1]) + epsilon);
    }
};

}  // namespace lossfield::math
