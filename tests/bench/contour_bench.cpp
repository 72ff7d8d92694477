// Level sets at the size of a large lab: a field of 256 x 256, twelve levels by equal area.
#include <benchmark/benchmark.h>

#include <cmath>

#include "viz/compose/parts.hpp"
#include "viz/display/theme.hpp"
#include "viz/fragments/simplex.hpp"
#include "viz/geometry/contour.hpp"
#include "viz/geometry/levels.hpp"

namespace lossfield::tests {
namespace {

using namespace viz;

constexpr Levels twelve{LevelRule::EqualArea, 12, {}};

// Cross-entropy over two logits of three: a ramp with a bend.
GridField cross_entropy() {
    return sample_grid({{-6, 6}, {-6, 6}}, 256, 256, [](double x, double y) {
        return std::log(std::exp(x) + std::exp(y) + 1) - 0.7 * x - 0.2 * y;
    });
}

GridField rosenbrock() {
    return sample_grid({{-2, 2}, {-1, 3}}, 256, 256, [](double x, double y) {
        return (1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x);
    });
}

// Many closed lines.
GridField hills() {
    return sample_grid({{0, 12.75}, {0, 10.2}}, 256, 256,
                       [](double x, double y) { return std::sin(x) * std::cos(y) + 0.0025 * x * y; });
}

void contour_levels(benchmark::State& state, const Field& field) {
    for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(choose_levels(field, twelve));
}
BENCHMARK_CAPTURE(contour_levels, cross_entropy, cross_entropy())->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(contour_levels, rosenbrock, rosenbrock())->Unit(benchmark::kMillisecond);

void contour_sets(benchmark::State& state, const Field& field, bool filled) {
    const Vector at = choose_levels(field, twelve);
    for ([[maybe_unused]] auto _ : state)
        benchmark::DoNotOptimize(level_sets(field, at, Interpolation::Linear, filled, true));
}
BENCHMARK_CAPTURE(contour_sets, cross_entropy_filled, cross_entropy(), true)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(contour_sets, cross_entropy_lines, cross_entropy(), false)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(contour_sets, rosenbrock_filled, rosenbrock(), true)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(contour_sets, rosenbrock_lines, rosenbrock(), false)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(contour_sets, hills_filled, hills(), true)->Unit(benchmark::kMillisecond);

void contour_sets_of_a_triangle(benchmark::State& state) {
    const Field field =
        sample_triangle(100, [](const math::Barycentric& b) { return -std::log(0.01 + b[1]); });
    contour_sets(state, field, true);
}
BENCHMARK(contour_sets_of_a_triangle)->Unit(benchmark::kMillisecond);

// Levels, level sets, labels and primitives: what a panel of 560 x 560 pixels costs.
void contour_draw(benchmark::State& state, const Field& field, bool filled) {
    static const FontSet fonts;
    Panel panel;
    panel.id = "map";
    Plan plan;
    plan.panel = &panel;
    const Domain domain = std::get<GridField>(field).domain;
    plan.frame = {"map", PanelKind::Axes, {0, 0, 600, 600}, {30, 10, 560, 560}, domain};
    Contours mark;
    mark.id = "loss";
    mark.field = field;
    mark.levels = twelve;
    mark.filled = mark.labels = filled;
    mark.dash = filled ? Dash::Solid : Dash::Dashed;
    std::size_t vertices = 0;
    for ([[maybe_unused]] auto _ : state) {
        Composition out;
        Canvas canvas(out, theme(ThemeId::Light), fonts);
        draw_contours(plan, mark, canvas);
        vertices = out.contour_vertices;
        benchmark::DoNotOptimize(out);
    }
    state.counters["vertices"] = static_cast<double>(vertices);
}
BENCHMARK_CAPTURE(contour_draw, cross_entropy_filled, cross_entropy(), true)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(contour_draw, cross_entropy_lines, cross_entropy(), false)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(contour_draw, rosenbrock_filled, rosenbrock(), true)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(contour_draw, rosenbrock_lines, rosenbrock(), false)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace lossfield::tests
