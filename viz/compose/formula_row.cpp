#include "viz/compose/formula_row.hpp"

#include <algorithm>

#include "viz/display/formulas.hpp"

namespace lossfield::viz {
namespace {

constexpr double between_formulas = 2;   // em
constexpr double smallest_formula = 10;  // em in pixels
constexpr double smallest_beside = 11;   // a smaller one rather stands below, where it has more room
constexpr double usual_height = 31, over_formula = 3;  // of the row without air
constexpr double title_to_formula = 32;

// What is set: the figure's own choice, or the lab's formula.
std::vector<std::string> formulas_of(const Figure& figure, const Page& page) {
    if (page.without.formulas || page.formula.empty()) return {};
    return figure.formulas.empty() ? std::vector{page.formula} : figure.formulas;
}

// Wide and high formulas are set smaller, down to what can be read; of several the last ones give way.
std::optional<FormulaRow> in_one_row(std::vector<std::string> latex, double width) {
    // In em. One that was not set stands there as its source.
    FormulaRow row;
    double end = 0;
    for (const std::string& source : latex) {
        const Formula* f = find_formula(source);
        const double right = end + (f != nullptr ? f->width : 0);
        if (smallest_formula * right > width) break;
        row.left.push_back(end);
        row.width = right;
        end = right + between_formulas;
        row.rise = std::max(row.rise, f != nullptr ? f->height - f->depth : 1);
        row.drop = std::max(row.drop, f != nullptr ? f->depth : 0.3);
    }
    if (row.left.empty()) return std::nullopt;
    row.latex = std::move(latex);
    row.size = std::min(type_sizes.formula, std::max(smallest_formula, usual_height / (row.rise + row.drop)));
    if (row.width > 0) row.size = std::min(row.size, width / row.width);
    row.rise *= row.size, row.drop *= row.size, row.width *= row.size;
    for (double& x : row.left) x *= row.size;
    row.rise += over_formula, row.drop += over_formula;
    return row;
}

}  // namespace

std::optional<FormulaRow> formulas_beside_title(const Figure& figure, const Page& page, double width,
                                                const Canvas& canvas) {
    // The window has its tools there.
    if (page.live || page.title.empty() || page.without.title) return std::nullopt;
    std::vector<std::string> latex = formulas_of(figure, page);
    const std::size_t all = latex.size();
    const double title = canvas.text_width(page.title, type_sizes.title, Style::Strong);
    auto row = in_one_row(std::move(latex), width - title - title_to_formula);
    const bool fits = row && row->left.size() == all && row->size >= smallest_beside &&
                      row->height() <= usual_height + 2 * over_formula + 1e-9;
    return fits ? row : std::nullopt;
}

std::optional<FormulaRow> formulas_below(const Figure& figure, const Page& page, double width,
                                         const Canvas& canvas) {
    if (formulas_beside_title(figure, page, width, canvas)) return std::nullopt;
    return in_one_row(formulas_of(figure, page), width);
}

void draw_formulas(const FormulaRow& row, Vec2 at, Canvas& canvas) {
    for (std::size_t k = 0; k < row.left.size(); ++k)
        canvas.add(FormulaPrim{row.latex[k], at.x + row.left[k], at.y, row.size, canvas.theme().ink});
}

}  // namespace lossfield::viz
