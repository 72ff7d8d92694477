#include <fmt/format.h>

#include <exception>
#include <memory>
#include <stdexcept>

#define POINTERHOLDER_TRANSITION 4  // qpdf asks that its own pointers are renounced
#include <qpdf/Pipeline.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFEmbeddedFileDocumentHelper.hh>
#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFFileSpecObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include "viz/embed/embed.hpp"
#include "viz/text/errors.hpp"

namespace lossfield::viz::embed {
namespace {

// Takes the unpacked bytes and stops the unpacking where they are too many; an exception alone would be taken by qpdf for
// damage of the file.
class Gathered : public Pipeline {
  public:
    Gathered() : Pipeline("state", nullptr) {}
    void write(const unsigned char* data, std::size_t size) override {
        text.append(reinterpret_cast<const char*>(data), size);
        if (text.size() <= longest_text) return;
        too_long = true;
        throw std::length_error("too long");
    }
    void finish() override {}

    std::string text{};
    bool too_long = false;
};

std::string unpacked(QPDFObjectHandle stream) {
    Gathered gathered;
    bool whole = false;
    try {
        whole = stream.isStream() && stream.pipeStreamData(&gathered, nullptr, 0, qpdf_dl_generalized, true);
    } catch (const std::exception&) {
        whole = false;
    }
    if (gathered.too_long) refuse_long_text();
    if (!whole) throw InputError("the attached file of its state is damaged");
    return gathered.text;
}

// Figures of earlier versions have it among their keywords.
std::optional<std::string> keywords(QPDF& pdf) {
    QPDFObjectHandle info = pdf.getTrailer().getKey("/Info");
    QPDFObjectHandle words = info.isDictionary() ? info.getKey("/Keywords") : info;
    if (!words.isString()) return std::nullopt;
    const std::string text = words.getUTF8Value();
    return !text.empty() && text.front() == '{' ? std::optional(text) : std::nullopt;
}

}  // namespace

std::optional<std::string> text_in_pdf(std::string_view bytes) {
    try {
        QPDF pdf;
        pdf.setSuppressWarnings(true);
        pdf.setAttemptRecovery(false);
        pdf.processMemoryFile("figure", bytes.data(), bytes.size());
        QPDFEmbeddedFileDocumentHelper files(pdf);
        if (const auto file = files.getEmbeddedFile(pdf_attachment))
            return unpacked(file->getEmbeddedFileStream());
        return keywords(pdf);
    } catch (const QPDFExc& e) {
        throw InputError(e.getErrorCode() == qpdf_e_password ? "the PDF file is locked by a password"
                                                             : "the PDF file is cut short or damaged");
    } catch (const InputError&) {
        throw;
    } catch (const std::exception&) {  // what qpdf had not foreseen of a damaged file
        throw InputError("the PDF file is cut short or damaged");
    }
}

std::string with_attachment(const std::string& bytes, const std::string& text) {
    try {
        QPDF pdf;
        pdf.setSuppressWarnings(true);
        pdf.processMemoryFile("figure", bytes.data(), bytes.size());
        auto stream = QPDFEFStreamObjectHelper::createEFStream(pdf, text);
        stream.setSubtype("application/json");
        auto file = QPDFFileSpecObjectHelper::createFileSpec(pdf, pdf_attachment, stream);
        file.setDescription("How Lossfield made this figure");
        QPDFEmbeddedFileDocumentHelper(pdf).replaceEmbeddedFile(pdf_attachment, file);
        QPDFWriter writer(pdf);
        writer.setOutputMemory();
        writer.setDeterministicID(true);
        writer.write();
        const std::shared_ptr<Buffer> made(writer.getBuffer());
        return {reinterpret_cast<const char*>(made->getBuffer()), made->getSize()};
    } catch (const std::exception& e) {
        throw OutputError(fmt::format("cannot make the PDF file: {}", e.what()));
    }
}

}  // namespace lossfield::viz::embed
