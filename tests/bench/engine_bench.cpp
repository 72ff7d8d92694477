// The engine: time per step and start. Names are engine_path/steps and engine_map/side/steps; "steps" counts steps times
// starts, so that its inverse is the time of one.
#include <benchmark/benchmark.h>

#include "math/optimizers/engine.hpp"

namespace lossfield::tests {
namespace {

using namespace math;

// Adam on Rosenbrock's valley, slow enough that no start arrives.
const Descent& adam() {
    static const Descent descent{Rosenbrock{}, Adam{{1e-4, 0.9, 0.999, 1e-8}}};
    return descent;
}

void count_steps(benchmark::State& state, double steps) {
    state.counters["per_step"] = benchmark::Counter(
        steps, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

void engine_path(benchmark::State& state) {
    const auto steps = static_cast<std::uint64_t>(state.range(0));
    const Walk walk(adam(), {-1.2, 1});
    for ([[maybe_unused]] auto _ : state) {
        DescentState at = walk.start();
        walk.advance(at, 0, steps);
        benchmark::DoNotOptimize(at);
    }
    count_steps(state, static_cast<double>(steps));
}
BENCHMARK(engine_path)->Arg(1000)->Arg(10'000)->Arg(100'000)->Arg(1'000'000)->Unit(benchmark::kMillisecond);

void engine_map(benchmark::State& state) {
    const auto side = static_cast<std::size_t>(state.range(0));
    const auto steps = static_cast<std::uint64_t>(state.range(1));
    const auto threads = static_cast<unsigned>(state.range(2));
    std::vector<PlanePoint> starts;
    for (std::size_t j = 0; j < side; ++j)
        for (std::size_t i = 0; i < side; ++i)
            starts.push_back({-2 + 4 * (static_cast<double>(i) + 0.5) / static_cast<double>(side),
                              -1 + 4 * (static_cast<double>(j) + 0.5) / static_cast<double>(side)});
    std::vector<Outcome> outcomes(starts.size());
    for ([[maybe_unused]] auto _ : state) {
        run_starts(adam(), starts, steps, {{{1, 1}}, 1e-9}, outcomes, threads);
        benchmark::DoNotOptimize(outcomes.data());
    }
    count_steps(state, static_cast<double>(starts.size() * steps));
}
BENCHMARK(engine_map)
    ->Args({64, 300, 1})
    ->Args({128, 300, 1})
    ->Args({256, 300, 1})
    ->Args({512, 300, 1})
    ->Args({512, 300, 2})
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace lossfield::tests
