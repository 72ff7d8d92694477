#include "viz/export/svg_syntax.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstdlib>
#include <stdexcept>
#include <utility>

#include "viz/text/utf8.hpp"

namespace lossfield::viz::svg {

std::string number(double value) {
    if (!std::isfinite(value)) throw std::logic_error(fmt::format("a coordinate of a picture is {}", value));
    const long long hundredths = std::llround(value * 100);
    const std::string sign = hundredths < 0 ? "-" : "";
    const long long size = std::llabs(hundredths);
    std::string text = sign + std::to_string(size / 100);
    if (size % 100 != 0) {
        text += fmt::format(".{:02}", size % 100);
        if (text.back() == '0') text.pop_back();
    }
    return text;
}

std::string escaped(const std::string& text) {
    std::string out;
    for (const char32_t c : from_utf8(text)) {
        const bool control = c < 0x20 && c != U'\t' && c != U'\n';
        switch (c) {
            case U'&':
                out += "&amp;";
                break;
            case U'<':
                out += "&lt;";
                break;
            case U'>':
                out += "&gt;";
                break;
            case U'"':
                out += "&quot;";
                break;
            default:
                out += control || c == 0xfffe || c == 0xffff ? "\uFFFD" : to_utf8({&c, 1});
        }
    }
    return out;
}

std::string attribute(const char* name, const std::string& value) {
    return fmt::format(" {}=\"{}\"", name, value);
}
std::string attribute(const char* name, double value) { return attribute(name, number(value)); }

std::string paint(const char* what, Rgba c) {
    std::string out = attribute(what, fmt::format("#{:02x}{:02x}{:02x}", c.r, c.g, c.b));
    if (c.a != 255) {
        const std::string name = what == std::string("color") ? "opacity" : fmt::format("{}-opacity", what);
        out += attribute(name.c_str(), fmt::format("{:.3g}", c.a / 255.0));
    }
    return out;
}

std::string frame(const Rect& r) {
    return attribute("x", r.x) + attribute("y", r.y) + attribute("width", r.width) +
           attribute("height", r.height);
}

void append_path(std::string& path, const Vec2* begin, const Vec2* end, bool closed) {
    std::string last;
    for (const Vec2* p = begin; p != end; ++p) {
        std::string here = number(p->x) + " " + number(p->y);
        if (here == last) continue;
        path += p == begin ? 'M' : ' ';
        path += here;
        last = std::move(here);
    }
    if (closed) path += 'Z';
}

std::string base64(const std::string& bytes) {
    static constexpr char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    out.reserve(bytes.size() * 4 / 3 + 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::uint32_t bits = 0;
        for (std::size_t k = 0; k < 3; ++k) {
            bits = bits << 8 | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0U);
        }
        for (std::size_t k = 0; k < 4; ++k) {
            out += i + k > bytes.size() ? '=' : digits[bits >> (18 - 6 * k) & 63];
        }
    }
    return out;
}

}  // namespace lossfield::viz::svg
