"""Mutations of Adam's trace, gradient streams and turned axes; their form is in mutations.py."""

TRACE = "math/descent/adam_trace.cpp"
STREAMS = "math/descent/gradient_stream.hpp"
AXES = "math/descent/turned_axes.cpp"

MUTATIONS = [
    (TRACE, "unit.rate = 1.0;", "unit.rate = 2.0;"),
    (TRACE, "std::uint64_t t = silent;", "std::uint64_t t = 0;"),
    (TRACE, "moment = 0.0;", "moment = moment;"),
    (TRACE, "push_back(memory[0] / c.correction1);", "push_back(memory[0] * c.correction1);"),
    (TRACE, "push_back(std::sqrt(memory[1] / c.correction2));", "push_back(std::sqrt(memory[1]) / c.correction2);"),
    (TRACE, "push_back(0.0 - moved);", "push_back(moved);"),
    (TRACE, "if (age == 0) return 1.0 - beta;", "if (age == 0) return 1.0;"),
    (TRACE, "return exponent < -690.0 ? 0.0", "return exponent < -750.0 ? 0.0"),
    (TRACE, "(1.0 - beta) * std::exp(exponent);", "beta * std::exp(exponent);"),
    (TRACE, "return 1.0 / (1.0 - beta);", "return 2.0 / (1.0 - beta);"),
    (TRACE, "return beta / (1.0 - beta);", "return 1.0 / (1.0 - beta);"),
    (TRACE, "std::sqrt((1.0 - adam.beta2) / c.correction2);", "std::sqrt((1.0 - adam.beta2) * c.correction2);"),
    (TRACE, "rho * d1 * (2.0 - d1);", "rho * d1 * (2.0 + d1);"),
    (TRACE, "bias_correction ? d1 * d1 / d2 : 1.0;", "bias_correction ? d1 * d1 : 1.0;"),
    (TRACE, "((square + 1.0) * d2)", "((square + 1.0))"),
    (STREAMS, "t % 2 == 1 ? size : -size", "t % 2 == 0 ? size : -size"),
    (STREAMS, "t == step ? size : 0.0", "t >= step ? size : 0.0"),
    (STREAMS, "t < step ? before : after", "t <= step ? before : after"),
    ("math/descent/gradient_stream.cpp", "deviation * (ratio + z)", "deviation * ratio + z"),
    ("math/descent/gradient_stream.cpp", "s.at(first + i)", "s.at(i)"),
    ("math/descent/turned_axes.hpp", "sine * p.x + cosine * p.y", "sine * p.x - cosine * p.y"),
    ("math/descent/turned_axes.hpp", "cosine * z.y - sine * z.x", "cosine * z.y + sine * z.x"),
    (AXES, "axes.to_axes(f.gradient(z.x, z.y))", "f.gradient(z.x, z.y)"),
    (AXES, "PlanePoint p = axes.to_axes(start)", "PlanePoint p = axes.to_plane(start)"),
    (AXES, "cosine = 0.0 - sine, sine = kept;", "cosine = sine, sine = 0.0 - kept;"),
    (AXES, "coefficients(t + 1));\n                stepper.update(p.y", "coefficients(t + 2));\n                stepper.update(p.y"),
    (AXES, "std::min(out[t], out[t - 1])", "out[t]"),
]
