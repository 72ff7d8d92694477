// The parts of a Python script: literals, and what is written mark by mark.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "viz/display/theme.hpp"
#include "viz/figure/figure.hpp"

namespace lossfield::viz {

// A text as Python writes it, raw where that is easier to read; numbers and lists of them in full.
[[nodiscard]] std::string python_text(std::string_view text);
[[nodiscard]] std::string python_label(std::string_view rich);  // for matplotlib
[[nodiscard]] std::string python_number(double v);
[[nodiscard]] std::string python_list(const Vector& numbers);
[[nodiscard]] const char* python_marker(PointShape shape);
[[nodiscard]] double python_size(PointShape shape, double pixels);  // an area
[[nodiscard]] std::string python_texts(const std::vector<std::string>& literals);

// Logical pixels in points, which matplotlib measures by.
[[nodiscard]] constexpr double points(double pixels) { return 0.75 * pixels; }

// The script of a panel on its way: its lines, and what of other things they use.
class PythonWriter {
  public:
    PythonWriter(const Panel& panel, const Theme& theme) : panel_(panel), theme_(theme) {}

    void line(const std::string& text) { body_ += text + '\n'; }
    // A mark's column, or an array of the panel.
    [[nodiscard]] std::string column(const Mark& mark, const std::string& name);
    [[nodiscard]] std::string array(const std::string& name);
    // A column on the axis' scale: matplotlib's own 3-D axes are linear.
    [[nodiscard]] std::string placed(const Axis& axis, const std::string& expression) const;

    [[nodiscard]] std::string colour(const Colour& colour) const;
    [[nodiscard]] std::string colour(const Rgba& colour) const;
    // Of a mark with one colour for all or one each.
    [[nodiscard]] std::string colours(const Mark& mark, const std::vector<Colour>& one_or_each);
    // ", cmap=..., norm=..."
    [[nodiscard]] std::string scale(const ColourScale& scale);
    [[nodiscard]] std::string map(const ColourScale& scale);
    [[nodiscard]] std::string norm(const ColourScale& scale);
    // "(0, (on, off))"; empty: solid. And as an option: ", ls=..." or nothing.
    [[nodiscard]] std::string pattern(Dash dash, double width) const;
    [[nodiscard]] std::string dashes(Dash dash, double width) const;
    // ", label=..., zorder=..."
    [[nodiscard]] std::string common(const Mark& mark);
    // Of words: over all marks.
    [[nodiscard]] int words_order() const { return static_cast<int>(panel_.marks.size()) + 1; }
    void import(const std::string& statement) { imports_.insert(statement); }

    [[nodiscard]] const Panel& panel() const { return panel_; }
    [[nodiscard]] const Theme& theme() const { return theme_; }
    [[nodiscard]] const std::string& body() const { return body_; }
    [[nodiscard]] const std::set<std::string>& imports() const { return imports_; }
    [[nodiscard]] const std::set<std::string>& arrays() const { return arrays_; }
    [[nodiscard]] const std::set<ColourMapKind>& maps() const { return maps_; }
    [[nodiscard]] bool has_legend() const { return legend_; }
    int order = 0;  // of the mark that is written

  private:
    const Panel& panel_;
    const Theme& theme_;
    std::string body_;
    std::set<std::string> imports_, arrays_;
    std::set<ColourMapKind> maps_;
    bool legend_ = false;
};

void write_flat_mark(const Mark& mark, PythonWriter& out);
void write_space_mark(const Mark& mark, PythonWriter& out);
void write_contours(const Mark& mark, const Contours& m, PythonWriter& out);
void write_table(const Table& table, PythonWriter& out);
void write_sheets(PythonWriter& out);
// Colours of filled contours from the lowest band.
[[nodiscard]] std::string band_colours(const Levels& rule, const ColourScale& scale, const Vector& levels,
                                       bool reversed, PythonWriter& out);
// The name in a legend of what matplotlib does not list by itself.
void write_key(const Mark& mark, const Colour& colour, double width, PythonWriter& out);

}  // namespace lossfield::viz
