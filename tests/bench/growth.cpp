// How the engine's time grows with the starts of a map and with the steps of a path, as a picture.
//   lossfield_growth FILE.{png,svg,pdf}
// Adam on Rosenbrock's valley, slow enough that no start arrives; each point is the median of five runs on one thread.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <iostream>

#include "math/optimizers/engine.hpp"
#include "viz/files/render.hpp"
#include "viz/files/text_file.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::tests {
namespace {

using namespace viz;

constexpr std::uint64_t map_steps = 300;
constexpr int runs = 5;

const math::Descent& adam() {
    static const math::Descent descent{math::Rosenbrock{}, math::Adam{{1e-4, 0.9, 0.999, 1e-8}}};
    return descent;
}

template <class Work>
double median_ms(const Work& work) {
    std::array<double, runs> times{};
    for (double& ms : times) {
        const auto start = std::chrono::steady_clock::now();
        work();
        ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
    }
    std::nth_element(times.begin(), times.begin() + runs / 2, times.end());
    return times[runs / 2];
}

double map_ms(double starts) {
    const auto side = static_cast<std::size_t>(std::lround(std::sqrt(starts)));
    std::vector<math::PlanePoint> from;
    for (std::size_t j = 0; j < side; ++j)
        for (std::size_t i = 0; i < side; ++i)
            from.push_back({-2 + 4 * (static_cast<double>(i) + 0.5) / static_cast<double>(side),
                            -1 + 4 * (static_cast<double>(j) + 0.5) / static_cast<double>(side)});
    std::vector<math::Outcome> outcomes(from.size());
    return median_ms([&] { run_starts(adam(), from, map_steps, {{{1, 1}}, 1e-9}, outcomes); });
}

double path_ms(double steps) {
    const math::Walk walk(adam(), {-1.2, 1});
    return median_ms([&] {
        math::DescentState state = walk.start();
        walk.advance(state, 0, static_cast<std::uint64_t>(steps));
    });
}

// Measured times, and the line through the largest along which time grows as the work does.
Panel panel_of(const char* id, int column, const std::string& title, const std::string& label,
               const Vector& work, const Vector& ms) {
    Panel panel{.id = id, .title = title, .cell = {0, column, 1, 1}, .legend = column == 0};
    panel.x.label = label, panel.y.label = "time, ms";
    panel.x.scale = panel.y.scale = ScaleKind::Log;
    Curve line;
    line.id = "proportional", line.label = "in proportion to the work";
    line.x = {work.front(), work.back()};
    line.y = {ms.back() * work.front() / work.back(), ms.back()};
    line.colour = {Role::Muted};
    line.dash = Dash::Dashed;
    PointSet points;
    points.id = "measured", points.label = "measured";
    points.x = work, points.y = ms;
    points.colours = {{Role::Accent}};
    points.size = 8;
    panel.marks.emplace_back(std::move(line));
    panel.marks.emplace_back(std::move(points));
    return panel;
}

void draw_growth(const std::string& path) {
    const Vector starts{4096, 16384, 65536, 262144}, steps{1e3, 1e4, 1e5, 1e6};
    Vector map, walk;
    for (const double n : starts) map.push_back(map_ms(n));
    for (const double n : steps) walk.push_back(path_ms(n));
    Figure figure;
    figure.panels = {panel_of("map", 0, fmt::format("maps of {} steps", map_steps), "starts", starts, map),
                     panel_of("path", 1, "one path", "steps", steps, walk)};
    const auto nanoseconds = [](const Vector& ms, const Vector& work, double each) {
        std::string words;
        for (std::size_t i = 0; i < ms.size(); ++i)
            words += (i > 0 ? ", " : "") + brief(1e6 * ms[i] / (work[i] * each), 2);
        return words;
    };
    figure.caption =
        fmt::format("Nanoseconds for a step of a start, one thread: maps {}; paths {}.",
                    nanoseconds(map, starts, static_cast<double>(map_steps)), nanoseconds(walk, steps, 1));
    Lab lab;
    lab.id = "growth";
    lab.title = "Adam on Rosenbrock's valley: time against work";
    RenderOptions options;
    options.width = 960, options.height = 420;
    options.scale = 1.5;
    options.format = format_of(path);
    write_file(path, render(lab, {}, {}, figure, options, FontSet()));
    std::cout << figure.caption << '\n';
}

}  // namespace
}  // namespace lossfield::tests

int main(int count, char** arguments) {
    if (count != 2) {
        std::cerr << "lossfield_growth FILE.{png,svg,pdf}\n";
        return 1;
    }
    try {
        lossfield::tests::draw_growth(arguments[1]);
    } catch (const std::exception& e) {
        std::cerr << e.what() << '\n';
        return 1;
    }
}
