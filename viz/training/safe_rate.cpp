#include "viz/training/safe_rate.hpp"

#include <fmt/format.h>

#include "viz/text/numbers.hpp"
#include "viz/text/words.hpp"

namespace lossfield::viz {

std::size_t count_rises(const Vector& values, std::size_t last) {
    std::size_t count = 0;
    for (std::size_t t = 1; t <= last; ++t) count += values[t] > values[t - 1] * (1 + 1e-12) ? 1 : 0;
    return count;
}

bool beyond_safe_rate(const TrainingInputs& in, const SafeRate& safe, std::size_t last) {
    return in.optimizer == OptimizerKind::GradientDescent && last > 0 &&
           in.rate_of(in.optimizer) * schedule_of(in).highest_share(last) > safe.rate;
}

void add_rises(Notices& out, const TrainingInputs& in, const SafeRate& safe, const Vector& losses,
               Severity severity) {
    const std::size_t last = losses.size() - 1, up = count_rises(losses, last);
    if (up == 0) return;
    std::string text =
        fmt::format("The {} rises in {} of {}", safe.loss, up, counted(std::to_string(last), "step"));
    if (beyond_safe_rate(in, safe, last))
        text +=
            fmt::format(": the rate {} is above {} = {}, up to which no step of gradient descent raises it",
                        told_from(in.rate_of(in.optimizer), safe.rate, 3), safe.symbol,
                        told_from(safe.rate, in.rate_of(in.optimizer), 3));
    out.push_back({"rises", severity, text + "."});
}

void mark_safe_rate(Figure& figure, const TrainingInputs& in, const SafeRate& safe) {
    if (in.optimizer != OptimizerKind::GradientDescent) return;
    figure.slider_marks.push_back({"gd-rate", {safe.rate, safe.symbol, true}});
    figure.jumps.push_back({"safe-rate",
                            safe.symbol,
                            fmt::format("up to which no step of gradient descent raises the {}", safe.loss),
                            "gd-rate",
                            {{"gd-rate", safe.rate}}});
}

}  // namespace lossfield::viz
