#include "tests/viz/display/colour_vision.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace lossfield::tests {
namespace {

using Three = std::array<double, 3>;
using Matrix3 = std::array<Three, 3>;

constexpr Matrix3 protanopia{
    {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}};
constexpr Matrix3 deuteranopia{
    {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}};
constexpr Matrix3 to_xyz{{{0.4124564, 0.3575761, 0.1804375},
                          {0.2126729, 0.7151522, 0.0721750},
                          {0.0193339, 0.1191920, 0.9503041}}};
constexpr Three white{0.95047, 1.0, 1.08883};

Three times(const Matrix3& m, const Three& v) {
    Three out{};
    for (std::size_t i = 0; i < 3; ++i)
        for (std::size_t k = 0; k < 3; ++k) out[i] += m[i][k] * v[k];
    return out;
}

double linear(double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); }

double lightness(double t) {
    constexpr double d = 6.0 / 29;
    return t > d * d * d ? std::cbrt(t) : t / (3 * d * d) + 4.0 / 29;
}

// In degrees, 0 to 360.
double hue(double b, double a) {
    if (a == 0 && b == 0) return 0;
    const double h = std::atan2(b, a) * 180 / std::numbers::pi;
    return h < 0 ? h + 360 : h;
}
double radians(double degrees) { return degrees * std::numbers::pi / 180; }

}  // namespace

Lab3 lab_of(const viz::Rgba& colour, Sight sight) {
    Three rgb{linear(colour.r / 255.0), linear(colour.g / 255.0), linear(colour.b / 255.0)};
    if (sight != Sight::Usual) rgb = times(sight == Sight::Protanopia ? protanopia : deuteranopia, rgb);
    for (double& v : rgb) v = std::clamp(v, 0.0, 1.0);
    const Three xyz = times(to_xyz, rgb);
    const double x = lightness(xyz[0] / white[0]), y = lightness(xyz[1] / white[1]),
                 z = lightness(xyz[2] / white[2]);
    return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

double difference(const Lab3& x, const Lab3& y) {
    const auto seventh = [](double c) {
        return std::sqrt(std::pow(c, 7) / (std::pow(c, 7) + std::pow(25.0, 7)));
    };
    const double mean_chroma = (std::hypot(x.a, x.b) + std::hypot(y.a, y.b)) / 2;
    const double g = 0.5 * (1 - seventh(mean_chroma));
    const double a1 = (1 + g) * x.a, a2 = (1 + g) * y.a;
    const double c1 = std::hypot(a1, x.b), c2 = std::hypot(a2, y.b);
    const double h1 = hue(x.b, a1), h2 = hue(y.b, a2);
    double turn = c1 * c2 == 0 ? 0 : h2 - h1;
    if (turn > 180) turn -= 360;
    if (turn < -180) turn += 360;
    const double dl = y.l - x.l, dc = c2 - c1, dh = 2 * std::sqrt(c1 * c2) * std::sin(radians(turn / 2));
    const double l = (x.l + y.l) / 2, c = (c1 + c2) / 2;
    double h = h1 + h2;
    if (c1 * c2 != 0) h = std::abs(h1 - h2) <= 180 ? h / 2 : (h < 360 ? h + 360 : h - 360) / 2;
    const double t = 1 - 0.17 * std::cos(radians(h - 30)) + 0.24 * std::cos(radians(2 * h)) +
                     0.32 * std::cos(radians(3 * h + 6)) - 0.20 * std::cos(radians(4 * h - 63));
    const double sl = 1 + 0.015 * (l - 50) * (l - 50) / std::sqrt(20 + (l - 50) * (l - 50));
    const double sc = 1 + 0.045 * c, sh = 1 + 0.015 * c * t;
    const double rotation = -2 * seventh(c) * std::sin(radians(60 * std::exp(-std::pow((h - 275) / 25, 2))));
    const double u = dl / sl, v = dc / sc, w = dh / sh;
    return std::sqrt(u * u + v * v + w * w + rotation * v * w);
}

}  // namespace lossfield::tests
