// The bodies of List, for the units that define one: `template class List<Panel>;`
#pragma once

#include "viz/inputs/list.hpp"

namespace lossfield::viz {

template <class T>
List<T>::List() = default;
template <class T>
List<T>::List(std::initializer_list<T> items) : items_(items) {}
template <class T>
List<T>::List(std::vector<T> items) : items_(std::move(items)) {}
template <class T>
List<T>::List(const List& other) = default;
template <class T>
List<T>::List(List&& other) noexcept = default;
template <class T>
List<T>& List<T>::operator=(const List& other) = default;
template <class T>
List<T>& List<T>::operator=(List&& other) noexcept = default;
template <class T>
List<T>::~List() = default;

template <class T>
void List<T>::push_back(T item) {
    items_.push_back(std::move(item));
}

template <class T>
void List<T>::append(List items) {
    for (T& item : items) items_.push_back(std::move(item));
}

template <class T>
void List<T>::insert(std::size_t at, T item) {
    items_.insert(items_.begin() + static_cast<std::ptrdiff_t>(at), std::move(item));
}

template <class T>
void List<T>::erase(std::size_t at) {
    items_.erase(items_.begin() + static_cast<std::ptrdiff_t>(at));
}

template <class T>
void List<T>::clear() {
    items_.clear();
}

template <class T>
const T& List<T>::at(std::size_t i) const {
    return items_.at(i);
}

}  // namespace lossfield::viz
