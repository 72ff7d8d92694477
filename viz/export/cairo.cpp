// Raster pictures and PDF.
#include <cairo-pdf.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "viz/embed/embed.hpp"
#include "viz/export/cairo_painter.hpp"
#include "viz/export/export.hpp"
#include "viz/text/errors.hpp"

namespace lossfield::viz {
namespace {

using cairo::Context, cairo::Surface;

constexpr int largest_side = 16384;
constexpr double points_per_pixel = 0.75;

void check(cairo_status_t status) {
    if (status == CAIRO_STATUS_SUCCESS) return;
    throw OutputError(fmt::format("cannot draw the picture: {}", cairo_status_to_string(status)));
}

cairo_status_t append_bytes(void* out, const unsigned char* data, unsigned size) {
    static_cast<std::string*>(out)->append(reinterpret_cast<const char*>(data), size);
    return CAIRO_STATUS_SUCCESS;
}

}  // namespace

std::string to_pdf(const DisplayList& list, const FontSet& fonts, const Metadata& metadata) {
    std::string out;
    const Surface surface(cairo_pdf_surface_create_for_stream(
        append_bytes, &out, list.width * points_per_pixel, list.height * points_per_pixel));
    const auto say = [&](cairo_pdf_metadata_t what, const std::string& text) {
        if (!text.empty()) cairo_pdf_surface_set_metadata(surface.get(), what, text.c_str());
    };
    say(CAIRO_PDF_METADATA_TITLE, metadata.title);
    say(CAIRO_PDF_METADATA_SUBJECT, metadata.description);
    say(CAIRO_PDF_METADATA_CREATOR, "Lossfield");
    say(CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z");  // the same picture is the same file
    const Context context(cairo_create(surface.get()));
    cairo_scale(context.get(), points_per_pixel, points_per_pixel);
    cairo::paint(context.get(), list, fonts);
    check(cairo_status(context.get()));
    cairo_surface_finish(surface.get());
    check(cairo_surface_status(surface.get()));
    return metadata.state.empty() ? out : embed::with_attachment(out, metadata.state);
}

Raster rasterise(const DisplayList& list, const FontSet& fonts, double scale) {
    const double width = std::round(list.width * scale), height = std::round(list.height * scale);
    if (!(std::min(width, height) >= 1 && std::max(width, height) <= largest_side)) {
        throw InputError(
            fmt::format("a picture of {} x {} pixels cannot be made; each side is 1 to {} pixels", width,
                        height, largest_side));
    }
    Raster raster;
    raster.width = static_cast<int>(width);
    raster.height = static_cast<int>(height);
    raster.pixels.resize(static_cast<std::size_t>(raster.width) * static_cast<std::size_t>(raster.height));
    const Surface surface(cairo_image_surface_create_for_data(
        reinterpret_cast<unsigned char*>(raster.pixels.data()), CAIRO_FORMAT_ARGB32, raster.width,
        raster.height, raster.width * 4));
    const Context context(cairo_create(surface.get()));
    cairo_scale(context.get(), scale, scale);
    cairo::paint(context.get(), list, fonts);
    check(cairo_status(context.get()));
    cairo_surface_finish(surface.get());
    return raster;
}

}  // namespace lossfield::viz
