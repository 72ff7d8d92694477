// A Figure is plain data: what a picture shows, in the units of its subject. No pixels, no colours (roles
// only; a theme owns colours), no pointer, no callback. The same Figure is composed for the window and for
// files. Texts are rich texts: words with $...$ for italic symbols, _ and ^ (or _{..}, ^{..}) inside them for
// scripts.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "viz/figure/handle.hpp"
#include "viz/figure/marks.hpp"
#include "viz/figure/view.hpp"
#include "viz/inputs/list.hpp"
#include "viz/inputs/parameter.hpp"
#include "viz/inputs/value.hpp"

namespace lossfield::viz {

struct Tick {
    double at = 0;
    std::string label{};  // rich text
    Colour colour{Role::Muted};
};

struct Axis {
    std::string label{};  // rich text: symbol and word
    ScaleKind scale = ScaleKind::Linear;
    std::optional<Interval> range{};  // none: fitted to the marks
    List<Tick> ticks{};               // empty: chosen by the composer
    bool visible = true;
    std::string shared{};  // axes with the same name share one range; inner labels are left out
};

// Where in the grid: rows and columns counted from 0 at the upper left.
struct Cell {
    int row = 0;
    int column = 0;
    int row_span = 1;
    int column_span = 1;
};

// Space: 3-D axes; Sheet: columns of text.
enum class PanelKind { Axes, Bars, Simplex, Matrix, Space, Sheet };

// Corner of a ternary panel; a panel with two corners is a segment. Marks use the plane coordinates in which
// the corners lie at (0,0), (1,0), (1/2, sqrt(3)/2).
struct Corner {
    std::string label{};
    Colour colour{Role::Ink};
};

// Beside the marks whose colours it explains.
struct ColourBar {
    std::string label{};
    ColourScale scale{};
    std::vector<double> levels{};  // drawn as ticks; empty: chosen by the composer
    // A mark of the panel: its colours, whatever its values are; of filled contours a step a band. Empty: the scale's.
    std::string mark{};
};

// A parameter's id and the value that a click gives it.
using Setting = std::pair<std::string, Value>;

// Which entry of a column is the best one, to be marked.
enum class Best { None, Lowest, Highest };
enum class Sorted { No, Ascending, Descending };

// How a column of a table is written and what its heading does.
struct TableColumn {
    std::optional<int> decimals{};  // none: the table's
    std::optional<int> digits{};    // significant ones instead: numbers of very different sizes
    bool whole = false;             // counts: no decimals
    Best best = Best::None;
    Sorted sorted = Sorted::No;   // the rows are sorted by it: an arrow beside the heading
    std::vector<Setting> sets{};  // what a click on the heading sets, in one step; empty: it is no button
    std::string help{};           // a sentence for the heading's tooltip
};

// Matrix table: entries with row and column headings (rich texts); shading by value when a scale is given. Rows that are
// too many for one column of them stand in two or three beside each other.
struct Table {
    Matrix entries{};
    std::vector<std::string> row_labels{};
    std::vector<std::string> column_labels{};
    int digits = 3;  // decimals
    std::optional<ColourScale> shading{};
    std::vector<TableColumn> columns{};  // one a column, or none
    std::vector<Colour> row_colours{};   // one a row, or none: a mark before its label
    std::vector<std::string>
        texts{};        // one an entry, row by row, or none: where not empty it stands for the number
    bool gaps = false;  // NaN is no entry and shown as a dash
};

// A column of a sheet panel: a heading in its colour over lines of words.
// How a curve and its points look, told beside its name.
struct SeriesKey {
    Dash dash = Dash::Solid;
    PointShape marker = PointShape::Disc;
};

struct Sheet {
    std::string title{};
    Colour colour{Role::Ink};
    std::vector<std::string> lines{};
    std::optional<SeriesKey> key{};
};

struct Panel {
    std::string id{};
    std::string title{};
    PanelKind kind = PanelKind::Axes;
    Cell cell{};
    Axis x{};
    Axis y{};
    Axis z{};             // space
    Camera camera{};      // space: from where it is seen at first
    double height = 0.6;  // space: of the box, its ground's longer side being 1
    bool equal_aspect = false;
    std::vector<Corner> corners{};  // simplex
    std::optional<Table> table{};   // matrix
    std::vector<Sheet> sheets{};    // sheet
    List<Mark> marks{};
    List<Handle> handles{};
    std::optional<ColourBar> colour_bar{};
    bool legend = true;  // marks with a label are listed

