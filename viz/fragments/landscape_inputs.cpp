#include "viz/fragments/landscape_inputs.hpp"

#include <algorithm>
#include <cmath>

namespace lossfield::viz {
namespace {

// What a landscape takes of the parameters.
struct Entry {
    const math::LandscapeFacts* facts;
    math::Landscape (*make)(const LandscapeInputs&);
    bool kappa = false, rotation = false, tilt = false;
};

template <class Plain>
Entry plain() {
    return {&Plain::facts, [](const LandscapeInputs& /*in*/) -> math::Landscape { return Plain{}; }};
}

const std::vector<Entry>& entries() {
    static const std::vector<Entry> all{
        {&math::Bowl::facts,
         [](const LandscapeInputs& in) -> math::Landscape { return math::Bowl(in.kappa, in.rotation); }, true,
         true},
        plain<math::Booth>(),
        plain<math::Matyas>(),
        plain<math::Saddle>(),
        {&math::DoubleWell::facts,
         [](const LandscapeInputs& in) -> math::Landscape { return math::DoubleWell{in.tilt}; }, false, false,
         true},
        plain<math::ThreeHumpCamel>(),
        plain<math::SixHumpCamel>(),
        plain<math::Himmelblau>(),
        plain<math::McCormick>(),
        plain<math::StyblinskiTang>(),
        plain<math::MonkeySaddle>(),
        plain<math::Rosenbrock>(),
        plain<math::Beale>(),
        {&math::Ravine::facts,
         [](const LandscapeInputs& in) -> math::Landscape { return math::Ravine(in.kappa); }, true},
        plain<math::GoldsteinPrice>(),
        plain<math::Griewank>(),
        plain<math::Rastrigin>(),
        plain<math::Ackley>(),
        plain<math::Easom>(),
        {&math::MatrixRegression::facts,
         [](const LandscapeInputs& in) -> math::Landscape {
             return math::MatrixRegression(in.kappa, in.rotation);
         },
         true, true},
        plain<math::GaussianLikelihood>()};
    return all;
}

std::size_t place_of(const std::string& id) {
    for (std::size_t i = 0; i < entries().size(); ++i)
        if (entries()[i].facts->id == id) return i;
    throw InputError("landscape '" + id + "' is not known");
}

}  // namespace

std::vector<std::string> landscape_ids() {
    std::vector<std::string> ids;
    for (const Entry& entry : entries()) ids.emplace_back(entry.facts->id);
    return ids;
}

std::vector<Domain> landscape_views() {
    std::vector<Domain> views;
    for (const Entry& entry : entries()) {
        const math::PlaneRange& view = entry.facts->view;
        views.push_back({{view.x_low, view.x_high}, {view.y_low, view.y_high}});
    }
    return views;
}

const Domain& LandscapeInputs::domain() const { return ranges[place_of(landscape)]; }

math::Landscape landscape_of(const LandscapeInputs& in) { return entries()[place_of(in.landscape)].make(in); }

AxisNames axis_names(const math::Landscape& landscape) {
    if (std::holds_alternative<math::MatrixRegression>(landscape)) return {"$w_{11}$", "$w_{22}$"};
    if (std::holds_alternative<math::GaussianLikelihood>(landscape)) return {"$μ$", "log $σ$"};
    return {"$x$", "$y$"};
}

std::optional<double> lowest_value(const math::Landscape& landscape,
                                   const std::vector<math::PlanePoint>& minima) {
    std::optional<double> lowest;
    for (const math::PlanePoint& p : minima) {
        const double value = math::value(landscape, p);
        if (!lowest || value < *lowest) lowest = value;
    }
    return lowest;
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
    if (lowest)
        for (double& v : values) v = std::max(0.0, v - *lowest);
    return {domain, nodes, nodes, std::move(values)};
}

Traits landscape_traits(const std::vector<std::string>& ids) {
    Traits traits{.label = "Landscape",
                  .help = "the function that is descended",
                  .group = "Landscape",
                  .restarts = true};
    for (const Entry& entry : entries())
        if (ids.empty() || std::find(ids.begin(), ids.end(), entry.facts->id) != ids.end())
            traits.options.push_back({entry.facts->id, entry.facts->name});
    return traits;
}

Traits kappa_traits() {
    return {.label = "Condition",
            .symbol = "$κ$",
            .help = "curvature across the valley; the one along it is 1, of the winding ravine about 1/10",
            .group = "Landscape",
            .soft = {1, 1000},
            .spacing = Spacing::Log,
            .restarts = true};
}

Traits rotation_traits() {
    return {.label = "Rotation",
            .unit = "°",
            .help = "angle between the valley and the x axis",
            .group = "Landscape",
            .soft = {-90, 90},
            .hard = {-360, 360},
            .snaps = {{0, "0"}, {45, "45"}, {-45, "−45"}},
            .restarts = true};
}

Traits tilt_traits() {
    return {.label = "Tilt",
            .symbol = "$c$",
            .help = "slope added to the double well; beyond 2/(3√3) one well is gone",
            .group = "Landscape",
            .soft = {-1, 1},
            .snaps = {{0, "0"},
                      {math::DoubleWell::critical_tilt, "2/(3√3)"},
                      {-math::DoubleWell::critical_tilt, "−2/(3√3)"}},
            .restarts = true};
}

Traits landscape_range_traits(const std::string& panel) {
    return {.label = "Range",
            .help = "what the map and the surface show; the wheel zooms, a drag moves it",
            .group = "Picture",
            .panel = panel};
}

void hide_landscape_parameters(Figure& figure, const LandscapeInputs& in) {
    const Entry& chosen = entries()[place_of(in.landscape)];
    if (!chosen.kappa) figure.hidden.push_back("kappa");
    if (!chosen.rotation) figure.hidden.push_back("rotation");
    if (!chosen.tilt) figure.hidden.push_back("tilt");
    for (const Entry& entry : entries())
        if (entry.facts != chosen.facts) figure.hidden.push_back(std::string(entry.facts->id) + "-range");
}

}  // namespace lossfield::viz
