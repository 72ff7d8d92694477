#include "viz/tables/records.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "viz/text/errors.hpp"

namespace lossfield::viz::tables {
namespace {

class Cutter {
  public:
    Cutter(std::string_view text, char separator, const std::string& where)
        : text_(text), separator_(separator), where_(where) {}

    std::vector<Record> all() {
        std::vector<Record> records;
        while (at_ < text_.size()) {
            const auto line = text_.substr(at_, text_.find_first_of("\r\n", at_) - at_);
            const auto first = line.find_first_not_of(" \t");
            if (first == std::string_view::npos || is_comment(line)) {
                at_ += line.size();
                end_line();
            } else {
                records.push_back(record());
            }
        }
        return records;
    }

  private:
    [[nodiscard]] bool at_line_end() const {
        return at_ == text_.size() || text_[at_] == '\n' || text_[at_] == '\r';
    }
    [[nodiscard]] bool is_blank(char c) const { return c == ' ' || (c == '\t' && separator_ != '\t'); }
    [[nodiscard]] bool at_separator() const {
        if (at_line_end() || separator_ == nothing) return false;
        return separator_ == blanks ? is_blank(text_[at_]) : text_[at_] == separator_;
    }
    void skip_blanks() {
        while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
    }
    void end_line() {
        if (at_ == text_.size()) return;
        at_ += text_.substr(at_, 2) == "\r\n" ? 2 : 1;
        ++line_;
    }

    Record record() {
        Record record{line_, {}};
        while (true) {
            skip_blanks();
            if (separator_ == blanks && at_line_end()) break;
            record.cells.push_back(cell(record.cells.size() + 1));
            skip_blanks();
            if (separator_ == blanks) continue;
            if (!at_separator()) break;
            ++at_;
        }
        end_line();
        return record;
    }

    Cell cell(std::size_t column) {
        if (at_ < text_.size() && text_[at_] == '"') return quoted(column);
        const std::size_t start = at_;
        while (!at_line_end() && !at_separator()) ++at_;
        std::string_view cell = text_.substr(start, at_ - start);
        while (!cell.empty() && is_blank(cell.back())) cell.remove_suffix(1);
        return {std::string(cell), false};
    }

    Cell quoted(std::size_t column) {
        const std::size_t line = line_;
        Cell cell{{}, true};
        for (++at_;; ++at_) {
            if (at_ >= text_.size()) refuse(line, column, "a quote is opened and not closed");
            const char c = text_[at_];
            if (c == '"' && text_.substr(at_, 2) != "\"\"") break;
            if (c == '"') ++at_;
            if (c == '\n' || (c == '\r' && text_.substr(at_, 2) != "\r\n")) ++line_;
            cell.text += c;
        }
        ++at_;
        const std::size_t behind = at_;
        skip_blanks();
        if (!at_line_end() && !at_separator() && (separator_ != blanks || at_ == behind))
            refuse(line_, column, "text behind a closing quote; a quote within quotes is written twice");
        return cell;
    }

    [[noreturn]] void refuse(std::size_t line, std::size_t column, const char* what) const {
        throw InputError(fmt::format("{}: line {}, column {}: {}", where_, line, column, what));
    }

    std::string_view text_;
    char separator_;
    const std::string& where_;
    std::size_t at_ = 0, line_ = 1;
};

}  // namespace

bool is_comment(std::string_view line) {
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
    if (!line.starts_with('#')) return false;
    if (line.size() > 1 && std::string_view(",;\t").find(line[1]) != std::string_view::npos) return false;
    constexpr std::array<std::string_view, 7> errors{"#N/A",  "#DIV/0!", "#NAME?", "#NULL!",
                                                     "#NUM!", "#REF!",   "#VALUE!"};
    return std::none_of(errors.begin(), errors.end(),
                        [&](std::string_view error) { return line.starts_with(error); });
}

std::vector<Record> records_of(std::string_view text, char separator, const std::string& where) {
    return Cutter(text, separator, where).all();
}

}  // namespace lossfield::viz::tables
