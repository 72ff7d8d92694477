#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "app/command/commands.hpp"
#include "app/command/given_comparison.hpp"
#include "app/command/options.hpp"
#include "app/gl/surface_source.hpp"
#include "viz/files/companions.hpp"
#include "viz/files/figure_size.hpp"
#include "viz/files/render.hpp"
#include "viz/files/text_file.hpp"
#include "viz/text/numbers.hpp"
#include "viz/text/words.hpp"

namespace lossfield::app {

namespace {

// Options as given, to be checked before anything is computed.
struct GivenPicture {
    std::string path;
    std::optional<std::string> size, named_size, type, scale, dpi, theme, panel, without, weight, text,
        numbers;
    bool transparent = false, handles = false, python = false, latex = false;
};

viz::Companions companions_of(const GivenPicture& given) {
    viz::Companions companions = given.numbers ? viz::parse_numbers(*given.numbers) : viz::Companions{};
    companions.python = given.python;
    companions.latex = given.latex;
    return companions;
}

void take_size(const GivenPicture& given, viz::RenderOptions& options) {
    const auto take = [&](const viz::FigureSize& size) {
        options.width = size.width, options.height = size.height;
        if (size.type > 0) options.type = size.type;
    };
    if (given.named_size) take(of_option("--for", [&] { return viz::named_figure_size(*given.named_size); }));
    if (given.size) take(of_option("--size", [&] { return viz::parse_figure_size(*given.size); }));
    if (given.type) {
        std::string number = *given.type;
        if (number.ends_with("pt")) number.resize(number.size() - 2);
        options.type = parse_real("--font-size", number, viz::figure_types);
    }
    if (given.scale && given.dpi) throw viz::InputError("--scale and --dpi say the same; give one of them");
    if (given.scale) options.scale = parse_real("--scale", *given.scale, viz::figure_scales);
    if (given.dpi)
        options.scale = parse_real("--dpi", *given.dpi,
                                   {viz::figure_scales.low * viz::pixels_per_inch,
                                    viz::figure_scales.high * viz::pixels_per_inch}) /
                        viz::pixels_per_inch;
}

// Over those of a figure that is made again.
viz::RenderOptions options_of(const GivenPicture& given, const viz::FigureOptions& figure) {
    viz::RenderOptions options{figure};
    options.format = viz::format_of(given.path);
    take_size(given, options);
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
    if (given.weight) options.line_weight = parse_real("--line-weight", *given.weight, viz::line_weights);
    if (given.transparent) options.transparent = true;
    if (given.handles) options.handles = true;
    if (given.text) options.text = of_option("--text", [&] { return viz::parse_svg_text(*given.text); });
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
         {"--size", "WxH", "logical pixels (1/96 inch), or 85mmx60mm, cm, in, pt; decides the layout",
          &picture.size},
         {"--for", "NAME", "size and type for one-column, two-column, note, square or slide",
          &picture.named_size},
         {"--font-size", "P", "points of the axes' names in the figure as it is printed", &picture.type},
         {"--scale", "S", "pixels of a PNG per logical pixel", &picture.scale},
         {"--dpi", "D", "the same as pixels an inch", &picture.dpi},
         {"--line-weight", "F", "lines F times as wide", &picture.weight},
         {"--transparent", "", "without a ground", &picture.transparent},
         {"--handles", "", "with the handles of the window", &picture.handles},
         {"--text", "HOW",
          "words in an SVG: text, outlines (the same without the fonts) or embedded (with the glyphs, "
          "for browsers)",
          &picture.text},
         {"--theme", "T", "light, dark or print", &picture.theme},
         {"--panel", "ID", "this panel alone", &picture.panel},
         {"--without", "WHAT,...",
          "leaves out title, caption, formulas, numbers, legend, colour-bar, or none of them",
          &picture.without},
         {"--font", "FILE", "a font file to use instead of the system's", &font},
         {"--numbers", "WHAT,...",
          "also the numbers, beside the picture by its name: csv (a file a mark), json, npz (for numpy)",
          &picture.numbers},
         {"--python", "", "also NAME.py, which draws the panel with matplotlib, and its NAME.npz",
          &picture.python},
         {"--latex", "", "also NAME.tex, a figure with the picture, its caption and a label",
          &picture.latex}});
    add_comparison(usage.options, comparison);
    if (!parse(usage, arguments)) return 0;

    if (picture.path.empty()) throw viz::InputError("render: no file; give -o FILE.png, .svg or .pdf");
    const viz::Companions companions = companions_of(picture);
    const viz::Lab& lab = chosen_lab(labs, "render", id, given_values);
    const Start start = resolve(lab, given_values);
    viz::RenderOptions options = options_of(picture, start.figure.value_or(viz::FigureOptions()));
    Drawn drawn = draw_given(lab, start, given_view);
    settle_panel(picture.panel.has_value(), start.file, options, drawn);
    compare_given(lab, comparison, start, options, drawn);
    const viz::FontSet fonts(font);
    auto files =
        viz::companion_files(companions, lab, drawn.values, drawn.view, drawn.figure, options, picture.path);
    files.emplace_back(picture.path, viz::render(lab, drawn.values, drawn.view, drawn.figure, options, fonts,
                                                 make_surface_source()));
    viz::write_files(files);
    complain(drawn.notes);
    return 0;
}

}  // namespace lossfield::app
