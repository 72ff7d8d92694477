#include "math/losses/plane_loss.hpp"

#include <span>

#include "math/losses/fit_grid.hpp"
#include "math/losses/logit_grid.hpp"

namespace lossfield::math {
namespace {

std::array<double, 3> logits(const PlaneLoss& l, double a, double b) { return {a, b, l.third_logit}; }

}  // namespace

double PlaneLoss::value(double a, double b) const {
    switch (over) {
        case PlaneLossOver::Logits:
            return logit_loss(logit, std::span<const double>(logits(*this, a, b)), temperature, target);
        case PlaneLossOver::Line:
            return moments ? moments->value(a, b) : line_loss(residual, a, b, x, y);
        case PlaneLossOver::Logistic:
            return logistic_fit_loss(logistic, a, b, x, y);
    }
    return 0.0;
}

std::array<double, 2> PlaneLoss::gradient(double a, double b) const {
    switch (over) {
        case PlaneLossOver::Logits: {
            const auto g = logit_loss_and_gradient(logit, logits(*this, a, b), temperature, target).gradient;
            return {g[0], g[1]};
        }
        case PlaneLossOver::Line:
            return moments ? moments->gradient(a, b) : line_gradient(residual, a, b, x, y);
        case PlaneLossOver::Logistic:
            return logistic_fit_gradient(logistic, a, b, x, y);
    }
    return {};
}

LocalModel PlaneLoss::model(double a, double b) const {
    switch (over) {
        case PlaneLossOver::Logits: {
            const auto first = logit_loss_and_gradient(logit, logits(*this, a, b), temperature, target);
            const auto h = logit_loss_hessian(logit, logits(*this, a, b), temperature, target);
            return {first.loss, {first.gradient[0], first.gradient[1]}, {h[0], h[1], h[4]}};
        }
        case PlaneLossOver::Line:
            return moments ? moments->model(a, b) : line_model(residual, a, b, x, y);
        case PlaneLossOver::Logistic:
            return logistic_fit_model(logistic, a, b, x, y);
    }
    return {};
}

double PlaneLoss::check(double a, double b) const {
    switch (over) {
        case PlaneLossOver::Logits:
            return check_logit_loss_gradient(logit, logits(*this, a, b), temperature, target).worst;
        case PlaneLossOver::Line:
            return check_line_gradient(residual, a, b, x, y).worst;
        case PlaneLossOver::Logistic:
            return check_logistic_fit_gradient(logistic, a, b, x, y).worst;
    }
    return 0.0;
}

PlaneLossValues plane_loss_values(const PlaneGrid& grid, const PlaneLoss& main, const PlaneLoss* second,
                                  const std::stop_token& stop) {
    const RowRange all{0, grid.rows};
    PlaneLossValues out{std::vector<double>(grid.nodes()),
                        std::vector<double>(second != nullptr ? grid.nodes() : 0)};
    const auto fill = [&](const PlaneLoss& loss, std::vector<double>& values) {
        if (loss.over == PlaneLossOver::Line)
            fill_line_loss(grid, loss.residual, loss.x, loss.y, all, values, stop);
        else
            fill_logistic_loss(grid, loss.logistic, loss.x, loss.y, all, values, stop);
    };
    if (main.over == PlaneLossOver::Logits) {
        std::vector<LogitFill> fills{{main.logit, out.main}};
        if (second != nullptr) fills.push_back({second->logit, out.second});
        fill_logit_losses(grid, main.third_logit, main.temperature, main.target, fills, all, stop);
    } else {
        fill(main, out.main);
        if (second != nullptr) fill(*second, out.second);
    }
    if (stop.stop_requested()) return {};
    return out;
}

}  // namespace lossfield::math
