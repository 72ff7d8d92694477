// Every lab's figure, as PNG, SVG or PDF, brings back what it was made from: the SVG made of it is the same to the byte.
#include <gtest/gtest.h>

#include "tests/contract/situations.hpp"
#include "tests/support/random_values.hpp"
#include "viz/files/render.hpp"
#include "viz/files/state.hpp"
#include "viz/inputs/resolvable.hpp"
#include "viz/inputs/values.hpp"
#include "viz/lab/catalog.hpp"

namespace lossfield::tests {
namespace brought_back_test {

using namespace viz;

class BroughtBack : public ::testing::TestWithParam<const Lab*> {};

// Some panel leads, the others show parts of what they showed, spaces are seen from elsewhere, and the pointer is somewhere.
View random_view(const Figure& figure, Random& random) {
    View view;
    for (const Panel& panel : figure.panels) {
        if (is_in_space(panel))
            view.cameras[panel.id] = {random.between(-180, 180), random.between(-90, 90),
                                      random.between(0.2, 20)};
        else if (has_range(panel))
            view.ranges[panel.id] = {{random.between(-2, 0), random.between(0.1, 3)},
                                     {random.between(-2, 0), random.between(0.1, 3)}};
    }
    const Panel& some = figure.panels[random.below(figure.panels.size())];
    if (random.below(2) == 0) view.lead = some.id;
    if (has_range(some)) view.pointer = Pointer{some.id, random.between(-1, 1), random.between(0, 1)};
    if (figure.playhead)
        view.step = static_cast<long long>(random.below(1 + static_cast<std::size_t>(figure.playhead->last)));
    return view;
}

void expect_back(const Lab& lab, const Values& values, const View& view, RenderOptions options) {
    const Result result = lab.compute(values, Detail::Full, std::stop_token());
    const Figure figure = lab.draw(values, result, view);
    options.format = FileFormat::Svg;
    const std::string svg = render(lab, values, view, figure, options, fonts());
    const std::string state = state_in(svg, "f.svg");
    for (const auto format : {FileFormat::Png, FileFormat::Pdf}) {
        options.format = format;
        EXPECT_EQ(state_in(render(lab, values, view, figure, options, fonts()), "f"), state);
    }
    const ReadState back = read_state(lab, state, "f", defaults(lab));
    EXPECT_TRUE(back.notes("f").empty());
    EXPECT_EQ(back.state.values, values);
    EXPECT_EQ(back.state.view, view);
    ASSERT_TRUE(back.state.figure.has_value());
    const RenderOptions again{*back.state.figure, FileFormat::Svg};
    // What is computed is the same for the same values.
    const Figure drawn = lab.draw(back.state.values, result, back.state.view);
    EXPECT_TRUE(render(lab, back.state.values, back.state.view, drawn, again, fonts()) == svg) << state;
}

TEST_P(BroughtBack, FromEveryFormatTheSame) {
    const Lab& lab = *GetParam();
    Random random(29);
    RenderOptions options;
    options.width = 640;
    options.height = 480;
    options.scale = 0.5;
    expect_back(lab, defaults(lab), {}, options);
    options.theme = ThemeId::Dark;
    options.without.caption = true;
    expect_back(lab, defaults(lab), random_view(figure_of(lab, defaults(lab)), random), options);
    if (lab.presets.empty()) return;
    const Values& preset = lab.presets[random.below(lab.presets.size())].values;
    const Figure figure = figure_of(lab, preset);
    options.panel = figure.panels[random.below(figure.panels.size())].id;
    expect_back(lab, preset, {}, options);
}

INSTANTIATE_TEST_SUITE_P(Labs, BroughtBack, ::testing::ValuesIn(all_labs()), [](const auto& lab) {
    std::string name = lab.param->id;
    std::erase(name, '-');
    return name;
});

}  // namespace brought_back_test
}  // namespace lossfield::tests