    // Throws std::invalid_argument where the columns of the mark differ in length.
    void add(Mark mark);
    void add(Handle handle);
};

using AnyReadout = std::variant<double, Vector, std::string>;

class ReadoutValue : public AnyReadout {
  public:
    ReadoutValue();
    ReadoutValue(double value);
    ReadoutValue(Vector value);
    ReadoutValue(std::string value);
    ReadoutValue(const char* value);
    ReadoutValue(const ReadoutValue& other);
    ReadoutValue(ReadoutValue&& other) noexcept;
    ReadoutValue& operator=(const ReadoutValue& other);
    ReadoutValue& operator=(ReadoutValue&& other) noexcept;
    ~ReadoutValue();
};

struct Readout {
    std::string id{};
    std::string label{};   // words
    std::string symbol{};  // rich text, e.g. "$L$"
    ReadoutValue value{};
    std::string unit{};
    bool whole = false;  // counts: written without decimals
    bool aside =
        false;  // said elsewhere in the picture: left out under it, not where readouts are copied or evaluated
};

enum class Severity { Info, Warning, Failure };

// A numeric event said in words: divergence, saturation, an empty level set.
struct Notice {
    std::string id{};
    Severity severity = Severity::Info;
    std::string text{};
};

// A live mark on the slider of a parameter, e.g. 2/L that moves with the data.
struct SliderMark {
    std::string parameter{};
    Snap snap{};
};

// A place of theory to jump to: a button beside the control of a parameter that sets one or more of them in one step. Or a
// way to another lab, which takes over the values that both know by the same name (carried_over in values.hpp).
struct Jump {
    std::string id{};
    std::string label{};  // rich text, short, e.g. "$2/L$"
    std::string help{};   // a sentence for the tooltip
    std::string parameter{};
    std::vector<Setting> sets{};
    std::string lab{};  // the lab that it leads to, whose parameters are set; empty: this one
};

// A parameter, or one option of a choice, that cannot be used as things stand, and why. Its control is disabled; what a
// lab makes of such a value all the same is its own matter (it gives a notice).
struct Unfit {
    std::string parameter{};
    std::string option{};  // empty: the whole parameter
    std::string sentence{};
};

// The steps of a simulation, 0 to `last`; View::step is the one shown.
struct Playhead {
    long long last = 0;
    std::string label{"step"};
};

struct Figure {
    List<Panel> panels{};
    std::string lead{};  // the panel that is laid out largest; empty: the first
    List<Readout> readouts{};
    List<Notice> notices{};
    std::string caption{};  // one or two sentences: what to look for, numbers taken from the values
    // LaTeX of what is chosen, each declared in the lab's `formulas`: set beside each other in place of the lab's own formula,
    // which stands where there are none.
    std::vector<std::string> formulas{};
    std::vector<SliderMark> slider_marks{};
    List<Jump> jumps{};
    // Parameters as things stand, from the mildest: those that change nothing (their controls fade), those that cannot
    // be used (disabled, with the reason), those without a meaning (left out).
    std::vector<std::string> inactive{};
    std::vector<Unfit> unfit{};
    std::vector<std::string> hidden{};
    std::optional<Playhead> playhead{};

    void add(Panel panel);
};

using Panels = List<Panel>;
using Marks = List<Mark>;
using Handles = List<Handle>;
using Ticks = List<Tick>;
using Readouts = List<Readout>;
using Notices = List<Notice>;
using Jumps = List<Jump>;

// Nothing when there is none.
[[nodiscard]] const Panel* find_panel(const Figure& figure, const std::string& id);
// Throws InputError naming the nearest panel there is.
[[nodiscard]] const Panel& known_panel(const Figure& figure, const std::string& id);
// Whether its visible range, or from where it is seen, can be chosen.
[[nodiscard]] bool has_range(const Panel& panel);
[[nodiscard]] bool is_in_space(const Panel& panel);

// Whether a parameter changes anything as things stand: neither hidden nor inactive nor unfit as a whole.
[[nodiscard]] bool has_effect(const Figure& figure, const std::string& parameter);
// Why a parameter, or one of its options, cannot be used; empty where it can.
[[nodiscard]] std::string why_unfit(const Figure& figure, const std::string& parameter,
                                    const std::string& option = {});

// Adds a notice for every contour mark that has no level set to draw: a flat field, one without finite values.
void notice_empty_level_sets(Figure& figure);

}  // namespace lossfield::viz
