// Colours that carry for everyone: whatever is told apart by colour in a panel is told apart by usual eyes, without L or M cones, or
// by dash or marker as well.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <tuple>

#include "tests/contract/situations.hpp"
#include "tests/viz/display/colour_vision.hpp"
#include "viz/display/theme.hpp"

namespace lossfield::tests {
namespace colours_test {

using namespace viz;

constexpr double usual_least = 12, other_least = 9;

// A line or a set of points of one colour, and what else tells it apart.
struct Series {
    std::string id;
    Colour colour;
    int kind;  // dash of a line, marker of points
};

std::vector<Series> series_of(const Panel& panel) {
    std::vector<Series> all;
    for (const Mark& mark : panel.marks) {
        if (const auto* c = std::get_if<Curve>(&mark); c != nullptr && c->values.empty())
            all.push_back({c->id, c->colour, static_cast<int>(c->dash)});
        if (const auto* p = std::get_if<PointSet>(&mark))
            for (std::size_t i = 0; i < p->x.size() && i < p->colours.size(); ++i)
                all.push_back({p->id, p->colours[i], 100 + static_cast<int>(p->shape_of(i))});
    }
    return all;
}

TEST(Colours, WhatIsShownTogetherIsToldApart) {
    std::set<std::string> told;
    std::size_t pairs = 0;
    for (const Lab* lab : all_labs())
        for (const Situation& s : situations(*lab, 0))
            for (const Panel& panel : figure_of(*lab, s.values).panels) {
                const std::vector<Series> all = series_of(panel);
                for (std::size_t i = 0; i < all.size(); ++i)
                    for (std::size_t k = 0; k < i; ++k) {
                        const Series &a = all[i], &b = all[k];
                        Colour x = a.colour, y = b.colour;
                        x.opacity = y.opacity = 1;
                        if (x == y || a.kind != b.kind) continue;
                        ++pairs;
                        for (const ThemeId id : {ThemeId::Light, ThemeId::Dark, ThemeId::Print})
                            for (const Sight sight : {Sight::Usual, Sight::Protanopia, Sight::Deuteranopia}) {
                                const Theme& t = theme(id);
                                const double d = difference(lab_of(colour_of(t, x), sight),
                                                            lab_of(colour_of(t, y), sight));
                                if (d >= (sight == Sight::Usual ? usual_least : other_least)) continue;
                                if (!told.insert(lab->id + panel.id + a.id + b.id).second) continue;
                                ADD_FAILURE() << fmt::format(
                                    "{} ({}), panel {}: {} and {} differ by {:.1f} (theme {}, sight {})",
                                    lab->id, s.name, panel.id, a.id, b.id, d, static_cast<int>(id),
                                    static_cast<int>(sight));
                            }
                    }
            }
    EXPECT_GT(pairs, 50U);
}

TEST(Colours, PrintedSeriesDifferInGreyToo) {
    const Theme& t = theme(ThemeId::Print);
    const auto lightness = [&](std::size_t i) { return lab_of(t.series.at(i)).l; };
    for (std::size_t i = 0; i < 6; ++i)
        for (std::size_t k = 0; k < i; ++k)
            EXPECT_GE(std::abs(lightness(i) - lightness(k)), 8) << "series " << k << " and " << i;
    EXPECT_GE(t.dash, 1.5 * theme(ThemeId::Light).dash);
}

// What one figure may hold: all of them against each other and the roles that lines have.
TEST(Colours, PrintedSeriesAreToldApartByEveryone) {
    const Theme& t = theme(ThemeId::Print);
    std::vector<Rgba> all(t.series.begin(), t.series.end());
    all.insert(all.end(), {t.accent, t.muted, t.ink, t.warning});
    for (std::size_t i = 0; i < all.size(); ++i)
        for (std::size_t k = 0; k < std::min(i, t.series.size()); ++k)
            for (const Sight sight : {Sight::Usual, Sight::Protanopia, Sight::Deuteranopia})
                EXPECT_GE(difference(lab_of(all[i], sight), lab_of(all[k], sight)),
                          sight == Sight::Usual ? usual_least : other_least)
                    << k << " and " << i << ", sight " << static_cast<int>(sight);
}

// [Sharma, Wu, Dalal 2005, table 1]
TEST(Colours, TheDifferenceIsCiede2000) {
    const std::array<std::tuple<Lab3, Lab3, double>, 8> known{
        {{{50, 2.6772, -79.7751}, {50, 0, -82.7485}, 2.0425},
         {{50, 3.1571, -77.2803}, {50, 0, -82.7485}, 2.8615},
         {{50, -1.3802, -84.2814}, {50, 0, -82.7485}, 1.0000},
         {{50, 2.5, 0}, {50, 0, -2.5}, 4.3065},
         {{50, 2.5, 0}, {73, 25, -18}, 27.1492},
         {{60.2574, -34.0099, 36.2677}, {60.4626, -34.1751, 39.4387}, 1.2644},
         {{2.0776, 0.0795, -1.1350}, {0.9033, -0.0636, -0.5514}, 0.9082},
         {{50, 0, 0}, {50, 0, 0}, 0}}};
    for (const auto& [x, y, d] : known) {
        EXPECT_NEAR(difference(x, y), d, 5e-5);
        EXPECT_NEAR(difference(y, x), d, 5e-5);
    }
    const Lab3 red = lab_of({255, 0, 0, 255});
    EXPECT_NEAR(red.l, 53.24, 0.02);
    EXPECT_NEAR(red.a, 80.09, 0.05);
    EXPECT_NEAR(red.b, 67.20, 0.05);
}

}  // namespace colours_test
}  // namespace lossfield::tests
