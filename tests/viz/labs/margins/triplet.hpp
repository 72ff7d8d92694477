// The settings at which the lab triplet is held against its points, and the definitions written out.
#pragma once

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/claims.hpp"
#include "tests/viz/labs/read_figure.hpp"
#include "viz/lab/catalog.hpp"
#include "viz/labs/margins/triplet/triplet.hpp"

namespace lossfield::tests::triplet_lab {

using namespace viz;
using namespace viz::read_figure;

inline constexpr int random_count = 200;

inline const Lab& own() { return find_lab(catalog(), "triplet"); }

inline bool is_one(const Said& s) { return word(s, "show") == "one"; }
inline bool says(const Figure& f, const char* words) { return f.caption.find(words) != std::string::npos; }

using Place = std::pair<double, double>;
inline Place place(const Vector& v) { return {v[0], v[1]}; }

inline double distance(const Said& s, const Place& x, const Place& y) {
    const double d = std::hypot(x.first - y.first, x.second - y.second);
    return word(s, "distance") == "squared" ? d * d : d;
}
inline double loss(const Said& s, const Place& a, const Place& p, const Place& n) {
    return std::max(0.0, distance(s, a, p) - distance(s, a, n) + real(s, "margin"));
}

struct Sides {
    std::vector<Place> positives, negatives;
};
inline Sides sides(const Said& s) {
    Sides all{{place(list(s, "anchor")), place(list(s, "positive"))}, {place(list(s, "negative"))}};
    for (const DataPoint& p : get<Points>(s, "others"))
        (p.label == "positive" ? all.positives : all.negatives).emplace_back(p.x, p.y);
    return all;
}

// Every fourth setting within reach of each other, every fifth with points at one place, every seventh blind.
inline void adjust(Values& values) {
    static int count = 0;
    ++count;
    const auto entry = [&](const char* id) -> Vector& {
        return std::get<Vector>(values[index_of(own(), id)]);
    };
    if (count % 4 == 0)
        for (const char* id : {"anchor", "positive", "negative"})
            for (double& v : entry(id)) v *= 0.1;
    if (count % 5 == 0) entry("negative") = entry("positive");
    if (count % 10 == 0) entry("anchor") = entry("positive");
    if (count % 7 == 0) {
        const double e = 0.05 + 0.02 * (count % 11);
        entry("anchor") = {0, 0}, entry("positive") = {1, 0}, entry("negative") = {1 + e, 0};
        values[index_of(own(), "margin")] = 1.5 * e + e * e, values[index_of(own(), "others")] = Points{};
        values[index_of(own(), "distance")] = "squared";
    }
    if (count % 11 == 0) {
        entry("anchor") = entry("positive") = {0.5, 0.5}, entry("negative") = {0.5, 0.6};
        values[index_of(own(), "margin")] = 0.75, values[index_of(own(), "distance")] = "plain";
        values[index_of(own(), "loss")] = "triplet", values[index_of(own(), "show")] = "one";
    }
    if (count % 6 == 0)
        for (DataPoint& d : std::get<Points>(values[index_of(own(), "data")])) d.label = "2";
    if (count % 3 != 0) values[index_of(own(), "show")] = "one";
}

// A preset with some values changed.
inline Said said(const std::vector<std::pair<const char*, Value>>& changes, const char* preset = "batch") {
    Said s = shown(own(), preset);
    for (const auto& [id, value] : changes) put(own(), s.values, id, value);
    s.figure = own().draw(s.values, own().compute(s.values, Detail::Full, {}), View{});
    return s;
}

}  // namespace lossfield::tests::triplet_lab
