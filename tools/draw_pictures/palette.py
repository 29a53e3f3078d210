"""The colours of the clinic's pictures: every scene and icon takes its colours from here."""

# Deep greens: night skies, foreground silhouettes, the strongest accents.
NIGHT = "#12302f"
PINE = "#1f4b4a"
SPRUCE = "#35655f"
FERN = "#5f8679"

# Sage: hills, walls, leaves.
SAGE = "#8fa898"
SAGE_SOFT = "#b9c8ba"
SAGE_PALE = "#dbe3d8"

# Oat and sand: walls, floors, wood, linen.
SNOW = "#f8f5ee"
OAT = "#efe7d9"
LINEN = "#e3d6c1"
SAND = "#d3bf9f"
BIRCH = "#bfa37d"
BARK = "#8a6d52"

# Clay: the one warm accent of each picture.
CLAY_PALE = "#ecd3c3"
CLAY_SOFT = "#dcab90"
CLAY = "#bd7a5c"
CLAY_DEEP = "#955640"

# Misty blues: skies, water, glass, metal.
MIST_PALE = "#dde7ea"
MIST = "#b3c8cf"
HAZE = "#8aa6b0"
SLATE = "#55757f"

# Skin is drawn in several tones, each with its shaded side.
SKIN_FAIR, SKIN_FAIR_SHADE = "#e3bb9c", "#cf9f7f"
SKIN_TAN, SKIN_TAN_SHADE = "#c4926f", "#aa7656"
SKIN_BROWN, SKIN_BROWN_SHADE = "#96664a", "#7c5039"
