"""Mutations of descent with momentum; their form is in mutations.py."""

FILE = "math/descent/momentum_spectrum.cpp"

MUTATIONS = [
    (FILE, change[0], change[1])
    for change in [
        ("return {1.0 + b - a, b,", "return {1.0 - b - a, b,"),
        ("(below * below - a) * (above * above - a)", "(below * below - a) * (above * above + a)"),
        ("below = 1.0 - root", "below = 1.0 - b"),
        ("return {more * p, b * p,", "return {more * p, b,"),
        ("p * (less * less - a * (more * more))", "less * less - a * (more * more)"),
        ("return std::sqrt(q.product);", "return q.product;"),
        ("0.5 * (std::abs(q.trace) +", "0.5 * (q.trace +"),
        ("0.5 * (std::hypot(a + d, b - c) +", "0.5 * (std::hypot(a + d, b + c) +"),
        ("0.5 * std::sqrt(-q.discriminant)", "std::sqrt(-q.discriminant)"),
        ("std::copysign(largest_root(q), q.trace)", "largest_root(q)"),
        ("first == 0.0 ? 0.0 : q.product / first", "q.trace - first"),
        (
            "std::max(mode_contraction(method, rate * spectrum.mu, momentum),",
            "std::min(mode_contraction(method, rate * spectrum.mu, momentum),",
        ),
        (
            "std::max(largest_root(polynomial(method, rate * spectrum.mu, momentum)),",
            "std::max(largest_root(polynomial(method, rate, momentum)),",
        ),
        ("1e-9 * std::max(q.trace", "-1e-9 * std::max(q.trace"),
        ("return q.trace < 0.0 ? Damping", "return q.trace > 0.0 ? Damping"),
        ("(1.0 + root) * (1.0 + root)};", "(1.0 + root)};"),
        ("(1.0 - momentum) / (1.0 + momentum)", "1.0 - momentum"),
        ("heavy_ball = 2.0 * (1.0 + momentum)", "heavy_ball = 2.0 * (1.0 - momentum)"),
        ("heavy_ball / (1.0 + 2.0 * momentum)", "heavy_ball / (1.0 + momentum)"),
        ("r = std::sqrt(3.0 * largest + mu)", "r = std::sqrt(3.0 * largest - mu)"),
        ("4.0 / (3.0 * largest + mu)", "4.0 / (3.0 * largest + 2.0 * mu)"),
        ("difference / sum, difference / r}", "difference / r, difference / r}"),
        ("q.trace * now - q.product * before", "q.trace * now + q.product * before"),
        ("q.trace * v - q.product * v_before", "q.trace * v + q.product * v_before"),
        ("-std::numbers::ln10 / std::log(contraction)", "-1.0 / std::log(contraction)"),
        ("(s < 0.0 ? range.low : range.high) / h", "(s < 0.0 ? range.high : range.low) / h"),
    ]
]
