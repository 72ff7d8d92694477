// What a colour stands for. A theme turns roles into colours, so a figure reads the same in light, dark and
// print.
#pragma once

namespace lossfield::viz {

enum class Role {
    Ink,      // text and outlines
    Muted,    // secondary text, ticks
    Faint,    // grid lines, separators
    Ground,   // the page
    Accent,   // the one thing to look at: the live point, what is dragged
    Warning,  // beyond a limit, a failure
    Series,   // a class or an optimizer; index picks which, the same everywhere
};

struct Colour {
    Role role = Role::Ink;
    int index = 0;  // Series only
    double opacity = 1;
    bool operator==(const Colour&) const = default;
};

[[nodiscard]] constexpr Colour series(int index, double opacity = 1) {
    return {Role::Series, index, opacity};
}

enum class ColourMapKind { Sequential, Diverging };

// Values to colours: low is dark, high is light, everywhere. Signed quantities use Diverging, centred at `centre`. low == high: fitted to the values shown.
struct ColourScale {
    ColourMapKind map = ColourMapKind::Sequential;
    double low = 0;
    double high = 0;
    bool logarithmic = false;  // needs low > 0
    double centre = 0;
    bool operator==(const ColourScale&) const = default;
};

}  // namespace lossfield::viz
