// The race: any optimizers from one start or several on one landscape. Drag a start or a rate, and map, surface, curves and
// words follow; play, scrub and go back step by step.
#include "viz/labs/optimizers/race/race.hpp"

namespace lossfield::viz::race {
namespace {

Parameters<Inputs> start_parameters() {
    const Traits plane{.soft = {-6, 6}, .hard = {-1000, 1000}, .restarts = true};
    Traits further = plane;
    further.min_length = 0, further.max_length = 8, further.panel = "map";
    return group<Inputs>(
        "Landscape",
        {start_parameter(&Inputs::start, "where all optimizers begin; drag it on the map", plane),
         points(&Inputs::starts, "starts",
                {"Further starts", "", "where all optimizers begin too; a click on the map adds one"},
                further)});
}

Parameters<Inputs> shown_parameters() {
    Parameters<Inputs> all;
    for (std::size_t k = 0; k < math::optimizer_count; ++k) all.add(show_parameter(&Inputs::shown, k));
    return all;
}

Parameters<Inputs> tuning_parameters() {
    const Traits rate{.soft = {1e-6, 100}, .hard = {1e-12, 1e12}, .spacing = Spacing::Log};
    return group<Inputs>(
        "Tuning",
        {real(&Inputs::tune_from, "tune-from", {"Rates from", "$η$", "the smallest rate that is tried"},
              rate),
         real(&Inputs::tune_to, "tune-to", {"Rates to", "$η$", "the largest rate that is tried"}, rate),
         whole(
             &Inputs::tune_count, "tune-count",
             {"Runs each", "", "how many rates are tried of every optimizer, evenly on a logarithmic scale"},
             {.soft = {2, 50}, .hard = {2, 200}})});
}

Parameters<Inputs> picture_parameters() {
    return {
        choice(&Inputs::height, "height",
               {"Height", "",
                "how the surface stands: by the value, its logarithm above the lowest minimum, or "
                "cut off above seven tenths of the ground"},
               {{Height::Logarithmic, "logarithmic", "logarithmic"},
                {Height::Linear, "linear", "linear"},
                {Height::Clipped, "clipped", "clipped"}}),
        toggle(&Inputs::field, "field",
               {"Field", "", "the direction of steepest descent; fainter where the slope is small"}),
        toggle(&Inputs::contours, "contours", {"Contours", "", "level lines on map and surface"}),
        level_rule_parameter(&Inputs::level_rule),
        level_count_parameter(&Inputs::levels),
        toggle(&Inputs::arrows, "arrows",
               {"Arrows of the step", "",
                "what this step is put together from: the parts of gradient and memory, or the directions "
                "of both where it is rescaled; short steps are drawn longer, all by one factor"}),
        choice(&Inputs::path_colour, "path-colour",
               {"Colour of paths", "", "whose path it is, how high it runs, or when"},
               {{PathColour::Optimizer, "optimizer", "optimizer"},
                {PathColour::Loss, "loss", "loss"},
                {PathColour::Step, "step", "step"}}),
        choice(&Inputs::lower, "lower",
               {"Below", "",
                "this step in words, the rate that each coordinate really has, what came of every run, "
                "every rate tried, or more room above"},
               {{Lower::Words, "words", "words"},
                {Lower::Rates, "rates", "effective rates"},
                {Lower::Results, "results", "results"},
                {Lower::Tuning, "tuning", "tuning"},
                {Lower::Nothing, "nothing", "nothing"}}),
        whole(&Inputs::words_from, "words-from",
              {"Words from", "", "the first optimizer told of below; there is room for five"},
              {.soft = {1, static_cast<double>(math::optimizer_count)}}),
        whole(&Inputs::words_start, "words-start",
              {"Told start", "", "from which start the runs told of below, in words or by their rates, come"},
              {.soft = {1, 9}}),
        real(&Inputs::target, "target",
             {"Target", "",
              "the loss above the lowest minimum to which steps are counted; the loss itself "
              "where there is no minimum"},
             {.soft = {1e-12, 1e3}, .hard = {1e-300, 1e300}, .spacing = Spacing::Log}),
        choice(&Inputs::sort_by, "sort-by",
               {"Sorted by", "", "the order of the runs; a click on a heading sets it too"}, sort_options()),
        toggle(&Inputs::falling, "falling", {"Largest first", "", "turns the order round"})};
}

}  // namespace

Lab lab() {
    Traits time{.group = "Time", .soft = {1, 5000}, .hard = {1, 1'000'000}, .spacing = Spacing::Log};
    time.restarts = true;
    return make_lab<Inputs, Computed>({
        .id = "race",
        .topic = "optimizers",
        .title = "Optimizers on one landscape",
        .formula = R"(x_t = x_{t-1} - \eta\, \nabla f(x_{t-1}))",
        .formulas = all_update_formulas(),
        .parameters = {landscape_parameters(), start_parameters(), shown_parameters(),
                       beside_toggles(optimizer_parameters()), tuning_parameters(),
                       whole(&Inputs::steps, "steps", {"Steps", "", "how many steps every optimizer takes"},
                             time),
                       landscape_range_parameter("map"), group("Picture", picture_parameters())},
        .presets = presets(),
        .compute = compute,
        .draw = draw,
        .probes = probes(),
    });
}

}  // namespace lossfield::viz::race
