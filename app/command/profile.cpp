#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "app/command/commands.hpp"
#include "app/command/given.hpp"
#include "app/command/options.hpp"
#include "app/command/stage_times.hpp"
#include "app/command/sweep.hpp"
#include "viz/text/json_text.hpp"
#include "viz/text/words.hpp"

namespace lossfield::app {

namespace {

constexpr std::size_t warm_up_frames = 10;
constexpr int paint_width = 1280, paint_height = 800;  // the window's usual size

constexpr std::array details{"full", "drag"};

viz::Json report(const viz::Lab& lab, const Sweep& sweep, std::size_t frames, const std::string& detail,
                 const Profile& measured, const FramePainter& painter) {
    // A clock of nanoseconds has no more digits to give.
    const auto milliseconds = [](double t) { return std::round(t * 1e6) / 1e6; };
    viz::Json json;
    json["lab"] = lab.id;
    json["frames"] = frames;
    json["detail"] = detail;
    json["sweep"] = sweep_text(lab, sweep);
    json["painter"] = painter.name;
    json["renderer"] = painter.renderer;
    for (const auto& [name, time] : measured.stages)
        json["stages"][name] = {{"median_ms", milliseconds(time.median)}, {"p95_ms", milliseconds(time.p95)}};
    json["work"] = {{"grid_cells", measured.grid_cells},
                    {"arrows", measured.arrows},
                    {"contour_vertices", measured.contour_vertices},
                    {"paint_size", {paint_width, paint_height}},
                    {"repainted", measured.repainted}};
    return json;
}

std::string sheet(const viz::Lab& lab, const Sweep& sweep, std::size_t frames, const std::string& detail,
                  const Profile& measured, const FramePainter& painter) {
    std::string text = fmt::format("{}, {} frames in {} detail, {}\n\n           median     p95\n", lab.title,
                                   frames, detail, sweep_text(lab, sweep));
    for (const auto& [name, time] : measured.stages)
        text += fmt::format("  {:<8} {:>6.2f}  {:>6.2f} ms\n", name, time.median, time.p95);
    return text + fmt::format(
                      "\n{} field cells, {} arrows, {} contour vertices; painted at {} x {} by {} ({}), "
                      "{:.0f} % of it anew "
                      "in a frame\n",
                      measured.grid_cells, measured.arrows, measured.contour_vertices, paint_width,
                      paint_height, painter.name == "opengl" ? "OpenGL" : "Cairo", painter.renderer,
                      100 * measured.repainted);
}

}  // namespace

int run_profile(const viz::Catalog& labs, const Arguments& arguments) {
    std::string id, frame_count = "120", detail = details[0];
    std::optional<std::string> sweep_given;
    bool json = false;
    GivenValues given_values;
    Usage usage{"How long a lab's frames take when every frame changes a value",
                "lossfield profile",
                {{"LAB", "", "the lab's id", &id}}};
    add_values(usage.options, given_values);
    usage.options.push_back({"--frames", "N", "how many frames are measured", &frame_count});
    usage.options.push_back({"--sweep", "ID=A..B",
                             "what changes and from where to where; ID[k]=A..B for an entry of a vector",
                             &sweep_given});
    usage.options.push_back({"--detail", "full|drag",
                             "what is computed: the whole, or what a drag shows until it ends", &detail});
    usage.options.push_back({"--json", "", "as JSON", &json});
    if (!parse(usage, arguments)) return 0;

    if (std::find(details.begin(), details.end(), detail) == details.end())
        throw viz::InputError(fmt::format("--detail: {} is not one of full, drag", viz::in_quotes(detail)));
    const viz::Lab& lab = chosen_lab(labs, "profile", id, given_values);
    const auto frames = static_cast<std::size_t>(parse_whole("--frames", frame_count, {1, 100000}));
    const Start start = resolve(lab, given_values);
    const viz::Values& values = start.values;
    const Sweep sweep = sweep_given ? parse_sweep(lab, values, *sweep_given)
                                    : usual_sweep(lab, draw_given(lab, start, {}).figure);
    const auto warm_up = swept(lab, values, sweep, warm_up_frames);
    const auto measured_values = swept(lab, values, sweep, frames);

    const viz::FontSet fonts;
    const auto painter = make_frame_painter(fonts, paint_width, paint_height);
    if (!painter->fallback.empty())
        complain(fmt::format("no OpenGL ({}); Cairo paints instead", painter->fallback));
    const Profile measured = profile(lab, detail == details[1] ? viz::Detail::Drag : viz::Detail::Full,
                                     warm_up, measured_values, paint_width, paint_height, fonts, *painter);
    print(json ? viz::json_text(report(lab, sweep, frames, detail, measured, *painter)) + "\n"
               : sheet(lab, sweep, frames, detail, measured, *painter));
    complain(start.notes);
    return 0;
}

}  // namespace lossfield::app
