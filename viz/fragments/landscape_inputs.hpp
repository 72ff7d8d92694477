// Which landscape a lab shows and which part of it: the parameters that every lab on landscapes of the plane has, and
// what they mean. A lab's Inputs derives from LandscapeInputs.
#pragma once

#include <array>
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
// Where each has something to see.
[[nodiscard]] std::array<Domain, landscape_count> landscape_views();

struct LandscapeInputs {
    LandscapeKind landscape = LandscapeKind::Himmelblau;
    double kappa = 20, rotation = 30, tilt = 0;
    // Every landscape keeps its own range, so that switching to and fro shows each where it was left.
    std::array<Domain, landscape_count> ranges = landscape_views();

    // What is shown of the landscape chosen.
    [[nodiscard]] const Domain& domain() const;
    [[nodiscard]] Domain& range_of(LandscapeKind kind) { return ranges[static_cast<std::size_t>(kind)]; }
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
// A range for each landscape, `<landscape>-range`: what `panel` shows of it.
[[nodiscard]] Parameters<LandscapeInputs> landscape_range_parameters(
    const std::string& panel, const std::vector<LandscapeKind>& offered = {});

// Hides what the landscape chosen has no use for, the other landscapes' ranges too.
void hide_landscape_parameters(Figure& figure, const LandscapeInputs& in);

}  // namespace lossfield::viz
