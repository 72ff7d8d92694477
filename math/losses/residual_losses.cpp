#include "math/losses/residual_losses.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "math/losses/line_moments.hpp"

namespace lossfield::math {

void check_residual_loss(const ResidualLoss& loss) {
    if (loss.kind == ResidualLossKind::Huber) check_positive("huber: delta", loss.delta);
    if (loss.kind == ResidualLossKind::StudentT) {
        check_positive("student_t: nu", loss.nu);
        check_positive("student_t: scale", loss.scale);
    }
}

double student_t_constant(double nu, double scale) {
    return std::log(scale) + std::lgamma(0.5 * nu) - std::lgamma(0.5 * (nu + 1.0)) +
           0.5 * std::log(nu * std::numbers::pi);
}

double residual_slope(const ResidualLoss& loss, double r) {
    switch (loss.kind) {
        case ResidualLossKind::Mse:
            return 2.0 * r;
        case ResidualLossKind::Mae:
            return r > 0.0 ? 1.0 : r < 0.0 ? -1.0 : 0.0;
        case ResidualLossKind::Huber:
            return std::clamp(r, -loss.delta, loss.delta);
        case ResidualLossKind::LogCosh:
            return std::tanh(r);
        case ResidualLossKind::StudentT:
            return (loss.nu + 1.0) * r / (loss.nu * loss.scale * loss.scale + r * r);
    }
    return 0.0;
}

double steepest_slope(const ResidualLoss& loss) {
    switch (loss.kind) {
        case ResidualLossKind::Mse:
            return std::numeric_limits<double>::infinity();
        case ResidualLossKind::Mae:
        case ResidualLossKind::LogCosh:
            return 1.0;
        case ResidualLossKind::Huber:
            return loss.delta;
        case ResidualLossKind::StudentT:
            return residual_slope(loss, loss.scale * std::sqrt(loss.nu));
    }
    return 0.0;
}

ScalarTerms residual_terms(const ResidualLoss& loss, double r) {
    double curvature = 0.0;
    switch (loss.kind) {
        case ResidualLossKind::Mse:
            curvature = 2.0;
            break;
        case ResidualLossKind::Mae:
            break;
        case ResidualLossKind::Huber:
            curvature = std::abs(r) < loss.delta ? 1.0 : 0.0;
            break;
        case ResidualLossKind::LogCosh: {
            const double c = std::cosh(r);
            curvature = 1.0 / c / c;
            break;
        }
        case ResidualLossKind::StudentT: {
            const double square = loss.nu * loss.scale * loss.scale, sum = square + r * r;
            curvature = (loss.nu + 1.0) * ((square - r * r) / sum) / sum;
            break;
        }
    }
    return {residual_loss(loss, r), residual_slope(loss, r), curvature};
}

LocalModel line_model(const ResidualLoss& loss, double slope, double intercept, std::span<const double> x,
                      std::span<const double> y) {
    check_residual_loss(loss);
    check_at_least("line_model: number of points", x.size(), 1);
    check_size("line_model: number of observations", y.size(), x.size());
    LocalModel sum;
    const double weight = 1.0 / static_cast<double>(x.size());
    for (std::size_t i = 0; i < x.size(); ++i)
        add_datum(sum, residual_terms(loss, slope * x[i] + (intercept - y[i])), x[i], weight);
    return sum;
}

std::array<double, 2> line_gradient(const ResidualLoss& loss, double slope, double intercept,
                                    std::span<const double> x, std::span<const double> y) {
    check_residual_loss(loss);
    check_at_least("line_gradient: number of points", x.size(), 1);
    check_size("line_gradient: number of observations", y.size(), x.size());
    const double weight = 1.0 / static_cast<double>(x.size());
    std::array<double, 2> sum{};
    for (std::size_t i = 0; i < x.size(); ++i) {
        const double pull = residual_slope(loss, slope * x[i] + (intercept - y[i]));
        sum[0] += weight * pull * x[i];
        sum[1] += weight * pull;
    }
    return sum;
}

GradientCheck check_line_gradient(const ResidualLoss& loss, double slope, double intercept,
                                  std::span<const double> x, std::span<const double> y) {
    const LocalModel model = line_model(loss, slope, intercept, x, y);
    const double weight = 1.0 / static_cast<double>(x.size());
    std::array<double, 2> scale{std::numeric_limits<double>::min(), std::numeric_limits<double>::min()};
    for (std::size_t i = 0; i < x.size(); ++i) {
        const double pull = std::abs(residual_slope(loss, slope * x[i] + (intercept - y[i])));
        scale[0] += 1e-6 * weight * pull * std::abs(x[i]);
        scale[1] += 1e-6 * weight * pull;
    }
    const auto value = [&](std::span<const Dual<double>> at) { return line_loss(loss, at[0], at[1], x, y); };
    return check_gradient(value, std::array{slope, intercept}, model.gradient, scale);
}

Line least_squares_line(std::span<const double> x, std::span<const double> y) {
    const LineMoments m = line_moments(x, y);
    return {m.slope, m.intercept()};
}

}  // namespace lossfield::math
