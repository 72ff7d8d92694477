#include "tests/support/specimen.hpp"

#include <algorithm>
#include <cmath>

#include "math/simplex/simplex.hpp"
#include "math/simplex/softmax.hpp"
#include "math/simplex/triangle.hpp"
#include "viz/inputs/values.hpp"
#include "viz/lab/catalog.hpp"

namespace lossfield::tests {

using namespace viz;

namespace {

enum class Mode { Ring, Disc };

struct Inputs {
    double temperature = 1;
    double rate = 0.5;
    double offset = 0.25;
    int count = 3;
    bool filled = true;
    Mode mode = Mode::Ring;
    std::string name = "first";
    Vector logits{2, 0.5, -1};
    Vector target{2};
    Vector steps{1, 2, 3};
    Points data{{-1, 0.5, ""}, {1, 1.5, "b"}};
    Matrix weights{2, 2, {1, 0.25, 0.25, 2}};
    std::optional<Domain> window{};

    [[nodiscard]] Domain shown() const { return window.value_or(Domain{{-4, 4}, {-3, 3}}); }
};

struct Computed {
    Vector p;
    Vector y;
    double loss = 0;
    Vector gradient;
};

Computed compute(const Inputs& in, Detail, std::stop_token) {
    Computed r{math::softmax(in.logits, in.temperature), as_distribution(in.target, in.logits.size()), 0, {}};
    const Vector log_p = math::log_softmax(in.logits, in.temperature);
    for (std::size_t k = 0; k < r.p.size(); ++k) {
        if (r.y[k] > 0) r.loss -= r.y[k] * log_p[k];
        r.gradient.push_back((r.p[k] - r.y[k]) / in.temperature);
    }
    return r;
}

Vector counted(std::size_t n) {
    Vector v;
    for (std::size_t i = 0; i < n; ++i) v.push_back(static_cast<double>(i + 1));
    return v;
}

GridField quadratic(const Inputs& in) {
    return sample_grid(in.shown(), 9, 7, [&](double x, double y) {
        return in.weights.at(0, 0) * x * x + in.weights.at(1, 1) * y * y;
    });
}

template <class M>
M named(std::string id, std::string label = "") {
    M mark;
    mark.id = std::move(id);
    mark.label = std::move(label);
    return mark;
}

// The temperature, evenly along a falling line: the curve that its handle runs on.
Curve temperature_curve(Vector& temperatures) {
    auto curve = named<Curve>("track", "temperature");
    for (int i = 0; i <= 40; ++i) {
        const double t = i / 40.0;
        temperatures.push_back(std::lerp(0.05, 10.0, t));
        curve.x.push_back(-3 + 6 * t);
        curve.y.push_back(2 - t);
    }
    return curve;
}

Panel plane(const Inputs& in) {
    Panel panel;
    panel.id = "plane";
    panel.title = "Plane";
    panel.x = {"$x$ position", ScaleKind::Linear, in.shown().x, {}, true, ""};
    panel.y = {"$y$ height", ScaleKind::Linear, in.shown().y, {}, true, ""};
    auto heat = named<Heat>("heat");
    heat.field = quadratic(in);
    heat.scale = {ColourMapKind::Sequential, 0, 40, false, 0};
    panel.colour_bar = ColourBar{"value", heat.scale, {}};
    auto contours = named<Contours>("levels");
    contours.field = heat.field;
    contours.filled = in.filled;
    auto band = named<Band>("band", "band");
    band.x = {-2, 0, 2};
    band.low = {-1, -1, -1};
    band.high = {0, in.rate, 0};
    Vector temperatures;
    auto track = temperature_curve(temperatures);
    auto points = named<PointSet>("data", in.name);
    for (const auto& p : in.data) {
        points.x.push_back(p.x);
        points.y.push_back(p.y);
        points.texts.push_back(p.label);
    }
    points.shape = in.mode == Mode::Ring ? PointShape::Ring : PointShape::Disc;
    points.colours = {series(in.mode == Mode::Ring ? 0 : 1)};
    auto arrows = named<Arrows>("field", "gradient");
    arrows.x = points.x;
    arrows.y = points.y;
    arrows.u = points.x;
    arrows.v = points.y;
    arrows.length = in.mode == Mode::Ring ? ArrowLength::Data : ArrowLength::Uniform;
    auto polygon = named<Polygon>("hull", "hull");
    polygon.x = {{-1, 1, 1, -1}, {-0.5, 0.5, 0}};
    polygon.y = {{-1, -1, 1, 1}, {-0.5, -0.5, 0.5}};
    auto rule = named<viz::Rule>("limit");
    rule.at = in.offset;
    rule.vertical = true;
    rule.text = "offset";
    auto text = named<TextMark>("words");
    text.x = -3;
    text.y = -2.5;
    text.text = in.name;
    auto formula = named<FormulaMark>("formula");
    formula.x = 2;
    formula.y = -2.5;
    formula.latex = catalog().front().formula;  // one that the build has set
    panel.marks = {heat, contours, band, track, points, arrows, polygon, rule, text, formula};

    const double t = (in.temperature - 0.05) / (10 - 0.05);
    panel.handles = {{"offset", "offset", in.offset, 0, MoveReal{"offset", Along::X}},
                     {"count", "count", 3.5, static_cast<double>(in.count), MoveReal{"count", Along::Y}},
                     {"pair", "first two logits", in.logits[0], in.logits[1], MovePair{"logits", 0, 1}},
                     {"temperature", "temperature", -3 + 6 * t, 2 - t,
                      MoveAlong{"temperature", track.x, track.y, temperatures}}};
    for (std::size_t i = 0; i < in.data.size(); ++i) {
        panel.handles.push_back(
            {"data-" + std::to_string(i + 1), "point", in.data[i].x, in.data[i].y, MovePoint{"data", i}});
    }
    return panel;
}

Panel bar_panel(const Inputs& in, const Computed& r) {
    Panel panel;
    panel.id = "bars";
    panel.title = "Bars";
    panel.kind = PanelKind::Bars;
    panel.cell = {0, 1, 1, 1};
    auto bars = named<Bars>("heights", "heights");
    bars.position = counted(r.p.size());
    bars.base = Vector(r.p.size(), 0.0);
    bars.value = in.logits;
    auto steps = named<Curve>("steps", "steps");
    steps.x = counted(in.steps.size());
    steps.y = in.steps;
    panel.marks = {bars, steps};
    for (std::size_t k = 0; k < r.p.size(); ++k) {
        const auto name = std::to_string(k + 1);
        const auto at = static_cast<double>(k + 1);
        panel.handles.push_back(
            {"logit-" + name, "logit", at, in.logits[k], MoveEntry{"logits", k, Along::Y}});
        panel.handles.push_back({"probability-" + name, "probability", at, r.p[k],
                                 MoveLogitByProbability{"logits", "temperature", k}});
        panel.handles.push_back({"share-" + name, "target", at, r.y[k], MoveShare{"target", k}});
    }
    for (std::size_t i = 0; i < in.steps.size(); ++i) {
        panel.handles.push_back({"step-" + std::to_string(i + 1), "step", static_cast<double>(i + 1),
                                 in.steps[i], MoveEntry{"steps", i, Along::Y}});
    }
    return panel;
}

Panel simplex_panel(const Computed& r) {
    Panel panel;
    panel.id = "simplex";
    panel.title = "Simplex";
    panel.kind = PanelKind::Simplex;
    panel.cell = {1, 0, 1, 1};
    const std::size_t n = std::min<std::size_t>(r.p.size(), 3);
    std::vector<std::size_t> corners;
    for (std::size_t k = 0; k < n; ++k) {
        corners.push_back(k);
        panel.corners.push_back({"class " + std::to_string(k + 1), series(static_cast<int>(k))});
    }
    const auto place = [&](const Vector& p) -> math::PlanePoint {
        double share = 0;
        for (const auto k : corners) share += p[k];
        if (n == 2) return {p[1] / share, 0};
        return math::to_plane({p[0] / share, p[1] / share, p[2] / share});
    };
    if (n == 3) {
        auto field = named<Contours>("loss");
        field.field = TriangleField{4, counted(15)};
        panel.marks.push_back(field);
    }
    auto point = named<PointSet>("point", "p");
    const auto p = place(r.p);
    point.x = {p.x};
    point.y = {p.y};
    panel.marks.push_back(point);
    panel.handles.push_back(
        {"point", "probabilities", p.x, p.y, MoveLogits{"logits", "temperature", corners}});
    double target_share = 0;
    for (const auto k : corners) target_share += r.y[k];
    if (target_share > 0) {
        const auto y = place(r.y);
        panel.handles.push_back({"target", "target", y.x, y.y, MoveProbabilities{"target", corners}});
    }
    return panel;
}

Panel table_panel(const Inputs& in) {
    Panel panel;
    panel.id = "table";
    panel.title = "Weights";
    panel.kind = PanelKind::Matrix;
    panel.cell = {1, 1, 1, 1};
    Table table;
    table.entries = in.weights;
    table.shading = ColourScale{ColourMapKind::Diverging, -2, 2, false, 0};
    panel.table = table;
    return panel;
}

// A surface with a path, points, an arrow and a local model on it, and a line through the air.
Panel space(const Inputs& in) {
    Panel panel;
    panel.id = "space";
    panel.title = "Space";
    panel.kind = PanelKind::Space;
    panel.cell = {0, 2, 1, 1};
    panel.x.label = "$x$ position";
    panel.y.label = "$y$ height";
    panel.z.label = "value";
    auto surface = named<Surface>("surface");
    surface.field = quadratic(in);
    surface.lines = in.filled;
    if (in.mode == Mode::Ring) surface.cut = 20;
    auto model = named<Surface>("model", "model");
    model.field =
        sample_grid({{-1, 1}, {-1, 1}}, 3, 3, [&](double x, double y) { return x + y + in.offset; });
    model.colour = series(2, 0.4);
    Vector temperatures;
    auto track = temperature_curve(temperatures);
    auto air = named<Curve>("air", "air");
    air.x = {-3, 0, 3};
    air.y = {-2, 0, 2};
    air.z = {0, 10, 20};
    air.dash = Dash::Dashed;
    auto points = named<PointSet>("data");
    for (const auto& p : in.data) points.x.push_back(p.x), points.y.push_back(p.y);
    auto arrow = named<Arrows>("arrow");
    arrow.x = {0}, arrow.y = {0}, arrow.u = {in.offset}, arrow.v = {1};
    panel.marks = {surface, model, track, air, points, arrow};
    return panel;
}

std::string name_of(Mode mode) { return mode == Mode::Ring ? "ring" : "disc"; }

Panel sheet_panel(const Inputs& in) {
    Panel panel;
    panel.id = "sheet";
    panel.title = "Sheet";
    panel.kind = PanelKind::Sheet;
    panel.cell = {1, 2, 1, 1};
    panel.sheets = {
        {"First", series(0), {"words that run over more than one line of a column", name_of(in.mode)}},
        {"Second", series(1), {"$x$ = " + std::to_string(in.count)}}};
    return panel;
}

Figure draw(const Inputs& in, const Computed& r, const View& view) {
    Figure figure;
    figure.panels = {plane(in),       bar_panel(in, r), simplex_panel(r),
                     table_panel(in), space(in),        sheet_panel(in)};
    figure.playhead = Playhead{in.count, "step"};
    figure.readouts = {{"loss", "loss", "$L$", r.loss, ""},
                       {"gradient", "gradient", "$∂L/∂z$", r.gradient, ""},
                       {"rate", "rate", "$η$", in.rate, "1/s"},
                       {"step", "step", "$t$",
                        static_cast<double>(std::min<long long>(view.step.value_or(in.count), in.count)), ""},
                       {"mode", "mode", "", name_of(in.mode), ""}};
    if (in.rate > 2) figure.notices = {{"diverges", Severity::Failure, "The rate is above 2."}};
    figure.caption = "One of everything.";
    figure.slider_marks = {{"rate", {2, "2/L", true}}};
    return figure;
}

Readouts probe_plane(const Inputs& in, const Computed&, const View& view, double x, double y) {
    return {{"value", "value", "$f$", in.weights.at(0, 0) * x * x + in.weights.at(1, 1) * y * y, ""},
            {"step", "step", "$t$", static_cast<double>(view.shown_step(in.count)), ""}};
}

std::optional<std::string> check(const Inputs& in) {
    if (in.weights.rows == in.weights.columns) return std::nullopt;
    return "weights: the matrix is not square";
}

}  // namespace

const Lab& specimen() {
    static const Lab lab = make_lab<Inputs, Computed>(
        {.id = "specimen",
         .topic = "tests",
         .title = "One of everything",
         .formula = catalog().front().formula,
         .formulas = {},
         .parameters =
             {real(&Inputs::temperature, "temperature", {"", "$T$", "divides the logits"},
                   {.soft = {0.05, 10}, .spacing = Spacing::Log}),
              real(&Inputs::rate, "rate", {},
                   {.unit = "1/s",
                    .soft = {1e-4, 1e3},
                    .spacing = Spacing::LogWithZero,
                    .snaps = {{2, "2/L", true}, {1, "1/L"}}}),
              real(&Inputs::offset, "offset", {}, {.unit = "m", .soft = {-1, 1}, .hard = {-3, 3}}),
              whole(&Inputs::count, "count", {}, {.soft = {1, 20}}), toggle(&Inputs::filled, "filled", {}),
              choice(&Inputs::mode, "mode",
                     {}, {{Mode::Ring, "ring", "Rings"}, {Mode::Disc, "disc", "Discs"}},
                     {.refits = "window"}),
              text(&Inputs::name, "name", {}),
              vector(&Inputs::logits, "logits",
                     {}, {.soft = {-8, 8}, .hard = {-1000, 1000}, .min_length = 2, .max_length = 6}),
              vector(&Inputs::target, "target",
                     {}, {.max_length = 6, .length_of = "logits", .distribution = true}),
              vector(&Inputs::steps, "steps",
                     {}, {.soft = {0, 10}, .min_length = 2, .max_length = 4, .whole_entries = true}),
              points(&Inputs::data, "data",
                     {}, {.soft = {-5, 5}, .hard = {-50, 50}, .min_length = 0, .max_length = 8}),
              matrix(&Inputs::weights, "weights", {}, {.soft = {-5, 5}, .min_length = 2, .max_length = 3}),
              domain(
                  &Inputs::window, &Inputs::shown, "window", {},
                  {.soft = {-10, 10},
                   .panel = "plane",
                   .former = {{"ring-window", {{"mode", "ring"}}}, {"disc-window", {{"mode", "disc"}}}}})},
         .presets = {preset("soft-target", "A soft target", "All classes have a share.",
                            [](Inputs& in) {
                                in.target = {0.2, 0.5, 0.3};
                            }),
                     preset(
                         "diverged", "Beyond the limit", "The rate is too high.",
                         [](Inputs& in) { in.rate = 2.5; }, failure)},
         .compute = compute,
         .draw = draw,
         .probes = {{"plane", probe_plane}},
         .check = check});
    return lab;
}

}  // namespace lossfield::tests
