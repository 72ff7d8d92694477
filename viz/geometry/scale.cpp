#include "viz/geometry/scale.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "viz/text/numbers.hpp"

namespace lossfield::viz {
namespace {

// The 1-2-5 step that gives at most `count` intervals over `span`.
double nice_step(double span, int count) {
    const double raw = span / std::max(count, 1);
    const double power = std::pow(10.0, std::floor(std::log10(raw)));
    for (const double m : {1.0, 2.0, 5.0})
        if (raw <= m * power * (1 + 1e-9)) return m * power;
    return 10 * power;
}

std::string power_label(double mantissa, int exponent) {
    const std::string power = fmt::format("$10^{{{}}}$", exponent);
    if (mantissa == 1) return power;
    return true_minus(fmt::format("{:g}", mantissa)) + "·" + power;
}

std::vector<Tick> linear_ticks(Interval range, int count) {
    std::vector<Tick> ticks;
    const double step = nice_step(range.length(), count);
    const double first = std::ceil(range.low / step - 1e-6);
    const double last = std::floor(range.high / step + 1e-6);
    // Doubles this far from zero cannot tell one step from the next.
    if (std::max(std::abs(first), std::abs(last)) > 1e14) return ticks;
    const double largest = std::max(std::abs(range.low), std::abs(range.high));
    const int decimals = std::max(0, -static_cast<int>(std::floor(std::log10(step) + 1e-9)));
    const int exponent = static_cast<int>(std::floor(std::log10(std::max(largest, step)) + 1e-9));
    // Far from zero a mantissa would need more digits than it saves.
    const bool far = exponent - static_cast<int>(std::floor(std::log10(step) + 1e-9)) > 4;
    const bool powers = !far && (largest >= 1e5 || (largest < 1e-3 && step < 0.9e-4));
    for (double k = first; k <= last; ++k) {
        const double at = k * step;
        if (!powers) {
            ticks.push_back({at, fixed(at, decimals)});
        } else {
            // One common exponent, so that neighbours compare at a glance.
            const double mantissa = std::round(at / std::pow(10.0, exponent) * 1e6) / 1e6;
            ticks.push_back({at, k == 0 ? "0" : power_label(mantissa, exponent)});
        }
    }
    return ticks;
}

std::string log_label(double mantissa, int exponent, bool plain_decimals) {
    if (plain_decimals) return fmt::format("{:g}", mantissa * std::pow(10.0, exponent));
    return power_label(mantissa, exponent);
}

std::vector<Tick> log_ticks(Interval range, int count) {
    std::vector<Tick> ticks;
    if (!(range.low > 0)) return ticks;
    const int low = static_cast<int>(std::ceil(std::log10(range.low) - 1e-9));
    const int high = static_cast<int>(std::floor(std::log10(range.high) + 1e-9));
    const bool plain_decimals = low >= -3 && high <= 4;
    const int decades = high - low + 1;
    if ((decades >= 3 && count < 3 * decades + 2) || (decades == 2 && count <= 4)) {
        const int stride = std::max(1, (decades + count - 1) / std::max(count, 1));
        for (int e = low; e <= high; ++e)
            if (((e % stride) + stride) % stride == 0)
                ticks.push_back({std::pow(10.0, e), log_label(1, e, plain_decimals)});
        return ticks;
    }
    for (int e = low - 1; e <= high; ++e)
        for (const double m : {1.0, 2.0, 5.0}) {
            const double at = m * std::pow(10.0, e);
            if (at >= range.low * (1 - 1e-9) && at <= range.high * (1 + 1e-9))
                ticks.push_back({at, log_label(m, e, plain_decimals)});
        }
    return ticks.size() >= 2 ? ticks : linear_ticks(range, count);
}

std::vector<Tick> symlog_ticks(Interval range, int count) {
    std::vector<Tick> ticks;
    const double largest = std::max(std::abs(range.low), std::abs(range.high));
    const int top = largest >= 1 ? static_cast<int>(std::floor(std::log10(largest))) : -1;
    // Linear ticks may lie a hair outside, and near zero a hair is far on this scale.
    const auto evenly = [&] {
        std::vector<Tick> even = linear_ticks(range, count);
        std::erase_if(even, [&](const Tick& t) { return !range.contains(t.at); });
        return even;
    };
    if (top < 1) return evenly();
    const int stride = std::max(1, (2 * top + count) / std::max(count, 1));
    for (int e = top; e >= 0; e -= stride)
        if (range.contains(-std::pow(10.0, e)))
            ticks.push_back({-std::pow(10.0, e), "−" + log_label(1, e, top <= 4)});
    if (range.contains(0)) ticks.push_back({0, "0"});
    for (int e = top % stride; e <= top; e += stride)
        if (range.contains(std::pow(10.0, e)))
            ticks.push_back({std::pow(10.0, e), log_label(1, e, top <= 4)});
    return ticks.size() >= 2 ? ticks : evenly();
}

}  // namespace

double forward(ScaleKind scale, double value) {
    switch (scale) {
        case ScaleKind::Linear:
            return value;
        case ScaleKind::Log:
            return value > 0 ? std::log10(value) : std::numeric_limits<double>::quiet_NaN();
        case ScaleKind::Symlog:
            return std::asinh(value);
    }
    return value;
}

double backward(ScaleKind scale, double position) {
    switch (scale) {
        case ScaleKind::Linear:
            return position;
        case ScaleKind::Log:
            return std::pow(10.0, position);
        case ScaleKind::Symlog:
            return std::sinh(position);
    }
    return position;
}

Placement::Placement(ScaleKind scale, Interval range)
    : scale_(scale), low_(forward(scale, range.low)), length_(forward(scale, range.high) - low_) {}

double fraction(ScaleKind scale, Interval range, double value) { return Placement(scale, range)(value); }

double from_fraction(ScaleKind scale, Interval range, double f) {
    const double low = forward(scale, range.low);
    const double high = forward(scale, range.high);
    return backward(scale, low + f * (high - low));
}

std::vector<Tick> choose_ticks(ScaleKind scale, Interval range, int count) {
    if (!(range.length() > 0) || !std::isfinite(range.length())) return {};
    count = std::max(count, 2);
    switch (scale) {
        case ScaleKind::Linear: {
            // One tick alone tells no scale: a range such as -3.2 to 3.2 holds only the 0 of steps of 5.
            std::vector<Tick> ticks = linear_ticks(range, count);
            for (int more = count + 1; ticks.size() < 2 && more <= count + 4; ++more)
                ticks = linear_ticks(range, more);
            return ticks;
        }
        case ScaleKind::Log:
            return log_ticks(range, count);
        case ScaleKind::Symlog:
            return symlog_ticks(range, count);
    }
    return {};
}

Interval round_range(ScaleKind scale, Interval data) {
    if (scale == ScaleKind::Log) {
        if (!(data.low > 0)) data.low = data.high > 0 ? data.high * 1e-6 : 0.1;
        if (!(data.high > data.low)) return {data.low / 10, data.low * 10};
        const double margin = 0.04 * std::log10(data.high / data.low);
        return {data.low * std::pow(10.0, -margin), data.high * std::pow(10.0, margin)};
    }
    if (!(data.high > data.low)) {
        const double air = data.low == 0 ? 1 : std::abs(data.low) * 0.5;
        return {data.low - air, data.high + air};
    }
    if (scale == ScaleKind::Symlog) return data;
    const double step = nice_step(data.length(), 8);
    return {std::floor(data.low / step + 1e-9) * step, std::ceil(data.high / step - 1e-9) * step};
}

}  // namespace lossfield::viz
