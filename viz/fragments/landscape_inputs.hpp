// Which landscape a lab shows and which part of it: the parameters that every lab on landscapes of the plane has, and
// what they mean. A lab's Inputs derives from LandscapeInputs.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "math/landscapes/landscapes.hpp"
#include "viz/figure/figure.hpp"
#include "viz/inputs/parameter.hpp"

namespace lossfield::viz {

// Of all landscapes, from gentle to nasty, models last; and where each has something to see.
[[nodiscard]] std::vector<std::string> landscape_ids();
[[nodiscard]] std::vector<Domain> landscape_views();

struct LandscapeInputs {
    std::string landscape = "himmelblau";
    double kappa = 20, rotation = 30, tilt = 0;
    // Every landscape keeps its own range, in the order of landscape_ids(), so that switching to and fro shows each
    // where it was left.
    std::vector<Domain> ranges = landscape_views();

    // What is shown of the landscape chosen.
    [[nodiscard]] const Domain& domain() const;
};

// Throws InputError for an id that is not known.
[[nodiscard]] math::Landscape landscape_of(const LandscapeInputs& in);

// What the axes of a map of it are called, as rich texts.
struct AxisNames {
    std::string x, y;
};
[[nodiscard]] AxisNames axis_names(const math::Landscape& landscape);

// The value of the lowest of its minima; none where there is none.
[[nodiscard]] std::optional<double> lowest_value(const math::Landscape& landscape,
                                                 const std::vector<math::PlanePoint>& minima);
// The heights above `lowest`, or the values themselves, on a grid of nodes x nodes.
[[nodiscard]] GridField height_field(const math::Landscape& landscape, const Domain& domain,
                                     std::size_t nodes, const std::optional<double>& lowest);

// The declarations themselves, in the order of the parameters below. `ids`: the landscapes offered; empty: all.
[[nodiscard]] Traits landscape_traits(const std::vector<std::string>& ids);
[[nodiscard]] Traits kappa_traits();
[[nodiscard]] Traits rotation_traits();
[[nodiscard]] Traits tilt_traits();
[[nodiscard]] Traits landscape_range_traits(const std::string& panel);

template <class Inputs>
[[nodiscard]] std::vector<Binding<Inputs>> landscape_parameters(const std::vector<std::string>& ids = {}) {
    return {choice<Inputs>(&Inputs::landscape, "landscape", landscape_traits(ids)),
            real<Inputs>(&Inputs::kappa, "kappa", kappa_traits()),
            real<Inputs>(&Inputs::rotation, "rotation", rotation_traits()),
            real<Inputs>(&Inputs::tilt, "tilt", tilt_traits())};
}

// A range for each landscape, `<landscape>-range`: what `panel` shows of it.
template <class Inputs>
[[nodiscard]] std::vector<Binding<Inputs>> landscape_range_parameters(
    const std::string& panel, const std::vector<std::string>& ids = {}) {
    const std::vector<std::string> all = landscape_ids();
    const std::vector<Domain> views = landscape_views();
    std::vector<Binding<Inputs>> bindings;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (!ids.empty() && std::find(ids.begin(), ids.end(), all[i]) == ids.end()) continue;
        bindings.push_back({complete(all[i] + "-range", Kind::Domain, landscape_range_traits(panel)),
                            [i](const Inputs& in) { return Value(in.ranges[i]); },
                            [i](Inputs& in, const Value& v) { in.ranges[i] = std::get<Domain>(v); }});
    }
    return bindings;
}

// Hides what the landscape chosen has no use for, the other landscapes' ranges too.
void hide_landscape_parameters(Figure& figure, const LandscapeInputs& in);

}  // namespace lossfield::viz
