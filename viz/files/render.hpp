// From a lab and its values to a finished file: compute (full detail), draw, compose, export. The file carries the state that
// makes it again.
#pragma once

#include <string>

#include "viz/comparison/pins.hpp"
#include "viz/compose/compose.hpp"
#include "viz/export/export.hpp"
#include "viz/files/figure_options.hpp"
#include "viz/lab/lab.hpp"
#include "viz/space/surface_painter.hpp"

namespace lossfield::viz {

enum class FileFormat { Png, Svg, Pdf };

// From the extension of a path; throws InputError for any other.
[[nodiscard]] FileFormat format_of(const std::string& path);

struct RenderOptions : FigureOptions {
    // Whether one panel at several values or states is shown, instead of all panels.
    [[nodiscard]] bool compares() const { return !sweeps.empty() || (beside && !pins.empty()); }
    FileFormat format = FileFormat::Svg;
    std::vector<Pin> pins{};
};

// The page a file shows: title, panels, legends, caption, formula, readouts, never controls.
[[nodiscard]] Page file_page(const Lab& lab, const RenderOptions& options);

// What the figure shows of a view, and all that its file keeps: a window has more, as steps and panels may come back.
[[nodiscard]] View seen(const Figure& figure, View view);

// There is none: 3-D panels become their contour maps.
[[nodiscard]] std::variant<std::shared_ptr<SurfacePainter>, std::string> no_surfaces();

// The figure that a file shows, in full detail. Throws InputError where a sweep cannot be had.
[[nodiscard]] Figure file_figure(const Lab& lab, const Values& values, const View& view,
                                 const RenderOptions& options);

// The finished file's bytes. Throws InputError for a panel that the figure lacks.
[[nodiscard]] std::string render(const Lab& lab, const Values& values, const View& view,
                                 const RenderOptions& options, const FontSet& fonts,
                                 const SurfaceSource& surfaces = no_surfaces);
// The same from a figure that was drawn from these values and this view in full detail.
[[nodiscard]] std::string render(const Lab& lab, const Values& values, const View& view, const Figure& figure,
                                 const RenderOptions& options, const FontSet& fonts,
                                 const SurfaceSource& surfaces = no_surfaces);

// The `lossfield render ...` line that makes the same file, quoted for a shell; parameters at their default
// are left out.
[[nodiscard]] std::string render_command(const Lab& lab, const Values& values, const View& view,
                                         const RenderOptions& options, const std::string& path);

}  // namespace lossfield::viz
