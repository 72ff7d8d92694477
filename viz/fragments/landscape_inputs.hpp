// Which landscape a lab shows and which part of it: the parameters that every lab on landscapes of the plane has, and
// what they mean. A lab's Inputs derives from LandscapeInputs.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "math/landscapes/landscapes.hpp"
#include "viz/figure/figure.hpp"
#include "viz/inputs/parameter.hpp"

namespace lossfield::viz {

// From gentle to nasty, models last.
enum class LandscapeKind {
    Bowl,
    Booth,
    Matyas,
    Saddle,
    DoubleWell,
    ThreeHumpCamel,
    SixHumpCamel,
    Himmelblau,
    McCormick,
    StyblinskiTang,
    MonkeySaddle,
    Rosenbrock,
    Beale,
    Ravine,
    GoldsteinPrice,
    Griewank,
    Rastrigin,
    Ackley,
    Easom,
    MatrixRegression,
    GaussianLikelihood
};
inline constexpr std::size_t landscape_count = 21;

[[nodiscard]] std::vector<std::string> landscape_ids();
struct LandscapeInputs {
    LandscapeKind landscape = LandscapeKind::Himmelblau;
    double kappa = 20, rotation = 30, tilt = 0;
    std::optional<Domain> range{};  // none: where the landscape has something to see

    // What is shown of the landscape.
    [[nodiscard]] Domain domain() const;
};

[[nodiscard]] math::Landscape landscape_of(const LandscapeInputs& in);

// What the axes of a map of it are called, as rich texts.
struct AxisNames {
    std::string x, y;
};
[[nodiscard]] AxisNames axis_names(const math::Landscape& landscape);

// A map or a surface of a part of the plane: its axes are called as the landscape calls them, their units are equal.
[[nodiscard]] Panel ground_panel(std::string id, const math::Landscape& landscape, const Domain& domain,
                                 Cell cell, PanelKind kind = PanelKind::Axes);
// Loss and gradient at a place.
[[nodiscard]] Readouts landscape_readouts(const math::Landscape& landscape, double x, double y);

// The heights above `lowest`, or the values themselves, on a grid of nodes x nodes.
[[nodiscard]] GridField height_field(const math::Landscape& landscape, const Domain& domain,
                                     std::size_t nodes, const std::optional<double>& lowest);

// The choice and what landscapes take. `offered`: empty for all; `rotation`: a lab's own words for the angle.
[[nodiscard]] Parameters<LandscapeInputs> rotation_parameter(std::string label, std::string help,
                                                             Traits traits);
[[nodiscard]] Parameters<LandscapeInputs> landscape_parameters(
    const std::vector<LandscapeKind>& offered = {}, const Parameters<LandscapeInputs>& rotation = {});
// What `panel` shows of the landscape.
[[nodiscard]] Parameters<LandscapeInputs> landscape_range_parameter(const std::string& panel);

// Hides what the landscape chosen has no use for.
void hide_landscape_parameters(Figure& figure, const LandscapeInputs& in);

}  // namespace lossfield::viz
