// A list of big values (panels, marks, handles, readouts): what copies, grows or destroys it is compiled once for each
// element type, where the type is defined (list_definitions.hpp), and not again in every lab that fills one.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <utility>
#include <vector>

namespace lossfield::viz {

template <class T>
class List {
  public:
    using value_type = T;
    using iterator = T*;
    using const_iterator = const T*;

    List();
    List(std::initializer_list<T> items);
    List(std::vector<T> items);
    List(const List& other);
    List(List&& other) noexcept;
    List& operator=(const List& other);
    List& operator=(List&& other) noexcept;
    ~List();

    void push_back(T item);
    void append(List items);
    void insert(std::size_t at, T item);  // before the item that is `at` now
    void erase(std::size_t at);
    void clear();

    [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(end() - begin()); }
    [[nodiscard]] bool empty() const { return begin() == end(); }
    [[nodiscard]] T* begin() { return const_cast<T*>(std::as_const(*this).begin()); }
    [[nodiscard]] T* end() { return const_cast<T*>(std::as_const(*this).end()); }
    [[nodiscard]] const T* begin() const { return items_.data(); }
    [[nodiscard]] const T* end() const { return items_.data() + items_.size(); }
    T& operator[](std::size_t i) { return begin()[i]; }
    const T& operator[](std::size_t i) const { return begin()[i]; }
    [[nodiscard]] T& front() { return *begin(); }
    [[nodiscard]] const T& front() const { return *begin(); }
    [[nodiscard]] T& back() { return *(end() - 1); }
    [[nodiscard]] const T& back() const { return *(end() - 1); }
    [[nodiscard]] const T& at(std::size_t i) const;  // throws std::out_of_range
    operator const std::vector<T>&() const { return items_; }

  private:
    std::vector<T> items_;
};

}  // namespace lossfield::viz
