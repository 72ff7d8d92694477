#include "app/session/edits.hpp"

#include <cmath>

#include "viz/figure/handle.hpp"
#include "viz/inputs/overloaded.hpp"
#include "viz/inputs/values.hpp"
#include "viz/lab/settings.hpp"

namespace lossfield::app {

using viz::Overloaded;

namespace {

double& domain_end(viz::Domain& domain, std::size_t entry) {
    viz::Interval& side = entry < 2 ? domain.x : domain.y;
    return entry % 2 == 0 ? side.low : side.high;
}

}  // namespace

double number_at(const viz::Values& values, const Spot& spot) {
    const auto read = Overloaded{
        [](double v) { return v; },
        [](long long v) { return static_cast<double>(v); },
        [](bool v) { return v ? 1.0 : 0.0; },
        [](const std::string&) { return 0.0; },
        [&](const viz::Vector& v) { return spot.entry < v.size() ? v[spot.entry] : 0.0; },
        [&](const viz::Points& v) {
            if (spot.entry / 2 >= v.size()) return 0.0;
            return spot.entry % 2 == 0 ? v[spot.entry / 2].x : v[spot.entry / 2].y;
        },
        [&](const viz::Matrix& v) { return spot.entry < v.entries.size() ? v.entries[spot.entry] : 0.0; },
        [&](viz::Domain v) { return domain_end(v, spot.entry); },
        [](viz::Automatic) { return 0.0; }};
    return std::visit(read, values[spot.parameter]);
}

viz::Values with_number(const viz::Lab& lab, const viz::Values& base, const Spot& spot, double number) {
    const viz::Parameter& parameter = lab.parameters[spot.parameter];
    if (parameter.distribution) {
        viz::Handle handle;
        handle.move = viz::MoveShare{parameter.id, spot.entry};
        return viz::drag(lab.parameters, base, handle, static_cast<double>(spot.entry), number);
    }
    viz::Values values = base;
    const auto write = Overloaded{[&](double& v) { v = number; },
                                  [&](long long& v) { v = std::llround(number); },
                                  [&](bool& v) { v = number != 0; },
                                  [](std::string&) {},
                                  [&](viz::Vector& v) {
                                      if (spot.entry < v.size()) v[spot.entry] = number;
                                  },
                                  [&](viz::Points& v) {
                                      if (spot.entry / 2 < v.size())
                                          (spot.entry % 2 == 0 ? v[spot.entry / 2].x : v[spot.entry / 2].y) =
                                              number;
                                  },
                                  [&](viz::Matrix& v) {
                                      if (spot.entry < v.entries.size()) v.entries[spot.entry] = number;
                                  },
                                  [&](viz::Domain& v) { domain_end(v, spot.entry) = number; },
                                  [](viz::Automatic&) {}};
    std::visit(write, values[spot.parameter]);
    return values;
}

viz::Values with_default(const viz::Lab& lab, const viz::Values& values, const Spot& spot) {
    const viz::Parameter& parameter = lab.parameters[spot.parameter];
    if (parameter.kind == viz::Kind::Domain)
        return viz::with_settings(lab, values, {{parameter.id, parameter.fallback}});
    const double fallback = number_at(viz::defaults(lab), spot);
    return with_number(lab, values, spot, fallback);
}

std::optional<Spot> first_sweep(const viz::Lab& lab, const viz::Figure& figure) {
    for (const auto kind : {viz::Kind::Real, viz::Kind::Vector})
        for (std::size_t i = 0; i < lab.parameters.size(); ++i)
            if (lab.parameters[i].kind == kind && !lab.parameters[i].distribution &&
                viz::has_effect(figure, lab.parameters[i].id))
                return Spot{i, 0};
    return std::nullopt;
}

}  // namespace lossfield::app
