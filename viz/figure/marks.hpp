// The marks of a panel. Coordinates are the panel's; NaN is a gap or a hole where it is. Ids are what CSV and
// JSON export; a label puts a mark into the legend.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "viz/figure/roles.hpp"
#include "viz/inputs/value.hpp"

namespace lossfield::viz {

// How the numbers of an axis become lengths.
enum class ScaleKind { Linear, Log, Symlog };

enum class Dash { Solid, Dashed, Dotted, LongDashed };

// Every mark has an id and a label: its legend entry, rich text; empty: none.
// In a 3-D panel a curve, points and arrows lie on the panel's first surface and are hidden where a hill hides
// them; with z (arrows: with z and w) they run through space.
struct Curve {
    std::string id{};
    std::string label{};
    Vector x{}, y{};
    Colour colour{Role::Accent};
    double width = 2;  // logical pixels
    Dash dash = Dash::Solid;
    Vector z{};  // 3-D panels; empty: on the surface
    // One a point: the curve is painted in the scale's colours instead of its own, NaN being a gap. Empty: none.
    Vector values{};
    ColourScale scale{};
    // With values: as many pixels of ink on either side, to stand out on a map.
    double halo = 0;
};

// The region between two curves over the same x.
struct Band {
    std::string id{};
    std::string label{};
    Vector x{}, low{}, high{};
    Colour colour{Role::Accent, 0, 0.2};
};

enum class PointShape { Disc, Ring, Cross, Square, Diamond, Triangle };

struct PointSet {
    std::string id{};
    std::string label{};
    Vector x{}, y{};
    std::vector<Colour> colours{};  // one for all, or one each
    PointShape shape = PointShape::Disc;
    double size = 7;                   // logical pixels across
    std::vector<std::string> texts{};  // beside each point where there is room; empty: none
    Vector z{};                        // 3-D panels; empty: on the surface
    std::vector<PointShape> shapes{};  // one each; empty: `shape`

