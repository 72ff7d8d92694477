#include "app/command/stage_times.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <stop_token>

#include "viz/compose/compose.hpp"
#include "viz/files/render.hpp"

namespace lossfield::app {
namespace {

using Clock = std::chrono::steady_clock;

enum Stage { compute, draw, compose, paint, frame, stage_count };
constexpr std::array names{"compute", "draw", "compose", "paint", "frame"};

std::size_t cells_of(const viz::Figure& figure) {
    std::size_t cells = 0;
    const auto add_grid = [&](const viz::GridField& f) {
        if (f.columns > 1 && f.rows > 1) cells += (f.columns - 1) * (f.rows - 1);
    };
    for (const auto& panel : figure.panels)
        for (const auto& mark : panel.marks) {
            if (const auto* heat = std::get_if<viz::Heat>(&mark)) add_grid(heat->field);
            if (const auto* surface = std::get_if<viz::Surface>(&mark)) add_grid(surface->field);
            const auto* contours = std::get_if<viz::Contours>(&mark);
            if (contours == nullptr) continue;
            if (const auto* grid = std::get_if<viz::GridField>(&contours->field)) add_grid(*grid);
            if (const auto* triangle = std::get_if<viz::TriangleField>(&contours->field))
                cells += triangle->subdivisions * triangle->subdivisions;
        }
    return cells;
}

}  // namespace

StageTime stage_time(std::vector<double> milliseconds) {
    std::sort(milliseconds.begin(), milliseconds.end());
    const std::size_t n = milliseconds.size();
    const auto rank = static_cast<std::size_t>(std::ceil(0.95 * static_cast<double>(n)));
    return {0.5 * (milliseconds[(n - 1) / 2] + milliseconds[n / 2]),
            milliseconds[std::max<std::size_t>(rank, 1) - 1]};
}

Profile profile(const viz::Lab& lab, viz::Detail detail, const std::vector<viz::Values>& warm_up,
                const std::vector<viz::Values>& frames, int width, int height, const viz::FontSet& fonts,
                FramePainter& painter) {
    viz::RenderOptions options;
    options.width = width;
    options.height = height;
    viz::Page page = viz::file_page(lab, options);
    page.show_handles = true;
    page.finish = viz::Finish::Draft;  // as while a value is dragged
    const viz::Theme& theme = viz::theme(options.theme);
    const viz::View view;

    Profile profile;
    std::array<std::vector<double>, stage_count> times;
    std::vector<double> repainted;
    const auto one_frame = [&](const viz::Values& values, bool measured) {
        std::array<double, stage_count> took{};
        const Clock::time_point start = Clock::now();
        const auto since = [](Clock::time_point then) {
            return std::chrono::duration<double, std::milli>(Clock::now() - then).count();
        };
        {
            Clock::time_point stage_start = start;
            const auto done = [&](Stage stage) {
                took[stage] = since(stage_start);
                stage_start = Clock::now();
            };
            const viz::Result result = lab.compute(values, detail, std::stop_token());
            done(compute);
            const viz::Figure figure = lab.draw(values, result, view);
            done(draw);
            const viz::Composition composition = viz::compose(figure, view, page, theme, fonts);
            done(compose);
            painter.paint(composition.list);
            done(paint);
            profile.grid_cells = std::max(profile.grid_cells, cells_of(figure));
            profile.arrows = std::max(profile.arrows, composition.arrows);
            profile.contour_vertices = std::max(profile.contour_vertices, composition.contour_vertices);
        }
        took[frame] = since(start);
        for (std::size_t s = 0; s < times.size() && measured; ++s) times[s].push_back(took[s]);
        if (measured) repainted.push_back(painter.repainted());
    };
    for (const auto& values : warm_up) one_frame(values, false);
    for (const auto& values : frames) one_frame(values, true);
    for (std::size_t s = 0; s < times.size(); ++s)
        profile.stages.emplace_back(names[s], stage_time(std::move(times[s])));
    profile.repainted = stage_time(std::move(repainted)).median;
    return profile;
}

}  // namespace lossfield::app
