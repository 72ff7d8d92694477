// The plane at the start: springs between similar points, the ring within which dissimilar ones are pushed, and forces.
#include "viz/fragments/circle.hpp"
#include "viz/labs/margins/contrastive/contrastive.hpp"

namespace lossfield::viz::contrastive {
namespace {

constexpr int coils = 7;
constexpr double arrow = 0.5;  // of a force: those of a similar pair meet halfway
constexpr std::array<double, 3> spring_widths{0.7, 1.3, 2.2};
constexpr double many = 36;  // springs: more are thinner and paler

math::PlanePoint at(const Vector& v) { return {v[0], v[1]}; }

// A zigzag from one point to the other, straight at its ends.
Curve spring(const math::PlanePoint& a, const math::PlanePoint& b, double width) {
    Curve line = curve("spring", "", {a.x}, {a.y}, similar_colour, width);
    const double length = math::distance(a, b), swing = std::min(0.09, 0.12 * length);
    if (length > 0) {
        const double x = (b.x - a.x) / length, y = (b.y - a.y) / length;
        for (int i = 0; i <= 2 * coils; ++i) {
            const double along = length * (0.2 + 0.6 * i / (2 * coils));
            const double off = i == 0 || i == 2 * coils ? 0 : i % 2 == 1 ? swing : -swing;
            line.x.push_back(a.x + along * x - off * y), line.y.push_back(a.y + along * y + off * x);
        }
    }
    line.x.push_back(b.x), line.y.push_back(b.y);
    return line;
}

// Between similar points of the cloud that feel a pull, in three weights.
void add_springs(Panel& panel, const Computed& r, const Vector& x) {
    std::array<Curve, 3> lines;
    double strongest = 0, count = 0;
    const auto for_pulls = [&](const auto& visit) {
        for (std::size_t i = 0; i < r.points(); ++i)
            for (std::size_t k = std::max<std::size_t>(i + 1, 2); k < r.points(); ++k) {
                const double pull = math::contrastive_slope(r.loss, true, distance_between(x, i, k));
                if (r.alike(i, k) && pull > 0) visit(i, k, pull);
            }
    };
    for_pulls([&](std::size_t, std::size_t, double pull) { strongest = std::max(strongest, pull), ++count; });
    const double weight = std::min(1.0, std::sqrt(many / count));
    for_pulls([&](std::size_t i, std::size_t k, double pull) {
        Curve& line = lines.at(std::min<std::size_t>(2, static_cast<std::size_t>(3 * pull / strongest)));
        line.x.insert(line.x.end(), {x[2 * i], x[2 * k], nan});
        line.y.insert(line.y.end(), {x[2 * i + 1], x[2 * k + 1], nan});
    });
    const char* ids[] = {"weak-springs", "springs", "strong-springs"};
    for (std::size_t w = 0; w < 3; ++w) {
        if (lines[w].x.empty()) continue;
        lines[w].id = ids[w], lines[w].width = std::max(0.5, weight * spring_widths[w]);
        lines[w].colour = {Role::Series, similar_colour.index, 0.4 * weight};
        panel.add(std::move(lines[w]));
    }
}

void add_rings(Panel& panel, const Inputs& in, const Computed& r) {
    const char* label = in.original()  ? "push within $m$"
                        : in.doubled() ? "push within $√m_2$"
                                       : "push within $√m$";
    panel.add(circle("reach", label, at(in.first), math::reach(r.loss), dissimilar_colour,
                     in.similar ? 0.0 : 0.08));
    if (math::dead_zone(r.loss) > 0)
        panel.add(circle("dead-zone", "no pull within $√m_1$", at(in.first), math::dead_zone(r.loss),
                         similar_colour, 0.1));
}

void add_forces(Panel& panel, const Inputs& in, const Computed& r, const Vector& x) {
    Arrows mean{.id = "forces", .label = "mean force of all partners, halved", .width = 1.4};
    mean.colours = {{Role::Ink, 0, 0.7}};
    for (std::size_t i = 0; i < r.points(); ++i) {
        mean.x.push_back(x[2 * i]), mean.y.push_back(x[2 * i + 1]);
        mean.u.push_back(arrow * r.forces[2 * i]), mean.v.push_back(arrow * r.forces[2 * i + 1]);
    }
    // The only partner's force is that of the pair.
    if (r.points() > 2) panel.add(std::move(mean));
    if (at_rest(in, r)) return;
    Arrows own{.id = "pair-forces", .label = "force of the pair, halved", .width = 2.4};
    own.colours = {{Role::Accent}};
    for (const auto& [from, gradient] :
         {std::pair{in.first, r.pair.by_a}, std::pair{in.second, r.pair.by_b}}) {
        own.x.push_back(from[0]), own.y.push_back(from[1]);
        own.u.push_back(-arrow * gradient[0]), own.v.push_back(-arrow * gradient[1]);
    }
    panel.add(std::move(own));
}

// Of the pair both points, of class 1 and of class 1 or 2.
void add_points(Panel& panel, const Inputs& in, const Computed& r) {
    const auto classes = classes_of(in.data, class_labels);
    PointSet others{.id = "data", .colours = class_colours(classes), .size = 7};
    for (std::size_t i = 0; i < in.data.size(); ++i) {
        const DataPoint& p = in.data[i];
        others.x.push_back(p.x), others.y.push_back(p.y);
        panel.add(Handle{fmt::format("data-{}", i + 1), fmt::format("point {} of class {}", i + 1, p.label),
                         p.x, p.y, MovePoint{"data", i}, others.colours[i]});
    }
    if (!in.data.empty()) panel.add(std::move(others));
    panel.add(point("first", at(in.first), series(r.labels[0]), PointShape::Disc, 12, "$z_a$"));
    panel.add(point("second", at(in.second), series(r.labels[1]), PointShape::Square, 8, "$z_b$"));
    panel.add(handle_at("first", "first point of the pair", at(in.first), MovePair{"first"}));
    panel.add(handle_at("second", "second point of the pair", at(in.second), MovePair{"second"}));
}

}  // namespace

Panel plane_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "plane", .title = "pull and push at the start", .cell = {0, 0, 2, 1}};
    panel.x = {.label = "$x$", .range = r.range.x}, panel.y = {.label = "$y$", .range = r.range.y};
    panel.equal_aspect = true;
    const Vector x = start_of(in);
    add_rings(panel, in, r);
    add_springs(panel, r, x);
    if (in.similar && r.slope > 0)
        panel.add(spring(at(in.first), at(in.second), 1.2 + 2.6 * std::min(1.0, r.slope)));
    if (!in.similar)
        panel.add(curve("between", "", {in.first[0], in.second[0]}, {in.first[1], in.second[1]},
                        dissimilar_colour, 1.4, Dash::Dashed));
    add_forces(panel, in, r, x);
    add_points(panel, in, r);
    return panel;
}

}  // namespace lossfield::viz::contrastive