    [[nodiscard]] PointShape shape_of(std::size_t i) const { return shapes.empty() ? shape : shapes[i]; }
};

// Bars from base to value around a position, standing (value along y) or lying (value along x).
struct Bars {
    std::string id{};
    std::string label{};
    Vector position{}, base{}, value{};
    std::vector<Colour> colours{};  // one for all, or one each
    double width = 0.6;             // in units of the position axis
    bool lying = false;
    std::vector<std::string> texts{};  // a number on or beside each bar; empty: none
};

enum class ArrowLength { Data, Uniform };

// Arrows from (x, y) along (u, v). Data: to (x+u, y+v). Uniform: all of one length in pixels, the colour
// tells log|v|.
struct Arrows {
    std::string id{};
    std::string label{};
    Vector x{}, y{}, u{}, v{};
    ArrowLength length = ArrowLength::Data;
    double pixels = 16;                              // Uniform
    std::vector<Colour> colours{Colour{Role::Ink}};  // one for all, or one each
    double width = 1.2;
    std::vector<std::string> texts{};  // a name at each tip; empty: none
    Vector z{}, w{};                   // 3-D panels; empty: on the surface
};

// Values on a regular grid of nodes, row 0 at y.low, column 0 at x.low.
struct GridField {
    Domain domain{};
    std::size_t columns = 0;
    std::size_t rows = 0;
    Numbers values{};
};

// f(x, y) at the nodes of a grid.
template <class Function>
[[nodiscard]] GridField sample_grid(const Domain& domain, std::size_t columns, std::size_t rows,
                                    const Function& f) {
    Vector values;
    values.reserve(columns * rows);
    for (std::size_t r = 0; r < rows; ++r)
        for (std::size_t c = 0; c < columns; ++c)
            values.push_back(f(
                domain.x.low + domain.x.length() * static_cast<double>(c) / static_cast<double>(columns - 1),
                domain.y.low + domain.y.length() * static_cast<double>(r) / static_cast<double>(rows - 1)));
    return {domain, columns, rows, std::move(values)};
}

// Values on the regular grid of a triangle with n subdivisions, (n+1)(n+2)/2 nodes: row j = 0..n counted
// along the third corner, in a row i = 0..n-j counted along the second; node (i, j) lies at barycentric
// (n-i-j, i, j)/n. The corners are those of a simplex panel.
struct TriangleField {
    std::size_t subdivisions = 0;
    Vector values{};
};

using Field = std::variant<GridField, TriangleField>;

// Values as colours. With `classes` the values count classes from 0, each in its colour; `shade`, one a node, says how much of
// it there is: 0 is pale, 1 full.
struct Heat {
    std::string id{};
    std::string label{};
    GridField field{};
    ColourScale scale{};
    bool smooth = true;
    std::vector<Colour> classes{};
    Numbers shade{};
};

enum class LevelRule { Linear, Logarithmic, EqualArea };

struct Levels {
    LevelRule rule = LevelRule::Linear;
    int count = 10;
    Vector exactly{};  // not empty: these, whatever the rule
};

// How a field runs between its nodes. NegativeExponential: e^-v is linear, which is exact for -log of
// something linear and keeps level sets smooth up to an edge where v is +inf.
enum class Interpolation { Linear, NegativeExponential };

// Level sets of a field: filled as nested super-level sets, drawn as lines, labelled where labels fit.
struct Contours {
    std::string id{};
    std::string label{};
    Field field{};
    Levels levels{};
    Interpolation interpolation = Interpolation::Linear;
    bool filled = true;
    bool lines = true;
    bool labels = true;
    ColourScale scale{};
    Colour line_colour{Role::Ink, 0, 0.45};
    double line_width = 1;
    Dash dash = Dash::Solid;
};

// A surface z = field over the ground of a 3-D panel: lit, coloured by value, with contour lines of constant
// width. NaN: a hole. Values above `cut` are cut off, the edge is marked.
struct Surface {
    std::string id{};
    std::string label{};
    GridField field{};
    ColourScale scale{};
    std::optional<Colour> colour{};  // one colour, with its opacity, instead of the scale's
    Levels levels{};
    bool lines = true;
    Colour line_colour{Role::Ink, 0, 0.4};
    double line_width = 1;
    std::optional<double> cut{};
};

// A surface through points of space (3-D panels): a plane, a disc, a part of a sphere. Its nodes come row by row, and all
// nodes of a row or a column may be one point. It is lit from both sides, and what lies behind a translucent one shines
// through.
struct Patch {
    std::string id{};
    std::string label{};
    std::size_t columns = 0, rows = 0;
    Vector x{}, y{}, z{};
    Numbers values{};  // one a node, for colours and contour lines; empty: `colour`
    ColourScale scale{};
    double opacity = 1;  // of the scale's colours
    Colour colour{Role::Accent, 0, 0.2};
    Levels levels{};
    bool lines = true;  // contour lines
    Colour line_colour{Role::Ink, 0, 0.4};
    double line_width = 1;
};

// Filled and outlined rings; inner rings are holes (even-odd).
struct Polygon {
    std::string id{};
    std::string label{};
    std::vector<Vector> x{}, y{};  // one per ring
    Colour fill{Role::Accent, 0, 0.15};
    Colour stroke{Role::Accent};
    double width = 1.2;
};

// A straight line across the panel at a value of one axis.
struct Rule {
    std::string id{};
    std::string label{};
    double at = 0;
    bool vertical = false;
    Colour colour{Role::Muted};
    double width = 1;
    Dash dash = Dash::Solid;
    std::string text{};  // at its end
};

enum class Anchor { Centre, Left, Right, Above, Below };

// Words at a place of the panel; Left means that the place is at the text's left end. In a 3-D panel they stand in front
// of everything.
struct TextMark {
    std::string id{};
    std::string label{};
    double x = 0, y = 0;
    std::string text{};
    Anchor anchor = Anchor::Centre;
    Colour colour{Role::Ink};
    bool strong = false;
    bool optional = false;  // left out where it would cover another text
    double z = 0;           // 3-D panels
};

// A formula known to the lab (listed in its `formulas`), set in LaTeX.
struct FormulaMark {
    std::string id{};
    std::string label{};
    double x = 0, y = 0;
    std::string latex{};
    Anchor anchor = Anchor::Centre;
    Colour colour{Role::Ink};
    double size = 15;  // em in logical pixels
};

using AnyMark = std::variant<Curve, Band, PointSet, Bars, Arrows, Heat, Contours, Surface, Patch, Polygon,
                             Rule, TextMark, FormulaMark>;

// One of them. A class of its own, so that copying and destroying marks is compiled once (figure_values.cpp), not in every lab.
class Mark : public AnyMark {
  public:
    Mark(Curve mark);
    Mark(Band mark);
    Mark(PointSet mark);
    Mark(Bars mark);
    Mark(Arrows mark);
    Mark(Heat mark);
    Mark(Contours mark);
    Mark(Surface mark);
    Mark(Patch mark);
    Mark(Polygon mark);
    Mark(Rule mark);
    Mark(TextMark mark);
    Mark(FormulaMark mark);
    Mark(const Mark& other);
    Mark(Mark&& other) noexcept;
    Mark& operator=(const Mark& other);
    Mark& operator=(Mark&& other) noexcept;
    ~Mark();

    [[nodiscard]] const std::string& id() const;
    [[nodiscard]] const std::string& label() const;
};

}  // namespace lossfield::viz
