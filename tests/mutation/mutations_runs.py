"""Mutations of what is kept of a run, of the search for a rate and of a step taken apart; their form is in mutations.py."""

MUTATIONS = [
    (
        "math/descent/run_record.cpp",
        "if (b > high) part = std::min(part, (high - a) / (b - a));",
        "if (b > high) part = std::min(part, (b - high) / (b - a));",
    ),
    (
        "math/descent/run_record.cpp",
        "begin = std::max(begin, std::min(s, t)), end = std::min(end, std::max(s, t));",
        "begin = std::max(begin, s), end = std::min(end, t);",
    ),
    (
        "math/descent/run_record.cpp",
        "const double moves[] = {at.x - kept * before.x, at.y - kept * before.y};",
        "const double moves[] = {at.x - before.x, at.y - before.y};",
    ),
    (
        "math/descent/run_record.cpp",
        "out_.exit = {*out_.last_seen + 1, border_crossing",
        "out_.exit = {*out_.last_seen, border_crossing",
    ),
    (
        "math/descent/rate_search.cpp",
        "std::pow(high / low, static_cast<double>(i) / static_cast<double>(count - 1))",
        "std::pow(high / low, static_cast<double>(i) / static_cast<double>(count))",
    ),
    (
        "math/descent/rate_search.cpp",
        "else if (!(search.best_height <= height))",
        "else if (!(search.best_height < height))",
    ),
    (
        "math/descent/rate_search.cpp",
        "return diverged(state) || !std::isfinite(height) ?",
        "return !std::isfinite(height) ?",
    ),
    (
        "math/optimizers/taken_step.cpp",
        "s.decay = -(s.rate * descent.decay.decoupled) * before.x;",
        "s.decay = -(s.rate * descent.decay.decoupled) * s.after.x;",
    ),
    (
        "math/optimizers/taken_step.cpp",
        "const double kept = o.share * o.momentum;",
        "const double kept = o.momentum;",
    ),
    (
        "math/optimizers/taken_step.cpp",
        "return beta * step.last_slot(0) + (1 - beta) * step.gradient();",
        "return beta * step.slot(0) + (1 - beta) * step.gradient();",
    ),
    (
        "math/optimizers/taken_step.cpp",
        "std::sqrt(square[d] / c.correction2)",
        "std::sqrt(square[d])",
    ),
]
