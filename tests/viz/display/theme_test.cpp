#include "viz/display/theme.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "viz/text/errors.hpp"

namespace lossfield::viz {
namespace theme_test {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

struct Rgb {
    double r, g, b;  // linear, 0..1
};

double to_linear(std::uint8_t v) {
    const double s = v / 255.0;
    return s <= 0.04045 ? s / 12.92 : std::pow((s + 0.055) / 1.055, 2.4);
}
Rgb linear(Rgba c) { return {to_linear(c.r), to_linear(c.g), to_linear(c.b)}; }

double luminance(Rgba c) {
    const Rgb l = linear(c);
    return 0.2126 * l.r + 0.7152 * l.g + 0.0722 * l.b;
}

// [WCAG 2.1, 1.4.3]
double contrast(Rgba a, Rgba b) {
    const double x = luminance(a) + 0.05, y = luminance(b) + 0.05;
    return std::max(x, y) / std::min(x, y);
}

double lightness(Rgba c) {  // CIE L*
    const double y = luminance(c);
    return y > 0.008856 ? 116 * std::cbrt(y) - 16 : 903.3 * y;
}

// What deuteranopic eyes see. [Machado, Oliveira, Fernandes 2009, severity 1]
Rgb deuteranopic(Rgb c) {
    return {0.367322 * c.r + 0.860646 * c.g - 0.227968 * c.b,
            0.280085 * c.r + 0.672501 * c.g + 0.047413 * c.b,
            -0.011820 * c.r + 0.042940 * c.g + 0.968881 * c.b};
}

struct Lab {
    double l, a, b;
};
Lab oklab(Rgb c) {
    const double l = std::cbrt(0.4122214708 * c.r + 0.5363325363 * c.g + 0.0514459929 * c.b);
    const double m = std::cbrt(0.2119034982 * c.r + 0.6806995451 * c.g + 0.1073969566 * c.b);
    const double s = std::cbrt(0.0883024619 * c.r + 0.2817188376 * c.g + 0.6299787005 * c.b);
    return {0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
}
double difference(Rgb x, Rgb y) {
    const Lab a = oklab(x), b = oklab(y);
    return std::hypot(a.l - b.l, a.a - b.a, a.b - b.b);
}

std::string told(Rgba c) { return fmt::format("#{:02x}{:02x}{:02x}", c.r, c.g, c.b); }

class Themes : public ::testing::TestWithParam<ThemeId> {
  protected:
    const Theme& t() const { return theme(GetParam()); }
};

TEST_P(Themes, MapsRunEvenlyInLightness) {
    for (std::size_t i = 1; i < 256; ++i)
        EXPECT_GE(lightness(t().sequential[i]), lightness(t().sequential[i - 1]) - 0.35)
            << i << ": " << told(t().sequential[i]) << " after " << told(t().sequential[i - 1]);
    for (std::size_t i = 16; i < 256; i += 16)
        EXPECT_GT(lightness(t().sequential[i]), lightness(t().sequential[i - 16]) + 0.8) << i;
    const bool peak = lightness(t().diverging[128]) > lightness(t().diverging[0]);
    for (std::size_t i = 16; i < 128; i += 16) {
        const double sign = peak ? 1 : -1;
        EXPECT_GT(sign * lightness(t().diverging[i]), sign * lightness(t().diverging[i - 16])) << i;
        EXPECT_GT(sign * lightness(t().diverging[255 - i]), sign * lightness(t().diverging[271 - i])) << i;
    }
    // Its middle goes over into the ground.
    EXPECT_LT(std::abs(lightness(t().diverging[128]) - lightness(t().ground)), 20);
}

TEST_P(Themes, TextCanBeRead) {
    for (const auto& [name, colour] :
         {std::pair{"ink", t().ink}, std::pair{"muted", t().muted}, std::pair{"warning", t().warning}})
        EXPECT_GE(contrast(colour, t().ground), 4.5)
            << name << " " << told(colour) << " on " << told(t().ground);
    EXPECT_GE(contrast(t().accent, t().ground), 3) << told(t().accent);
    for (const Rgba& s : t().series)
        EXPECT_GE(contrast(s, t().ground), 3) << told(s) << " on " << told(t().ground);
    // Labels of contour lines stand on the map.
    for (const Rgba& c : t().sequential)
        EXPECT_GE(contrast(t().ink, c), 4.5) << told(t().ink) << " on " << told(c);
}

TEST_P(Themes, ClassesDifferAlsoToColourBlindEyes) {
    for (std::size_t i = 0; i < t().series.size(); ++i)
        for (std::size_t k = 0; k < i; ++k) {
            const Rgb a = linear(t().series[i]), b = linear(t().series[k]);
            EXPECT_GE(difference(a, b), 0.07) << k << " and " << i;
            const double seen = difference(deuteranopic(a), deuteranopic(b));
            // The first five are what most figures have.
            EXPECT_GE(seen, i < 5 ? 0.06 : 0.03)
                << k << " " << told(t().series[k]) << " and " << i << " " << told(t().series[i]);
        }
}

INSTANTIATE_TEST_SUITE_P(All, Themes, ::testing::Values(ThemeId::Light, ThemeId::Dark, ThemeId::Print),
                         [](const auto& id) { return theme_name(id.param); });

TEST(ThemeNames, ReadBack) {
    for (const ThemeId id : {ThemeId::Light, ThemeId::Dark, ThemeId::Print}) {
        EXPECT_EQ(parse_theme(theme_name(id)), id);
        EXPECT_EQ(theme(id).id, id);
    }
    EXPECT_THROW((void)parse_theme("sepia"), InputError);
}

TEST(ColourScales, PositionOfAValue) {
    ColourScale s;
    s.low = 1, s.high = 100;
    EXPECT_DOUBLE_EQ(position_on(s, 50.5), 0.5);
    EXPECT_DOUBLE_EQ(position_on(s, -1e9), 0);
    EXPECT_DOUBLE_EQ(position_on(s, 1e9), 1);
    EXPECT_TRUE(std::isnan(position_on(s, nan)));
    s.logarithmic = true;
    EXPECT_DOUBLE_EQ(position_on(s, 10), 0.5);
    EXPECT_DOUBLE_EQ(position_on(s, -3), 0);
    ColourScale d{ColourMapKind::Diverging, -1, 4, false, 0};
    EXPECT_DOUBLE_EQ(position_on(d, 0), 0.5);
    EXPECT_DOUBLE_EQ(position_on(d, 4), 1);
    EXPECT_DOUBLE_EQ(position_on(d, -1), 0.375);
}

TEST(ColourScales, NanIsAHole) {
    EXPECT_EQ(colour_at(theme(ThemeId::Light), ColourScale{}, nan).a, 0);
    EXPECT_EQ(colour_at(theme(ThemeId::Light), ColourScale{}, 0.5).a, 255);
}

TEST(Colours, RolesAndOpacity) {
    const Theme& t = theme(ThemeId::Dark);
    EXPECT_EQ(colour_of(t, {Role::Accent}), t.accent);
    EXPECT_EQ(colour_of(t, {Role::Ink, 0, 0.5}).a, 128);
    EXPECT_EQ(colour_of(t, {Role::Ink, 0, 7}).a, 255);
    EXPECT_EQ(colour_of(t, series(3)), t.series[3]);
    EXPECT_EQ(colour_of(t, series(13)), t.series[3]);
}

}  // namespace theme_test
}  // namespace lossfield::viz
