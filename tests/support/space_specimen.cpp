#include "tests/support/space_specimen.hpp"

#include <cmath>

#include "viz/inputs/values.hpp"
#include "viz/lab/catalog.hpp"

namespace lossfield::tests {

using namespace viz;

namespace {

constexpr double radius = 2;

struct Inputs {
    Vector tip{1, 0.5, 1.5};
    Vector spot{0.5, -0.25};
    Vector shares{0.2, 0.3, 0.5};
};

struct Computed {
    Vector p;
};

Computed compute(const Inputs& in, Detail, std::stop_token) { return {as_distribution(in.shares, 3)}; }

template <class M>
M named(std::string id) {
    M mark;
    mark.id = std::move(id);
    return mark;
}

Patch octant() {
    auto patch = named<Patch>("octant");
    patch.columns = patch.rows = 9;
    Vector values;
    for (std::size_t j = 0; j < patch.rows; ++j)
        for (std::size_t i = 0; i < patch.columns; ++i) {
            const double u = static_cast<double>(i) / 8, v = static_cast<double>(j) / 8;
            const double b[] = {(1 - v) * (1 - u), (1 - v) * u, v};
            patch.x.push_back(radius * std::sqrt(b[0]));
            patch.y.push_back(radius * std::sqrt(b[1]));
            patch.z.push_back(radius * std::sqrt(b[2]));
            values.push_back(b[2]);
        }
    patch.values = std::move(values);
    patch.scale = {ColourMapKind::Sequential, 0, 1, false, 0};
    patch.opacity = 0.5;
    return patch;
}

// Across (1, 1, 2), through the origin.
constexpr Place first{1, -1, 0}, second{1, 1, -1};

Figure draw(const Inputs& in, const Computed& r, const View&) {
    Panel panel;
    panel.id = "space";
    panel.title = "Space";
    panel.kind = PanelKind::Space;
    panel.camera = {40, 30, 1};
    panel.equal_aspect = true;
    panel.height = 1;
    for (Axis* axis : {&panel.x, &panel.y, &panel.z}) axis->range = Interval{-radius, radius};
    panel.x.label = "$x$", panel.y.label = "$y$", panel.z.label = "$z$";
    auto plane = named<Patch>("plane");
    plane.columns = plane.rows = 2;
    for (const double v : {-1.0, 1.0})
        for (const double u : {-1.0, 1.0}) {
            plane.x.push_back(u * first[0] + v * second[0]);
            plane.y.push_back(u * first[1] + v * second[1]);
            plane.z.push_back(u * first[2] + v * second[2]);
        }
    auto arrow = named<Arrows>("tip");
    arrow.x = arrow.y = arrow.z = {0};
    arrow.u = {in.tip[0]}, arrow.v = {in.tip[1]}, arrow.w = {in.tip[2]};
    arrow.texts = {"tip"};
    const Place at{in.spot[0] * first[0] + in.spot[1] * second[0],
                   in.spot[0] * first[1] + in.spot[1] * second[1],
                   in.spot[0] * first[2] + in.spot[1] * second[2]};
    auto spot = named<PointSet>("spot");
    spot.x = {at[0]}, spot.y = {at[1]}, spot.z = {at[2]};
    spot.texts = {"spot"};
    const Place p{radius * std::sqrt(r.p[0]), radius * std::sqrt(r.p[1]), radius * std::sqrt(r.p[2])};
    auto way = named<Curve>("way");
    way.x = {at[0], p[0]}, way.y = {at[1], p[1]}, way.z = {at[2], p[2]};
    auto words = named<TextMark>("apex");
    words.text = "apex";
    words.z = radius;
    panel.marks = {plane, octant(), arrow, spot, way, words};
    panel.handles = {{"tip", "tip of the arrow", in.tip[0], in.tip[1], MoveTriple{"tip"}},
                     {"spot", "spot in the plane", at[0], at[1], MoveInPlane{"spot", {}, first, second}},
                     {"shares", "shares", p[0], p[1], MoveOnOctant{"shares"}}};
    panel.handles[0].z = in.tip[2];
    panel.handles[1].z = at[2], panel.handles[1].glide = Glide::Plane, panel.handles[1].axis = {1, 1, 2};
    panel.handles[2].z = p[2], panel.handles[2].glide = Glide::Sphere, panel.handles[2].axis = {0, 0, 0};
    Figure figure;
    figure.panels = {panel};
    figure.readouts = {{"shares", "shares", "$p$", r.p, ""}};
    figure.caption = "What lies in space.";
    return figure;
}

}  // namespace

const Lab& space_specimen() {
    static const Lab lab = make_lab<Inputs, Computed>(
        {.id = "space-specimen",
         .topic = "tests",
         .title = "In space",
         .formula = catalog().front().formula,
         .formulas = {},
         .parameters = {vector(&Inputs::tip, "tip", {}, {.soft = {-2, 2}, .min_length = 3, .max_length = 3}),
                        vector(&Inputs::spot, "spot", {},
                               {.soft = {-1, 1}, .min_length = 2, .max_length = 2}),
                        vector(&Inputs::shares, "shares", {},
                               {.soft = {0, 1}, .min_length = 3, .max_length = 3, .distribution = true})},
         .presets = {},
         .compute = compute,
         .draw = draw});
    return lab;
}

}  // namespace lossfield::tests
