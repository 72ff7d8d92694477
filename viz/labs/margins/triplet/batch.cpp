// The batch at the step shown with the triplets that its mining takes next, and how the three ways of mining went.
#include "viz/labs/margins/triplet/triplet.hpp"

namespace lossfield::viz::triplet {
namespace {

constexpr std::array class_shapes{PointShape::Square, PointShape::Disc, PointShape::Triangle};
constexpr std::size_t most_drawn = 60;  // of the mined triplets that are active

// From anchor to positive and from anchor to negative, of active triplets.
void add_mined(Panel& panel, const Inputs& in, const Batch& r, const Vector& now, std::size_t step) {
    Curve pulls = curve("pulls", "anchor to positive", {}, {}, {Role::Ink, 0, 0.55}, 1.2),
          pushes = curve("pushes", "anchor to negative", {}, {}, {Role::Accent, 0, 0.7}, 1.2, Dash::Dashed);
    std::size_t drawn = 0;
    for (const math::Triplet& t : triplets_at(in, r, now, step)) {
        const auto of = [&](std::size_t i) { return std::span(now).subspan(2 * i, 2); };
        if (!(math::triplet_loss(in.loss(), of(t.anchor), of(t.positive), of(t.negative)) > 0)) continue;
        if (++drawn > most_drawn) break;
        for (const auto& [line, to] : {std::pair{&pulls, t.positive}, std::pair{&pushes, t.negative}}) {
            if (distance_between(now, t.anchor, to) == 0) continue;
            line->x.insert(line->x.end(), {now[2 * t.anchor], now[2 * to], nan});
            line->y.insert(line->y.end(), {now[2 * t.anchor + 1], now[2 * to + 1], nan});
        }
    }
    for (Curve* line : {&pulls, &pushes})
        if (!line->x.empty()) panel.add(std::move(*line));
}

// Larger squares under the first of two points of different classes that lie over each other, so that both are seen.
PointSet twins_under(const Batch& r, const Vector& at, const char* id, PointShape shape, double size) {
    PointSet under{.id = id, .shape = shape, .size = size};
    const double near = 0.004 * r.range.x.length();
    for (std::size_t i = 0; i < r.labels.size(); ++i)
        for (std::size_t k = i + 1; k < r.labels.size(); ++k) {
            if (r.labels[i] == r.labels[k] || distance_between(at, i, k) > near) continue;
            under.x.push_back(at[2 * i]), under.y.push_back(at[2 * i + 1]);
            under.colours.push_back(series(r.labels[i]));
            break;
        }
    return under;
}

// A course of all three, the chosen one strong and on top.
Panel courses(const Inputs& in, const Batch& r, std::size_t step, const char* id, const char* title,
              const char* label, double Measures::*of, double times) {
    const auto values = [&](Mining m) {
        Vector all = r.of(m).each_step(of);
        for (double& v : all) v *= times;
        return all;
    };
    Panel panel = course_panel(id, title, label, values(in.mining), static_cast<long long>(step),
                               mining_colour(in.mining));
    for (Mark& mark : panel.marks)
        if (auto* course = std::get_if<Curve>(&mark))
            course->label = mining_name(in.mining), course->width = 2.8;
    constexpr std::array dashes{Dash::Dotted, Dash::Solid, Dash::Dashed};
    for (const Mining m : minings)
        if (m != in.mining)
            add_course(panel, mining_name(m), mining_name(m), values(m), mining_colour(m),
                       dashes[static_cast<std::size_t>(m)]);
    return panel;
}

}  // namespace

Panel batch_panel(const Inputs& in, const Batch& r, std::size_t step) {
    Panel panel{.id = "batch", .cell = {0, 0, 3, 1}};
    panel.title =
        fmt::format("{} mining after {}", mining_name(in.mining), counted(std::to_string(step), "step"));
    panel.x = {.label = "$x$", .range = r.range.x}, panel.y = {.label = "$y$", .range = r.range.y};
    panel.equal_aspect = true;
    const BatchRun& run = r.of(in.mining);
    const Vector now = run.points(step);
    if (in.unit_circle) panel.add(circle("unit-circle", "", {0, 0}, 1, {Role::Faint}, 0));
    for (int k = 0; k < 3; ++k) {
        Curve line = ways(run.trail, r.labels, k, step, now, 1);
        if (!line.x.empty()) panel.add(std::move(line));
    }
    add_mined(panel, in, r, now, step);
    PointSet starts{.id = "starts", .shape = PointShape::Ring, .size = 6}, points{.id = "points", .size = 9};
    for (std::size_t i = 0; i < in.data.size(); ++i) {
        const DataPoint& p = in.data[i];
        const auto k = static_cast<std::size_t>(r.labels[i]);
        starts.x.push_back(p.x), starts.y.push_back(p.y), starts.colours.push_back(series(r.labels[i], 0.6));
        points.x.push_back(now[2 * i]), points.y.push_back(now[2 * i + 1]);
        points.colours.push_back(series(r.labels[i])), points.shapes.push_back(class_shapes.at(k));
        panel.add(Handle{fmt::format("data-{}", i + 1),
                         fmt::format("start of point {}, class {}", i + 1, p.label), p.x, p.y,
                         MovePoint{"data", i}, series(r.labels[i])});
    }
    starts.label = "start";
    Vector from;
    for (const DataPoint& p : in.data) from.insert(from.end(), {p.x, p.y});
    for (PointSet under : {twins_under(r, from, "starts-under", PointShape::Ring, 11),
                           twins_under(r, now, "points-under", PointShape::Square, 16)})
        if (!under.x.empty()) panel.add(std::move(under));
    panel.add(std::move(starts)), panel.add(std::move(points));
    return panel;
}

Panel share_panel(const Inputs& in, const Batch& r, std::size_t step) {
    Panel panel = courses(in, r, step, "share", "active of all triplets", "percent", &Measures::share, 100);
    panel.y.range = Interval{0, 100};
    panel.cell = {0, 1};
    return panel;
}

Panel loss_course(const Inputs& in, const Batch& r, std::size_t step) {
    Panel panel =
        courses(in, r, step, "mean-loss", "mean loss of all triplets", "loss $L$", &Measures::loss, 1);
    if (has_triplets(r))
        panel.add(horizontal_rule("margin", in.margin, {Role::Muted}, Dash::Dotted, 1, "$m$"));
    panel.cell = {1, 1};
    return panel;
}

Panel extent_panel(const Inputs& in, const Batch& r, std::size_t step) {
    Panel panel = courses(in, r, step, "extent", "largest distance", "distance", &Measures::extent, 1);
    panel.cell = {2, 1};
    return panel;
}

}  // namespace lossfield::viz::triplet
