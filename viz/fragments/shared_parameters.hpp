// The parameters that several labs have by the same name and with the same meaning: declared here once, taken from here. Each has an identity,
// by which a way from one lab to another carries its value over. What differs from lab to lab is what its help says and how far it goes.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "viz/inputs/parameter.hpp"

namespace lossfield::viz {

template <class Inputs>
[[nodiscard]] Parameters<Inputs> shared(const char* identity, Parameters<Inputs> parameter) {
    for (Binding& b : parameter) b.parameter.identity = identity;
    return parameter;
}

// A place of the plane where something starts or is looked at.
template <class Inputs>
[[nodiscard]] Parameters<Inputs> start_parameter(Vector Inputs::*member, std::string help,
                                                 Traits traits = {}) {
    traits.min_length = traits.max_length = 2;
    return shared("start", vector(member, "start", {"Start", "$x, y$", std::move(help)}, std::move(traits)));
}

// A range of the plane that the map shows. `identity` is that of the plane: no range goes over to another one. `shown`: the range
// chosen, or the one that is automatic.
template <class Inputs>
[[nodiscard]] Parameters<Inputs> plane_range_parameter(const char* identity,
                                                       std::optional<Domain> Inputs::*member,
                                                       Domain (Inputs::*shown)() const, Interval soft,
                                                       Interval hard, std::vector<FormerId> former = {}) {
    return shared(
        identity,
        domain(
            member, shown, "domain", {"Range", "", "the part of the plane that is shown"},
            {.group = "Picture", .soft = soft, .hard = hard, .panel = "map", .former = std::move(former)}));
}

template <class Inputs>
[[nodiscard]] Parameters<Inputs> temperature_parameter(double Inputs::*member, std::string help,
                                                       Traits traits = {}) {
    traits.soft = {0.05, 10};
    traits.spacing = Spacing::Log;
    traits.snaps = {{1, "1"}};
    return shared("softmax-temperature",
                  real(member, "temperature", {"Temperature", "$T$", std::move(help)}, std::move(traits)));
}

// Which of more than three outcomes are at a triangle's corners; `of`: the parameter with one entry an outcome.
template <class Inputs>
[[nodiscard]] Parameters<Inputs> triangle_parameter(Vector Inputs::*member, const std::string& outcomes,
                                                    std::string of, double most) {
    return shared("triangle",
                  vector(member, "triangle",
                         {"Triangle", "",
                          "with more than three " + outcomes +
                              ": the three at the triangle's corners, the others keep their share"},
                         {.group = "Picture",
                          .soft = {1, most},
                          .hard = {1, most},
                          .min_length = 3,
                          .max_length = 3,
                          .places_in = std::move(of),
                          .whole_entries = true}));
}

// Of the losses of a residual.
template <class Inputs>
[[nodiscard]] Parameters<Inputs> huber_threshold_parameter(double Inputs::*member, std::string group,
                                                           bool restarts = false) {
    return shared(
        "huber-threshold",
        real(member, "delta", {"Huber's threshold", "$δ$", "residuals beyond it pull with constant force"},
             {.group = std::move(group),
              .soft = {0.05, 5},
              .spacing = Spacing::Log,
              .snaps = {{1, "1"}},
              .restarts = restarts}));
}
template <class Inputs>
[[nodiscard]] Parameters<Inputs> student_parameters(double Inputs::*nu, double Inputs::*scale,
                                                    const std::string& group, bool restarts = false) {
    return {shared("student-nu",
                   real(nu, "nu",
                        {"Degrees of freedom", "$ν$",
                         "of Student's t: few let go of outliers, many come near the Gaussian"},
                        {.group = group, .soft = {1, 30}, .spacing = Spacing::Log, .restarts = restarts})),
            shared("student-scale",
                   real(scale, "scale",
                        {"Scale of Student's t", "$s$", "the pull of a residual is strongest at s √ν"},
                        {.group = group, .soft = {0.05, 5}, .spacing = Spacing::Log, .restarts = restarts}))};
}

}  // namespace lossfield::viz
