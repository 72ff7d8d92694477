#include "viz/files/render.hpp"

#include <algorithm>
#include <cctype>
#include <stop_token>

#include <fmt/format.h>

#include "viz/comparison/multiples.hpp"
#include "viz/files/figure_size.hpp"
#include "viz/files/state.hpp"
#include "viz/files/version.hpp"
#include "viz/inputs/values.hpp"
#include "viz/text/numbers.hpp"
#include "viz/text/rich_text.hpp"

namespace lossfield::viz {

namespace {

// Pixels per logical pixel of the surface inside a vector file: 288 dpi.
constexpr double vector_raster_scale = 3;
constexpr double usual_type = type_sizes.label * points_per_inch / pixels_per_inch;

// A word that a POSIX shell reads as it stands, else in single quotes.
std::string shell_word(const std::string& word) {
    constexpr std::string_view harmless =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_=.,:/@+%";
    if (!word.empty() && word.find_first_not_of(harmless) == std::string::npos) return word;
    std::string text = "'";
    for (const char c : word) text += c == '\'' ? R"('\'')" : std::string(1, c);
    return text + "'";
}

void widen_lines(DisplayList& list, double weight) {
    for (Prim& prim : list.prims)
        if (auto* stroke = std::get_if<StrokePrim>(&prim)) stroke->width *= weight;
}

}  // namespace

FileFormat format_of(const std::string& path) {
    const auto slash = path.find_last_of('/');
    const auto name = path.substr(slash == std::string::npos ? 0 : slash + 1);
    const auto dot = name.find_last_of('.');
    std::string extension = dot == std::string::npos ? "" : name.substr(dot);
    for (auto& c : extension) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    if (extension == ".png") return FileFormat::Png;
    if (extension == ".svg") return FileFormat::Svg;
    if (extension == ".pdf") return FileFormat::Pdf;
    throw InputError(fmt::format("{}: unknown extension {}{}; give .png, .svg or .pdf", in_quotes(path),
                                 in_quotes(extension), nearest(extension, {".png", ".svg", ".pdf"})));
}

View seen(const Figure& figure, View view) {
    const auto lacks = [&](const std::string& id, bool (*fits)(const Panel&)) {
        const Panel* panel = find_panel(figure, id);
        return panel == nullptr || !fits(*panel);
    };
    if (view.step && figure.playhead) view.step = view.shown_step(figure.playhead->last);
    if (!figure.playhead) view.step.reset();
    std::erase_if(view.ranges, [&](const auto& range) { return lacks(range.first, has_range); });
    std::erase_if(view.cameras, [&](const auto& camera) { return lacks(camera.first, is_in_space); });
    if (find_panel(figure, view.lead) == nullptr) view.lead.clear();
    if (view.pointer && lacks(view.pointer->panel, has_range)) view.pointer.reset();
    return view;
}

Page file_page(const Lab& lab, const RenderOptions& options) {
    Page page;
    page.width = options.width;
    page.height = options.height;
    page.title = lab.title;
    page.formula = lab.formula;
    page.type = options.type / usual_type;
    page.show_handles = options.handles;
    page.even = options.compares();
    if (!page.even) page.panel = options.panel;
    page.without = options.without;
    return page;
}

Figure compared(const Lab& lab, Figure live, const View& view, const RenderOptions& options) {
    const std::vector<Pinned> pins = drawn(lab, options.pins, Detail::Full);
    return options.beside ? beside(live, "now", pins, view, options.panel)
                          : with_ghosts(std::move(live), pins);
}

Figure file_figure(const Lab& lab, const Values& values, const View& view, const RenderOptions& options) {
    if (!options.sweeps.empty()) {
        Multiples wanted{{}, options.panel, options.columns};
        for (const std::string& text : options.sweeps)
            wanted.repeats.push_back(parse_repeat(lab, values, text));
        return multiples(lab, values, view, wanted);
    }
    Figure figure = lab.draw(values, lab.compute(values, Detail::Full, std::stop_token()), view);
    return options.pins.empty() ? figure : compared(lab, std::move(figure), view, options);
}

std::variant<std::shared_ptr<SurfacePainter>, std::string> no_surfaces() {
    return std::string("none was asked for");
}

std::string render(const Lab& lab, const Values& values, const View& view, const RenderOptions& options,
                   const FontSet& fonts, const SurfaceSource& surfaces) {
    return render(lab, values, view, file_figure(lab, values, view, options), options, fonts, surfaces);
}

std::string render(const Lab& lab, const Values& values, const View& given, const Figure& figure,
                   const RenderOptions& options, const FontSet& fonts, const SurfaceSource& surfaces) {
    const Page page = file_page(lab, options);
    if (!page.panel.empty()) (void)known_panel(figure, page.panel);
    const View view = page.even ? given : seen(figure, given);
    const View shown = page.even ? View{} : view;  // small multiples hold theirs
    Composition composition;
    if (has_space(figure, page.panel)) {
        const auto source = surfaces();
        if (const auto* painter = std::get_if<std::shared_ptr<SurfacePainter>>(&source)) {
            composition = compose(figure, shown, page, theme(options.theme), fonts);
            const bool pixels = options.format == FileFormat::Png;
            paint_scenes(composition.list, **painter, pixels ? options.scale : vector_raster_scale);
        } else {
            composition = compose(flattened(figure, std::get<std::string>(source)), shown, page,
                                  theme(options.theme), fonts);
        }
    } else {
        composition = compose(figure, shown, page, theme(options.theme), fonts);
    }
    if (options.transparent) composition.list.ground.a = 0;
    if (options.line_weight != 1) widen_lines(composition.list, options.line_weight);
    const Metadata metadata{
        lab.title, plain(figure.caption),
        write_state(lab, {lab.id, values, view, options, program_version(), options.pins})};
    switch (options.format) {
        case FileFormat::Png:
            return to_png(composition.list, fonts, metadata, options.scale);
        case FileFormat::Svg:
            return to_svg(composition.list, fonts, metadata, options.text);
        case FileFormat::Pdf:
            return to_pdf(composition.list, fonts, metadata);
    }
    throw std::logic_error("render: unknown format");
}

std::string render_command(const Lab& lab, const Values& values, const View& view,
                           const RenderOptions& options, const std::string& path) {
    std::string command = "lossfield render " + lab.id;
    const auto add = [&](const std::string& option, const std::string& value) {
        command += " " + option + " " + shell_word(value);
    };
    for (std::size_t i = 0; i < lab.parameters.size(); ++i) {
        const auto& parameter = lab.parameters[i];
        if (values[i] != parameter.fallback)
            add("--set", parameter.id + "=" + format_value(parameter, values[i]));
    }
    if (view.step) add("--at", std::to_string(*view.step));
    for (const auto& [panel, range] : view.ranges)
        add("--view", panel + "=" + joined({range.x.low, range.x.high, range.y.low, range.y.high}));
    for (const auto& [panel, camera] : view.cameras)
        add("--camera", panel + "=" +
                            (camera.zoom == 1 ? joined({camera.azimuth, camera.elevation})
                                              : joined({camera.azimuth, camera.elevation, camera.zoom})));
    if (!view.lead.empty()) add("--lead", view.lead);
    if (view.pointer)
        add("--pointer", view.pointer->panel + "=" + joined({view.pointer->x, view.pointer->y}));
    const RenderOptions usual;
    if (options.width != usual.width || options.height != usual.height)
        add("--size", shortest(options.width) + "x" + shortest(options.height));
    if (options.type > 0) add("--font-size", shortest(options.type) + "pt");
    if (options.line_weight != usual.line_weight) add("--line-weight", shortest(options.line_weight));
    if (options.transparent) command += " --transparent";
    if (options.handles) command += " --handles";
    if (options.text != usual.text) add("--text", svg_text_name(options.text));
    if (options.scale != usual.scale) add("--scale", shortest(options.scale));
    if (options.theme != usual.theme) add("--theme", theme_name(options.theme));
    if (!options.panel.empty()) add("--panel", options.panel);
    if (const auto without = omission_names(options.without); !without.empty())
        add("--without", fmt::format("{}", fmt::join(without, ",")));
    for (const std::string& sweep : options.sweeps) add("--sweep", sweep);
    if (options.columns > 0) add("--columns", std::to_string(options.columns));
    add("-o", path.starts_with('-') ? "./" + path : path);
    return command;
}

}  // namespace lossfield::viz
