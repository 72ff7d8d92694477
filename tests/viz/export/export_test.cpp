#include "viz/export/export.hpp"

#include <gtest/gtest.h>
#include <librsvg/rsvg.h>
#include <png.h>

#include <cmath>
#include <set>

#include "viz/export/parts.hpp"
#include "viz/export/svg_syntax.hpp"
#include "viz/lab/catalog.hpp"
#include "viz/text/errors.hpp"

namespace lossfield::viz {
namespace export_test {

constexpr Rgba black{0, 0, 0, 255};

const FontSet& fonts() {
    static const FontSet set;
    return set;
}

const Metadata metadata{"Loss <surface>", "Falls & rises: ∇L", R"({"lab": "a<b", "T": 1})"};

void add_text(DisplayList& list, const std::string& rich, Vec2 at, double size) {
    for (TextPrim run : fonts().line(rich, size).runs) {
        run.x += at.x;
        run.y += at.y;
        run.colour = black;
        list.prims.push_back(run);
    }
}

std::vector<Vec2> square(Vec2 centre, double half) {
    return {{centre.x - half, centre.y - half},
            {centre.x + half, centre.y - half},
            {centre.x + half, centre.y + half},
            {centre.x - half, centre.y + half}};
}

FillPrim frame(Vec2 centre, double outer, double inner, Rgba colour) {
    FillPrim fill;
    fill.points = square(centre, outer);
    for (const Vec2 p : square(centre, inner)) fill.points.push_back(p);
    fill.ring_ends = {4, 8};
    fill.colour = colour;
    return fill;
}

// One of everything.
DisplayList sample() {
    DisplayList list;
    list.width = 320;
    list.height = 240;
    list.prims.push_back(GroupPrim{"panel/words"});
    add_text(list, "Gradient of $L_{i-1}^2$ at 1.117", {10, 30}, 14);
    list.prims.push_back(GroupPrim{"panel/words"});
    list.prims.push_back(FormulaPrim{catalog().front().formula, 10, 70, 16, black});
    list.prims.push_back(FormulaPrim{"\\unknown{x}", 10, 100, 16, black});
    list.prims.push_back(StrokePrim{{{10, 110}, {300, 110}}, false, 1, 4, 2, black});
    list.prims.push_back(ClipPrim{{0, 120, 100, 100}});
    list.prims.push_back(frame({60, 170}, 50, 20, {200, 30, 30, 255}));
    list.prims.push_back(GroupPrim{"2nd group"});
    list.prims.push_back(StrokePrim{{{0, 120}, {300, 220}}, false, 2, 0, 0, {0, 0, 255, 128}});
    list.prims.push_back(UnclipPrim{});
    const auto pixels = std::make_shared<const std::vector<std::uint32_t>>(
        std::vector<std::uint32_t>{0xff0000ff, 0xff00ff00, 0xffff0000, 0x80ffffff});
    list.prims.push_back(ImagePrim{{200, 140, 40, 40}, 2, 2, pixels, false});
    list.prims.push_back(ImagePrim{{250, 140, 40, 40}, 2, 2, pixels, true});
    return list;
}

// As librsvg shows it; also the check that the file is well-formed.
Raster shown(const std::string& svg, int width, int height) {
    GError* error = nullptr;
    RsvgHandle* handle =
        rsvg_handle_new_from_data(reinterpret_cast<const guint8*>(svg.data()), svg.size(), &error);
    Raster raster{width, height, std::vector<std::uint32_t>(static_cast<std::size_t>(width * height))};
    if (handle == nullptr) {
        ADD_FAILURE() << error->message;
        g_error_free(error);
        return raster;
    }
    cairo_surface_t* surface =
        cairo_image_surface_create_for_data(reinterpret_cast<unsigned char*>(raster.pixels.data()),
                                            CAIRO_FORMAT_ARGB32, width, height, width * 4);
    cairo_t* cairo = cairo_create(surface);
    const RsvgRectangle whole{0, 0, static_cast<double>(width), static_cast<double>(height)};
    EXPECT_TRUE(rsvg_handle_render_document(handle, cairo, &whole, nullptr));
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
    g_object_unref(handle);
    return raster;
}

std::uint32_t pixel(const Raster& raster, int x, int y) {
    return raster.pixels.at(static_cast<std::size_t>(y * raster.width + x));
}

// Left edges of the columns with ink, one for each stretch.
std::vector<int> stretches(const Raster& raster) {
    std::vector<int> edges;
    bool inside = false;
    for (int x = 0; x < raster.width; ++x) {
        int ink = 0;
        for (int y = 0; y < raster.height; ++y) ink += 255 - static_cast<int>(pixel(raster, x, y) >> 8 & 255);
        const bool here = ink > 600;
        if (here && !inside) edges.push_back(x);
        inside = here;
    }
    return edges;
}

struct Decoded {
    png_image header{};
    std::vector<png_byte> rgba;
};

Decoded decode(const std::string& png) {
    Decoded out;
    out.header.version = PNG_IMAGE_VERSION;
    EXPECT_NE(png_image_begin_read_from_memory(&out.header, png.data(), png.size()), 0);
    out.header.format = PNG_FORMAT_RGBA;
    out.rgba.resize(PNG_IMAGE_SIZE(out.header));
    EXPECT_NE(png_image_finish_read(&out.header, nullptr, out.rgba.data(), 0, nullptr), 0);
    return out;
}

std::string without_tags(const std::string& xml) {
    std::string out;
    bool tag = false;
    for (const char c : xml) {
        tag = tag || c == '<';
        if (!tag) out += c;
        tag = tag && c != '>';
    }
    return out;
}

std::vector<std::string> all_between(const std::string& text, const std::string& before, char after) {
    std::vector<std::string> found;
    for (std::size_t at = text.find(before); at != std::string::npos; at = text.find(before, at + 1)) {
        const std::size_t start = at + before.size();
        found.push_back(text.substr(start, text.find(after, start) - start));
    }
    return found;
}

TEST(Svg, IsWellFormedAndCarriesWordsAndState) {
    const std::string svg = to_svg(sample(), fonts(), metadata);
    shown(svg, 320, 240);
    EXPECT_NE(svg.find("<title>Loss &lt;surface&gt;</title>"), std::string::npos);
    EXPECT_NE(svg.find("<desc>Falls &amp; rises: ∇L</desc>"), std::string::npos);
    EXPECT_NE(svg.find("{&quot;lab&quot;: &quot;a&lt;b&quot;, &quot;T&quot;: 1}"), std::string::npos);
    const std::string words = without_tags(svg);
    EXPECT_NE(words.find("Gradient of"), std::string::npos);
    EXPECT_NE(words.find("at 1.117"), std::string::npos);
    EXPECT_NE(words.find("\\unknown{x}"), std::string::npos) << "a formula that is not set shows its source";
    EXPECT_EQ(svg.find("\\unknown"), svg.rfind("\\unknown"));
}

TEST(Svg, IdsAreUniqueAndReferencesResolve) {
    const std::string svg = to_svg(sample(), fonts(), metadata);
    std::set<std::string> ids;
    for (const std::string& id : all_between(svg, " id=\"", '"')) {
        EXPECT_TRUE(ids.insert(id).second) << id;
        EXPECT_EQ(id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-"), std::string::npos) << id;
        EXPECT_GE(id.at(0), 'a') << id;
    }
    EXPECT_EQ(ids.count("panel-words"), std::size_t{1});
    EXPECT_EQ(ids.count("panel-words-2"), std::size_t{1});
    const std::vector<std::string> references = all_between(svg, "url(#", ')');
    for (const std::string& id : references) EXPECT_EQ(ids.count(id), std::size_t{1}) << id;
    EXPECT_EQ(references.size(), std::size_t{2}) << "the clip goes on in the next group";
}

TEST(Svg, ControlCharactersDoNotBreakIt) {
    DisplayList list = sample();
    add_text(list, "a\x01\x1f<b>&\xff", {10, 200}, 12);
    shown(to_svg(list, fonts(), {"t\x02", "\xff", "\x0b"}), 320, 240);
}

TEST(Svg, NumbersAreRounded) {
    EXPECT_EQ(svg::number(1.0), "1");
    EXPECT_EQ(svg::number(-0.004), "0");
    EXPECT_EQ(svg::number(-1.256), "-1.26");
    EXPECT_EQ(svg::number(12.5), "12.5");
    EXPECT_EQ(svg::number(0.05), "0.05");
    EXPECT_THROW((void)svg::number(NAN), std::logic_error);
}

TEST(Svg, Base64HasItsPadding) {
    EXPECT_EQ(svg::base64(""), "");
    EXPECT_EQ(svg::base64("f"), "Zg==");
    EXPECT_EQ(svg::base64("fo"), "Zm8=");
    EXPECT_EQ(svg::base64("foobar"), "Zm9vYmFy");
}

TEST(Svg, WordsStandWhereThePngHasThem) {
    constexpr double scale = 6;
    for (const char* rich : {"The gradient is the difference of the bars", "AVATAR Type To. 10x10 → 1.1178",
                             "the loss $L_{i-1}^2$ is $p̂_k$ in 0.75", "12:30 (a), P. T, Work Values"}) {
        DisplayList list;
        add_text(list, rich, {10, 25}, 14);
        list.width = std::ceil(fonts().line(rich, 14).width) + 20;
        list.height = 40;
        const Raster png = rasterise(list, fonts(), scale);
        const std::vector<int> ours = stretches(png);
        const std::vector<int> theirs = stretches(shown(to_svg(list, fonts(), {}), png.width, png.height));
        ASSERT_GT(ours.size(), std::size_t{10});
        for (const int edge : ours) {
            int nearest = png.width;
            for (const int other : theirs) nearest = std::min(nearest, std::abs(edge - other));
            EXPECT_LE(nearest / scale, 0.5) << rich << " at " << edge / scale;
        }
    }
}

TEST(Pictures, AreTheSameInSvgAndPng) {
    const DisplayList list = sample();
    const Raster ours = rasterise(list, fonts(), 2);
    const Raster theirs = shown(to_svg(list, fonts(), metadata), ours.width, ours.height);
    const Vec2 places[]{{20, 130},  {60, 170},  {105, 130}, {90, 200},  {210, 150}, {230, 150},
                        {210, 170}, {230, 170}, {217, 150}, {270, 160}, {5, 5}};
    for (const Vec2 place : places) {
        const int x = static_cast<int>(place.x * 2), y = static_cast<int>(place.y * 2);
        for (int shift = 0; shift < 32; shift += 8) {
            const auto channel = [&](const Raster& r) {
                return static_cast<int>(pixel(r, x, y) >> shift & 255);
            };
            EXPECT_NEAR(channel(ours), channel(theirs), 6) << place.x << ", " << place.y;
        }
    }
    EXPECT_EQ(pixel(ours, 40, 260), 0xffc81e1eU) << "filled";
    EXPECT_EQ(pixel(ours, 120, 340), 0xffffffffU) << "a hole";
    EXPECT_EQ(pixel(ours, 210, 260), 0xffffffffU) << "clipped away";
}

TEST(Pictures, AreTheSameBytesTwice) {
    EXPECT_EQ(to_svg(sample(), fonts(), metadata), to_svg(sample(), fonts(), metadata));
    EXPECT_EQ(to_pdf(sample(), fonts(), metadata), to_pdf(sample(), fonts(), metadata));
    EXPECT_EQ(to_png(sample(), fonts(), metadata, 1.5), to_png(sample(), fonts(), metadata, 1.5));
    const FontSet others;
    EXPECT_EQ(to_pdf(sample(), fonts(), metadata), to_pdf(sample(), others, metadata));
}

TEST(Pdf, CarriesTitleFontsAndSize) {
    const std::string pdf = to_pdf(sample(), fonts(), {"Ridge", "a caption", "{}"});
    EXPECT_EQ(pdf.substr(0, 5), "%PDF-");
    EXPECT_NE(pdf.find("/Title (Ridge)"), std::string::npos);
    EXPECT_NE(pdf.find("/Subject (a caption)"), std::string::npos);
    EXPECT_EQ(pdf.find("/Keywords"), std::string::npos);
    EXPECT_NE(pdf.find("lossfield.json"), std::string::npos);
    EXPECT_NE(pdf.find("20000101000000Z"), std::string::npos) << "a fixed date";
    EXPECT_NE(pdf.find("/MediaBox [ 0 0 240 180 ]"), std::string::npos);
    EXPECT_NE(pdf.find("/FontFile"), std::string::npos);
    EXPECT_NE(pdf.find("/ToUnicode"), std::string::npos);
}

TEST(Png, HasTheAskedSizeTextsAndDensity) {
    const std::string png = to_png(sample(), fonts(), metadata, 1.5);
    const Decoded decoded = decode(png);
    EXPECT_EQ(decoded.header.width, 480U);
    EXPECT_EQ(decoded.header.height, 360U);
    EXPECT_NE(png.find(std::string("Title\0\0\0\0\0Loss <surface>", 24)), std::string::npos);
    EXPECT_NE(png.find("Falls & rises: ∇L"), std::string::npos);
    EXPECT_NE(png.find(std::string("Lossfield state\0\0\0\0\0{\"lab\"", 26)), std::string::npos);
    EXPECT_NE(png.find(std::string("pHYs\0\0\x16\x25\0\0\x16\x25\x01", 13)),
              std::string::npos);  // 5669 per m
}

TEST(Png, KeepsStraightAlpha) {
    DisplayList list;
    list.width = list.height = 4;
    list.ground = {200, 100, 50, 128};
    const Decoded decoded = decode(to_png(list, fonts(), {}, 1));
    const std::vector<int> expected{200, 100, 50, 128};
    for (std::size_t c = 0; c < 4; ++c) EXPECT_NEAR(decoded.rgba.at(c), expected[c], 1);
}

TEST(Png, RefusesImpossibleSizes) {
    const DisplayList list = sample();
    EXPECT_THROW((void)rasterise(list, fonts(), 60), InputError);
    EXPECT_THROW((void)rasterise(list, fonts(), 0), InputError);
    EXPECT_THROW((void)rasterise(list, fonts(), NAN), InputError);
}

}  // namespace export_test
}  // namespace lossfield::viz
