#include "tests/support/mechanism_specimen.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

#include "viz/lab/catalog.hpp"

namespace lossfield::tests {

using namespace viz;

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t steps = 40;
constexpr double reached = 1e-3;

enum class Method { Plain, HeavyBall, Newton };
enum class Key { Rate, Steps, Loss };

struct Inputs {
    double curvature = 8;
    double rate = 0.1;
    double momentum = 0.5;
    Method method = Method::Plain;
    bool exact = false;
    bool kink = false;
    int rows = 20;
    Key sorted = Key::Rate;
    bool falling = false;
};

struct Path {
    Vector x{-1.8}, y{0.9}, loss;
};

struct Computed {
    Path path;
    Vector rates;  // of the table's rows
    std::vector<Path> paths;
    std::vector<std::size_t> order;
};

double loss(const Inputs& in, double x, double y) {
    return (x * x + in.curvature * y * y) / 2 + (in.kink ? std::abs(x) : 0);
}

Path descend(const Inputs& in, double rate) {
    Path p;
    p.loss = {loss(in, p.x[0], p.y[0])};
    double vx = 0, vy = 0;
    for (std::size_t k = 0; k < steps; ++k) {
        const double x = p.x.back(), y = p.y.back();
        const double gx = x + (in.kink ? std::copysign(1, x) : 0), gy = in.curvature * y;
        const bool newton = in.method == Method::Newton && !in.kink;
        if (in.exact && !in.kink && !newton)
            rate = (gx * gx + gy * gy) / std::max(gx * gx + in.curvature * gy * gy, 1e-300);
        const double beta = in.method == Method::HeavyBall ? in.momentum : 0;
        vx = beta * vx - rate * gx, vy = beta * vy - (newton ? rate / in.curvature : rate) * gy;
        p.x.push_back(x + vx), p.y.push_back(y + vy);
        p.loss.push_back(loss(in, p.x.back(), p.y.back()));
    }
    return p;
}

// The first step with a loss below `reached`; NaN: none.
double arrival(const Path& p) {
    const auto first = std::find_if(p.loss.begin(), p.loss.end(), [](double l) { return l < reached; });
    return first == p.loss.end() ? nan : static_cast<double>(first - p.loss.begin());
}

Computed compute(const Inputs& in, Detail, std::stop_token) {
    Computed r;
    r.path = descend(in, in.rate);
    for (int k = 0; k < in.rows; ++k) {
        r.rates.push_back(0.02 * (k + 1));
        r.paths.push_back(descend(in, r.rates.back()));
    }
    r.order.resize(r.rates.size());
    std::iota(r.order.begin(), r.order.end(), std::size_t{0});
    const auto key = [&](std::size_t k) {
        const double v = in.sorted == Key::Rate    ? r.rates[k]
                         : in.sorted == Key::Steps ? arrival(r.paths[k])
                                                   : r.paths[k].loss.back();
        const double last = in.falling ? -1e308 : 1e308;  // what has no number comes last
        return std::isfinite(v) ? v : last;
    };
    std::stable_sort(r.order.begin(), r.order.end(), [&](std::size_t a, std::size_t b) {
        return in.falling ? key(a) > key(b) : key(a) < key(b);
    });
    return r;
}

template <class M>
M named(std::string id, std::string label = "") {
    M mark;
    mark.id = std::move(id);
    mark.label = std::move(label);
    return mark;
}

constexpr Domain ground{{-2, 2}, {-1.2, 1.2}};

GridField field_of(const Inputs& in) {
    return sample_grid(ground, 81, 49, [&](double x, double y) { return loss(in, x, y); });
}

Curve path_of(const Computed& r) {
    auto path = named<Curve>("path", "path");
    path.x = r.path.x, path.y = r.path.y;
    path.values = r.path.loss;
    path.scale = {ColourMapKind::Diverging, 1e-6, 10, true, 0};
    path.width = 3;
    path.halo = 1;
    return path;
}

Panel map_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "map", .title = "A path coloured by its step"};
    panel.x.range = ground.x, panel.y.range = ground.y;
    panel.x.label = "$x$", panel.y.label = "$y$";
    auto contours = named<Contours>("levels");
    contours.field = field_of(in);
    Curve path = path_of(r);
    path.values.clear();
    for (std::size_t k = 0; k < path.x.size(); ++k) path.values.push_back(static_cast<double>(k));
    path.scale = {ColourMapKind::Diverging, 0, steps, false, steps / 2.0};
    panel.colour_bar = ColourBar{"step", path.scale, {}};
    panel.marks = {contours, path};
    return panel;
}

Panel space_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "space", .title = "On the surface and above it", .kind = PanelKind::Space};
    panel.cell = {0, 1, 1, 1};
    panel.x.range = ground.x, panel.y.range = ground.y;
    panel.x.label = "$x$", panel.y.label = "$y$", panel.z.label = "loss";
    auto surface = named<Surface>("surface");
    surface.field = field_of(in);
    auto air = named<Curve>("air", "spiral");
    for (int k = 0; k <= 200; ++k) {
        const double t = k / 200.0;
        air.x.push_back(1.2 * std::cos(12 * t)), air.y.push_back(0.8 * std::sin(12 * t));
        air.z.push_back(4 + 4 * t), air.values.push_back(k % 50 == 25 ? nan : t);
    }
    panel.marks = {surface, path_of(r), air};
    return panel;
}

