// Log-sum-exp in floating-point numbers: the error of both ways against the size of the exponents, what each gives and
// where it ends as a table, and the sign of the cross-entropy that is fused with it.
#include "viz/fragments/outcomes.hpp"
#include "viz/labs/classification/log_sum_exp/log_sum_exp.hpp"

namespace lossfield::viz::log_sum_exp {
namespace {

constexpr double exact = 1e-19;  // where an error of 0 is drawn
constexpr double broken = 1e3;   // and an infinite one

// The error over the exponents; where the way breaks, a line to the top.
Curve error_curve(const Way& way, const Evaluated& e, Interval shown) {
    Curve line = curve(way.id, way.name, {}, {}, way.colour(), way.naive() ? 2.6 : 1.6,
                       way.naive() ? Dash::Solid : Dash::Dashed);
    const auto to = [&](double at, double error) {
        line.x.push_back(at);
        line.y.push_back(std::max(error, exact));
    };
    if (e.lowest > shown.low) to(e.lowest, broken);
    for (std::size_t i = 0; i < e.m.size(); ++i) to(e.m[i], e.errors[i]);
    if (e.highest < shown.high) {
        to(e.highest, e.errors.empty() ? broken : e.errors.back());
        to(e.highest, broken);
    }
    return line;
}

Panel error_panel(const Inputs& in, const Computed& r) {
    const Interval shown = shown_exponents(in);
    Panel panel{.id = "errors", .title = "error of log-sum-exp", .cell = {0, 0, 1, 2}};
    panel.x = {.label = "largest exponent $M$", .range = shown};
    panel.y = {.label = "error / max(1, |LSE|)", .scale = ScaleKind::Log, .range = Interval{exact / 10, 1e5}};
    panel.y.ticks = {{exact, "0"}};
    for (const int power : {-16, -12, -8, -4})
        panel.y.ticks.push_back({std::pow(10, power), fmt::format("$10^{{{}}}$", power)});
    panel.y.ticks.append({{1, "1"}, {broken, "∞"}});
    for (const std::size_t w : {1, 3, 0, 2})  // the stable ones below, to be seen where the naive ones end
        if (shows(in, ways[w])) panel.add(error_curve(ways[w], r.evaluated[w], shown));
    PointSet live{.id = "live", .shape = PointShape::Ring, .size = 9};
    for (std::size_t w = 0; w < ways.size(); ++w) {
        const Evaluated& e = r.evaluated[w];
        if (!shows(in, ways[w])) continue;
        if (ways[w].naive()) {
            PointSet breaks{.id = std::string(ways[w].id) + "-breaks", .shape = PointShape::Cross, .size = 9};
            breaks.colours = {ways[w].colour()};
            for (const double at : {e.lowest, e.highest}) {
                if (!shown.contains(at)) continue;
                breaks.x.push_back(at), breaks.y.push_back(broken);
                breaks.texts.push_back(fixed(at, 2));
            }
            panel.add(std::move(breaks));
        }
        if (!std::isfinite(e.error)) continue;
        live.x.push_back(e.at), live.y.push_back(std::max(e.error, exact));
        live.colours.push_back(ways[w].colour());
    }
    panel.add(vertical_rule("largest", in.largest, {Role::Accent}, Dash::Solid, 1.4));
    panel.add(std::move(live));
    panel.add(handle_at("largest", "largest exponent", {in.largest, 1e-10}, MoveReal{"largest"}));
    return panel;
}

Panel table_panel(const Inputs& in, const Computed& r) {
    Table table{.column_labels = {"LSE", "share $p_1$", "finite from", "up to"}, .digits = 4};
    Matrix& all = table.entries;
    all.columns = table.column_labels.size();
    for (std::size_t w = 0; w < ways.size(); ++w) {
        if (!shows(in, ways[w])) continue;
        const Evaluated& e = r.evaluated[w];
        table.row_labels.push_back(ways[w].name);
        all.entries.insert(all.entries.end(), {e.value, e.first_share, e.lowest, e.highest});
        ++all.rows;
    }
    Panel panel{.id = "table", .kind = PanelKind::Matrix, .cell = {1, 0, 1, 1}, .table = std::move(table)};
    panel.title = fmt::format("at $M$ = {}, and where each is finite", brief(in.largest, 5));
    return panel;
}

// With its sign flipped: z_c - M - log sum, which is what a forgotten minus makes of the loss.
Vector flipped(const Vector& losses) {
    return each(losses, [](double l) { return -l; });
}

// Both signs of M + log sum - z_c as bars, class by class.
Panel sign_panel(const Computed& r) {
    const std::size_t n = r.losses.size();
    const double end = 1.7 * std::max(*std::max_element(r.losses.begin(), r.losses.end()), 1e-3);
    Panel panel{.id = "sign", .title = "$L_c = M$ + log $Σe^{z - M} - z_c$ ≥ 0", .kind = PanelKind::Bars};
    panel.cell = {1, 1, 1, 1};
    panel.y.range = Interval{-end, end};
    for (std::size_t k = 1; k <= n; ++k)
        panel.x.ticks.push_back({static_cast<double>(k), fmt::format("$z_{{{}}}$", k)});
    const auto add = [&](const char* id, const char* label, const Vector& losses, Colour colour) {
        Bars bars = outcome_bars(id, losses);
        bars.label = label, bars.colours = {colour};
        for (const double l : losses) bars.texts.push_back(n <= 6 ? readable(l, 3) : "");
        panel.add(std::move(bars));
    };
    add("right-sign", "cross-entropy", r.losses, series(0));
    add("flipped-sign", "with its sign flipped", flipped(r.losses), {Role::Warning, 0, 0.45});
    return panel;
}

std::string number(double v) {
    if (std::isnan(v)) return "NaN";
    return std::isinf(v) ? (v > 0 ? "+∞" : "−∞") : readable(v, 5);
}

const char* break_words(const Evaluated& e) {
    switch (break_of(e)) {
        case Break::LargestOverflows:
            return "$e^M$ overflows";
        case Break::SumOverflows:
            return "the sum of the exponentials overflows, though none of them does";
        case Break::AllVanish:
            break;
    }
    return "every exponential becomes 0";
}

Notices notices(const Inputs& in, const Computed& r) {
    std::string told;
    bool over = true;
    for (const std::size_t w : {naive_float, naive_double}) {
        if (!breaks(in, r, w)) continue;
        const Evaluated& e = r.evaluated[w];
        over = break_of(e) != Break::AllVanish;
        told += fmt::format("{}{} gives {}, for {} (finite from {} to {})", told.empty() ? "" : "; ",
                            ways[w].type_name(), number(e.value), break_words(e), fixed(e.lowest, 2),
                            fixed(e.highest, 2));
    }
    if (told.empty()) return {};
    return {{over ? "overflow" : "underflow", Severity::Failure,
             fmt::format("The naive formula breaks: {}. The stable one gives {}.", told,
                         number(r.evaluated[stable_double].value))}};
}

std::string floating_caption(const Inputs& in, const Computed& r) {
    const std::size_t naive = in.precision == Precision::Float ? naive_float : naive_double;
    const Evaluated& e = r.evaluated[naive];
    return fmt::format(
        "Taken about $M$, no exponential exceeds 1. As written, $e^M$ alone ends at {} in {}, these {} "
        "together at {}; below {} their sum is 0.",
        fixed(e.alone_high, 2), ways[naive].type_name(), in.values.size(), fixed(e.highest, 2),
        fixed(e.lowest, 2));
}

Readouts floating_readouts(const Inputs& in, const Computed& r) {
    Readouts out;
    for (std::size_t w = 0; w < ways.size(); ++w) {
        const Way& way = ways[w];
        if (!shows(in, way)) continue;
        const Evaluated& e = r.evaluated[w];
        out.push_back({way.id, way.name, "", e.value, "", false, true});
        if (!way.naive()) continue;
        const std::string type = way.type_name();
        out.append(
            {{type + "-lowest", "first $M$ with a finite result, " + type, "", e.lowest, "", false, true},
             {type + "-highest", "last $M$ with a finite result, " + type, "", e.highest, "", false, true},
             {type + "-alone-low", "$e^M$ > 0 in " + type + " from", "", e.alone_low},
             {type + "-alone-high", "$e^M$ < ∞ in " + type + " up to", "", e.alone_high}});
    }
    const bool many = r.losses.size() > 5;
    out.append({{"cross-entropy", "cross-entropy of each class", "$L_c$", r.losses, "", false, many},
                {"flipped", "with its sign flipped", "flipped", flipped(r.losses), "", false, true}});
    return out;
}

}  // namespace

Figure floating_figure(const Inputs& in, const Computed& r) {
    return {.panels = {error_panel(in, r), table_panel(in, r), sign_panel(r)},
            .lead = "error",
            .readouts = floating_readouts(in, r),
            .notices = notices(in, r),
            .caption = floating_caption(in, r),
            .formulas = {floating_formula},
            .hidden = {"domain", "corner", "family"}};
}

}  // namespace lossfield::viz::log_sum_exp
