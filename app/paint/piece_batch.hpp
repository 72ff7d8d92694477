// Pieces of a frame gathered into one draw list, to be painted at once in some rectangles of what is bound. Each triangle is
// drawn in the rectangles that it may reach.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include <imgui.h>

#include "app/gl/layer.hpp"
#include "app/paint/pieces.hpp"
#include "app/paint/tiles.hpp"

namespace lossfield::app {

class PieceBatch {
  public:
    // The rectangles are some of the grid's tiles and share none.
    void begin(const TileGrid& grid, const std::vector<PixelRect>& where);
    // Before all pieces: the same places of a layer.
    void add_layer(const Layer& layer, const std::vector<PixelRect>& where);
    void add(const Piece& piece, const TileSet& tiles);
    void paint(const ImDrawData& frame);

  private:
    struct Part {
        PixelRect rect;
        std::vector<ImDrawIdx> indices{};
        std::vector<ImDrawCmd> commands{};  // offsets are those of these indices
        const ImDrawCmd* mode = nullptr;
        std::size_t begun = 0;  // indices before the piece that is added
        long reached = 0;       // the last piece, then the last triangle of it, that came here
    };
    void add_triangles(const Piece& piece, unsigned shift);
    void add_command(Part& part, const Piece& piece);
    static void set_mode(Part& part, const ImDrawCmd* mode);

    std::optional<ImDrawList> list_;  // made when there is a context
    TileGrid grid_;
    std::vector<Part> parts_;
    std::array<int, TileSet::most> part_of_{};  // of a tile; -1: none
    std::vector<Part*> reached_;                // by the piece that is added
    unsigned vertices_ = 0;                     // vertex offset of what is added
    long counted_ = 0;                          // pieces and triangles
};

}  // namespace lossfield::app
