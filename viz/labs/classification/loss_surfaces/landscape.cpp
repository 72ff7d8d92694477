#include "viz/labs/classification/loss_surfaces/landscape.hpp"

#include "math/losses/fit_grid.hpp"
#include "math/losses/logit_grid.hpp"

namespace lossfield::viz::loss_surfaces {
namespace {

std::array<double, 3> logits(const Landscape& l, double a, double b) { return {a, b, l.third_logit}; }

// Offsets of the data from their line, once drawn at random and rounded; their mean is near 0.
constexpr std::array<double, 20> noise{0.31,  -0.42, 0.12, 0.55, -0.18, -0.36, 0.44,  -0.07, 0.21,  -0.51,
                                       -0.12, 0.38,  0.05, -0.3, 0.27,  -0.47, -0.09, 0.49,  -0.24, 0.16};

double place(std::size_t k) { return -2 + 4 * static_cast<double>(k) / 19; }

Points labelled(const std::array<int, 20>& labels) {
    Points points;
    for (std::size_t k = 0; k < labels.size(); ++k)
        points.push_back({place(k), static_cast<double>(labels[k]), ""});
    return points;
}

}  // namespace

double Landscape::value(double a, double b) const {
    switch (over) {
        case Over::Logits:
            return math::logit_loss(logit, std::span<const double>(logits(*this, a, b)), temperature, target);
        case Over::Line:
            return math::line_loss(residual, a, b, x, y);
        case Over::Logistic:
            return math::logistic_fit_loss(logistic, a, b, x, y);
    }
    return 0;
}

Pair Landscape::gradient(double a, double b) const {
    if (over == Over::Logits) {
        const auto g =
            math::logit_loss_and_gradient(logit, logits(*this, a, b), temperature, target).gradient;
        return {g[0], g[1]};
    }
    if (over == Over::Line) return math::line_gradient(residual, a, b, x, y);
    return math::logistic_fit_model(logistic, a, b, x, y).gradient;
}

math::LocalModel Landscape::model(double a, double b) const {
    if (over == Over::Line) return math::line_model(residual, a, b, x, y);
    if (over == Over::Logistic) return math::logistic_fit_model(logistic, a, b, x, y);
    const auto first = math::logit_loss_and_gradient(logit, logits(*this, a, b), temperature, target);
    const auto h = math::logit_loss_hessian(logit, logits(*this, a, b), temperature, target);
    return {first.loss, {first.gradient[0], first.gradient[1]}, {h[0], h[1], h[4]}};
}

double Landscape::check(double a, double b) const {
    switch (over) {
        case Over::Logits:
            return math::check_logit_loss_gradient(logit, logits(*this, a, b), temperature, target).worst;
        case Over::Line:
            return math::check_line_gradient(residual, a, b, x, y).worst;
        case Over::Logistic:
            return math::check_logistic_fit_gradient(logistic, a, b, x, y).worst;
    }
    return 0;
}

Fields fields_of(const Landscape& main, const std::optional<Landscape>& overlay, const Domain& domain,
                 std::size_t nodes, const std::stop_token& stop) {
    const math::PlaneGrid grid{domain.x.low, domain.x.high, domain.y.low, domain.y.high, nodes, nodes};
    const math::RowRange all{0, nodes};
    Vector values(grid.nodes()), second(overlay ? grid.nodes() : 0);
    if (main.over == Over::Logits) {
        std::vector<math::LogitFill> fills{{main.logit, values}};
        if (overlay) fills.push_back({overlay->logit, second});
        math::fill_logit_losses(grid, main.third_logit, main.temperature, main.target, fills, all, stop);
    } else if (main.over == Over::Line) {
        math::fill_line_loss(grid, main.residual, main.x, main.y, all, values, stop);
        if (overlay) math::fill_line_loss(grid, overlay->residual, main.x, main.y, all, second, stop);
    } else {
        math::fill_logistic_loss(grid, main.logistic, main.x, main.y, all, values, stop);
        if (overlay) math::fill_logistic_loss(grid, overlay->logistic, main.x, main.y, all, second, stop);
    }
    if (stop.stop_requested()) return {};
    Fields fields{{domain, nodes, nodes, std::move(values)}, {}};
    if (overlay) fields.overlay = {domain, nodes, nodes, std::move(second)};
    return fields;
}

Points line_data() {
    Points points;
    for (std::size_t k = 0; k < noise.size(); ++k)
        points.push_back({place(k), 1 + 1.5 * place(k) + noise[k], ""});
    return points;
}

Points line_with_outlier() {
    Points points = line_data();
    points[18].y = -8;
    return points;
}

Points overlapping_labels() { return labelled({0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 1, 0, 1, 1, 1, 1, 1, 1}); }

Points separable_labels() { return labelled({0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1}); }

}  // namespace lossfield::viz::loss_surfaces
