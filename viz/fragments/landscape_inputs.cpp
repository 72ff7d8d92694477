#include "viz/fragments/landscape_inputs.hpp"

#include <algorithm>
#include <array>

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
        plain<math::Rosenbrock>(),
        plain<math::Himmelblau>(),
        plain<math::Saddle>(),
        {&math::DoubleWell::facts,
         [](const LandscapeInputs& in) -> math::Landscape { return math::DoubleWell{in.tilt}; }, false, false,
         true}};
    return all;
}

const Entry& entry_of(const std::string& id) {
    for (const Entry& entry : entries())
        if (entry.facts->id == id) return entry;
    throw InputError("landscape '" + id + "' is not known");
}

}  // namespace

math::Landscape landscape_of(const LandscapeInputs& in) { return entry_of(in.landscape).make(in); }

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
            .help = "curvature across the bowl's valley, the one along it being 1",
            .group = "Landscape",
            .soft = {1, 1000},
            .spacing = Spacing::Log,
            .restarts = true};
}

Traits rotation_traits() {
    return {.label = "Rotation",
            .unit = "°",
            .help = "angle between the bowl's valley and the x axis",
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

void hide_landscape_parameters(Figure& figure, const LandscapeInputs& in) {
    const Entry& entry = entry_of(in.landscape);
    if (!entry.kappa) figure.hidden.push_back("kappa");
    if (!entry.rotation) figure.hidden.push_back("rotation");
    if (!entry.tilt) figure.hidden.push_back("tilt");
}

}  // namespace lossfield::viz
