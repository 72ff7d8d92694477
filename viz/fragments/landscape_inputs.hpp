// Which landscape a lab shows: the parameters that every lab on landscapes of the plane has, and what they mean.
// A lab's Inputs derives from LandscapeInputs.
#pragma once

#include <string>
#include <vector>

#include "math/landscapes.hpp"
#include "viz/figure.hpp"
#include "viz/parameter.hpp"

namespace lossfield::viz {

struct LandscapeInputs {
    std::string landscape = "himmelblau";
    double kappa = 20, rotation = 30, tilt = 0;
};

// Throws InputError for an id that is not known.
[[nodiscard]] math::Landscape landscape_of(const LandscapeInputs& in);

// The declarations themselves, in the order of the parameters below. `ids`: the landscapes offered; empty: all.
[[nodiscard]] Traits landscape_traits(const std::vector<std::string>& ids);
[[nodiscard]] Traits kappa_traits();
[[nodiscard]] Traits rotation_traits();
[[nodiscard]] Traits tilt_traits();

template <class Inputs>
[[nodiscard]] std::vector<Binding<Inputs>> landscape_parameters(const std::vector<std::string>& ids = {}) {
    return {choice<Inputs>(&Inputs::landscape, "landscape", landscape_traits(ids)),
            real<Inputs>(&Inputs::kappa, "kappa", kappa_traits()),
            real<Inputs>(&Inputs::rotation, "rotation", rotation_traits()),
            real<Inputs>(&Inputs::tilt, "tilt", tilt_traits())};
}

// Hides what the landscape chosen has no use for.
void hide_landscape_parameters(Figure& figure, const LandscapeInputs& in);

}  // namespace lossfield::viz
