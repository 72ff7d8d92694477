// Forward-mode differentiation by dual numbers: x = value + derivative * eps, eps^2 = 0.
//   f(x) = f(value) + f'(value) * derivative * eps
// One derivative is carried; Dual<Dual<double>> carries a second one:
//   Dual<Dual<double>> x{{a, 1}, {1, 0}}  gives  f(x).derivative.derivative = f''(a).
// Generic code writes `using std::exp; exp(x)`, so that double and Dual are both found.
// Domain: that of the real function. Where f' is infinite or undefined the derivative is what IEEE arithmetic
// gives (log at 0: inf or NaN), except abs at 0, whose derivative is 0, and max/min of equal values, which
// keep the first argument. Comparisons look at the value alone.
// [Clifford 1873; Wengert 1964]
#pragma once

#include <cmath>
#include <type_traits>

namespace lossfield::math {

template <typename T = double>
struct Dual {
    T value{};
    T derivative{};

    constexpr Dual() = default;
    // Implicit, so that constants mix with duals as they do with doubles.
    constexpr Dual(double constant) : value(constant), derivative(0.0) {}
    constexpr Dual(const T& constant) requires(!std::is_same_v<T, double>)
        : value(constant), derivative(0.0) {}
    constexpr Dual(const T& v, const T& d) : value(v), derivative(d) {}

    friend constexpr Dual operator+(const Dual& a) { return a; }
    friend constexpr Dual operator-(const Dual& a) { return {-a.value, -a.derivative}; }
    friend constexpr Dual operator+(const Dual& a, const Dual& b) {
        return {a.value + b.value, a.derivative + b.derivative};
    }
    friend constexpr Dual operator-(const Dual& a, const Dual& b) {
        return {a.value - b.value, a.derivative - b.derivative};
    }
    friend constexpr Dual operator*(const Dual& a, const Dual& b) {
        return {a.value * b.value, a.derivative * b.value + a.value * b.derivative};
    }
    friend constexpr Dual operator/(const Dual& a, const Dual& b) {
        const T ratio = a.value / b.value;
        return {ratio, (a.derivative - ratio * b.derivative) / b.value};
    }
    constexpr Dual& operator+=(const Dual& b) { return *this = *this + b; }
    constexpr Dual& operator-=(const Dual& b) { return *this = *this - b; }
    constexpr Dual& operator*=(const Dual& b) { return *this = *this * b; }
    constexpr Dual& operator/=(const Dual& b) { return *this = *this / b; }

    friend constexpr bool operator==(const Dual& a, const Dual& b) { return a.value == b.value; }
    friend constexpr bool operator!=(const Dual& a, const Dual& b) { return a.value != b.value; }
    friend constexpr bool operator<(const Dual& a, const Dual& b) { return a.value < b.value; }
    friend constexpr bool operator>(const Dual& a, const Dual& b) { return a.value > b.value; }
    friend constexpr bool operator<=(const Dual& a, const Dual& b) { return a.value <= b.value; }
    friend constexpr bool operator>=(const Dual& a, const Dual& b) { return a.value >= b.value; }

    friend Dual exp(const Dual& a) {
        using std::exp;
        const T e = exp(a.value);
        return {e, e * a.derivative};
    }
    friend Dual expm1(const Dual& a) {
        using std::exp, std::expm1;
        return {expm1(a.value), exp(a.value) * a.derivative};
    }
    friend Dual log(const Dual& a) {
        using std::log;
        return {log(a.value), a.derivative / a.value};
    }
    friend Dual log1p(const Dual& a) {
        using std::log1p;
        return {log1p(a.value), a.derivative / (1.0 + a.value)};
    }
    friend Dual sqrt(const Dual& a) {
        using std::sqrt;
        const T root = sqrt(a.value);
        return {root, a.derivative / (2.0 * root)};
    }
    friend Dual sin(const Dual& a) {
        using std::cos, std::sin;
        return {sin(a.value), cos(a.value) * a.derivative};
    }
    friend Dual cos(const Dual& a) {
        using std::cos, std::sin;
        return {cos(a.value), -(sin(a.value) * a.derivative)};
    }
    friend Dual tan(const Dual& a) {
        using std::tan;
        const T t = tan(a.value);
        return {t, (1.0 + t * t) * a.derivative};
    }
    friend Dual acos(const Dual& a) {
        using std::acos, std::sqrt;
        return {acos(a.value), -(a.derivative / sqrt((1.0 - a.value) * (1.0 + a.value)))};
    }
    friend Dual atan(const Dual& a) {
        using std::atan;
        return {atan(a.value), a.derivative / (1.0 + a.value * a.value)};
    }
    // 1 / cosh^2 rather than 1 - tanh^2, which is lost to rounding in the tails.
    friend Dual tanh(const Dual& a) {
        using std::cosh, std::tanh;
        const T c = cosh(a.value);
        return {tanh(a.value), a.derivative / c / c};
    }
    friend Dual cosh(const Dual& a) {
        using std::cosh, std::sinh;
        return {cosh(a.value), sinh(a.value) * a.derivative};
    }
    friend Dual sinh(const Dual& a) {
        using std::cosh, std::sinh;
        return {sinh(a.value), cosh(a.value) * a.derivative};
    }
    friend Dual pow(const Dual& a, double exponent) {
        using std::pow;
        if (exponent == 0.0) return 1.0;
        return {pow(a.value, exponent), exponent * pow(a.value, exponent - 1.0) * a.derivative};
    }
    // For a base > 0, or an exponent without derivative: a base <= 0 has no logarithm.
    friend Dual pow(const Dual& a, const Dual& b) {
        using std::log, std::pow;
        const T power = pow(a.value, b.value);
        const T by_base = b.value * pow(a.value, b.value - T(1.0)) * a.derivative;
        return {power, by_base + power * log(a.value) * b.derivative};
    }
    friend Dual abs(const Dual& a) {
        if (a.value > T(0.0)) return a;
        if (a.value < T(0.0)) return -a;
        return {T(0.0), T(0.0)};
    }
    friend constexpr Dual max(const Dual& a, const Dual& b) { return a < b ? b : a; }
    friend constexpr Dual min(const Dual& a, const Dual& b) { return b < a ? b : a; }
};

// The real number inside, however deeply nested.
constexpr double value_of(double x) { return x; }
template <typename T>
constexpr double value_of(const Dual<T>& x) {
    return value_of(x.value);
}

// The variable of differentiation at x: derivative 1.
constexpr Dual<double> variable(double x) { return {x, 1.0}; }

}  // namespace lossfield::math
