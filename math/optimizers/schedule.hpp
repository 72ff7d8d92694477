// How a learning rate changes with the step t = 1, 2, ...: share(t) of the rate.
//   constant      1
//   step          factor^floor((t - 1) / every)
//   exponential   factor^((t - 1) / every)
//   cosine        floor + (1 - floor) (1 + cos(pi min(1, (t - 1) / total))) / 2     [Loshchilov, Hutter 2017]
//   inverse root  1 / sqrt(t)
//   inverse       1 / t                               [Robbins, Monro 1951]; with the rate 1 / lambda Pegasos' [Shalev-Shwartz 2007]
// Each is multiplied by the warm-up min(1, t / warm_up) [Goyal et al. 2017]; warm_up = 0: none.
// factor in (0, 1], floor in [0, 1], every, total >= 1. No failure.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>

namespace lossfield::math {

enum class ScheduleKind { Constant, Step, Exponential, Cosine, InverseRoot, Inverse };

struct Schedule {
    ScheduleKind kind = ScheduleKind::Constant;
    double factor = 0.5;
    std::uint64_t every = 100;
    std::uint64_t total = 1000;
    double floor = 0.0;
    std::uint64_t warm_up = 0;

    [[nodiscard]] double share(std::uint64_t t) const {
        if (t < warm_up) return shape(t) * (static_cast<double>(t) / static_cast<double>(warm_up));
        return shape(t);
    }
    // Whether not all steps have the same share.
    [[nodiscard]] bool changes() const { return kind != ScheduleKind::Constant || warm_up > 0; }
    // Of the steps 1 to `last` (at least 1): a schedule rises during its warm-up only.
    [[nodiscard]] double highest_share(std::uint64_t last) const {
        double highest = 0.0;
        for (std::uint64_t t = 1; t <= std::max<std::uint64_t>(1, std::min(last, warm_up)); ++t)
            highest = std::max(highest, share(t));
        return highest;
    }

  private:
    [[nodiscard]] double shape(std::uint64_t t) const {
        const std::uint64_t before = t - 1;
        switch (kind) {
            case ScheduleKind::Constant:
                return 1.0;
            case ScheduleKind::Step:
                return std::pow(factor, static_cast<double>(before / every));
            case ScheduleKind::Exponential:
                return std::pow(factor, static_cast<double>(before) / static_cast<double>(every));
            case ScheduleKind::Cosine: {
                const double part = std::min(1.0, static_cast<double>(before) / static_cast<double>(total));
                return floor + (1.0 - floor) * 0.5 * (1.0 + std::cos(std::numbers::pi * part));
            }
            case ScheduleKind::InverseRoot:
                return 1.0 / std::sqrt(static_cast<double>(t));
            case ScheduleKind::Inverse:
                return 1.0 / static_cast<double>(t);
        }
        return 1.0;
    }
};

}  // namespace lossfield::math
