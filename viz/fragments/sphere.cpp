#include "viz/fragments/sphere.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <utility>

#include "viz/fragments/space.hpp"

namespace lossfield::viz {
namespace {

constexpr std::size_t rings = 10;
constexpr double above = 1.006, line_above = 1.01;

// What neighbouring azimuths have, each with its number.
using Strip = std::vector<std::pair<std::size_t, math::Arc>>;

// From the near ends to the far ends.
void add_strip(Panel& panel, const std::string& id, const SpacePoint& pole, const Strip& strip,
               std::size_t azimuths, Colour colour, double opacity) {
    const auto at = [&](std::size_t azimuth, double angle) {
        return math::on_sphere(
            pole, math::full_turn * static_cast<double>(azimuth) / static_cast<double>(azimuths), angle);
    };
    Patch patch{.id = id, .columns = strip.size(), .rows = rings + 1};
    patch.colour = {colour.role, colour.index, opacity};
    for (std::size_t j = 0; j <= rings; ++j)
        for (const auto& [azimuth, arc] : strip)
            add_to(patch, above * at(azimuth, arc.from + arc.width() * static_cast<double>(j) / rings));
    panel.add(std::move(patch));
    Curve line{.id = id + "-line", .colour = colour, .width = 1.8};
    const bool from_pole =
        std::all_of(strip.begin(), strip.end(), [](const auto& part) { return part.second.from == 0; });
    for (const bool far : {true, false}) {
        if (!far && from_pole) break;
        for (const auto& [azimuth, arc] : strip)
            add_to(line, line_above * at(azimuth, far ? arc.to : arc.from));
        constexpr double gap = std::numeric_limits<double>::quiet_NaN();
        add_to(line, SpacePoint{gap, gap, gap});
    }
    panel.add(std::move(line));
}

}  // namespace

Patch globe(Colour colour) {
    constexpr std::size_t round = 48, up = 24;
    Patch patch{.id = "globe", .columns = round + 1, .rows = up + 1, .colour = colour};
    for (std::size_t j = 0; j <= up; ++j)
        for (std::size_t i = 0; i <= round; ++i)
            add_to(patch, math::on_sphere({0, 0, 1}, math::full_turn * static_cast<double>(i % round) / round,
                                          std::numbers::pi * static_cast<double>(j) / up));
    return patch;
}

void add_polar_region(Panel& panel, const std::string& id, const SpacePoint& pole, const PolarRanges& ranges,
                      Colour colour, double opacity) {
    const std::size_t azimuths = ranges.size();
    std::size_t most = 0, pieces = 0;
    for (const auto& of_azimuth : ranges) most = std::max(most, of_azimuth.size());
    for (std::size_t n = 0; n < most; ++n) {
        const auto has = [&](std::size_t i) { return ranges[i % azimuths].size() > n; };
        Strip strip;
        const auto close = [&] {
            if (strip.size() >= 2)
                add_strip(panel, ++pieces == 1 ? id : id + "-" + std::to_string(pieces), pole, strip,
                          azimuths, colour, opacity);
            strip.clear();
        };
        // Begins behind a gap; without one it closes around the pole.
        std::size_t first = 0;
        while (first < azimuths && has(first + azimuths - 1)) ++first;
        for (std::size_t i = 0; i < azimuths + (first == azimuths ? 1 : 0); ++i) {
            const std::size_t azimuth = (first + i) % azimuths;
            if (has(azimuth)) {
                strip.emplace_back(azimuth, ranges[azimuth][n]);
            } else {
                close();
            }
        }
        close();
    }
}

}  // namespace lossfield::viz
