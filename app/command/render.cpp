#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "app/command/commands.hpp"
#include "app/command/given_comparison.hpp"
#include "app/command/options.hpp"
#include "app/gl/surface_source.hpp"
#include "viz/files/render.hpp"
#include "viz/files/text_file.hpp"
#include "viz/text/numbers.hpp"
#include "viz/text/words.hpp"

namespace lossfield::app {

namespace {

// Options as given, to be checked before anything is computed.
struct GivenPicture {
    std::string path;
    std::optional<std::string> size, scale, theme, panel, without;
};

// Over those of a figure that is made again.
viz::RenderOptions options_of(const GivenPicture& given, const viz::FigureOptions& figure) {
    viz::RenderOptions options{figure};
    options.format = viz::format_of(given.path);
    if (given.size) {
        const Size size = parse_size(*given.size);
        options.width = size.width;
        options.height = size.height;
    }
    if (given.scale) options.scale = parse_real("--scale", *given.scale, viz::figure_scales);
    const double largest = options.scale * std::max(options.width, options.height);
    if (largest > viz::most_pixels) {
        throw viz::InputError(
            fmt::format("--scale: {} makes a side of {} pixels; give a size and scale of at most {} "
                        "pixels a side",
                        viz::shortest(options.scale), viz::shortest(largest), viz::most_pixels));
    }
    if (given.theme) options.theme = viz::parse_theme(*given.theme);
    if (given.panel) options.panel = *given.panel;
    if (given.without) options.without = viz::parse_omissions(*given.without);
    return options;
}

// A panel that was given must be there; one that a file names gives way with a note.
void settle_panel(bool given, const std::string& file, viz::RenderOptions& options, Drawn& drawn) {
    if (given || options.panel.empty() || viz::find_panel(drawn.figure, options.panel) != nullptr) return;
    drawn.notes.push_back(
        fmt::format("{}: unknown panel {}, so all are shown", file, viz::in_quotes(options.panel)));
    options.panel.clear();
}

}  // namespace

int run_render(const viz::Catalog& labs, const Arguments& arguments) {
    std::string id, font;
    GivenPicture picture;
    GivenValues given_values;
    GivenView given_view;
    GivenComparison comparison;
    Usage usage{"A lab's picture as a file", "lossfield render", {{"LAB", "", "the lab's id", &id}}};
    add_values(usage.options, given_values);
    add_view(usage.options, given_view);
    usage.options.insert(
        usage.options.end(),
        {{"-o", "FILE", "where to; the extension .png, .svg or .pdf says what", &picture.path},
         {"--size", "WxH", "logical pixels (1/96 inch); decides the layout", &picture.size},
         {"--scale", "S", "pixels of a PNG per logical pixel", &picture.scale},
         {"--theme", "T", "light, dark or print", &picture.theme},
         {"--panel", "ID", "this panel alone", &picture.panel},
         {"--without", "WHAT,...",
          "leaves out title, caption, formulas, numbers, legend, colour-bar, or none of them",
          &picture.without},
         {"--font", "FILE", "a font file to use instead of the system's", &font}});
    add_comparison(usage.options, comparison);
    if (!parse(usage, arguments)) return 0;

    if (picture.path.empty()) throw viz::InputError("render: no file; give -o FILE.png, .svg or .pdf");
    const viz::Lab& lab = chosen_lab(labs, "render", id, given_values);
    const Start start = resolve(lab, given_values);
    viz::RenderOptions options = options_of(picture, start.figure.value_or(viz::FigureOptions()));
    Drawn drawn = draw_given(lab, start, given_view);
    settle_panel(picture.panel.has_value(), start.file, options, drawn);
    compare_given(lab, comparison, start, options, drawn);
    const viz::FontSet fonts(font);
    viz::write_file(picture.path, viz::render(lab, drawn.values, drawn.view, drawn.figure, options, fonts,
                                              make_surface_source()));
    complain(drawn.notes);
    return 0;
}

}  // namespace lossfield::app