Panel waves_panel() {
    Panel panel{.id = "waves", .title = "Solid, dashed, dotted"};
    panel.cell = {1, 0, 1, 1};
    for (const Dash dash : {Dash::Solid, Dash::Dashed, Dash::Dotted}) {
        const int k = static_cast<int>(dash);
        auto wave = named<Curve>("wave-" + std::to_string(k + 1), "slope");
        wave.dash = dash;
        wave.width = 4 - k;
        for (int i = 0; i <= 300; ++i) {
            const double t = i / 50.0;
            wave.x.push_back(t), wave.y.push_back(std::sin(t * t) - 2.5 * k);
            wave.values.push_back(std::cos(t * t));
        }
        panel.marks.push_back(std::move(wave));
    }
    return panel;
}

Panel table_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "table", .title = "Every rate", .kind = PanelKind::Matrix, .cell = {1, 1, 1, 1}};
    Table t;
    t.column_labels = {"rate $η$", "steps to $10^{-3}$", "final loss", "verdict"};
    t.gaps = true;
    t.columns.resize(4);
    constexpr std::array<std::pair<Key, const char*>, 3> keys{
        {{Key::Rate, "rate"}, {Key::Steps, "steps"}, {Key::Loss, "loss"}}};
    for (std::size_t c = 0; c < keys.size(); ++c) {
        TableColumn& column = t.columns[c];
        const bool here = in.sorted == keys[c].first;
        column.sorted = !here ? Sorted::No : in.falling ? Sorted::Descending : Sorted::Ascending;
        column.sets = {{"sorted", keys[c].second}, {"falling", here && !in.falling}};
    }
    t.columns[0].decimals = 2;
    t.columns[1].whole = true, t.columns[1].best = Best::Lowest;
    t.columns[2].digits = 3, t.columns[2].best = Best::Lowest;
    t.columns[2].help = "The loss after the last step.";
    for (const std::size_t k : r.order) {
        const Path& p = r.paths[k];
        const bool grows = !(p.loss.back() < p.loss.front());
        t.row_labels.push_back("run " + std::to_string(k + 1));
        t.row_colours.push_back(series(static_cast<int>(k)));
        for (const double v : {r.rates[k], arrival(p), p.loss.back(), nan}) t.entries.entries.push_back(v);
        t.texts.insert(t.texts.end(), {"", "", "", grows ? "diverges" : "converges"});
    }
    t.entries.rows = r.order.size(), t.entries.columns = 4;
    panel.table = std::move(t);
    return panel;
}

Figure draw(const Inputs& in, const Computed& r, const View&) {
    Figure figure;
    figure.panels = {map_panel(in, r), space_panel(in, r), waves_panel(), table_panel(in, r)};
    figure.readouts = {{"final", "final loss", "$f$", r.path.loss.back(), ""}};
    figure.caption = "Gradient descent, and what helps to steer it.";
    const double l = in.curvature, root = std::sqrt(l);
    figure.jumps = {{"one", "$1/L$", "The largest curvature's inverse.", "rate", {{"rate", 1 / l}}},
                    {"edge", "$2/L$", "From here on it diverges.", "rate", {{"rate", 2 / l}}},
                    {"best", "$2/(L + μ)$", "The fastest of all.", "rate", {{"rate", 2 / (l + 1)}}},
                    {"polyak",
                     "Polyak's best",
                     "Rate and momentum that are the fastest together.",
                     "momentum",
                     {{"rate", 4 / ((root + 1) * (root + 1))},
                      {"momentum", std::pow((root - 1) / (root + 1), 2)},
                      {"method", std::string("heavy-ball")}}}};
    if (in.method != Method::HeavyBall) figure.inactive = {"momentum"};
    if (in.kink) {
        figure.unfit = {
            {"exact", "", "A line search needs a smooth function: switch the kink off."},
            {"method", "newton", "Newton's method needs a smooth function: switch the kink off."}};
        if (in.method == Method::Newton)
            figure.notices = {{"no-newton", Severity::Warning, "There is no Newton step at a kink."}};
    }
    return figure;
}

}  // namespace

const Lab& mechanism_specimen() {
    static const Lab lab = make_lab<Inputs, Computed>(
        {.id = "mechanism-specimen",
         .topic = "tests",
         .title = "Colours, jumps, tables",
         .formula = catalog().front().formula,
         .formulas = {},
         .parameters = {real(&Inputs::curvature, "curvature", {"", "$L$", ""}, {.soft = {2, 20}}),
                        real(&Inputs::rate, "rate", {"", "$η$", ""},
                             {.soft = {0.005, 1}, .hard = {1e-4, 2}, .spacing = Spacing::Log}),
                        real(&Inputs::momentum, "momentum", {"", "$β$", ""}, {.soft = {0, 0.95}}),
                        choice(&Inputs::method, "method", {},
                               {{Method::Plain, "plain", "gradient descent"},
                                {Method::HeavyBall, "heavy-ball", "heavy ball"},
                                {Method::Newton, "newton", "Newton"}}),
                        toggle(&Inputs::exact, "exact", {"Line search", "", "The best rate each step."}),
                        toggle(&Inputs::kink, "kink", {"A kink at $x$ = 0"}),
                        whole(&Inputs::rows, "rows", {}, {.group = "Table", .soft = {3, 24}}),
                        choice(&Inputs::sorted, "sorted", {"Sorted by"},
                               {{Key::Rate, "rate", "rate"},
                                {Key::Steps, "steps", "steps"},
                                {Key::Loss, "loss", "final loss"}},
                               {.group = "Table"}),
                        toggle(&Inputs::falling, "falling", {"Largest first"}, {.group = "Table"})},
         .presets = {preset(
             "newton-at-a-kink", "Newton at a kink", "It does not work.",
             [](Inputs& in) { in.method = Method::Newton, in.kink = true; }, failure)},
         .compute = compute,
         .draw = draw});
    return lab;
}

}  // namespace lossfield::tests
