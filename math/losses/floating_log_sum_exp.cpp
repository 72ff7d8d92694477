#include "math/losses/floating_log_sum_exp.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <type_traits>

#include "math/numerics/check.hpp"

namespace lossfield::math {
namespace {

void check_offsets(std::span<const double> offsets) {
    check_at_least("placed_exponents: number of offsets", offsets.size(), 1);
    double top = -std::numeric_limits<double>::infinity();
    for (const double d : offsets) {
        if (!(d <= 0.0)) violated("placed_exponents: offset", d, "<=", 0.0);
        top = std::max(top, d);
    }
    if (top != 0.0) violated("placed_exponents: largest offset", top, "==", 0.0);
}

// Floating-point numbers counted along the line: neighbours are one apart, and zero is 0.
template <typename Float>
using Place = std::conditional_t<sizeof(Float) == 4, std::int32_t, std::int64_t>;

template <typename Float>
Place<Float> place_of(Float v) {
    const auto bits = std::bit_cast<Place<Float>>(std::abs(v));
    return std::signbit(v) ? static_cast<Place<Float>>(-bits) : bits;
}

template <typename Float>
Float at_place(Place<Float> place) {
    return place < 0 ? -std::bit_cast<Float>(static_cast<Place<Float>>(-place)) : std::bit_cast<Float>(place);
}

}  // namespace

template <typename Float>
std::vector<Float> placed_exponents(std::span<const double> offsets, Float top) {
    check_offsets(offsets);
    std::vector<Float> z;
    for (const double d : offsets) z.push_back(static_cast<Float>(static_cast<double>(top) + d));
    return z;
}

template <typename Float>
Float floating_log_sum_exp(Evaluation way, std::span<const Float> z) {
    const Float shift = way == Evaluation::Stable ? *std::max_element(z.begin(), z.end()) : Float{0};
    Float sum = 0;
    for (const Float v : z) sum += std::exp(v - shift);
    return shift + std::log(sum);
}

template <typename Float>
std::vector<Float> floating_softmax(Evaluation way, std::span<const Float> z) {
    const Float shift = way == Evaluation::Stable ? *std::max_element(z.begin(), z.end()) : Float{0};
    std::vector<Float> p;
    Float sum = 0;
    for (const Float v : z) p.push_back(std::exp(v - shift)), sum += p.back();
    for (Float& v : p) v /= sum;
    return p;
}

template <typename Float>
WorkingRange<Float> working_range(Evaluation way, std::span<const double> offsets) {
    const auto works = [&](Float top) {
        return std::isfinite(floating_log_sum_exp<Float>(way, placed_exponents<Float>(offsets, top)));
    };
    // Between 0, where both ways work, and the largest number of either sign.
    const auto last = [&](Float far) {
        if (works(far)) return far;
        Place<Float> good = 0, bad = place_of(far);
        while (bad - good > 1 || good - bad > 1) {
            const auto middle = static_cast<Place<Float>>(good + (bad - good) / 2);
            (works(at_place<Float>(middle)) ? good : bad) = middle;
        }
        return at_place<Float>(good);
    };
    return {last(std::numeric_limits<Float>::lowest()), last(std::numeric_limits<Float>::max())};
}

template <typename Float>
double floating_error(Evaluation way, std::span<const Float> z) {
    const Float computed = floating_log_sum_exp<Float>(way, z);
    if (!std::isfinite(computed)) return std::numeric_limits<double>::infinity();
    const long double top = *std::max_element(z.begin(), z.end());
    long double sum = 0;
    for (const Float v : z) sum += std::exp(static_cast<long double>(v) - top);
    const long double exact = top + std::log(sum);
    return static_cast<double>(std::abs(static_cast<long double>(computed) - exact) /
                               std::max(1.0L, std::abs(exact)));
}

namespace {

constexpr int wide_bins = 90, ramp_bins = 40, samples_in_bin = 8;

template <typename Float>
FloatingEvaluation evaluate(Evaluation way, std::span<const double> offsets, double largest, double low,
                            double high, const std::stop_token& stop) {
    FloatingEvaluation e;
    const auto top = static_cast<Float>(largest);
    const auto z = placed_exponents<Float>(offsets, top);
    e.at = top;
    e.value = floating_log_sum_exp<Float>(way, z);
    e.first_share = floating_softmax<Float>(way, z)[0];
    e.error = floating_error<Float>(way, z);
    const auto works = working_range<Float>(way, offsets);
    const auto alone = working_range<Float>(way, std::vector{0.0});
    e.lowest = works.lowest, e.highest = works.highest;
    e.alone_low = alone.lowest, e.alone_high = alone.highest;
    const auto sweep = [&](double from, double to, int bins) {
        for (int b = 0; b < bins && !stop.stop_requested(); ++b) {
            double worst = 0.0;
            for (int i = 0; i < samples_in_bin; ++i) {
                const double t = (b + (i + 0.5) / samples_in_bin) / bins;
                const auto near =
                    placed_exponents<Float>(offsets, static_cast<Float>(std::lerp(from, to, t)));
                worst = std::max(worst, floating_error<Float>(way, near));
            }
            e.m.push_back(std::lerp(from, to, (b + 0.5) / bins));
            e.errors.push_back(worst);
        }
    };
    low = std::max(low, e.lowest), high = std::min(high, e.highest);
    // Where exponentials have become subnormal and lose their digits.
    const double ramp_end = sizeof(Float) == 4 ? -86.5 : -707.0;
    const bool ramp = way == Evaluation::Naive && low < ramp_end;
    if (ramp) sweep(low, ramp_end, ramp_bins);
    sweep(ramp ? ramp_end : low, high, wide_bins);
    return e;
}

}  // namespace

FloatingEvaluation evaluate_floating(FloatingType type, Evaluation way, std::span<const double> offsets,
                                     double top, double low, double high, const std::stop_token& stop) {
    switch (type) {
        case FloatingType::Float:
            return evaluate<float>(way, offsets, top, low, high, stop);
        case FloatingType::Double:
            return evaluate<double>(way, offsets, top, low, high, stop);
    }
    return {};
}

template std::vector<float> placed_exponents(std::span<const double>, float);
template std::vector<double> placed_exponents(std::span<const double>, double);
template float floating_log_sum_exp(Evaluation, std::span<const float>);
template double floating_log_sum_exp(Evaluation, std::span<const double>);
template std::vector<float> floating_softmax(Evaluation, std::span<const float>);
template std::vector<double> floating_softmax(Evaluation, std::span<const double>);
template WorkingRange<float> working_range(Evaluation, std::span<const double>);
template WorkingRange<double> working_range(Evaluation, std::span<const double>);
template double floating_error(Evaluation, std::span<const float>);
template double floating_error(Evaluation, std::span<const double>);

}  // namespace lossfield::math
