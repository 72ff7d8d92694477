#version 330 core
// Lit colour with contour lines of constant width. Level k of the texture is the k-th line, counted from 0. Outside of
// the heights that are kept the surface is cut off and its rim marked. A hole has no opacity.
noperspective in vec2 place;
noperspective in float height;

uniform sampler2D colours;
uniform sampler2D levels;
uniform float opacity;
uniform float lines;       // how many
uniform float line_width;  // pixels
uniform vec4 line_colour;
uniform vec2 kept;
uniform float edge_width;  // pixels
uniform vec4 edge_colour;
uniform bool translucent;
uniform bool two_sided;
uniform bool draft;  // one sample a pixel

out vec4 fragment;

// Coverage of a pixel whose middle lies so many pixels inside of an edge.
float covered(float inside) { return clamp(inside + 0.5, 0.0, 1.0); }

void main() {
    vec4 colour = texture(colours, place);
    float level = texture(levels, place).r;
    float pace = max(length(vec2(dFdx(level), dFdy(level))), 1e-6);  // levels per pixel
    float whole = colour.a / opacity;
    float there = covered((whole - 0.5) / max(fwidth(whole), 1e-3));
    float rise = max(length(vec2(dFdx(height), dFdy(height))), 1e-7);  // box units per pixel
    float rim = min(kept.y - height, height - kept.x) / rise;
    there = min(there, covered(rim));
    if (there < (draft ? 0.5 : 0.02)) discard;
    if (draft) there = 1.0;

    // From below it lies in the shade.
    if (!two_sided && !gl_FrontFacing) colour.rgb *= 0.8;

    float nearest = clamp(floor(level + 0.5), 0.0, lines - 1.0);
    float line = covered(0.5 * line_width - abs(level - nearest) / pace) * min(line_width, 1.0);
    // Lines too close to be told apart become their mean tone.
    if (level > -0.5 && level < lines - 0.5)
        line = mix(line, min(line_width * pace, 1.0), smoothstep(0.25, 0.6, pace));
    if (lines > 0.0) colour.rgb = mix(colour.rgb, line_colour.rgb, line_colour.a * line);
    colour.rgb = mix(colour.rgb, edge_colour.rgb, edge_colour.a * covered(edge_width - rim));

    // An opaque surface covers samples by its alpha; a translucent one is blended.
    fragment = translucent ? vec4(colour.rgb, 1.0) * (opacity * there) : vec4(colour.rgb, there);
}
