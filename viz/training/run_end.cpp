#include "viz/training/run_end.hpp"

#include <fmt/format.h>

#include <cmath>

namespace lossfield::viz {

RunEnd end_of(const TrainingInputs& in, const Simulation<math::Training>& run) {
    const math::Training& model = run.model();
    const math::TrainingState last = run.at(run.last());
    if (!run.refused()) return model.finished(last) ? RunEnd::Diverged : RunEnd::Taken;
    if (in.epsilon != 0 && in.adadelta_epsilon != 0) return RunEnd::NoNumbers;
    const std::uint64_t t = run.last() + 1;
    const Vector slopes = model.gradient_at(last, t), after = model.step(last, t).x;
    for (std::size_t k = 0; k < after.size(); ++k)
        if (slopes[k] == 0 && std::isnan(after[k])) return RunEnd::ZeroByZero;
    return RunEnd::NoNumbers;
}

void add_end(Notices& out, RunEnd end, std::uint64_t last, const std::string& of, const std::string& under) {
    const auto id = [&](const char* kind) { return of.empty() ? kind : fmt::format("{}-{}", kind, of); };
    if (end == RunEnd::Diverged)
        out.push_back({id("diverged"), Severity::Failure,
                       fmt::format("{} run leaves beyond $10^6$ at step {}: the steps are too long.",
                                   under.empty() ? "The" : under + " the", last)});
    if (breaks_off(end))
        out.push_back(
            {id("broken"), Severity::Failure,
             fmt::format("{} {} leads to no finite numbers{}; the run ends before it.",
                         under.empty() ? "Step" : under + " step", last + 1,
                         end == RunEnd::ZeroByZero ? ": with $ε$ = 0 a gradient of 0 gives 0/0" : "")});
}

}  // namespace lossfield::viz
