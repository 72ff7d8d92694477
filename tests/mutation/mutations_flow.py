"""Mutations of gradient flow and its steps; their form is in mutations.py."""

MUTATIONS = [
    (
        "math/flows/gradient_flow.cpp",
        "{44.0 / 45, -56.0 / 15, 32.0 / 9}",
        "{44.0 / 45, -56.0 / 15, 31.0 / 9}",
    ),
    (
        "math/flows/gradient_flow.cpp",
        "125.0 / 192, -2187.0 / 6784, 11.0 / 84",
        "125.0 / 192, -2186.0 / 6784, 11.0 / 84",
    ),
    (
        "math/flows/gradient_flow.cpp",
        "constexpr Weights difference{71.0 / 57600,",
        "constexpr Weights difference{-71.0 / 57600,",
    ),
    (
        "math/flows/gradient_flow.cpp",
        "return PlanePoint{-g.x, -g.y};",
        "return PlanePoint{-g.x, g.y};",
    ),
    (
        "math/flows/gradient_flow.cpp",
        "combined(inner, k, stages, h)",
        "combined(difference, k, stages, h)",
    ),
    (
        "math/flows/gradient_flow.cpp",
        "if (!(error <= 1.0)",
        "if (!(error <= 1e6)",
    ),
    (
        "math/flows/gradient_flow.cpp",
        "if (escaped(x)) break;",
        "",
    ),
    (
        "math/flows/gradient_flow.cpp",
        "t = last ? end : t + h;",
        "t = last ? end : t + 0.5 * h;",
    ),
    (
        "math/flows/euler_steps.cpp",
        "return {x.x - rate * g.x, x.y - rate * g.y};",
        "return {x.x - rate * g.x, x.y + rate * g.y};",
    ),
    (
        "math/flows/euler_steps.cpp",
        "return {1.0 + rate * h.xx, rate * h.xy, 1.0 + rate * h.yy};",
        "return {rate * h.xx, rate * h.xy, rate * h.yy};",
    ),
    (
        "math/flows/euler_steps.cpp",
        "return {y.x - from.x + rate * g.x, y.y - from.y + rate * g.y};",
        "return {y.x - from.x + rate * g.x, y.y + rate * g.y};",
    ),
    (
        "math/flows/euler_steps.cpp",
        "return 0.5 * (dx * dx + dy * dy) + rate * landscape.value(y.x, y.y);",
        "return rate * landscape.value(y.x, y.y);",
    ),
    (
        "math/flows/euler_steps.cpp",
        "h.xx += lifted * largest - e.low;",
        "h.xx += lifted * largest;",
    ),
    (
        "math/flows/euler_steps.cpp",
        "constexpr double settled = 1e-8;",
        "constexpr double settled = 1e2;",
    ),
    (
        "math/flows/euler_steps.cpp",
        "if (!next || escaped(*next)) {",
        "if (!next) {",
    ),
    (
        "math/flows/euler_steps.cpp",
        "to.x + rate * g.x - from.x",
        "to.x - rate * g.x - from.x",
    ),
    (
        "math/flows/flow_comparison.cpp",
        "error_after(2 * r.compared)",
        "error_after(4 * r.compared)",
    ),
    (
        "math/flows/flow_comparison.cpp",
        "curvature(r.goal).low",
        "curvature(r.goal).high",
    ),
    (
        "math/flows/flow_comparison.cpp",
        "r.lowest + 1e-9",
        "r.lowest + 1e9",
    ),
    (
        "math/flows/euler_steps.cpp",
        "rate * -steepest.slope",
        "rate * steepest.slope",
    ),
]
