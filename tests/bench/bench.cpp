// Single steps of the pipeline: cmake -DLOSSFIELD_BENCH=ON, target lossfield_bench. Whole frames are timed by
// `lossfield profile`.
#include <benchmark/benchmark.h>

#include <stop_token>

#include "viz/compose/compose.hpp"
#include "viz/export/export.hpp"
#include "viz/files/render.hpp"
#include "viz/lab/catalog.hpp"

namespace lossfield::tests {
namespace {

using namespace viz;

const FontSet& fonts() {
    static const FontSet set;
    return set;
}

// The softmax lab and every step's input; `temperature` differs from call to call where a step computes.
struct Softmax {
    const Lab& lab = find_lab(catalog(), "softmax-cross-entropy");
    Values values = defaults(lab);
    Page page = file_page(lab, RenderOptions());

    [[nodiscard]] Result compute() const { return lab.compute(values, Detail::Full, std::stop_token()); }
    [[nodiscard]] Figure draw() const { return lab.draw(values, compute(), View()); }
    [[nodiscard]] Composition composed() const {
        return compose(draw(), View(), page, theme(ThemeId::Light), fonts());
    }
    void next() {
        double& temperature = std::get<double>(values[index_of(lab, "temperature")]);
        temperature = temperature < 9 ? temperature * 1.1 : 0.05;
    }
};

void softmax_compute(benchmark::State& state) {
    Softmax softmax;
    for ([[maybe_unused]] auto _ : state) {
        softmax.next();
        benchmark::DoNotOptimize(softmax.compute());
    }
}
BENCHMARK(softmax_compute)->Unit(benchmark::kMillisecond);

void softmax_draw(benchmark::State& state) {
    const Softmax softmax;
    const Result result = softmax.compute();
    for ([[maybe_unused]] auto _ : state)
        benchmark::DoNotOptimize(softmax.lab.draw(softmax.values, result, View()));
}
BENCHMARK(softmax_draw)->Unit(benchmark::kMillisecond);

void softmax_compose(benchmark::State& state) {
    const Softmax softmax;
    const Figure figure = softmax.draw();
    for ([[maybe_unused]] auto _ : state)
        benchmark::DoNotOptimize(compose(figure, View(), softmax.page, theme(ThemeId::Light), fonts()));
}
BENCHMARK(softmax_compose)->Unit(benchmark::kMillisecond);

void font_set(benchmark::State& state) {
    for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(FontSet().faces().size());
}
BENCHMARK(font_set)->Unit(benchmark::kMillisecond);

void line_of_text(benchmark::State& state) {
    for ([[maybe_unused]] auto _ : state)
        benchmark::DoNotOptimize(
            fonts().line("The gradient is the difference of the bars over $T$: $p_1 - y_1 = 0.786$", 14));
}
BENCHMARK(line_of_text)->Unit(benchmark::kMicrosecond);

void export_svg(benchmark::State& state) {
    const Composition composition = Softmax().composed();
    for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(to_svg(composition.list, fonts(), {}));
}
BENCHMARK(export_svg)->Unit(benchmark::kMillisecond);

void export_pdf(benchmark::State& state) {
    const Composition composition = Softmax().composed();
    for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(to_pdf(composition.list, fonts(), {}));
}
BENCHMARK(export_pdf)->Unit(benchmark::kMillisecond);

void export_png(benchmark::State& state) {
    const Composition composition = Softmax().composed();
    for ([[maybe_unused]] auto _ : state)
        benchmark::DoNotOptimize(to_png(composition.list, fonts(), {}, static_cast<double>(state.range(0))));
}
BENCHMARK(export_png)->ArgName("scale")->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace lossfield::tests

BENCHMARK_MAIN();
