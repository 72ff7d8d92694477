#include "viz/display/theme.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "viz/text/errors.hpp"
#include "viz/text/words.hpp"

namespace lossfield::viz {
namespace {

constexpr Rgba hex(unsigned rgb) {
    return {static_cast<std::uint8_t>(rgb >> 16), static_cast<std::uint8_t>((rgb >> 8) & 255),
            static_cast<std::uint8_t>(rgb & 255), 255};
}

// OKLab: L lightness 0..1, a green-red, b blue-yellow. [Ottosson 2020]
struct Oklab {
    double l, a, b;
};

std::uint8_t to_srgb(double linear) {
    linear = std::clamp(linear, 0.0, 1.0);
    const double v = linear <= 0.0031308 ? 12.92 * linear : 1.055 * std::pow(linear, 1 / 2.4) - 0.055;
    return static_cast<std::uint8_t>(std::lround(v * 255));
}

Rgba to_rgba(Oklab c) {
    const double l = std::pow(c.l + 0.3963377774 * c.a + 0.2158037573 * c.b, 3);
    const double m = std::pow(c.l - 0.1055613458 * c.a - 0.0638541728 * c.b, 3);
    const double s = std::pow(c.l - 0.0894841775 * c.a - 1.2914855480 * c.b, 3);
    return {to_srgb(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
            to_srgb(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
            to_srgb(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s), 255};
}

// Hue and chroma run through the stops while lightness rises evenly: equal steps of the value look equally
// large, also to colour-blind eyes, which see the lightness.
struct Stop {
    double at, chroma, hue;  // hue in degrees
};

template <std::size_t N>
std::array<Rgba, 256> ramp(const std::array<Stop, N>& stops, double l_low, double l_high) {
    std::array<Rgba, 256> map{};
    for (std::size_t i = 0; i < 256; ++i) {
        const double t = static_cast<double>(i) / 255;
        std::size_t k = 0;
        while (k + 2 < N && t > stops[k + 1].at) ++k;
        const double f = (t - stops[k].at) / (stops[k + 1].at - stops[k].at);
        const double chroma = stops[k].chroma + f * (stops[k + 1].chroma - stops[k].chroma);
        const double hue =
            (stops[k].hue + f * (stops[k + 1].hue - stops[k].hue)) * 3.14159265358979323846 / 180;
        map[i] = to_rgba({l_low + t * (l_high - l_low), chroma * std::cos(hue), chroma * std::sin(hue)});
    }
    return map;
}

// Violet over blue and sea green to pale yellow.
constexpr std::array<Stop, 4> tide{{{0, 0.085, 295}, {0.33, 0.075, 245}, {0.66, 0.07, 180}, {1, 0.08, 108}}};

// Blue to orange through the ground's own grey: lightness peaks (dark ground: dips) at the centre.
std::array<Rgba, 256> two_sided(double l_end, double l_centre) {
    std::array<Rgba, 256> map{};
    for (std::size_t i = 0; i < 256; ++i) {
        const double t = 2 * static_cast<double>(i) / 255 - 1;
        const double strength = std::abs(t);
        const double hue = (t < 0 ? 255.0 : 55.0) * 3.14159265358979323846 / 180;
        map[i] = to_rgba({l_centre + strength * (l_end - l_centre), 0.13 * strength * std::cos(hue),
                          0.13 * strength * std::sin(hue)});
    }
    return map;
}

Theme light() {
    Theme t;
    t.id = ThemeId::Light;
    t.ground = hex(0xffffff), t.ink = hex(0x1c2029), t.muted = hex(0x626b7a), t.faint = hex(0xe3e6eb);
    t.accent = hex(0xcf3d0c), t.warning = hex(0xb42318), t.control = hex(0x1f6ed4);
    t.side = hex(0xf6f7f9), t.selected = hex(0xe6effb);
    // Any two of them, accent, muted, ink and warning differ by 12 (CIEDE2000), by 9 without L or M cones.
    t.series = {hex(0x477aaa), hex(0x409a6b), hex(0x6d46bf), hex(0xc98000), hex(0x1999a6),
                hex(0xd13087), hex(0x876256), hex(0x716cea), hex(0x797e43), hex(0x9b1033)};
    t.sequential = ramp(tide, 0.68, 0.98);
    t.diverging = two_sided(0.62, 0.985);
    return t;
}

Theme dark() {
    Theme t;
    t.id = ThemeId::Dark;
    t.ground = hex(0x14171c), t.ink = hex(0xe8eaee), t.muted = hex(0x9aa3b0), t.faint = hex(0x2d323b);
    t.accent = hex(0xff8a4c), t.warning = hex(0xff6b5e), t.control = hex(0x5b9df5);
    t.side = hex(0x1a1e24), t.selected = hex(0x243245);
    t.series = {hex(0x84b6fe), hex(0x74d5ae), hex(0x846dc4), hex(0xaf7f04), hex(0x2da5c8),
                hex(0xea6c9d), hex(0xc79c86), hex(0x7e89ff), hex(0xcfdb87), hex(0xcb5d69)};
    t.sequential = ramp(tide, 0.23, 0.52);
    t.diverging = two_sided(0.58, 0.22);
    return t;
}

Theme print() {
    Theme t = light();
    t.id = ThemeId::Print;
    t.ink = hex(0x000000), t.muted = hex(0x404040), t.faint = hex(0xd0d0d0);
    t.side = hex(0xffffff);
    // Grey prints and copies keep lightness alone: any two of the first six differ by 8 in L*, from near black to what still
    // stands out from paper. Otherwise as far apart as on a screen.
    t.series = {hex(0x1a3791), hex(0x1c764c), hex(0x530253), hex(0xd87a08), hex(0x048999),
                hex(0xa10560), hex(0xf75473), hex(0xb952d8), hex(0x332f04), hex(0xd24492)};
    t.dash = 1.6;
    t.sequential = ramp(tide, 0.70, 0.99);
    return t;
}

}  // namespace

const Theme& theme(ThemeId id) {
    static const std::array<Theme, 3> themes{light(), dark(), print()};
    return themes[static_cast<std::size_t>(id)];
}

ThemeId parse_theme(const std::string& name) {
    for (const ThemeId id : {ThemeId::Light, ThemeId::Dark, ThemeId::Print})
        if (theme_name(id) == name) return id;
    const std::vector<std::string> known{"light", "dark", "print"};
    throw InputError("unknown theme " + in_quotes(name) + nearest(name, known) + "; give " + one_of(known));
}

std::string theme_name(ThemeId id) {
    return id == ThemeId::Light ? "light" : id == ThemeId::Dark ? "dark" : "print";
}

Rgba colour_of(const Theme& t, const Colour& colour) {
    Rgba c;
    switch (colour.role) {
        case Role::Ink:
            c = t.ink;
            break;
        case Role::Muted:
            c = t.muted;
            break;
        case Role::Faint:
            c = t.faint;
            break;
        case Role::Ground:
            c = t.ground;
            break;
        case Role::Accent:
            c = t.accent;
            break;
        case Role::Warning:
            c = t.warning;
            break;
        case Role::Series:
            c = t.series[static_cast<std::size_t>(colour.index) % t.series.size()];
            break;
    }
    c.a = static_cast<std::uint8_t>(std::lround(std::clamp(colour.opacity, 0.0, 1.0) * 255));
    return c;
}

double position_on(const ColourScale& scale, double value) {
    if (std::isnan(value)) return std::numeric_limits<double>::quiet_NaN();
    double p = 0;
    if (scale.map == ColourMapKind::Diverging) {
        const double reach =
            std::max(std::abs(scale.high - scale.centre), std::abs(scale.low - scale.centre));
        p = reach > 0 ? 0.5 + 0.5 * (value - scale.centre) / reach : 0.5;
    } else if (scale.logarithmic) {
        p = value > 0 ? std::log(value / scale.low) / std::log(scale.high / scale.low) : 0;
    } else {
        p = scale.high > scale.low ? (value - scale.low) / (scale.high - scale.low) : 0.5;
    }
    return std::clamp(p, 0.0, 1.0);
}

Rgba colour_at(const Theme& t, const ColourScale& scale, double value) {
    return colour_at(t, scale.map, position_on(scale, value));
}

Rgba colour_at(const Theme& t, ColourMapKind map, double position) {
    if (std::isnan(position)) return {0, 0, 0, 0};
    const auto& colours = map == ColourMapKind::Diverging ? t.diverging : t.sequential;
    return colours[static_cast<std::size_t>(std::lround(position * 255))];
}

}  // namespace lossfield::viz
