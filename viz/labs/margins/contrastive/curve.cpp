// The loss of a pair against its distance, in all three forms; the pair and the margins are dragged on it.
#include "viz/labs/margins/contrastive/contrastive.hpp"

namespace lossfield::viz::contrastive {
namespace {

struct Look {
    Form form;
    const char* id;
    const char* name;
    Dash dash;
};
constexpr std::array<Look, 3> looks{{{Form::Original, "original", "original", Dash::LongDashed},
                                     {Form::Squared, "squared", "squared", Dash::Dashed},
                                     {Form::DoubleMargin, "double", "double margin", Dash::Dotted}}};

// The two curves of every form that is not chosen, pale; then those of the chosen one.
void add_curves(Panel& panel, const Inputs& in) {
    const auto loss_curve = [&](std::string id, std::string label, Form form, bool similar) {
        return sampled_curve(std::move(id), std::move(label), *panel.x.range, 400,
                             [&](double d) { return math::contrastive_at(in.loss_of(form), similar, d); });
    };
    for (const Look& look : looks) {
        if (look.form == in.form) continue;
        for (const bool similar : {true, false}) {
            const Colour colour{Role::Series, (similar ? similar_colour : dissimilar_colour).index, 0.75};
            panel.add(drawn(loss_curve(fmt::format("{}-{}", look.id, similar ? "similar" : "dissimilar"),
                                       similar ? "" : look.name, look.form, similar),
                            colour, 1.2, look.dash));
        }
    }
    panel.add(
        drawn(loss_curve(in.similar ? "loss" : "similar", "similar", in.form, true), similar_colour, 2.6));
    panel.add(drawn(loss_curve(in.similar ? "dissimilar" : "loss", "dissimilar", in.form, false),
                    dissimilar_colour, 2.6));
}

// Where the cloud's other pairs stand on the two curves.
void add_pairs(Panel& panel, const Computed& r, const Vector& x) {
    bool named = false;
    for (const bool similar : {true, false}) {
        const Colour colour = similar ? similar_colour : dissimilar_colour;
        PointSet dots{.id = similar ? "similar-pairs" : "dissimilar-pairs",
                      .colours = {{Role::Series, colour.index, 0.55}},
                      .shape = similar ? PointShape::Square : PointShape::Disc,
                      .size = 4.5};
        for (std::size_t i = 0; i < r.points(); ++i)
            for (std::size_t k = std::max<std::size_t>(i + 1, 2); k < r.points(); ++k) {
                if (r.alike(i, k) != similar) continue;
                const double d = distance_between(x, i, k);
                dots.x.push_back(d), dots.y.push_back(math::contrastive_at(r.loss, similar, d));
            }
        if (dots.x.empty()) continue;
        if (!named) dots.label = "other pairs";
        named = true;
        panel.add(std::move(dots));
    }
}

// A margin is dragged along the axis; that of a square by its root.
void add_margin(Panel& panel, const char* id, const char* words, double distance, Interval range,
                bool squared, const char* symbol, Colour colour) {
    panel.add(vertical_rule(std::string(id) + "-rule", distance, colour, Dash::Dotted, 1.2, symbol));
    Move move = MoveReal{id, Along::X};
    if (squared) {
        MoveAlong along{id, {}, {}, {}};
        for (const double d : evenly({std::sqrt(range.low), std::sqrt(range.high)}, 120))
            along.x.push_back(d), along.y.push_back(0), along.value.push_back(d * d);
        move = std::move(along);
    }
    panel.add(Handle{id, words, distance, 0, std::move(move), colour, HandleShape::Diamond});
}

}  // namespace

const char* reach_symbol(const Inputs& in) {
    return in.original() ? "$m$" : in.doubled() ? "$√m_2$" : "$√m$";
}

Panel curve_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "curve", .title = "loss against distance", .cell = {0, 1}};
    const double most = std::max(2.2, 1.25 * math::reach(r.loss));
    panel.x = {.label = "distance $D$", .range = Interval{0, most}};
    double top = 0;
    for (const Look& look : looks)
        top = std::max(top, math::contrastive_at(in.loss_of(look.form), false, 0.0));
    panel.y = {.label = "loss $L$", .range = Interval{0, 1.35 * std::max(top, 0.25)}};
    add_curves(panel, in);
    add_pairs(panel, r, start_of(in));
    if (in.doubled())
        add_margin(panel, "similar-margin", "similar margin", math::dead_zone(r.loss), similar_margin_range,
                   true, "$√m_1$", similar_colour);
    add_margin(panel, in.doubled() ? "far-margin" : "margin", "margin", math::reach(r.loss),
               in.doubled() ? far_margin_range : margin_range, !in.original(), reach_symbol(in),
               dissimilar_colour);
    const double d = r.pair.distance;
    panel.add(point("now", d, r.pair.value, {Role::Accent}, PointShape::Ring, 13));
    const Vector way =
        d > 0 ? Vector{(in.second[0] - in.first[0]) / d, (in.second[1] - in.first[1]) / d} : Vector{1, 0};
    panel.add(
        Handle{"distance", "distance of the pair", d, r.pair.value, MoveDistance{"second", in.first, way}});
    return panel;
}

Readouts probe_curve(const Inputs& in, const Computed& r, double x, double /*y*/) {
    if (!(x >= 0)) return {};
    return {{"distance", "distance", "$D$", x},
            {"similar", "loss of a similar pair", "similar", math::contrastive_at(r.loss, true, x)},
            {"dissimilar", "loss of a dissimilar pair", "dissimilar", math::contrastive_at(r.loss, false, x)},
            {"slope", "slope for the pair", "$dL/dD$", math::contrastive_slope(r.loss, in.similar, x)}};
}

}  // namespace lossfield::viz::contrastive
