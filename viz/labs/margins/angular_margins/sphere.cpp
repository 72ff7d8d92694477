// Three classes in space: what each wins of the sphere with its margin, their directions and features.
#include "viz/fragments/space.hpp"
#include "viz/labs/margins/angular_margins/angular_margins.hpp"

namespace lossfield::viz::angular_margins {
namespace {

constexpr std::size_t rings = 10;
constexpr double lift = 1.006;  // regions lie above the sphere

Patch globe() {
    Patch patch{.id = "globe", .columns = 49, .rows = 25, .colour = {Role::Faint}};
    for (std::size_t j = 0; j < patch.rows; ++j)
        for (std::size_t i = 0; i < patch.columns; ++i) {
            const double up = std::numbers::pi * static_cast<double>(j) / 24,
                         round = 2 * std::numbers::pi * static_cast<double>(i % 48) / 48;
            add_to(patch,
                   SpacePoint{std::sin(up) * std::cos(round), std::sin(up) * std::sin(round), std::cos(up)});
        }
    return patch;
}

// Over a run of azimuths, from the near ends of what is won to the far ends.
void add_piece(Panel& panel, const std::string& id, const SpacePoint& pole,
               const std::vector<std::pair<std::size_t, math::Arc>>& run, Colour colour) {
    if (run.size() < 2) return;
    Patch patch{.id = id, .columns = run.size(), .rows = rings + 1};
    patch.colour = {colour.role, colour.index, 0.5};
    for (std::size_t j = 0; j <= rings; ++j)
        for (const auto& [i, arc] : run)
            add_to(patch, lift * math::on_sphere(pole, azimuth_of(i),
                                                 arc.from + arc.width() * static_cast<double>(j) / rings));
    panel.add(std::move(patch));
    Curve line{.id = id + "-line", .colour = colour, .width = 1.8};
    for (const bool far : {true, false}) {
        if (!far && std::all_of(run.begin(), run.end(), [](const auto& at) { return at.second.from == 0; }))
            break;
        for (const auto& [i, arc] : run)
            add_to(line, 1.01 * math::on_sphere(pole, azimuth_of(i), far ? arc.to : arc.from));
        add_to(line, SpacePoint{nan, nan, nan});
    }
    panel.add(std::move(line));
}

// The n-th range of every azimuth that has one.
void add_region(Panel& panel, const std::vector<std::vector<math::Arc>>& won, const SpacePoint& pole,
                std::size_t k) {
    std::size_t most = 0;
    for (const auto& arcs : won) most = std::max(most, arcs.size());
    int pieces = 0;
    for (std::size_t n = 0; n < most; ++n) {
        const auto has = [&](std::size_t i) { return won[i % azimuths].size() > n; };
        std::size_t first = 0;  // after a gap, if there is one
        while (first < azimuths && has(first + azimuths - 1)) ++first;
        const bool round = first == azimuths;
        std::vector<std::pair<std::size_t, math::Arc>> run;
        const auto close = [&] {
            add_piece(panel,
                      fmt::format("won-{}{}", k + 1, pieces == 0 ? "" : fmt::format("-{}", pieces + 1)), pole,
                      run, class_colour(k));
            if (run.size() >= 2) ++pieces;
            run.clear();
        };
        for (std::size_t i = 0; i < azimuths + (round ? 1 : 0); ++i) {
            const std::size_t at = (first % azimuths + i) % azimuths;
            if (has(at)) {
                run.emplace_back(at, won[at][n]);
            } else {
                close();
            }
        }
        close();
    }
}

}  // namespace

Panel space_panel(const Inputs& in, const Computed& r, const Shown& s) {
    Panel panel{.id = "space",
                .title = "three classes in space",
                .kind = PanelKind::Space,
                .cell = {0, 3, 2, 1},
                .equal_aspect = true};
    panel.x = panel.y = panel.z = {.range = Interval{-1.35, 1.35}, .visible = false};
    panel.camera = {40, 30, 1.75};
    panel.height = 1;
    const math::TrainingState state = r.space->steps.at(static_cast<std::uint64_t>(s.step));
    const std::vector<SpacePoint> directions = space_directions(r, state);
    panel.add(globe());
    const WonOnSphere won =
        in.train_directions && s.step > 0 ? won_on_sphere(r.margin, directions) : r.space_start;
    for (std::size_t k = 0; k < 3; ++k) add_region(panel, won[k], directions[k], k);
    Arrows arrows{.id = "space-directions", .width = 2.2};
    for (std::size_t k = 0; k < 3; ++k)
        add_arrow(arrows, directions[k], 1.32 * directions[k], class_colour(k), fmt::format("$w_{}$", k + 1));
    panel.add(std::move(arrows));
    const std::span<const double> x = r.space->objective.features(state.x);
    for (std::size_t k = 0; k < 3; ++k) {
        PointSet dots{.id = fmt::format("space-class-{}", k + 1), .colours = {class_colour(k)}, .size = 5};
        for (std::size_t i = 0; i < r.space->objective.labels().size(); ++i)
            if (r.space->objective.labels()[i] == k)
                add_to(dots, 1.015 * SpacePoint{x[3 * i], x[3 * i + 1], x[3 * i + 2]});
        panel.add(std::move(dots));
    }
    const auto starts = space_directions(in);
    for (std::size_t k = 0; k < 3; ++k) {
        Handle handle =
            handle_at(fmt::format("space-{}", k + 1), fmt::format("direction of class {} in space", k + 1),
                      {starts[k].x, starts[k].y}, MoveTriple{fmt::format("space-{}", k + 1)}, class_colour(k),
                      HandleShape::Diamond);
        handle.z = starts[k].z, handle.glide = Glide::Sphere, handle.axis = {0, 0, 0};
        panel.add(std::move(handle));
    }
    return panel;
}

}  // namespace lossfield::viz::angular_margins
