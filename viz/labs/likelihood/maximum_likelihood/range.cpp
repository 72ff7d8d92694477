// What is shown of the plane of parameters when nobody has zoomed, and which ranges can be shown.
#include "math/likelihood/gaussian_likelihood.hpp"
#include "math/likelihood/simple_likelihoods.hpp"
#include "viz/labs/likelihood/maximum_likelihood/maximum_likelihood.hpp"

namespace lossfield::viz::maximum_likelihood {
namespace {

constexpr double mean_reach = 1.8;  // along a mean, in widths of the samples
constexpr double usual_half = 2, usual_means = 6;

// 1, 2 or 5 times a power of ten times a unit, the nearest one in ratio.
double round_half(double wanted, double unit) {
    const double power = std::pow(10, std::floor(std::log10(wanted / unit))), digits = wanted / unit / power;
    return unit * power *
           (digits < std::sqrt(2)    ? 1
            : digits < std::sqrt(10) ? 2
            : digits < std::sqrt(50) ? 5
                                     : 10);
}

// Its middle a multiple of a quarter of its half; never so narrow that its numbers are one.
Interval about(double value, double wanted, double unit) {
    const double half = round_half(std::max(wanted, 1e-8 * std::abs(value)), unit), step = half / 4;
    const double middle = std::round(value / step) * step;
    return {middle - half, middle + half};
}

// About the most likely place of a centre and the logarithm of a width; equal samples have the usual width.
Domain of_width(double centre, double width, double log_width, double usual_log, Interval usual) {
    const double shift = width > 0 ? 0.5 * std::round(2 * (log_width - usual_log)) : 0;
    return {about(centre, width > 0 ? mean_reach * width : usual_half, usual_half),
            {usual.low + shift, usual.high + shift}};
}

Domain of_means(const Vector& data) {
    const auto [least, most] = std::minmax_element(data.begin(), data.end());
    const double spread = *most - *least, middle = 0.5 * *least + 0.5 * *most;
    const Interval usual{-usual_means, usual_means};
    const bool small = spread > 0 && spread < 0.1 * usual_means;
    const Interval side = usual.contains(*least) && usual.contains(*most) && !small
                              ? usual
                              : about(middle, spread > 0 ? 0.75 * spread : usual_means, usual_means);
    return {side, side};
}

}  // namespace

Domain automatic_range(const Inputs& in) {
    if (!fits(in)) return {{-6, 6}, {-1, 1.8}};
    if (in.model == Choice::Mixture) return of_means(in.data);
    if (in.model == Choice::Laplace) {
        const math::LaplaceFit fit = math::laplace_mle(in.data);
        return of_width(fit.centre, fit.scale, std::log(fit.scale), 0, {-1, 1.5});
    }
    const math::GaussianFit fit = math::gaussian_mle(in.data);
    return of_width(fit.mean, std::sqrt(fit.variance), std::log(fit.variance), 0.25, {-1.2, 2.4});
}

std::optional<std::string> check(const Inputs& in) {
    if (coin(in) || (fits(in) && in.model == Choice::Mixture)) return std::nullopt;
    const auto fault = [](const char* where, const char* what, double v, const Interval& allowed) {
        return fmt::format("{}: {} = {} is out of range; give a number from {} to {}", where, what,
                           shortest(v), shortest(allowed.low), shortest(allowed.high));
    };
    const bool laplace = in.model == Choice::Laplace;
    const char* log = !fits(in) ? "log σ" : laplace ? "log b" : "log v";
    if (fits(in)) {
        const double v = (laplace ? in.laplace : in.gaussian)[1];
        if (!log_range.contains(v)) return fault(laplace ? "laplace" : "gaussian", log, v, log_range);
    }
    if (!in.range) return std::nullopt;
    const Interval& allowed = fits(in) ? log_range : seeker_range;
    for (const double end : {in.range->y.low, in.range->y.high})
        if (!allowed.contains(end)) return fault("domain", log, end, allowed);
    for (const double end : {in.range->x.low, in.range->x.high})
        if (!fits(in) && !allowed.contains(end)) return fault("domain", "μ", end, allowed);
    return std::nullopt;
}

}  // namespace lossfield::viz::maximum_likelihood
