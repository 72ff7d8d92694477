// Read by expat, which follows no reference to anything outside; a document that declares entities of its own is refused.
#include <expat.h>
#include <fmt/format.h>

#include <memory>

#include "viz/embed/embed.hpp"
#include "viz/text/errors.hpp"

namespace lossfield::viz::embed {
namespace {

constexpr std::string_view root_name = "http://www.w3.org/2000/svg svg";
constexpr std::string_view metadata_name = "http://www.w3.org/2000/svg metadata";

struct Freed {
    void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};

// Other programs write <metadata> as well, in XML.
bool is_state(const std::string& text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    return first != std::string::npos && text[first] == '{' &&
           text.find("\"lossfield\"") != std::string::npos;
}

struct Reading {
    enum class Halt { None, Entities, Root, Length };
    XML_Parser parser = nullptr;
    int depth = 0, metadata_at = 0;  // 0: not inside
    std::string text{};
    std::optional<std::string> found{};
    Halt halt = Halt::None;

    void stop(Halt why) {
        halt = why;
        XML_StopParser(parser, XML_FALSE);
    }
};

Reading& reading(void* data) { return *static_cast<Reading*>(data); }

void begin(void* data, const XML_Char* name, const XML_Char**) {
    Reading& r = reading(data);
    if (++r.depth == 1 && name != root_name) return r.stop(Reading::Halt::Root);
    if (r.metadata_at != 0 || name != metadata_name) return;
    r.metadata_at = r.depth;
    r.text.clear();
}

void end(void* data, const XML_Char*) {
    Reading& r = reading(data);
    if (r.depth == r.metadata_at) {
        if (!r.found && is_state(r.text)) r.found = r.text;
        r.metadata_at = 0;
    }
    --r.depth;
}

void characters(void* data, const XML_Char* text, int length) {
    Reading& r = reading(data);
    if (r.metadata_at == 0 || r.depth != r.metadata_at) return;
    r.text.append(text, static_cast<std::size_t>(length));
    if (r.text.size() > longest_text) r.stop(Reading::Halt::Length);
}

void entity(void* data, const XML_Char*, int, const XML_Char*, int, const XML_Char*, const XML_Char*,
            const XML_Char*, const XML_Char*) {
    reading(data).stop(Reading::Halt::Entities);
}

}  // namespace

std::optional<std::string> text_in_svg(std::string_view svg) {
    const std::unique_ptr<XML_ParserStruct, Freed> parser(XML_ParserCreateNS(nullptr, ' '));
    if (!parser) throw InputError("there is not enough memory to read the SVG file");
    Reading r{parser.get()};
    XML_SetUserData(parser.get(), &r);
    XML_SetElementHandler(parser.get(), begin, end);
    XML_SetCharacterDataHandler(parser.get(), characters);
    XML_SetEntityDeclHandler(parser.get(), entity);
    // Pieces, as expat counts in int.
    constexpr std::size_t piece = std::size_t{1} << 20;
    XML_Status status = XML_STATUS_OK;
    for (std::size_t at = 0; status == XML_STATUS_OK && at <= svg.size(); at += piece) {
        const std::string_view part = svg.substr(at, piece);
        status = XML_Parse(parser.get(), part.data(), static_cast<int>(part.size()), at + piece > svg.size());
    }
    switch (r.halt) {
        case Reading::Halt::Entities:
            throw InputError("the SVG file declares entities, which no figure of this program does");
        case Reading::Halt::Root:
            throw InputError("this is XML, but no SVG file");
        case Reading::Halt::Length:
            refuse_long_text();
        case Reading::Halt::None:
            break;
    }
    if (status == XML_STATUS_OK) return std::move(r.found);
    throw InputError(fmt::format("the SVG file is cut short or damaged (line {}, column {})",
                                 XML_GetCurrentLineNumber(parser.get()),
                                 XML_GetCurrentColumnNumber(parser.get()) + 1));
}

}  // namespace lossfield::viz::embed
