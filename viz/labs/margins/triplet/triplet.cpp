// Triplet loss and coupled clusters: one triplet with the zones of its negative and the loss over the plane, the same points as two
// clusters, and a batch that is trained on triplets mined in three ways. Declarations.
#include "viz/labs/margins/triplet/triplet.hpp"
#include "math/numerics/random.hpp"

namespace lossfield::viz::triplet {
namespace {

Traits place() {
    return {.group = "Triplet", .soft = {-2, 2}, .hard = {-10, 10}, .min_length = 2, .max_length = 2};
}

Parameters<Inputs> one_parameters() {
    return {
        vector(&Inputs::anchor, "anchor", {"Anchor", "$a$", "drag it on the plane"}, place()),
        vector(&Inputs::positive, "positive", {"Positive", "$p$", "of the anchor's class"}, place()),
        vector(&Inputs::negative, "negative", {"Negative", "$n$", "of another class"}, place()),
        choice(&Inputs::moved, "moved", {"Map over", "", "the point whose place the map shows the loss of"},
               {{Moved::Anchor, "anchor", "the anchor"},
                {Moved::Positive, "positive", "the positive"},
                {Moved::Negative, "negative", "the negative"}},
               {.group = "Triplet"}),
        points(&Inputs::others, "others",
               {"Other points", "", "further positives and negatives: of the clusters, and of other anchors"},
               {.group = "Triplet",
                .soft = {-2, 2},
                .hard = {-10, 10},
                .min_length = 0,
                .max_length = 16,
                .labels = side_labels,
                .panel = "plane"})};
}

Parameters<Inputs> batch_parameters() {
    return {choice(&Inputs::mining, "mining",
                   {"Mining", "", "which triplets of the batch are taken at every step"},
                   {{Mining::Random, "random", "random"},
                    {Mining::SemiHard, "semi-hard", "semi-hard"},
                    {Mining::Hardest, "hardest", "hardest"}},
                   {.group = "Batch", .restarts = true}),
            choice(&Inputs::reduction, "reduction",
                   {"Mean over", "",
                    "what the sum of the losses is divided by: all mined triplets or the active ones"},
                   {{math::TripletReduction::MeanOverAll, "all", "all mined"},
                    {math::TripletReduction::MeanOverNonZero, "non-zero", "active ones"}},
                   {.group = "Batch", .restarts = true}),
            toggle(&Inputs::unit_circle, "unit-circle",
                   {"On the unit circle", "",
                    "every point is put to length 1, at the start and after every step"},
                   {.group = "Batch", .restarts = true})};
}

// Where the batch begins: a long table, which stands last.
Parameters<Inputs> point_parameters() {
    return points(&Inputs::data, "data", {"Batch", "", "where the points begin, with their classes"},
                  {.group = "Points",
                   .soft = {-2, 2},
                   .hard = {-10, 10},
                   .min_length = 1,
                   .max_length = 30,
                   .labels = class_labels,
                   .panel = "batch",
                   .restarts = true});
}

Parameters<Inputs> parameters() {
    return {
        choice(&Inputs::show, "show", {"Show", "", "one triplet, or a batch that is trained"},
               {{Show::One, "one", "one triplet"}, {Show::Batch, "batch", "a batch in training"}},
               {.group = "Loss"}),
        choice(&Inputs::kind, "loss", {"Loss", "", "of the triplet alone, or of all points as two clusters"},
               {{Kind::Triplet, "triplet", "triplet"}, {Kind::Clusters, "clusters", "coupled clusters"}},
               {.group = "Loss"}),
        choice(&Inputs::distance, "distance", {"Distance", "$d$", "what is compared"},
               {{math::TripletDistance::Squared, "squared", "squared"},
                {math::TripletDistance::Plain, "plain", "plain"}},
               {.group = "Loss"}),
        real(&Inputs::margin, "margin",
             {"Margin", "$m$", "by how much the negative must be farther, in units of d"},
             {.group = "Loss", .soft = {0, 2}, .snaps = {{0.2, "0.2"}}}),
        choice(&Inputs::centre, "centre",
               {"Centre", "$c$",
                "whether the gradient takes the centre as the mean that it is, or as a constant"},
               {{math::CentreGradient::True, "mean", "the mean"},
                {math::CentreGradient::Constant, "constant", "a constant"}},
               {.group = "Loss"}),
        one_parameters(),
        batch_parameters(),
        training_parameters(),
        point_parameters()};
}

// The negative is nearer to the positive than the anchor is, and beyond the margin of the anchor.
void set_blind(Inputs& in) {
    in.anchor = {-0.6, 0}, in.positive = {0.4, 0}, in.negative = {0.63, -0.12};
    in.others = {};
}

std::vector<PresetOf<Inputs>> presets() {
    return {
        preset("plain", "Plain distances",
               "Without squares positive and negative feel a force of length 1 wherever there is a loss, "
               "however far away they "
               "are.",
               [](Inputs& in) { in.distance = math::TripletDistance::Plain, in.moved = Moved::Anchor; }),
        preset("blind", "A blind anchor",
               "For this anchor the triplet is easy; with the positive as the anchor it is not.",
               [](Inputs& in) { set_blind(in); }),
        preset("clusters", "Clusters need no anchor",
               "The same three points as clusters: the positives lie outside of the circle that the negative "
               "leaves "
               "them, whoever is called anchor.",
               [](Inputs& in) { set_blind(in), in.kind = Kind::Clusters; }),
        preset(
            "batch", "A batch in training",
            "Random, semi-hard and hardest triplets of the same batch: how many are left that still have a "
            "loss.",
            [](Inputs& in) { in.show = Show::Batch; }),
        preset(
            "one-place", "All at one place",
            "Three points at one place have the loss m, and no force: no gradient parts them.",
            [](Inputs& in) {
                in.anchor = in.positive = in.negative = {0.2, 0.1}, in.others = {};
            },
            failure),
        preset(
            "collapse", "Hardest mining collapses",
            "Every point has a twin of the other class: the nearest negative, at distance 0, does not push, "
            "and "
            "the farthest positive pulls.",
            [](Inputs& in) {
                in.show = Show::Batch, in.data = twins(), in.mining = Mining::Hardest, in.margin = 0.2;
            },
            failure)};
}

}  // namespace

Points overlapping_batch() {
    Points all;
    for (std::uint64_t i = 0; i < 18; ++i) {
        const double angle = 2 * std::numbers::pi * static_cast<double>(i % 3) / 3 + 0.6;
        const auto drawn = [&](std::uint32_t k) {
            return 1.6 * math::random_uniform({.seed = 7, .stream = 41, .step = i, .coordinate = k}) - 0.8;
        };
        const auto rounded = [](double v) { return std::round(100 * v) / 100; };
        all.push_back({rounded(0.25 * std::cos(angle) + drawn(0)), rounded(0.25 * std::sin(angle) + drawn(1)),
                       class_labels[i % 3]});
    }
    return all;
}

Points twins() {
    Points all;
    for (const auto& [x, y] : std::initializer_list<std::pair<double, double>>{
             {-0.69, 0.09}, {0.44, 0.13}, {-0.34, -0.53}, {-0.22, -0.04}, {-0.19, 0.02}, {0.47, -0.84}})
        all.insert(all.end(), {{x, y, "1"}, {x, y, "2"}});
    return all;
}

Colour mining_colour(Mining mining) {
    constexpr std::array colours{series(5), series(1), Colour{Role::Accent}};
    return colours[static_cast<std::size_t>(mining)];
}

const char* mining_name(Mining mining) {
    constexpr std::array names{"random", "semi-hard", "hardest"};
    return names[static_cast<std::size_t>(mining)];
}

Lab lab() {
    return make_lab<Inputs, Computed>({
        .id = "triplet",
        .topic = "margins",
        .title = "Triplet loss",
        .formula = squared_formula,
        .formulas = {plain_formula, clusters_formula, all_formula, non_zero_formula, squared_distance,
                     plain_distance},
        .parameters = parameters(),
        .presets = presets(),
        .compute = compute,
        .draw = draw,
        .probes = {{"map", probe_map}},
    });
}

}  // namespace lossfield::viz::triplet
