#include "viz/fragments/landscape_inputs.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "viz/fragments/plane_places.hpp"
#include "viz/fragments/shared_parameters.hpp"

namespace lossfield::viz {
namespace {

// What a landscape takes of the parameters.
struct Entry {
    const math::LandscapeFacts* facts;
    math::Landscape (*make)(const LandscapeInputs&);
    bool kappa = false, rotation = false, tilt = false;
};

template <class Kind>
Entry plain() {
    return {&Kind::facts, [](const LandscapeInputs& /*in*/) -> math::Landscape { return Kind{}; }};
}
template <class Kind>
Entry turned() {
    const auto make = [](const LandscapeInputs& in) -> math::Landscape {
        return Kind(in.kappa, in.rotation);
    };
    return {&Kind::facts, make, true, true};
}

const std::array<Entry, landscape_count>& entries() {
    const auto well = [](const LandscapeInputs& in) -> math::Landscape { return math::DoubleWell{in.tilt}; };
    const auto ravine = [](const LandscapeInputs& in) -> math::Landscape { return math::Ravine(in.kappa); };
    static const std::array<Entry, landscape_count> all{{
        turned<math::Bowl>(),
        plain<math::Booth>(),
        plain<math::Matyas>(),
        plain<math::Saddle>(),
        {&math::DoubleWell::facts, well, false, false, true},
        plain<math::ThreeHumpCamel>(),
        plain<math::SixHumpCamel>(),
        plain<math::Himmelblau>(),
        plain<math::McCormick>(),
        plain<math::StyblinskiTang>(),
        plain<math::MonkeySaddle>(),
        plain<math::Rosenbrock>(),
        plain<math::Beale>(),
        {&math::Ravine::facts, ravine, true},
        plain<math::GoldsteinPrice>(),
        plain<math::Griewank>(),
        plain<math::Rastrigin>(),
        plain<math::Ackley>(),
        plain<math::Easom>(),
        turned<math::MatrixRegression>(),
        plain<math::GaussianLikelihood>(),
    }};
    return all;
}

const Entry& entry_of(LandscapeKind kind) { return entries()[static_cast<std::size_t>(kind)]; }

// The kinds that are offered, in their order.
std::vector<LandscapeKind> known(const std::vector<LandscapeKind>& offered) {
    std::vector<LandscapeKind> kinds;
    for (std::size_t i = 0; i < landscape_count; ++i) {
        const auto kind = static_cast<LandscapeKind>(i);
        if (offered.empty() || std::find(offered.begin(), offered.end(), kind) != offered.end())
            kinds.push_back(kind);
    }
    return kinds;
}

}  // namespace

std::vector<std::string> landscape_ids() {
    std::vector<std::string> ids;
    for (const Entry& entry : entries()) ids.emplace_back(entry.facts->id);
    return ids;
}

Domain LandscapeInputs::domain() const { return range.value_or(domain_of(entry_of(landscape).facts->view)); }

math::Landscape landscape_of(const LandscapeInputs& in) { return entry_of(in.landscape).make(in); }

AxisNames axis_names(const math::Landscape& landscape) {
    if (std::holds_alternative<math::MatrixRegression>(landscape)) return {"$w_{11}$", "$w_{22}$"};
    if (std::holds_alternative<math::GaussianLikelihood>(landscape)) return {"$μ$", "log $σ$"};
    return {"$x$", "$y$"};
}

Panel ground_panel(std::string id, const math::Landscape& landscape, const Domain& domain, Cell cell,
                   PanelKind kind) {
    const AxisNames names = axis_names(landscape);
    Panel panel{.id = std::move(id), .kind = kind, .cell = cell, .equal_aspect = true};
    panel.x.label = names.x, panel.x.range = domain.x;
    panel.y.label = names.y, panel.y.range = domain.y;
    return panel;
}

Readouts landscape_readouts(const math::Landscape& landscape, double x, double y) {
    const math::PlanePoint g = math::gradient(landscape, {x, y});
    return {{"loss", "loss", "$f$", math::value(landscape, {x, y})},
            {"gradient", "gradient", "$∇f$", Vector{g.x, g.y}}};
}

GridField height_field(const math::Landscape& landscape, const Domain& domain, std::size_t nodes,
                       const std::optional<double>& lowest) {
    const auto along = [&](const Interval& range) {
        Vector places;
        for (std::size_t i = 0; i < nodes; ++i)
            places.push_back(
                std::lerp(range.low, range.high, static_cast<double>(i) / static_cast<double>(nodes - 1)));
        return places;
    };
    Vector values(nodes * nodes);
    math::grid_values(landscape, along(domain.x), along(domain.y), values);
    for (double& v : values) v = math::height_above(lowest, v);
    return {domain, nodes, nodes, std::move(values)};
}

Parameters<LandscapeInputs> rotation_parameter(std::string label, std::string help, Traits traits) {
    traits.unit = "°", traits.restarts = true;
    return real(&LandscapeInputs::rotation, "rotation", {std::move(label), "", std::move(help)},
                std::move(traits));
}

Parameters<LandscapeInputs> landscape_parameters(const std::vector<LandscapeKind>& offered,
                                                 const Parameters<LandscapeInputs>& rotation) {
    Parameters<LandscapeInputs> angle = rotation;
    if (rotation.all().empty())
        angle = rotation_parameter(
            "Rotation", "angle between the valley and the x axis",
            {.soft = {-90, 90}, .hard = {-360, 360}, .snaps = {{0, "0"}, {45, "45"}, {-45, "−45"}}});
    const auto kinds = known(offered);
    const bool winds = std::find(kinds.begin(), kinds.end(), LandscapeKind::Ravine) != kinds.end();
    std::vector<OptionOf<LandscapeKind>> options;
    for (const LandscapeKind kind : kinds)
        options.push_back({kind, entry_of(kind).facts->id, entry_of(kind).facts->name});
    const double critical = math::DoubleWell::critical_tilt;
    Parameters<LandscapeInputs> all = group<LandscapeInputs>(
        "Landscape",
        {choice(&LandscapeInputs::landscape, "landscape", {"Landscape", "", "the function that is descended"},
                options, {.refits = "domain", .restarts = true}),
         real(&LandscapeInputs::kappa, "kappa",
              {"Condition", "$κ$",
               std::string("curvature across the valley, that along it being 1") +
                   (winds ? "; of the winding ravine the factor in its formula: at its minimum about 5κ "
                            "across and 1/50 along"
                          : "")},
              {.soft = {1, 1000}, .spacing = Spacing::Log, .restarts = true}),
         angle,
         real(&LandscapeInputs::tilt, "tilt",
              {"Tilt", "$c$", "slope added to the double well; beyond 2/(3√3) one well is gone"},
              {.soft = {-1, 1},
               .snaps = {{0, "0"}, {critical, "2/(3√3)"}, {-critical, "−2/(3√3)"}},
               .restarts = true})});
    for (Binding& b : all) b.parameter.identity = "landscapes/" + b.parameter.id;
    return all;
}

Parameters<LandscapeInputs> landscape_range_parameter(const std::string& panel) {
    std::vector<FormerId> former;
    for (const std::string& id : landscape_ids()) former.push_back({id + "-range", {{"landscape", id}}});
    return shared("landscapes/domain",
                  domain(&LandscapeInputs::range, &LandscapeInputs::domain, "domain",
                         {"Range", "", "what the map and the surface show; the wheel zooms, a drag moves it"},
                         {.group = "Picture", .panel = panel, .former = std::move(former)}));
}

void hide_landscape_parameters(Figure& figure, const LandscapeInputs& in) {
    const Entry& chosen = entry_of(in.landscape);
    if (!chosen.kappa) figure.hidden.push_back("kappa");
    if (!chosen.rotation) figure.hidden.push_back("rotation");
    if (!chosen.tilt) figure.hidden.push_back("tilt");
}

}  // namespace lossfield::viz
