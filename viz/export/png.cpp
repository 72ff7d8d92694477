#include <fmt/format.h>
#include <png.h>

#include <algorithm>
#include <cmath>

#include "viz/embed/embed.hpp"
#include "viz/export/export.hpp"
#include "viz/export/parts.hpp"
#include "viz/text/errors.hpp"

namespace lossfield::viz {
namespace {

constexpr double inches_per_metre = 1 / 0.0254;
constexpr double logical_pixels_per_inch = 96;

std::vector<png_byte> as_bytes(const std::vector<std::uint32_t>& rgba, int channels) {
    std::vector<png_byte> bytes;
    bytes.reserve(rgba.size() * static_cast<std::size_t>(channels));
    for (const std::uint32_t pixel : rgba) {
        for (int c = 0; c < channels; ++c) bytes.push_back(static_cast<png_byte>(pixel >> (8 * c)));
    }
    return bytes;
}

std::vector<png_text> text_chunks(const PngImage& image) {
    static char empty[] = "";
    std::vector<png_text> chunks;
    for (const auto& [keyword, text] : image.texts) {
        png_text chunk{};
        chunk.compression = PNG_ITXT_COMPRESSION_NONE;
        chunk.key = const_cast<char*>(keyword.c_str());
        chunk.text = const_cast<char*>(text.c_str());
        chunk.lang = empty;
        chunk.lang_key = empty;
        chunks.push_back(chunk);
    }
    return chunks;
}

void append_bytes(png_structp png, png_bytep data, std::size_t size) {
    static_cast<std::string*>(png_get_io_ptr(png))->append(reinterpret_cast<const char*>(data), size);
}

void keep_reason(png_structp png, png_const_charp reason) {
    *static_cast<std::string*>(png_get_error_ptr(png)) = reason;
    png_longjmp(png, 1);
}

void ignore_warning(png_structp, png_const_charp) {}

// libpng reports errors by a long jump: nothing with a destructor may be made between it and its target.
bool write_chunks(png_structp png, png_infop info, const PngImage& image, const std::vector<png_text>& texts,
                  const std::vector<png_bytep>& rows, int channels) {
    if (setjmp(png_jmpbuf(png))) return false;
    png_set_IHDR(png, info, static_cast<png_uint_32>(image.width), static_cast<png_uint_32>(image.height), 8,
                 channels == 3 ? PNG_COLOR_TYPE_RGB : PNG_COLOR_TYPE_RGB_ALPHA, PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_set_compression_level(png, 6);
    png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE);
    if (image.pixels_per_inch > 0) {
        const auto density = static_cast<png_uint_32>(std::lround(image.pixels_per_inch * inches_per_metre));
        png_set_pHYs(png, info, density, density, PNG_RESOLUTION_METER);
    }
    png_set_text(png, info, texts.data(), static_cast<int>(texts.size()));
    png_write_info(png, info);
    png_write_image(png, const_cast<png_bytepp>(rows.data()));
    png_write_end(png, nullptr);
    return true;
}

std::uint32_t straight_rgba(std::uint32_t argb) {
    const std::uint32_t alpha = argb >> 24;
    if (alpha == 0) return 0;
    const auto channel = [&](int shift) {
        return std::min(255U, ((argb >> shift & 0xffU) * 255 + alpha / 2) / alpha);
    };
    return alpha << 24 | channel(0) << 16 | channel(8) << 8 | channel(16);
}

}  // namespace

std::string encode_png(const PngImage& image) {
    const bool opaque = std::all_of(image.rgba.begin(), image.rgba.end(),
                                    [](std::uint32_t pixel) { return pixel >> 24 == 255; });
    const int channels = opaque ? 3 : 4;
    std::vector<png_byte> bytes = as_bytes(image.rgba, channels);
    std::vector<png_bytep> rows(static_cast<std::size_t>(image.height));
    const std::size_t stride = static_cast<std::size_t>(image.width) * static_cast<std::size_t>(channels);
    for (std::size_t y = 0; y < rows.size(); ++y) rows[y] = bytes.data() + y * stride;
    const std::vector<png_text> texts = text_chunks(image);

    std::string out;
    std::string reason = "not enough memory";
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &reason, keep_reason, ignore_warning);
    png_infop info = png != nullptr ? png_create_info_struct(png) : nullptr;
    bool ok = info != nullptr;
    if (ok) {
        png_set_write_fn(png, &out, append_bytes, nullptr);
        ok = write_chunks(png, info, image, texts, rows, channels);
    }
    png_destroy_write_struct(&png, &info);
    if (!ok) throw OutputError(fmt::format("cannot make the PNG file: {}", reason));
    return out;
}

std::string to_png(const DisplayList& list, const FontSet& fonts, const Metadata& metadata, double scale) {
    Raster raster = rasterise(list, fonts, scale);
    std::transform(raster.pixels.begin(), raster.pixels.end(), raster.pixels.begin(), straight_rgba);
    PngImage image{raster.width, raster.height, raster.pixels, logical_pixels_per_inch * scale, {}};
    const auto add = [&](const char* keyword, const std::string& text) {
        if (!text.empty()) image.texts.emplace_back(keyword, text);
    };
    add("Title", metadata.title);
    add("Description", metadata.description);
    add(embed::png_keyword, metadata.state);
    return encode_png(image);
}

}  // namespace lossfield::viz
