// A parameter is declared once. From the declaration come its slider, its `--set`, its place in saved files,
// its undo step, its tooltip, its random test values and its row in the reference.
//   soft range: what the slider covers;  hard range: what may be typed or given on the command line.
// A lab binds each parameter to a member of its own Inputs: real(&Inputs::temperature, "temperature", {...}).
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

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

// What may be said of a parameter; only the fields that fit its kind are used.
struct Traits {
    std::string label{};   // words, e.g. "Temperature"; empty: made from the id
    std::string symbol{};  // rich text, e.g. "$T$"
    std::string unit{};
    std::string help{};   // one sentence for the tooltip and the reference
    std::string group{};  // heading in the side panel; empty: "Input"
    Interval soft{0, 1};
    // Both zero: the soft range (with 0 where the spacing has a zero stop); points, matrix, domain: +-1e9. Of
    // vectors, points, matrices and domains every number keeps to it.
    Interval hard{0, 0};
    Spacing spacing = Spacing::Linear;
    std::vector<Snap> snaps{};
    std::vector<Option> options{};  // choice
    std::size_t min_length = 1;     // vector: entries; points: points; matrix: rows as well as columns
    std::size_t max_length = 64;
    std::string length_of{};  // vector: another vector parameter whose length this one shares
    // vector: entries >= 0 with sum 1; where their number is known from elsewhere also one entry: the 1-based class that
    // has it all
    bool distribution = false;
    // vector: a list of different 1-based places in another vector parameter, e.g. classes; not checked while that one is
    // shorter than the list
    std::string places_in{};
    bool whole_entries = false;  // vector: entries are whole numbers
    std::string panel{};    // domain: the panel whose visible range it is; points: where a click adds one
    bool restarts = false;  // a change starts a simulation anew

    // Whether a class alone says a distribution: of how many classes it is one is known.
    [[nodiscard]] bool takes_class() const {
        return distribution && (!length_of.empty() || min_length == max_length);
    }
};

struct Parameter : Traits {
    std::string id{};
    Kind kind = Kind::Real;
    Value fallback{};  // the default
};

template <class Inputs>
struct Binding {
    Parameter parameter;
    std::function<Value(const Inputs&)> get;
    std::function<void(Inputs&, const Value&)> set;
};

// Fills in what a declaration left out (label from the id, hard from soft).
[[nodiscard]] Parameter complete(std::string id, Kind kind, Traits traits);

// Position of a parameter in a list; throws InputError naming the nearest known id.
[[nodiscard]] std::size_t index_of(const std::vector<Parameter>& parameters, const std::string& id);

template <class Inputs, class Member, class Stored = Member>
[[nodiscard]] Binding<Inputs> bind_member(Member Inputs::*member, std::string id, Kind kind, Traits traits) {
    return {complete(std::move(id), kind, std::move(traits)),
            [member](const Inputs& in) { return Value(static_cast<Stored>(in.*member)); },
            [member](Inputs& in, const Value& v) { in.*member = static_cast<Member>(std::get<Stored>(v)); }};
}

template <class Inputs>
[[nodiscard]] Binding<Inputs> real(double Inputs::*m, std::string id, Traits t) {
    return bind_member<Inputs>(m, std::move(id), Kind::Real, std::move(t));
}
template <class Inputs>
[[nodiscard]] Binding<Inputs> whole(int Inputs::*m, std::string id, Traits t) {
    return bind_member<Inputs, int, long long>(m, std::move(id), Kind::Whole, std::move(t));
}
template <class Inputs>
[[nodiscard]] Binding<Inputs> toggle(bool Inputs::*m, std::string id, Traits t) {
    return bind_member<Inputs>(m, std::move(id), Kind::Toggle, std::move(t));
}
template <class Inputs>
[[nodiscard]] Binding<Inputs> choice(std::string Inputs::*m, std::string id, Traits t) {
    return bind_member<Inputs>(m, std::move(id), Kind::Choice, std::move(t));
}
template <class Inputs>
[[nodiscard]] Binding<Inputs> text(std::string Inputs::*m, std::string id, Traits t) {
    return bind_member<Inputs>(m, std::move(id), Kind::Text, std::move(t));
}
template <class Inputs>
[[nodiscard]] Binding<Inputs> vector(Vector Inputs::*m, std::string id, Traits t) {
    return bind_member<Inputs>(m, std::move(id), Kind::Vector, std::move(t));
}
template <class Inputs>
[[nodiscard]] Binding<Inputs> points(Points Inputs::*m, std::string id, Traits t) {
    return bind_member<Inputs>(m, std::move(id), Kind::Points, std::move(t));
}
template <class Inputs>
[[nodiscard]] Binding<Inputs> matrix(Matrix Inputs::*m, std::string id, Traits t) {
    return bind_member<Inputs>(m, std::move(id), Kind::Matrix, std::move(t));
}
template <class Inputs>
[[nodiscard]] Binding<Inputs> domain(Domain Inputs::*m, std::string id, Traits t) {
    return bind_member<Inputs>(m, std::move(id), Kind::Domain, std::move(t));
}

}  // namespace lossfield::viz
