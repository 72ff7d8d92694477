#include "app/session/track.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "viz/text/numbers.hpp"

namespace lossfield::app {
namespace {

std::string with_minus(std::string text) {
    if (!text.empty() && text.front() == '-') text.replace(0, 1, "−");
    if (const auto at = text.find("e-"); at != std::string::npos) text.replace(at + 1, 1, "−");
    return text;
}

double rounded(double value, double step) {
    if (!(step > 0) || !std::isfinite(step)) return value;
    const double unit = std::pow(10.0, std::floor(std::log10(step)));
    // Dividing by the inverse of a small unit gives the double nearest to the decimal.
    return unit < 1 ? std::round(value / unit) / std::round(1 / unit) : std::round(value / unit) * unit;
}

}  // namespace

double Track::position(double value) const {
    if (!std::isfinite(value)) return value > 0 ? 1 : 0;
    if (spacing == viz::Spacing::Linear)
        return soft.length() > 0 ? std::clamp((value - soft.low) / soft.length(), 0.0, 1.0) : 0;
    const double start = spacing == viz::Spacing::LogWithZero ? zero_gap : 0;
    if (value <= 0) return 0;
    const double along = std::log(value / soft.low) / std::log(soft.high / soft.low);
    return start + (1 - start) * std::clamp(along, 0.0, 1.0);
}

double Track::value(double position, double resolution) const {
    const double p = std::clamp(position, 0.0, 1.0);
    if (spacing == viz::Spacing::Linear) {
        const double v = soft.low + p * soft.length();
        if (whole) return std::round(v);
        return std::clamp(rounded(v, resolution * soft.length()), soft.low, soft.high);
    }
    const double start = spacing == viz::Spacing::LogWithZero ? zero_gap : 0;
    if (start > 0 && p < start / 2) return 0;
    const double along = std::max(0.0, (p - start) / (1 - start));
    const double growth = std::log(soft.high / soft.low);
    const double v = soft.low * std::exp(along * growth);
    if (whole) return std::round(v);
    return std::clamp(rounded(v, v * resolution * growth), soft.low, soft.high);
}

const viz::Snap* Track::near(double at, double reach) const {
    const viz::Snap* best = nullptr;
    for (const auto& snap : snaps) {
        const double distance = std::abs(position(snap.at) - at);
        if (distance <= reach && (best == nullptr || distance < std::abs(position(best->at) - at)))
            best = &snap;
    }
    return best;
}

double Track::nudged(double v, double share) const {
    if (whole) return v + (share > 0 ? 1 : -1) * std::max(1.0, std::round(std::abs(share) * soft.length()));
    if (spacing == viz::Spacing::Linear)
        return rounded(v + share * soft.length(), std::abs(share) * soft.length() / 5);
    if (v <= 0) return share > 0 ? soft.low : v;
    const double growth = std::log(soft.high / soft.low);
    const double next = v * std::exp(share * growth);
    if (spacing == viz::Spacing::LogWithZero && next < soft.low * 0.999) return 0;
    return rounded(next, std::abs(v * share * growth) / 5);
}

std::string Track::text(double v) const {
    if (!std::isfinite(v)) return std::isnan(v) ? "nan" : v > 0 ? "∞" : "−∞";
    if (whole) return with_minus(fmt::format("{:.0f}", v));
    if (spacing != viz::Spacing::Linear) {
        if (v == 0) return "0";
        const double size = std::abs(v);
        if (size >= 1e5 || size < 1e-4) return with_minus(fmt::format("{:.2e}", v));
        const int decimals = std::clamp(2 - static_cast<int>(std::floor(std::log10(size))), 0, 6);
        return with_minus(fmt::format("{:.{}f}", v, decimals));
    }
    // One step of the last digit is about what a hand can choose on the track.
    const int decimals = soft.length() > 0
                             ? std::clamp(static_cast<int>(std::ceil(-std::log10(soft.length() / 161))), 0, 6)
                             : 2;
    if (std::abs(v) >= 1e6) return with_minus(fmt::format("{:.4g}", v));
    std::string text = fmt::format("{:.{}f}", v, decimals);
    if (std::strtod(text.c_str(), nullptr) == 0 && v != 0) text = fmt::format("{:.3g}", v);
    return with_minus(text);
}

Track track_of(const viz::Parameter& parameter) {
    Track track;
    track.soft = parameter.distribution ? viz::Interval{0, 1} : parameter.soft;
    track.spacing = parameter.spacing;
    track.whole = parameter.kind == viz::Kind::Whole || parameter.whole_entries;
    track.snaps = parameter.snaps;
    return track;
}

std::string brief(double value, int digits) {
    if (std::isnan(value)) return "nan";
    if (std::isinf(value)) return value > 0 ? "∞" : "−∞";
    return with_minus(fmt::format("{:.{}g}", value, digits));
}

}  // namespace lossfield::app
