#include <gtest/gtest.h>

#include <functional>
#include <memory>

#define POINTERHOLDER_TRANSITION 4  // qpdf asks that its own pointers are renounced
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFWriter.hh>

#include "viz/embed/embed.hpp"
#include "viz/text/errors.hpp"

namespace lossfield::tests {
namespace embedded_pdf_test {

using viz::embed::text_in_pdf, viz::embed::with_attachment;

const std::string state = R"({"lossfield": 1, "lab": "ridge", "name": "größer ∇"})";

std::string written(QPDF& pdf, const std::function<void(QPDFWriter&)>& change = {}) {
    QPDFWriter writer(pdf);
    writer.setOutputMemory();
    writer.setStaticID(true);
    if (change) change(writer);
    writer.write();
    const std::shared_ptr<Buffer> made(writer.getBuffer());
    return {reinterpret_cast<const char*>(made->getBuffer()), made->getSize()};
}

std::string plain() {
    QPDF pdf;
    pdf.emptyPDF();
    pdf.addPage(pdf.makeIndirectObject(QPDFObjectHandle::parse("<</Type /Page /MediaBox [0 0 9 9]>>")),
                false);
    return written(pdf);
}

// The file after a change of its objects.
std::string changed(const std::string& bytes, const std::function<void(QPDF&)>& change) {
    QPDF pdf;
    pdf.setSuppressWarnings(true);
    pdf.processMemoryFile("file", bytes.data(), bytes.size());
    change(pdf);
    return written(pdf);
}

std::string refusal(const std::string& pdf) {
    try {
        (void)text_in_pdf(pdf);
        return {};
    } catch (const viz::InputError& e) {
        return e.what();
    }
}

TEST(EmbeddedPdf, TheAttachedFileIsReadAgain) {
    const std::string pdf = with_attachment(plain(), state);
    EXPECT_EQ(text_in_pdf(pdf), state);
    EXPECT_EQ(text_in_pdf(plain()), std::nullopt);
    EXPECT_EQ(with_attachment(plain(), state), pdf) << "the same text, the same bytes";
    EXPECT_EQ(text_in_pdf(with_attachment(pdf, "{}")), "{}");
}

TEST(EmbeddedPdf, ItStaysWhereOtherProgramsWriteTheFileAnew) {
    QPDF pdf;
    const std::string bytes = with_attachment(plain(), state);
    pdf.processMemoryFile("file", bytes.data(), bytes.size());
    EXPECT_EQ(text_in_pdf(written(pdf, [](QPDFWriter& w) { w.setObjectStreamMode(qpdf_o_generate); })),
              state);
    EXPECT_EQ(text_in_pdf(written(pdf, [](QPDFWriter& w) { w.setLinearization(true); })), state);
}

TEST(EmbeddedPdf, FiguresOfEarlierVersionsHaveItAmongTheKeywords) {
    const auto with_keywords = [](const std::string& words) {
        return changed(plain(), [&](QPDF& pdf) {
            auto info = pdf.makeIndirectObject(QPDFObjectHandle::newDictionary());
            info.replaceKey("/Keywords", QPDFObjectHandle::newUnicodeString(words));
            pdf.getTrailer().replaceKey("/Info", info);
        });
    };
    EXPECT_EQ(text_in_pdf(with_keywords(state)), state);
    EXPECT_EQ(text_in_pdf(with_keywords("loss, surface")), std::nullopt);
}

TEST(EmbeddedPdf, WhatIsCutShortOrLockedIsRefused) {
    const std::string whole = with_attachment(plain(), state);
    for (std::size_t size = 0; size + 8 < whole.size(); size += 7)
        ASSERT_EQ(refusal(whole.substr(0, size)), "the PDF file is cut short or damaged") << size;
    QPDF pdf;
    pdf.processMemoryFile("file", whole.data(), whole.size());
    const std::string locked = written(pdf, [](QPDFWriter& w) {
        w.setR6EncryptionParameters("user", "owner", true, true, true, true, true, true, qpdf_r3p_full, true);
    });
    EXPECT_EQ(refusal(locked), "the PDF file is locked by a password");
}

TEST(EmbeddedPdf, AStreamThatUnpacksWithoutEndIsRefused) {
    const std::string bomb = with_attachment(plain(), std::string(std::size_t{64} << 20, ' '));
    EXPECT_LT(bomb.size(), 200000U);
    EXPECT_EQ(refusal(bomb), "its state is longer than the 16 MiB that are read");
}

TEST(EmbeddedPdf, ACyclicOrMissingTreeOfNamesDoesNoHarm) {
    const std::string whole = with_attachment(plain(), state);
    const auto names = [](QPDF& pdf) { return pdf.getRoot().getKey("/Names").getKey("/EmbeddedFiles"); };
    const std::string cyclic = changed(whole, [&](QPDF& pdf) {
        auto tree = pdf.makeIndirectObject(QPDFObjectHandle::newDictionary());
        auto kids = QPDFObjectHandle::newArray();
        kids.appendItem(tree);
        tree.replaceKey("/Kids", kids);
        auto limits = QPDFObjectHandle::newArray();
        limits.appendItem(QPDFObjectHandle::newString("a"));
        limits.appendItem(QPDFObjectHandle::newString("z"));
        tree.replaceKey("/Limits", limits);
        pdf.getRoot().getKey("/Names").replaceKey("/EmbeddedFiles", tree);
    });
    const std::string gone = changed(whole, [&](QPDF& pdf) { names(pdf).removeKey("/Names"); });
    const std::string null = changed(
        whole, [](QPDF& pdf) { pdf.getRoot().replaceKey("/Names", QPDFObjectHandle::newInteger(7)); });
    const std::string no_stream = changed(whole, [&](QPDF& pdf) {
        auto spec = names(pdf).getKey("/Names").getArrayItem(1);
        spec.getKey("/EF").replaceKey("/F", QPDFObjectHandle::newInteger(7));
        spec.getKey("/EF").replaceKey("/UF", QPDFObjectHandle::newInteger(7));
    });
    for (const auto& pdf : {cyclic, gone, null, no_stream}) {
        std::string told = "nothing found";
        try {
            EXPECT_EQ(text_in_pdf(pdf), std::nullopt);
        } catch (const viz::InputError& e) {
            told = e.what();
        }
        EXPECT_TRUE(told == "nothing found" || told == "the PDF file is cut short or damaged" ||
                    told == "the attached file of its state is damaged")
            << told;
    }
}

}  // namespace embedded_pdf_test
}  // namespace lossfield::tests
