// Three classes in space: what each wins of the sphere with its margin, their directions and features.
#include "viz/fragments/space.hpp"
#include "viz/labs/margins/angular_margins/angular_margins.hpp"

namespace lossfield::viz::angular_margins {

Panel space_panel(const Inputs& in, const Computed& r, const Shown& s) {
    Panel panel{.id = "space",
                .title = math::has_weight_lengths(in.kind) ? "three classes in space: of length 1"
                                                           : "three classes in space",
                .kind = PanelKind::Space,
                .cell = {0, 3, 2, 1},
                .equal_aspect = true};
    panel.x = panel.y = panel.z = {.range = Interval{-1.45, 1.45}, .visible = false};
    panel.camera = {40, 30, 1.8};
    panel.height = 1;
    const math::TrainingState state = r.space->steps.at(r.space->held(s.step));
    const std::vector<SpacePoint> directions = space_directions(r, state);
    panel.add(globe({Role::Faint}));
    const WonOnSphere won =
        in.train_directions && s.step > 0 ? won_on_sphere(r.margin, directions) : r.space_start;
    for (std::size_t k = 0; k < 3; ++k)
        add_polar_region(panel, fmt::format("won-{}", k + 1), directions[k], won[k], class_colour(k), 0.5);
    Arrows arrows{.id = "space-directions", .width = 2.2};
    for (std::size_t k = 0; k < 3; ++k)
        add_arrow(arrows, directions[k], 1.32 * directions[k], class_colour(k), "");
    panel.add(std::move(arrows));
    for (std::size_t k = 0; k < 3; ++k)
        panel.add(space_words(fmt::format("space-name-{}", k + 1),
                              1.32 * directions[k] + SpacePoint{0, 0, 0.24}, fmt::format("$w_{}$", k + 1),
                              {Role::Ink}));
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
