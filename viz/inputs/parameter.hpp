// A parameter is declared once. From the declaration come its slider, its `--set`, its place in saved files,
// its undo step, its tooltip, its random test values and its row in the reference.
//   soft range: what the slider covers;  hard range: what may be typed or given on the command line.
// A lab binds each parameter to a member of its own Inputs: real(&Inputs::temperature, "temperature", {...}).
#pragma once

#include <cstddef>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "viz/inputs/list.hpp"
#include "viz/inputs/value.hpp"

namespace lossfield::viz {

enum class Spacing { Linear, Log, LogWithZero };

struct Option {
    std::string id{};
    std::string label{};
};

// A value of theory that a slider snaps to; a limit is also drawn as a warning mark.
struct Snap {
    double at = 0;
    std::string label{};
    bool limit = false;
};

// What a parameter is called.
struct Words {
    std::string label{};   // e.g. "Temperature"; empty: made from the id
    std::string symbol{};  // rich text, e.g. "$T$"
    std::string help{};    // one sentence for the tooltip and the reference
};

// An id that a parameter had in earlier versions, while the choices named stood at these options. Old state files and
// command lines may still say it.
struct FormerId {
    struct Choice {
        std::string parameter{};
        std::string option{};
    };
    std::string id{};
    std::vector<Choice> where{};
};

// What may be said of a parameter; only the fields that fit its kind are used.
struct Traits {
    std::string unit{};
    std::string group{};  // heading in the side panel; empty: "Input"
    Interval soft{0, 1};
    // Both zero: the soft range (with 0 where the spacing has a zero stop); points, matrix, domain: +-1e9. Of
    // vectors, points, matrices and domains every number keeps to it.
    Interval hard{0, 0};
    Spacing spacing = Spacing::Linear;
    std::vector<Snap> snaps{};
    std::vector<Option> options{};  // choice
    // choice: the domain that is automatic again once another option is chosen; a lab need not have it
    std::string refits{};
    std::size_t min_length = 1;  // vector: entries; points: points; matrix: rows as well as columns
    std::size_t max_length = 64;
    std::string length_of{};  // vector: another vector parameter whose length this one shares
    // vector: entries >= 0 with sum 1; where their number is known from elsewhere also one entry: the 1-based class that
    // has it all
    bool distribution = false;
    // vector: a list of different 1-based places in another vector parameter, e.g. classes; not checked while that one is
    // shorter than the list
    std::string places_in{};
    bool whole_entries = false;  // vector: entries are whole numbers
    // points: the classes there are; not empty: every point's label is one of them, and people choose which a new point gets
    std::vector<std::string> labels{};
    std::string panel{};    // domain: the panel whose visible range it is; points: where a click adds one
    bool restarts = false;  // a change sends a playing playhead back to step 0
    // toggle: of what there are more, such as "optimizers"; while it is off its control stands with the others of its group
    // under the line "more optimizers…", which opens by a click
    std::string more{};
    // real: the toggle whose box stands before the label of this one's slider, while it is on and the slider is there; both
    // where the first of the two is declared
    std::string toggle{};
    std::vector<FormerId> former{};

    // Whether a class alone says a distribution: of how many classes it is one is known.
    [[nodiscard]] bool takes_class() const {
        return distribution && (!length_of.empty() || min_length == max_length);
    }
};

struct Parameter : Words, Traits {
    std::string id{};
    Kind kind = Kind::Real;
    Value fallback{};        // the default
    std::string identity{};  // of what several labs share by this name; empty: the name alone tells
};

// Fills in what a declaration left out (label from the id, hard from soft).
[[nodiscard]] Parameter complete(std::string id, Kind kind, Words words, Traits traits);

// Position of a parameter in a list; throws InputError naming the nearest known id.
[[nodiscard]] std::size_t index_of(const std::vector<Parameter>& parameters, const std::string& id);

// A parameter and the member of a lab's Inputs that holds it: as what, and how many bytes from its start.
enum class Stored { Double, Int, Bool, Enumerator, String, NumberList, PointList, Matrix, Domain };
struct Binding {
    Parameter parameter{};
    Stored stored = Stored::Double;
    std::ptrdiff_t offset = 0;
    std::vector<int> enumerators{};  // of a choice, one an option
    // Of a domain: what is shown, be it chosen or automatic, given the part of Inputs that it belongs to, which begins so
    // many bytes from their start.
    std::function<Domain(const void* part)> shown{};
    std::ptrdiff_t part = 0;

    [[nodiscard]] Value get(const void* inputs) const;
    void set(void* inputs, const Value& value) const;
};

[[nodiscard]] Binding bound(Stored stored, std::ptrdiff_t offset, std::string id, Kind kind, Words words,
                            Traits traits);
// Of a choice: its options and the enumerator of each.
[[nodiscard]] Binding bound_choice(std::ptrdiff_t offset, std::string id, Words words, Traits traits,
                                   std::vector<Option> options, std::vector<int> enumerators);

// How many bytes from the start of Inputs a member lies; `member`: a pointer to it, or a function from Inputs& to a
// reference.
template <class Inputs, class Member>
[[nodiscard]] std::ptrdiff_t offset_of(Member member) {
    Inputs in;
    return reinterpret_cast<const char*>(&std::invoke(member, in)) - reinterpret_cast<const char*>(&in);
}

// The parameters of a lab, or some of them: one, a list of such, or those of a part that Inputs derives from.
template <class Inputs>
class Parameters {
  public:
    Parameters() = default;
    Parameters(Binding one) { all_.push_back(std::move(one)); }
    Parameters(std::initializer_list<Parameters> parts) {
        for (const Parameters& part : parts) all_.append(part.all_);
    }
    template <class Part>
    requires(std::is_base_of_v<Part, Inputs> && !std::is_same_v<Part, Inputs>)
        Parameters(const Parameters<Part>& part)
        : all_(part.all()) {
        const std::ptrdiff_t start = offset_of<Inputs>([](Inputs& in) -> Part& { return in; });
        for (Binding& b : all_) b.offset += start, b.part += start;
    }

    void add(Parameters more) { all_.append(std::move(more.all_)); }
    [[nodiscard]] const List<Binding>& all() const { return all_; }
    [[nodiscard]] Binding* begin() { return all_.begin(); }
    [[nodiscard]] Binding* end() { return all_.end(); }
    [[nodiscard]] const Binding* begin() const { return all_.begin(); }
    [[nodiscard]] const Binding* end() const { return all_.end(); }

  private:
    List<Binding> all_;
};

// The heading of those that have none of their own.
template <class Inputs>
[[nodiscard]] Parameters<Inputs> group(const std::string& heading, Parameters<Inputs> parameters) {
    for (Binding& b : parameters)
        if (b.parameter.group.empty()) b.parameter.group = heading;
    return parameters;
}

template <class Inputs>
[[nodiscard]] Parameters<Inputs> real(double Inputs::*m, std::string id, Words words, Traits traits = {}) {
    return bound(Stored::Double, offset_of<Inputs>(m), std::move(id), Kind::Real, std::move(words),
                 std::move(traits));
}
template <class Inputs>
[[nodiscard]] Parameters<Inputs> whole(int Inputs::*m, std::string id, Words words, Traits traits = {}) {
    return bound(Stored::Int, offset_of<Inputs>(m), std::move(id), Kind::Whole, std::move(words),
                 std::move(traits));
}
template <class Inputs>
[[nodiscard]] Parameters<Inputs> toggle(bool Inputs::*m, std::string id, Words words, Traits traits = {}) {
    return bound(Stored::Bool, offset_of<Inputs>(m), std::move(id), Kind::Toggle, std::move(words),
                 std::move(traits));
}
template <class Inputs>
[[nodiscard]] Parameters<Inputs> text(std::string Inputs::*m, std::string id, Words words,
                                      Traits traits = {}) {
    return bound(Stored::String, offset_of<Inputs>(m), std::move(id), Kind::Text, std::move(words),
                 std::move(traits));
}
template <class Inputs>
[[nodiscard]] Parameters<Inputs> vector(Vector Inputs::*m, std::string id, Words words, Traits traits = {}) {
    return bound(Stored::NumberList, offset_of<Inputs>(m), std::move(id), Kind::Vector, std::move(words),
                 std::move(traits));
}
template <class Inputs>
[[nodiscard]] Parameters<Inputs> points(Points Inputs::*m, std::string id, Words words, Traits traits = {}) {
    return bound(Stored::PointList, offset_of<Inputs>(m), std::move(id), Kind::Points, std::move(words),
                 std::move(traits));
}
template <class Inputs>
[[nodiscard]] Parameters<Inputs> matrix(Matrix Inputs::*m, std::string id, Words words, Traits traits = {}) {
    return bound(Stored::Matrix, offset_of<Inputs>(m), std::move(id), Kind::Matrix, std::move(words),
                 std::move(traits));
}
// `m`: the range chosen, none while it is automatic; `shown`: what is shown in either case.
template <class Inputs>
[[nodiscard]] Parameters<Inputs> domain(std::optional<Domain> Inputs::*m, Domain (Inputs::*shown)() const,
                                        std::string id, Words words, Traits traits = {}) {
    Binding b = bound(Stored::Domain, offset_of<Inputs>(m), std::move(id), Kind::Domain, std::move(words),
                      std::move(traits));
    b.shown = [shown](const void* part) { return (static_cast<const Inputs*>(part)->*shown)(); };
    return b;
}

// An enumerator with the id and the label of its option.
template <class Enum>
struct OptionOf {
    Enum value;
    std::string id{};
    std::string label{};
};

// A choice: every enumerator has an option.
template <class Inputs, class Enum>
[[nodiscard]] Parameters<Inputs> choice(Enum Inputs::*m, std::string id, Words words,
                                        const std::vector<OptionOf<Enum>>& options, Traits traits = {}) {
    static_assert(std::is_same_v<std::underlying_type_t<Enum>, int>);
    std::vector<Option> said;
    std::vector<int> enumerators;
    for (const auto& option : options) {
        said.push_back({option.id, option.label});
        enumerators.push_back(static_cast<int>(option.value));
    }
    return bound_choice(offset_of<Inputs>(m), std::move(id), std::move(words), std::move(traits),
                        std::move(said), std::move(enumerators));
}

}  // namespace lossfield::viz
